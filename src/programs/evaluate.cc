// The evaluator: three-valued, exact, and able to say why.
//
// Each required criterion gives one of three outcomes for a full assignment of values: no, for
// AWS to review, or yes; a verdict is the worst of them. With open facts the criteria fall into
// islands that share no open fact. An island is small (mostly one fact), so it is walked whole,
// and what the program can come to is the worst over the outcomes that each island can have. This
// keeps the answer exact without walking the product of everything that is unknown.
#include "programs/evaluate.h"

#include <algorithm>
#include <numeric>

#include "programs/possibilities.h"

namespace fundable {
namespace {

// What a required criterion, an island or a program can come to; a smaller one is worse.
enum Outcome : std::uint8_t { kNo = 0, kReview = 1, kYes = 2 };
// A set of outcomes, one bit each.
using Outcomes = std::uint8_t;
constexpr Outcomes kAnything = 0b111;

constexpr Outcomes bit(Outcome outcome) { return static_cast<Outcomes>(1 << outcome); }

// The worst of one outcome from each set.
constexpr Outcomes worst(Outcomes a, Outcomes b) {
  Outcomes result = 0;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      if ((a >> i & 1) != 0 && (b >> j & 1) != 0) {
        result = static_cast<Outcomes>(result | 1 << std::min(i, j));
      }
    }
  }
  return result;
}

constexpr bool holds_several(Outcomes set) { return (set & (set - 1)) != 0; }

VerdictKind verdict_of(Outcomes set) {
  if (set == bit(kYes)) return VerdictKind::kEligible;
  if (set == bit(kReview)) return VerdictKind::kReview;
  if (set == bit(kNo)) return VerdictKind::kIneligible;
  return VerdictKind::kUndetermined;
}

// Criteria that hang together by open facts.
struct Island {
  std::vector<const Criterion*> criteria;
  std::vector<FactId> facts;  // open ones
  Outcomes reachable = 0;
};

// What the condition comes to under everything that the facts could be.
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

class Judge {
 public:
  Judge(const Program& program, const Subject& subject, const Vocabulary& vocabulary,
        const Date& as_of)
      : program_(program),
        vocabulary_(vocabulary),
        as_of_(as_of),
        subject_(subject),
        possible_(program.witnesses, program.assumed, subject, vocabulary) {
    for (const Criterion& criterion : program.criteria) {
      if (criterion.kind == CriterionKind::kRequired) required_.push_back(&criterion);
    }
  }

  Judgement judgement() {
    Judgement judgement;
    Verdict& verdict = judgement.verdict;
    verdict.program = program_.id;
    const std::vector<Island> islands = islands_of(required_);
    verdict.verdict = verdict_of(reachable(islands));
    verdict.findings.reserve(program_.criteria.size());
    for (const Criterion& criterion : program_.criteria) {
      find(criterion, verdict.findings.emplace_back(), judgement.assumptions);
    }
    verdict.deciding = deciding(verdict);
    judgement.open = open_facts(islands);
    verdict.would_flip = flips(verdict.verdict, islands, judgement.open);
    verdict.warnings = warnings_of(program_, subject_, vocabulary_, as_of_);
    return judgement;
  }

 private:
  Outcome outcome(const Criterion& criterion, Assignment values) const {
    if (holds(criterion.when, values, vocabulary_)) return kYes;
    return criterion.review_if_no ? kReview : kNo;
  }

  // The criteria, parted by the open facts that they share.
  std::vector<Island> islands_of(const std::vector<const Criterion*>& criteria) {
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

  static void absorb(Island& into, const Island& island) {
    into.criteria.insert(into.criteria.end(), island.criteria.begin(), island.criteria.end());
    for (const FactId fact : island.facts) {
      if (std::ranges::find(into.facts, fact) == into.facts.end()) into.facts.push_back(fact);
    }
  }

  Outcome outcome(const Island& island, Assignment values) const {
    Outcome result = kYes;
    for (const Criterion* criterion : island.criteria) {
      result = std::min(result, outcome(*criterion, values));
    }
    return result;
  }

  Outcomes reachable(const Island& island) {
    Outcomes set = 0;
    const bool walked = possible_.walk(island.facts, [&](Assignment values) {
      set = static_cast<Outcomes>(set | bit(outcome(island, values)));
      return set != kAnything;
    });
    return walked ? set : kAnything;
  }

  static Outcomes reachable(const std::vector<Island>& islands) {
    return std::accumulate(islands.begin(), islands.end(), bit(kYes),
                           [](Outcomes set, const Island& i) { return worst(set, i.reachable); });
  }

  // The open facts whose value can still change the verdict, with everything else as it may be.
  std::vector<FactId> open_facts(const std::vector<Island>& islands) {
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
  bool matters(FactId fact, const Island& island, Outcomes others) {
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

  Answer answer(const Criterion& criterion) {
    return answer_under(criterion.when, criterion.rests_on, possible_, vocabulary_);
  }

  // Fills a finding where it stands: it is made of a dozen texts.
  void find(const Criterion& criterion, Finding& finding, std::vector<Assumption>& assumptions) {
    finding.criterion = criterion.id;
    finding.kind = criterion.kind;
    finding.says = criterion.says;
    finding.remedy = criterion.remedy;
    finding.goes_to_review = criterion.review_if_no;
    finding.facts = criterion.fact_names;
    finding.source = shown_on(criterion.source, as_of_);
    finding.answer = answer(criterion);
    if (finding.answer == Answer::kUnknown) {
      for (const FactId fact : criterion.rests_on) {
        if (possible_.is_open(fact)) finding.missing.push_back(vocabulary_[fact].name);
      }
    } else {
      finding.assumed = note_assumptions(criterion, finding.answer, assumptions);
    }
  }

  // Lists the assumed values without which the answer would not stand.
  bool note_assumptions(const Criterion& criterion, Answer answer_now,
                        std::vector<Assumption>& assumptions) {
    bool any = false;
    for (const FactId fact : criterion.rests_on) {
      if (!possible_.is_assumed(fact)) continue;
      std::vector<const Value*> all;
      for (const Value& value : program_.witnesses.at(fact)) all.push_back(&value);
      const auto before = possible_.replace(fact, all);
      const bool rests_on_it = answer(criterion) != answer_now;
      possible_.replace(fact, before);
      if (!rests_on_it) continue;
      const AssumedValue& assumed = *program_.assumption(fact);
      assumptions.push_back({{},
                             program_.id,
                             criterion.id,
                             vocabulary_[fact].name,
                             fundable::to_string(assumed.value),
                             assumed.because});
      any = true;
    }
    return any;
  }

  static std::vector<std::string> deciding(const Verdict& verdict) {
    std::vector<std::string> criteria;
    for (const Finding& finding : verdict.findings) {
      if (finding.kind != CriterionKind::kRequired) continue;
      const bool decides = verdict.verdict == VerdictKind::kEligible ? !finding.assumed
                           : verdict.verdict == VerdictKind::kIneligible
                               ? finding.answer == Answer::kNo && !finding.goes_to_review
                           : verdict.verdict == VerdictKind::kReview
                               ? finding.answer == Answer::kNo && finding.goes_to_review
                               : finding.answer == Answer::kUnknown;
      if (decides) criteria.push_back(finding.criterion);
    }
    return criteria;
  }

  // For each fact the values that would give another verdict, all else being as it is. Only the
  // islands that rest on the fact are walked again.
  std::vector<Flip> flips(VerdictKind now, const std::vector<Island>& islands,
                          const std::vector<FactId>& open) {
    std::vector<Flip> flips;
    std::vector<const Island*> touched;
    for (const auto& [fact, witnesses] : program_.witnesses) {
      // What could be anything and decides nothing flips nothing; a value that a contested fact
      // does not have may.
      const bool is_anything = possible_.of(fact).size() >= witnesses.size();
      if (possible_.is_open(fact) && is_anything && !std::ranges::binary_search(open, fact)) {
        continue;
      }
      touched.clear();
      Outcomes others = bit(kYes);
      for (const Island& island : islands) {
        if (rests_on(island, fact)) {
          touched.push_back(&island);
        } else {
          others = worst(others, island.reachable);
        }
      }
      // A "no" elsewhere stands whatever this fact is.
      if (!touched.empty() && others != bit(kNo)) add_flips(flips, fact, now, touched, others);
    }
    return flips;
  }

  static bool rests_on(const Island& island, FactId fact) {
    return std::ranges::any_of(island.criteria, [&](const Criterion* criterion) {
      return std::ranges::binary_search(criterion->rests_on, fact);
    });
  }

  void add_flips(std::vector<Flip>& flips, FactId fact, VerdictKind now,
                 const std::vector<const Island*>& touched, Outcomes others) {
    const auto held = possible_.of(fact);
    const Value* known = held.size() == 1 ? held.front() : nullptr;
    for (const Value* value : told_apart(fact)) {
      if (known != nullptr && *value == *known) continue;
      const Value* const one[] = {value};
      possible_.replace(fact, one);
      Outcomes set = others;
      for (const Island* island : touched) {
        // An island falls apart where the fact that joined it is fixed.
        set = worst(set,
                    held.size() > 1 ? reachable(islands_of(island->criteria)) : reachable(*island));
      }
      possible_.replace(fact, held);
      const VerdictKind then = verdict_of(set);
      if (then == now) continue;
      add_flip(flips, {vocabulary_[fact].name,
                       known == nullptr ? "" : text_of(fact, *known),
                       {text_of(fact, *value)},
                       then});
    }
  }

  // The values worth naming to people: of records only "all of it" and "nothing".
  std::vector<const Value*> told_apart(FactId fact) const {
    const std::vector<Value>& all = program_.witnesses.at(fact);
    const FactType type = vocabulary_[fact].type;
    if (type == FactType::kRecord || type == FactType::kRecords) return {&all[1], &all[0]};
    std::vector<const Value*> values;
    values.reserve(all.size());
    for (const Value& value : all) values.push_back(&value);
    return values;
  }

  std::string text_of(FactId fact, const Value& value) const {
    const FactType type = vocabulary_[fact].type;
    if (type == FactType::kTruth || type == FactType::kChoice || type == FactType::kAmount ||
        type == FactType::kDate) {
      return fundable::to_string(value);
    }
    return fundable::to_string(value).empty() ? "none" : "stated";
  }

  static void add_flip(std::vector<Flip>& flips, Flip flip) {
    for (Flip& known : flips) {
      if (known.fact == flip.fact && known.verdict == flip.verdict) {
        if (std::ranges::find(known.to, flip.to.front()) == known.to.end()) {
          known.to.push_back(flip.to.front());
        }
        return;
      }
    }
    flips.push_back(std::move(flip));
  }

  const Program& program_;
  const Vocabulary& vocabulary_;
  const Date& as_of_;
  const Subject& subject_;
  Possibilities possible_;
  std::vector<const Criterion*> required_;
};

std::vector<FactId> facts_under(const Witnesses& witnesses) {
  std::vector<FactId> facts;
  for (const auto& [fact, values] : witnesses) facts.push_back(fact);
  return facts;
}

}  // namespace

Judgement judge(const Program& program, const Subject& subject, const Vocabulary& vocabulary,
                const Date& as_of) {
  return Judge(program, subject, vocabulary, as_of).judgement();
}

Answer answer_of(const Condition& condition, const Subject& subject, const Vocabulary& vocabulary) {
  const Condition* const conditions[] = {&condition};
  const Witnesses witnesses = witnesses_of(conditions, vocabulary);
  Possibilities possible(witnesses, {}, subject, vocabulary);
  return answer_under(condition, facts_under(witnesses), possible, vocabulary);
}

std::vector<Warning> warnings_of(const Program& program, const Subject& subject,
                                 const Vocabulary& vocabulary, const Date& as_of) {
  Possibilities possible(program.warning_witnesses, {}, subject, vocabulary);
  std::vector<Warning> warnings;
  for (const WarningRule& rule : program.warnings) {
    if (answer_under(rule.when, rule.rests_on, possible, vocabulary) == Answer::kYes) {
      warnings.push_back({rule.id, rule.says, shown_on(rule.source, as_of)});
    }
  }
  return warnings;
}

std::vector<Value> possible_values(FactId fact, const Subject& subject,
                                   const Vocabulary& vocabulary) {
  std::vector<const Condition*> conditions;
  for (const DerivedCase& one : vocabulary[fact].derived) conditions.push_back(&one.when);
  const Witnesses witnesses = witnesses_of(conditions, vocabulary);
  Possibilities possible(witnesses, {}, subject, vocabulary);
  std::vector<Value> values;
  const bool walked = possible.walk(facts_under(witnesses), [&](Assignment assignment) {
    const Value* value = value_of(fact, assignment, vocabulary);
    if (value != nullptr && std::ranges::find(values, *value) == values.end()) {
      values.push_back(*value);
    }
    return true;
  });
  return walked ? values : std::vector<Value>{};
}

}  // namespace fundable
