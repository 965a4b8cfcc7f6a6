// Finds the judgement of a workload by the classes that its facts could be of.
//
// The key is written so that it can be read back in one way only: for each fact its mask, whether
// it is open, could be anything or is assumed, and the text of its value where a flip may show it.
#include "programs/judgement_cache.h"

#include "programs/ways.h"

namespace fundable {
namespace {

void append(std::string& key, std::uint64_t bits, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) key.push_back(static_cast<char>(bits >> (8 * i) & 0xFF));
}

}  // namespace

JudgementCache::JudgementCache(const CompiledProgram& compiled, const Date& as_of, Ways ways,
                               std::size_t at_most)
    : compiled_(compiled), as_of_(as_of), ways_(ways), at_most_(at_most) {
  if (!compiled.is_ready()) return;
  may_be_told_.assign(compiled.facts().all().size(), false);
  for (const CompiledCriterion& criterion : compiled.criteria()) {
    if (!criterion.is_required()) continue;
    for (const std::size_t position : criterion.positions) may_be_told_[position] = true;
  }
}

std::shared_ptr<const Judgement> JudgementCache::judgement(const Subject& subject) {
  const bool has_key = write_key(subject);
  if (has_key) {
    const auto found = made_.find(key_);
    if (found != made_.end()) {
      ++hits_;
      return found->second;
    }
  }
  ++misses_;
  auto made = std::make_shared<Judgement>(
      judge(compiled_.program(), subject, compiled_.vocabulary(), as_of_));
  if (ways_ == kWithWays) {
    made->verdict.ways = ways_to_eligible(compiled_.program(), subject, compiled_.vocabulary());
  }
  if (has_key) {
    if (made_.size() >= at_most_) made_.clear();
    made_.emplace(key_, made);
  }
  return made;
}

bool JudgementCache::write_key(const Subject& subject) {
  if (!compiled_.is_ready()) return false;
  key_.clear();
  for (const bool of_criteria : {true, false}) {
    const CompiledFacts& facts = of_criteria ? compiled_.facts() : compiled_.warning_facts();
    facts.read(subject, states_);
    if (!facts.are_decidable(states_)) return false;
    write_states(facts, of_criteria);
  }
  return true;
}

void JudgementCache::write_states(const CompiledFacts& facts, bool of_criteria) {
  for (std::size_t i = 0; i < states_.size(); ++i) {
    const CompiledFact& fact = facts.all()[i];
    const FactState& state = states_[i];
    append(key_, state.mask, (fact.classes.size() + 7) / 8);
    if (!of_criteria) continue;
    const bool is_told = may_be_told_[i] && state.known != nullptr;
    const bool is_anything = state.values >= fact.witnesses->size();
    key_.push_back(static_cast<char>((state.values > 1 ? 1 : 0) | (is_anything ? 2 : 0) |
                                     (state.is_assumed ? 4 : 0) | (is_told ? 8 : 0)));
    if (!is_told) continue;
    const std::string text = value_in_flip(*state.known, compiled_.vocabulary()[fact.fact].type);
    append(key_, text.size(), 4);
    key_ += text;
  }
}

}  // namespace fundable
