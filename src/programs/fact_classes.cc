// Parts the values of a fact by the tests that they pass.
//
// Two values that pass the same tests cannot lead to different answers, so a decision needs only
// know which of the few classes a value is in. Witnesses make the tests come out in every way they
// can, so they meet every class.
#include "programs/fact_classes.h"

#include <algorithm>

namespace fundable {

std::optional<FactClasses> FactClasses::of(FactId fact, std::span<const Condition* const> tests,
                                           const std::vector<Value>& witnesses,
                                           const Vocabulary& vocabulary) {
  FactClasses made;
  for (const Condition* test : tests) {
    const auto is_the_same = [&](const Condition* known) { return *known == *test; };
    if (test->fact != fact || std::ranges::any_of(made.tests_, is_the_same)) continue;
    made.tests_.push_back(test);
  }
  if (made.tests_.size() > 64) return std::nullopt;
  for (const Value& witness : witnesses) {
    const std::uint64_t outcome = made.outcome(witness);
    if (made.with_outcome(outcome) == 0) {
      if (made.size() == kMostClasses) return std::nullopt;
      made.outcomes_.push_back(outcome);
      made.samples_.push_back(&witness);
    }
    made.of_witnesses_.push_back(made.with_outcome(outcome));
    made.all_ |= made.of_witnesses_.back();
  }
  const FactDefinition& definition = vocabulary[fact];
  if (definition.type == FactType::kChoice) {
    made.choices_ = definition.values;
    for (const std::string& choice : made.choices_) {
      made.of_choices_.push_back(made.with_outcome(made.outcome(choice)));
    }
  }
  if (definition.type == FactType::kTruth) {
    for (const bool truth : {false, true}) {
      made.of_truths_[truth ? 1 : 0] = made.with_outcome(made.outcome(truth));
    }
  }
  return made;
}

ClassMask FactClasses::of_value(const Value& value) const {
  if (const bool* truth = std::get_if<bool>(&value)) return of_truths_[*truth ? 1 : 0];
  if (!choices_.empty()) {
    const auto* text = std::get_if<std::string>(&value);
    const auto found = text == nullptr ? choices_.end() : std::ranges::find(choices_, *text);
    if (found != choices_.end()) {
      return of_choices_[static_cast<std::size_t>(found - choices_.begin())];
    }
  }
  return with_outcome(outcome(value));
}

std::uint64_t FactClasses::outcome(const Value& value) const {
  std::uint64_t passed = 0;
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    if (passes(*tests_[i], value)) passed |= std::uint64_t{1} << i;
  }
  return passed;
}

ClassMask FactClasses::with_outcome(std::uint64_t outcome) const {
  const auto found = std::ranges::find(outcomes_, outcome);
  if (found == outcomes_.end()) return 0;
  return ClassMask{1} << (found - outcomes_.begin());
}

}  // namespace fundable
