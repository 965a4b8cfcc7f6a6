// Compiles a program: facts to classes, criteria to tables over them.
//
// A derived fact needs no place of its own, because a criterion's table already says what it comes
// to under every combination of the facts below it.
#include "programs/compiled.h"

#include <algorithm>
#include <bit>

namespace fundable {
namespace {

// Facts of required criteria that can come into one island, and those of each other criterion.
std::vector<std::vector<FactId>> walks_of(const Program& program) {
  std::vector<std::vector<FactId>> islands;
  std::vector<std::vector<FactId>> apart;
  for (const Criterion& criterion : program.criteria) {
    if (criterion.of_plan) continue;
    if (criterion.kind != CriterionKind::kRequired) {
      apart.push_back(criterion.rests_on);
      continue;
    }
    std::vector<FactId> joined = criterion.rests_on;
    std::erase_if(islands, [&](const std::vector<FactId>& island) {
      const bool touches = std::ranges::find_first_of(island, joined) != island.end();
      if (touches) joined.insert(joined.end(), island.begin(), island.end());
      return touches;
    });
    std::ranges::sort(joined);
    joined.erase(std::ranges::unique(joined).begin(), joined.end());
    islands.push_back(std::move(joined));
  }
  islands.insert(islands.end(), apart.begin(), apart.end());
  return islands;
}

// Walks the combinations of the classes that the facts could be of, from the criterion's fact
// `at` on.
Truth walked(const CompiledCriterion& criterion, std::span<const ClassMask> masks, std::size_t at,
             std::size_t entry) {
  if (at == criterion.positions.size()) {
    const bool is_true = criterion.table[entry] != 0;
    return {is_true, !is_true};
  }
  Truth all;
  for (ClassMask left = masks[criterion.positions[at]]; left != 0; left &= left - 1) {
    const auto index = static_cast<std::size_t>(std::countr_zero(left));
    const Truth one = walked(criterion, masks, at + 1, entry + index * criterion.strides[at]);
    all = {all.can_be_true || one.can_be_true, all.can_be_false || one.can_be_false};
    if (all.can_be_true && all.can_be_false) break;
  }
  return all;
}

}  // namespace

Truth truth_of(const CompiledCriterion& criterion, std::span<const ClassMask> masks) {
  if (criterion.positions.size() == 1) {
    const ClassMask mask = masks[criterion.positions.front()];
    return {(mask & criterion.yes) != 0, (mask & criterion.no) != 0};
  }
  return walked(criterion, masks, 0, 0);
}

CompiledProgram::CompiledProgram(const Program& program, const Vocabulary& vocabulary)
    : program_(program), vocabulary_(vocabulary) {
  std::vector<const Condition*> of_criteria;
  for (const Criterion& criterion : program.criteria) {
    if (!criterion.of_plan) of_criteria.push_back(&criterion.when);
  }
  facts_ = CompiledFacts::of(of_criteria, program.witnesses, program.assumed, walks_of(program),
                             vocabulary);
  std::vector<const Condition*> of_warnings;
  std::vector<std::vector<FactId>> walks;
  for (const WarningRule& warning : program.warnings) {
    of_warnings.push_back(&warning.when);
    walks.push_back(warning.rests_on);
  }
  warning_facts_ = CompiledFacts::of(of_warnings, program.warning_witnesses, {}, walks, vocabulary);
  if (!warning_facts_) facts_.reset();
  for (const Criterion& criterion : program.criteria) {
    if (!facts_) return;
    if (criterion.of_plan) continue;
    auto made = compiled(criterion);
    if (!made) {
      facts_.reset();
      criteria_.clear();
      return;
    }
    criteria_.push_back(std::move(*made));
  }
}

std::optional<CompiledCriterion> CompiledProgram::compiled(const Criterion& criterion) const {
  CompiledCriterion made;
  made.criterion = &criterion;
  std::size_t entries = 1;
  for (const FactId fact : criterion.rests_on) {
    made.positions.push_back(facts_->position(fact));
    made.strides.push_back(entries);
    entries *= facts_->all()[made.positions.back()].classes.size();
    if (entries > kLargestTable) return std::nullopt;
  }
  std::vector<const Value*> values(vocabulary_.size(), nullptr);
  for (std::size_t entry = 0; entry < entries; ++entry) {
    for (std::size_t i = 0; i < made.positions.size(); ++i) {
      const FactClasses& classes = facts_->all()[made.positions[i]].classes;
      values[criterion.rests_on[i]] = &classes.sample(entry / made.strides[i] % classes.size());
    }
    made.table.push_back(holds(criterion.when, values, vocabulary_) ? 1 : 0);
  }
  for (std::size_t entry = 0; made.positions.size() == 1 && entry < entries; ++entry) {
    (made.table[entry] != 0 ? made.yes : made.no) |= ClassMask{1} << entry;
  }
  return made;
}

}  // namespace fundable
