// The criteria of one workload that are still open, parted by the open facts that they share.
#pragma once

#include <span>
#include <vector>

#include "programs/compiled.h"
#include "programs/outcomes.h"

namespace fundable {

// Exact, like the islands of `judge`, but over classes of values and compiled tables.
// Lifetime: that of the program and the masks.
class CompiledIslands {
 public:
  // `masks` by the program's facts; each holds a class at least.
  CompiledIslands(const CompiledProgram& program, std::span<const ClassMask> masks);

  // What the program can come to.
  [[nodiscard]] Outcomes reachable() const;
  // The open facts whose value can still change the verdict; sorted.
  [[nodiscard]] std::vector<FactId> open() const;

 private:
  struct Island {
    std::vector<const CompiledCriterion*> criteria;
    std::vector<std::size_t> positions;  // of its open facts
    Outcomes reachable = 0;
  };
  // The class of each fact, as far as it is settled.
  using Chosen = std::vector<std::size_t>;

  void join(const CompiledCriterion& criterion);
  [[nodiscard]] bool is_open(std::size_t position) const;
  [[nodiscard]] static Outcome outcome(const Island& island, const Chosen& chosen);
  [[nodiscard]] bool matters(std::size_t position, const Island& island, Outcomes others) const;
  // Calls `visit()` with each combination of classes of the facts in `chosen`, until it gives
  // false.
  template <class Visit>
  bool walk(std::span<const std::size_t> positions, Chosen& chosen, const Visit& visit) const;

  const CompiledProgram& program_;
  std::span<const ClassMask> masks_;
  std::vector<Island> islands_;
  Outcomes settled_ = bit(kYes);  // what the criteria that are not open come to
};

}  // namespace fundable
