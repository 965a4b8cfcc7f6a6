// Reads the facts of a subject as sets of classes.
//
// The rules are those of Possibilities, which stays the one to believe: what is held, else what is
// assumed, else the witnesses without those that are ruled out; all of them where one source holds
// what another rules out. Where the simple evaluator would give up because there are too many
// combinations, so must we: such subjects are told apart here and left to it.
#include "programs/compiled_facts.h"

#include <algorithm>

#include "programs/possibilities.h"

namespace fundable {
namespace {

bool is_ruled_out(const Fact& fact, const Value& value) {
  return !fact.ruled_out.empty() &&
         std::ranges::find(fact.ruled_out, value, &Held::value) != fact.ruled_out.end();
}

FactState anything(const CompiledFact& compiled) {
  return {compiled.classes.all(), compiled.witnesses->size(), nullptr, false};
}

FactState assumed(const CompiledFact& compiled) {
  const Value& value = compiled.assumed->value;
  return {compiled.classes.of_value(value), 1, &value, true};
}

FactState held(const CompiledFact& compiled, const Fact& fact) {
  FactState state;
  state.values = fact.held.size();
  if (state.values == 1) state.known = &fact.held.front().value;
  for (const Held& one : fact.held) {
    const ClassMask of_one = compiled.classes.of_value(one.value);
    if (of_one == 0) return {};
    state.mask |= of_one;
  }
  return state;
}

FactState not_ruled_out(const CompiledFact& compiled, const Fact& fact) {
  FactState state;
  for (std::size_t i = 0; i < compiled.witnesses->size(); ++i) {
    const Value& witness = (*compiled.witnesses)[i];
    if (is_ruled_out(fact, witness)) continue;
    state.mask |= compiled.classes.of_witnesses()[i];
    state.known = ++state.values == 1 ? &witness : nullptr;
  }
  return state;
}

FactState state_of(const CompiledFact& compiled, const Fact* fact) {
  if (fact == nullptr) return compiled.assumed != nullptr ? assumed(compiled) : anything(compiled);
  const bool is_denied = std::ranges::any_of(
      fact->held, [&](const Held& one) { return is_ruled_out(*fact, one.value); });
  if (is_denied) return anything(compiled);
  if (!fact->held.empty()) return held(compiled, *fact);
  if (compiled.assumed != nullptr && !is_ruled_out(*fact, compiled.assumed->value)) {
    return assumed(compiled);
  }
  return not_ruled_out(compiled, *fact);
}

}  // namespace

std::optional<CompiledFacts> CompiledFacts::of(std::span<const Condition* const> conditions,
                                               const Witnesses& witnesses,
                                               std::span<const AssumedValue> assumed,
                                               std::span<const std::vector<FactId>> walked_together,
                                               const Vocabulary& vocabulary) {
  std::vector<const Condition*> tests;
  for (const Condition* condition : conditions) {
    const auto more = tests_of(*condition, vocabulary);
    tests.insert(tests.end(), more.begin(), more.end());
  }
  CompiledFacts made;
  for (const auto& [fact, values] : witnesses) {
    auto classes = FactClasses::of(fact, tests, values, vocabulary);
    if (!classes) return std::nullopt;
    const auto stands_in = std::ranges::find(assumed, fact, &AssumedValue::fact);
    made.facts_.push_back({fact, vocabulary[fact].is_of_project(), std::move(*classes), &values,
                           stands_in == assumed.end() ? nullptr : &*stands_in});
  }
  for (const std::vector<FactId>& facts : walked_together) made.add_walk(facts);
  return made;
}

std::size_t CompiledFacts::position(FactId fact) const {
  const auto found = std::ranges::lower_bound(facts_, fact, {}, &CompiledFact::fact);
  return static_cast<std::size_t>(found - facts_.begin());
}

void CompiledFacts::read(const Subject& subject, std::vector<FactState>& states) const {
  states.clear();
  for (const CompiledFact& compiled : facts_) {
    const Facts& source = compiled.is_of_project ? subject.project : subject.workload;
    states.push_back(state_of(compiled, source.find(compiled.fact)));
  }
}

bool CompiledFacts::are_decidable(std::span<const FactState> states) const {
  bool is_crowded = false;
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i].mask == 0) return false;
    is_crowded = is_crowded || states[i].values > facts_[i].witnesses->size();
  }
  return std::ranges::none_of(walks_, [&](const Walk& walk) {
    return (is_crowded || walk.may_be_refused) && is_refused(walk, states);
  });
}

void CompiledFacts::add_walk(const std::vector<FactId>& facts) {
  Walk walk;
  for (const FactId fact : facts) walk.positions.push_back(position(fact));
  std::vector<FactState> unknown;
  for (const CompiledFact& compiled : facts_) unknown.push_back(anything(compiled));
  walk.may_be_refused = is_refused(walk, unknown);
  walks_.push_back(std::move(walk));
}

// What is assumed is also tried as if it were not, so it counts as open.
bool CompiledFacts::is_refused(const Walk& walk, std::span<const FactState> states) const {
  std::size_t combinations = 1;
  for (const std::size_t i : walk.positions) {
    const FactState& state = states[i];
    combinations *=
        state.is_assumed ? facts_[i].witnesses->size() : std::max<std::size_t>(state.values, 1);
    if (combinations > Possibilities::kMostCombinations) return true;
  }
  return false;
}

}  // namespace fundable
