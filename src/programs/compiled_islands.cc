// Walks what is open of one workload.
//
// A criterion that is true, or false, whatever its facts are joins nothing: it is a constant. What
// is left are mostly criteria with a fact of their own, and no walk is longer than a few classes.
#include "programs/compiled_islands.h"

#include <algorithm>
#include <bit>

namespace fundable {

CompiledIslands::CompiledIslands(const CompiledProgram& program, std::span<const ClassMask> masks)
    : program_(program), masks_(masks) {
  for (const CompiledCriterion& criterion : program.criteria()) {
    if (!criterion.is_required()) continue;
    const Truth truth = truth_of(criterion, masks);
    if (truth.can_be_true && truth.can_be_false) {
      join(criterion);
    } else if (truth.can_be_false) {
      settled_ = worst(settled_, bit(criterion.criterion->review_if_no ? kReview : kNo));
    }
  }
  Chosen chosen(masks.size(), 0);
  for (std::size_t i = 0; i < masks.size(); ++i) {
    chosen[i] = static_cast<std::size_t>(std::countr_zero(masks[i]));
  }
  for (Island& island : islands_) {
    walk(island.positions, chosen, [&] {
      island.reachable = static_cast<Outcomes>(island.reachable | bit(outcome(island, chosen)));
      return island.reachable != kAnything;
    });
  }
}

Outcomes CompiledIslands::reachable() const {
  Outcomes all = settled_;
  for (const Island& island : islands_) all = worst(all, island.reachable);
  return all;
}

std::vector<FactId> CompiledIslands::open() const {
  std::vector<FactId> open;
  for (const Island& island : islands_) {
    Outcomes others = settled_;
    for (const Island& other : islands_) {
      if (&other != &island) others = worst(others, other.reachable);
    }
    for (const std::size_t position : island.positions) {
      if (matters(position, island, others)) open.push_back(program_.facts().all()[position].fact);
    }
  }
  std::ranges::sort(open);
  return open;
}

void CompiledIslands::join(const CompiledCriterion& criterion) {
  Island joined{{&criterion}, {}, 0};
  for (const std::size_t position : criterion.positions) {
    if (is_open(position)) joined.positions.push_back(position);
  }
  std::erase_if(islands_, [&](const Island& island) {
    if (std::ranges::find_first_of(island.positions, joined.positions) == island.positions.end()) {
      return false;
    }
    joined.criteria.insert(joined.criteria.end(), island.criteria.begin(), island.criteria.end());
    for (const std::size_t position : island.positions) {
      if (std::ranges::find(joined.positions, position) == joined.positions.end()) {
        joined.positions.push_back(position);
      }
    }
    return true;
  });
  islands_.push_back(std::move(joined));
}

bool CompiledIslands::is_open(std::size_t position) const {
  return (masks_[position] & (masks_[position] - 1)) != 0;
}

Outcome CompiledIslands::outcome(const Island& island, const Chosen& chosen) {
  Outcome result = kYes;
  for (const CompiledCriterion* criterion : island.criteria) {
    std::size_t entry = 0;
    for (std::size_t i = 0; i < criterion->positions.size(); ++i) {
      entry += chosen[criterion->positions[i]] * criterion->strides[i];
    }
    if (criterion->table[entry] != 0) continue;
    result = std::min(result, criterion->criterion->review_if_no ? kReview : kNo);
  }
  return result;
}

// Whether two classes of the fact lead to different verdicts while all else stays the same.
bool CompiledIslands::matters(std::size_t position, const Island& island, Outcomes others) const {
  std::vector<std::size_t> rest = island.positions;
  std::erase(rest, position);
  Chosen chosen(masks_.size(), 0);
  for (std::size_t i = 0; i < masks_.size(); ++i) {
    chosen[i] = static_cast<std::size_t>(std::countr_zero(masks_[i]));
  }
  const std::size_t own[] = {position};
  bool found = false;
  walk(rest, chosen, [&] {
    Outcomes set = 0;
    walk(own, chosen, [&] {
      set = static_cast<Outcomes>(set | bit(outcome(island, chosen)));
      return true;
    });
    for (const Outcome other : {kNo, kReview, kYes}) {
      const bool may_be = (others & bit(other)) != 0;
      found = found || (may_be && holds_several(worst(set, bit(other))));
    }
    return !found;
  });
  return found;
}

template <class Visit>
bool CompiledIslands::walk(std::span<const std::size_t> positions, Chosen& chosen,
                           const Visit& visit) const {
  if (positions.empty()) return visit();
  const std::size_t position = positions.front();
  for (ClassMask left = masks_[position]; left != 0; left &= left - 1) {
    chosen[position] = static_cast<std::size_t>(std::countr_zero(left));
    if (!walk(positions.subspan(1), chosen, visit)) return false;
  }
  return true;
}

}  // namespace fundable
