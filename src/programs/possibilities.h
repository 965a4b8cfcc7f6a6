// What could be true of a subject: for each fact the values that it could have, and a walk over
// all their combinations.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "programs/evaluate.h"

namespace fundable {

// The values that each fact could have, by FactId. Holds pointers into the subject, the program
// and itself: it lives no longer than they do, and does not move.
class Possibilities {
 public:
  // Above this many combinations a walk is refused.
  static constexpr std::size_t kMostCombinations = 100'000;

  // What is held, else what the program assumes (with `assume`), else what `tests` can tell apart.
  Possibilities(std::span<const FactId> facts, const Subject& subject, const Program* program,
                std::span<const Condition* const> tests, const Vocabulary& vocabulary);
  Possibilities(const Possibilities&) = delete;
  Possibilities& operator=(const Possibilities&) = delete;

  [[nodiscard]] std::span<const Value* const> of(FactId fact) const { return values_[fact]; }
  [[nodiscard]] bool is_open(FactId fact) const { return values_[fact].size() > 1; }
  [[nodiscard]] bool is_assumed(FactId fact) const { return assumed_[fact]; }

  // Puts one value in place of all that the fact could be; gives back what stood there.
  std::vector<const Value*> replace(FactId fact, std::vector<const Value*> values);

  // Calls `visit` with every combination of the open facts among `facts`; every other fact has its
  // first value. Stops early where `visit` gives false. Gives false, and visits nothing, where
  // there are more than kMostCombinations.
  bool walk(std::span<const FactId> facts, const std::function<bool(Assignment)>& visit) const;

 private:
  std::vector<std::vector<const Value*>> values_;
  std::vector<bool> assumed_;
  std::vector<std::vector<Value>> made_;  // owns what was made here
};

}  // namespace fundable
