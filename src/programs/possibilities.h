// What could be true of a subject: for each fact the values that it could have, and a walk over
// all their combinations.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "programs/evaluate.h"

namespace fundable {

// The values that each fact could have, by FactId. Holds pointers into the subject, the witnesses
// and the assumed values: it lives no longer than they do, and does not move.
class Possibilities {
 public:
  using Values = std::span<const Value* const>;

  // Above this many combinations a walk is refused.
  static constexpr std::size_t kMostCombinations = 100'000;

  // For every fact that has witnesses: what is held, else what is assumed, else its witnesses
  // without those that are ruled out.
  Possibilities(const Witnesses& witnesses, std::span<const AssumedValue> assumed,
                const Subject& subject, const Vocabulary& vocabulary);
  Possibilities(const Possibilities&) = delete;
  Possibilities& operator=(const Possibilities&) = delete;

  [[nodiscard]] Values of(FactId fact) const { return values_[fact]; }
  [[nodiscard]] bool is_open(FactId fact) const { return values_[fact].size() > 1; }
  [[nodiscard]] bool is_assumed(FactId fact) const;

  // Puts values in place of all that the fact could be; gives back what stood there. The caller
  // keeps `values` alive until something else stands there.
  Values replace(FactId fact, Values values);

  // Calls `visit(Assignment)` with every combination of the open facts among `facts`; every other
  // fact has its first value. Stops early where `visit` gives false. Gives false, and visits
  // nothing, where there are more than kMostCombinations. `visit` does not walk or replace.
  template <class Visit>
  bool walk(std::span<const FactId> facts, Visit visit) {
    // Filled as far as it is used: zeroing it would cost as much as a short walk.
    std::array<Wheel, kMostOpen> wheels;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    std::size_t open = 0;
    std::size_t combinations = 1;
    for (const FactId fact : facts) {
      if (!is_open(fact)) continue;
      combinations *= values_[fact].size();
      if (combinations > kMostCombinations) return false;
      wheels[open++] = {fact, 0};
    }
    const std::span turning(wheels.data(), open);
    while (visit(Assignment(assignment_)) && turn(turning)) {
    }
    for (const Wheel& wheel : turning) assignment_[wheel.fact] = values_[wheel.fact].front();
    return true;
  }

 private:
  struct Wheel {
    FactId fact;
    std::size_t at;
  };
  // An open fact has two values or more, so no more of them fit into a walk.
  static constexpr std::size_t kMostOpen = 16;
  static_assert((std::size_t{1} << (kMostOpen + 1)) > kMostCombinations);

  // To the next combination; false where that is the first one again.
  bool turn(std::span<Wheel> wheels);

  std::vector<const Value*> gathered_;  // what the constructor found, fact after fact
  std::vector<Values> values_;          // by FactId
  std::vector<FactId> assumed_;
  std::vector<const Value*> assignment_;  // the first value of each fact, but while walking
};

}  // namespace fundable
