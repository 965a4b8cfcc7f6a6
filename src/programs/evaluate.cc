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

class Judge {
 public:
  Judge(const Program& program, const Subject& subject, const Vocabulary& vocabulary,
        const Date& as_of)
      : program_(program),
        vocabulary_(vocabulary),
        as_of_(as_of),
        subject_(subject),
        facts_(facts_of(program)),
        possible_(facts_, subject, &program, {}, vocabulary) {}

  Judgement judgement() {
    Judgement judgement;
    Verdict& verdict = judgement.verdict;
    verdict.program = program_.id;
    const std::vector<Island> islands = islands_now();
    verdict.verdict = verdict_of(reachable(islands));
    for (const Criterion& criterion : program_.criteria) {
      verdict.findings.push_back(finding(criterion, judgement.assumptions));
    }
    verdict.deciding = deciding(verdict);
    judgement.open = open_facts(islands);
    verdict.would_flip = flips(verdict.verdict, judgement.open);
    verdict.warnings = warnings_of(program_, subject_, vocabulary_, as_of_);
    return judgement;
  }

 private:
  static std::vector<FactId> facts_of(const Program& program) {
    std::vector<FactId> facts;
    for (const auto& [fact, values] : program.witnesses) facts.push_back(fact);
    return facts;
  }

  Outcome outcome(const Criterion& criterion, Assignment values) const {
    if (holds(criterion.when, values, vocabulary_)) return kYes;
    return criterion.review_if_no ? kReview : kNo;
  }

  // The required criteria, parted by the open facts that they share.
  std::vector<Island> islands_now() const {
    std::vector<Island> islands;
    for (const Criterion& criterion : program_.criteria) {
      if (criterion.kind != CriterionKind::kRequired) continue;
      Island joined{{&criterion}, {}, 0};
      for (const FactId fact : criterion.rests_on) {
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

  Outcomes reachable(const Island& island) const {
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
  std::vector<FactId> open_facts(const std::vector<Island>& islands) const {
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
  bool matters(FactId fact, const Island& island, Outcomes others) const {
    std::vector<FactId> rest = island.facts;
    std::erase(rest, fact);
    bool found = false;
    const bool walked = possible_.walk(rest, [&](Assignment assigned) {
      std::vector<const Value*> values(assigned.begin(), assigned.end());
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

  Answer answer(const Criterion& criterion) const {
    bool yes = false;
    bool no = false;
    const bool walked = possible_.walk(criterion.rests_on, [&](Assignment values) {
      (holds(criterion.when, values, vocabulary_) ? yes : no) = true;
      return !(yes && no);
    });
    if (!walked || (yes && no)) return Answer::kUnknown;
    return yes ? Answer::kYes : Answer::kNo;
  }

  Finding finding(const Criterion& criterion, std::vector<Assumption>& assumptions) {
    Finding finding;
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
    return finding;
  }

  // Lists the assumed values without which the answer would not stand.
  bool note_assumptions(const Criterion& criterion, Answer answer_now,
                        std::vector<Assumption>& assumptions) {
    bool any = false;
    for (const FactId fact : criterion.rests_on) {
      if (!possible_.is_assumed(fact)) continue;
      std::vector<const Value*> all;
      for (const Value& value : program_.witnesses.at(fact)) all.push_back(&value);
      auto before = possible_.replace(fact, std::move(all));
      const bool rests_on_it = answer(criterion) != answer_now;
      possible_.replace(fact, std::move(before));
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

  // For each fact the values that would give another verdict, all else being as it is.
  std::vector<Flip> flips(VerdictKind now, const std::vector<FactId>& open) {
    std::vector<Flip> flips;
    for (const FactId fact : facts_) {
      if (!is_required(fact)) continue;
      const bool is_open = possible_.is_open(fact);
      // What could be anything and decides nothing flips nothing; a value that a contested fact
      // does not have may.
      const bool is_anything = possible_.of(fact).size() >= program_.witnesses.at(fact).size();
      if (is_open && is_anything && !std::ranges::binary_search(open, fact)) continue;
      const std::string from = is_open ? "" : text_of(fact, *possible_.of(fact).front());
      for (const Value& value : told_apart(fact)) {
        if (!is_open && value == *possible_.of(fact).front()) continue;
        auto before = possible_.replace(fact, {&value});
        const VerdictKind then = verdict_of(reachable(islands_now()));
        possible_.replace(fact, std::move(before));
        if (then != now)
          add_flip(flips, {vocabulary_[fact].name, from, {text_of(fact, value)}, then});
      }
    }
    return flips;
  }

  bool is_required(FactId fact) const {
    return std::ranges::any_of(program_.criteria, [&](const Criterion& criterion) {
      return criterion.kind == CriterionKind::kRequired &&
             std::ranges::binary_search(criterion.rests_on, fact);
    });
  }

  // The values worth naming to people: of records only "all of it" and "nothing".
  std::vector<Value> told_apart(FactId fact) const {
    const std::vector<Value>& all = program_.witnesses.at(fact);
    const FactType type = vocabulary_[fact].type;
    if (type == FactType::kRecord || type == FactType::kRecords) return {all[1], all[0]};
    return all;
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
  std::vector<FactId> facts_;
  Possibilities possible_;
};

std::vector<FactId> facts_under(std::span<const Condition* const> tests) {
  std::vector<FactId> facts;
  for (const Condition* test : tests) facts.push_back(test->fact);
  std::ranges::sort(facts);
  const auto twice = std::ranges::unique(facts);
  facts.erase(twice.begin(), twice.end());
  return facts;
}

}  // namespace

Judgement judge(const Program& program, const Subject& subject, const Vocabulary& vocabulary,
                const Date& as_of) {
  return Judge(program, subject, vocabulary, as_of).judgement();
}

Answer answer_of(const Condition& condition, const Subject& subject, const Vocabulary& vocabulary) {
  const auto tests = tests_of(condition, vocabulary);
  const auto facts = facts_under(tests);
  const Possibilities possible(facts, subject, nullptr, tests, vocabulary);
  bool yes = false;
  bool no = false;
  const bool walked = possible.walk(facts, [&](Assignment values) {
    (holds(condition, values, vocabulary) ? yes : no) = true;
    return !(yes && no);
  });
  if (!walked || (yes && no)) return Answer::kUnknown;
  return yes ? Answer::kYes : Answer::kNo;
}

std::vector<Warning> warnings_of(const Program& program, const Subject& subject,
                                 const Vocabulary& vocabulary, const Date& as_of) {
  std::vector<Warning> warnings;
  for (const WarningRule& rule : program.warnings) {
    if (answer_of(rule.when, subject, vocabulary) == Answer::kYes) {
      warnings.push_back({rule.id, rule.says, shown_on(rule.source, as_of)});
    }
  }
  return warnings;
}

std::vector<Value> possible_values(FactId fact, const Subject& subject,
                                   const Vocabulary& vocabulary) {
  std::vector<const Condition*> tests;
  for (const DerivedCase& one : vocabulary[fact].derived) {
    const auto more = tests_of(one.when, vocabulary);
    tests.insert(tests.end(), more.begin(), more.end());
  }
  const auto facts = facts_under(tests);
  const Possibilities possible(facts, subject, nullptr, tests, vocabulary);
  std::vector<Value> values;
  const bool walked = possible.walk(facts, [&](Assignment assignment) {
    const Value* value = value_of(fact, assignment, vocabulary);
    if (value != nullptr && std::ranges::find(values, *value) == values.end()) {
      values.push_back(*value);
    }
    return true;
  });
  return walked ? values : std::vector<Value>{};
}

}  // namespace fundable
