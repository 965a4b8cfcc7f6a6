// With open facts the criteria fall into islands that share no open fact. An island is small
// (mostly one fact), so it is walked whole, and what the program can come to is the worst over the
// outcomes that each island can have. This keeps the answer exact without walking the product of
// everything that is unknown.
#include "programs/islands.h"

#include <algorithm>
#include <numeric>

namespace fundable {
namespace {

void absorb(Island& into, const Island& island) {
  into.criteria.insert(into.criteria.end(), island.criteria.begin(), island.criteria.end());
  for (const FactId fact : island.facts) {
    if (std::ranges::find(into.facts, fact) == into.facts.end()) into.facts.push_back(fact);
  }
}

}  // namespace

Trial::Trial(const Program& program, const Subject& subject, const Vocabulary& vocabulary)
    : program_(program),
      vocabulary_(vocabulary),
      possible_(program.witnesses, program.assumed, subject, vocabulary) {
  for (const Criterion& criterion : program.criteria) {
    if (criterion.kind == CriterionKind::kRequired) required_.push_back(&criterion);
  }
}

Answer Trial::answer(const Criterion& criterion) {
  return answer_under(criterion.when, criterion.rests_on, possible_, vocabulary_);
}

Outcome Trial::outcome(const Criterion& criterion, Assignment values) const {
  if (holds(criterion.when, values, vocabulary_)) return kYes;
  return criterion.review_if_no ? kReview : kNo;
}

std::vector<Island> Trial::islands_of(const std::vector<const Criterion*>& criteria) {
  std::vector<Island> islands;
  islands.reserve(criteria.size());
  for (const Criterion* criterion : criteria) {
    Island joined{{criterion}, {}, 0};
    for (const FactId fact : criterion->rests_on) {
      if (possible_.is_open(fact)) joined.facts.push_back(fact);
    }
    std::erase_if(islands, [&](const Island& island) {
      const bool touches = std::ranges::any_of(island.facts, [&](FactId fact) {
        return std::ranges::find(joined.facts, fact) != joined.facts.end();
      });
      if (touches) absorb(joined, island);
      return touches;
    });
    islands.push_back(std::move(joined));
  }
  for (Island& island : islands) island.reachable = reachable(island);
  return islands;
}

Outcome Trial::outcome(const Island& island, Assignment values) const {
  Outcome result = kYes;
  for (const Criterion* criterion : island.criteria) {
    result = std::min(result, outcome(*criterion, values));
  }
  return result;
}

Outcomes Trial::reachable(const Island& island) {
  Outcomes set = 0;
  const bool walked = possible_.walk(island.facts, [&](Assignment values) {
    set = static_cast<Outcomes>(set | bit(outcome(island, values)));
    return set != kAnything;
  });
  return walked ? set : kAnything;
}

Outcomes Trial::reachable(const std::vector<Island>& islands) {
  return std::accumulate(islands.begin(), islands.end(), bit(kYes),
                         [](Outcomes set, const Island& i) { return worst(set, i.reachable); });
}

std::vector<FactId> Trial::open_facts(const std::vector<Island>& islands) {
  std::vector<FactId> open;
  for (const Island& island : islands) {
    Outcomes others = bit(kYes);
    for (const Island& other : islands) {
      if (&other != &island) others = worst(others, other.reachable);
    }
    for (const FactId fact : island.facts) {
      if (matters(fact, island, others)) open.push_back(fact);
    }
  }
  std::ranges::sort(open);
  return open;
}

// Whether two values of `fact` lead to different verdicts while all else stays the same.
bool Trial::matters(FactId fact, const Island& island, Outcomes others) {
  std::vector<FactId> rest = island.facts;
  std::erase(rest, fact);
  bool found = false;
  std::vector<const Value*> values;
  const bool walked = possible_.walk(rest, [&](Assignment assigned) {
    values.assign(assigned.begin(), assigned.end());
    Outcomes set = 0;
    for (const Value* value : possible_.of(fact)) {
      values[fact] = value;
      set = static_cast<Outcomes>(set | bit(outcome(island, values)));
    }
    for (const Outcome other : {kNo, kReview, kYes}) {
      const bool may_be = (others & bit(other)) != 0;
      found = found || (may_be && holds_several(worst(set, bit(other))));
    }
    return !found;
  });
  return found || !walked;
}

std::vector<const Value*> Trial::told_apart(FactId fact) const {
  const std::vector<Value>& all = program_.witnesses.at(fact);
  const FactType type = vocabulary_[fact].type;
  if (type == FactType::kRecord || type == FactType::kRecords) return {&all[1], &all[0]};
  std::vector<const Value*> values;
  values.reserve(all.size());
  for (const Value& value : all) values.push_back(&value);
  return values;
}

Answer answer_under(const Condition& condition, std::span<const FactId> facts,
                    Possibilities& possible, const Vocabulary& vocabulary) {
  bool yes = false;
  bool no = false;
  const bool walked = possible.walk(facts, [&](Assignment values) {
    (holds(condition, values, vocabulary) ? yes : no) = true;
    return !(yes && no);
  });
  if (!walked || (yes && no)) return Answer::kUnknown;
  return yes ? Answer::kYes : Answer::kNo;
}

}  // namespace fundable
