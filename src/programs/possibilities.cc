// Unknown, contested, ruled out and assumed are one thing here: a set of values.
//
// A walk is an odometer over the open facts. It needs no allocation for each combination, and the
// facts that are known cost nothing.
#include "programs/possibilities.h"

#include <algorithm>

namespace fundable {

Possibilities::Possibilities(std::span<const FactId> facts, const Subject& subject,
                             const Program* program, std::span<const Condition* const> tests,
                             const Vocabulary& vocabulary)
    : values_(vocabulary.size()), assumed_(vocabulary.size(), false) {
  made_.reserve(facts.size());
  for (const FactId id : facts) {
    const Facts& source = vocabulary[id].is_of_project() ? subject.project : subject.workload;
    const Fact* fact = source.find(id);
    auto& values = values_[id];
    if (fact != nullptr && !fact->held.empty()) {
      for (const Held& held : fact->held) values.push_back(&held.value);
      continue;
    }
    const auto is_out = [&](const Value& value) {
      return fact != nullptr &&
             std::ranges::find(fact->ruled_out, value, &Held::value) != fact->ruled_out.end();
    };
    const AssumedValue* assumed = program == nullptr ? nullptr : program->assumption(id);
    if (assumed != nullptr && !is_out(assumed->value)) {
      values.push_back(&assumed->value);
      assumed_[id] = true;
      continue;
    }
    const std::vector<Value>* all = nullptr;
    if (program != nullptr && program->witnesses.contains(id)) {
      all = &program->witnesses.at(id);
    } else {
      all = &made_.emplace_back(witnesses(id, tests, vocabulary));
    }
    for (const Value& value : *all) {
      if (!is_out(value)) values.push_back(&value);
    }
  }
}

std::vector<const Value*> Possibilities::replace(FactId fact, std::vector<const Value*> values) {
  std::swap(values_[fact], values);
  return values;
}

bool Possibilities::walk(std::span<const FactId> facts,
                         const std::function<bool(Assignment)>& visit) const {
  std::vector<const Value*> assignment(values_.size(), nullptr);
  for (std::size_t id = 0; id < values_.size(); ++id) {
    if (!values_[id].empty()) assignment[id] = values_[id].front();
  }
  std::vector<FactId> open;
  std::size_t combinations = 1;
  for (const FactId fact : facts) {
    if (!is_open(fact)) continue;
    open.push_back(fact);
    combinations *= values_[fact].size();
    if (combinations > kMostCombinations) return false;
  }
  std::vector<std::size_t> at(open.size(), 0);
  for (;;) {
    if (!visit(assignment)) return true;
    std::size_t wheel = 0;
    for (; wheel < open.size(); ++wheel) {
      const auto& values = values_[open[wheel]];
      at[wheel] = at[wheel] + 1 == values.size() ? 0 : at[wheel] + 1;
      assignment[open[wheel]] = values[at[wheel]];
      if (at[wheel] != 0) break;
    }
    if (wheel == open.size()) return true;
  }
}

}  // namespace fundable
