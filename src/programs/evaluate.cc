// The evaluator: three-valued, exact, and able to say why.
//
// Each required criterion gives one of three outcomes for a full assignment of values: no, for
// AWS to review, or yes; a verdict is the worst of them (islands.h). Here the verdict gets its
// findings, what decided, and what would flip it.
#include "programs/evaluate.h"

#include <algorithm>

#include "programs/islands.h"
#include "programs/sources.h"

namespace fundable {
namespace {

// A criterion with its answer.
Finding answered(const Criterion& criterion, Possibilities& possible, const Vocabulary& vocabulary,
                 const Date& as_of) {
  Finding finding;
  finding.criterion = criterion.id;
  finding.kind = criterion.kind;
  finding.says = criterion.says;
  finding.remedy = criterion.remedy;
  finding.goes_to_review = criterion.review_if_no;
  finding.facts = criterion.fact_names;
  finding.source = shown_on(criterion.source, as_of);
  finding.sides = shown_on(criterion.sides, as_of);
  finding.answer = answer_under(criterion.when, criterion.rests_on, possible, vocabulary);
  if (finding.answer != Answer::kUnknown) return finding;
  for (const FactId fact : criterion.rests_on) {
    if (possible.is_open(fact)) finding.missing.push_back(vocabulary[fact].name);
  }
  return finding;
}

class Judge {
 public:
  Judge(const Program& program, const Subject& subject, const Vocabulary& vocabulary,
        const Date& as_of)
      : program_(program),
        vocabulary_(vocabulary),
        as_of_(as_of),
        subject_(subject),
        trial_(program, subject, vocabulary) {}

  Judgement judgement() {
    Judgement judgement;
    Verdict& verdict = judgement.verdict;
    verdict.program = program_.id;
    const std::vector<Island> islands = trial_.islands();
    verdict.verdict = verdict_of(Trial::reachable(islands));
    verdict.findings.reserve(program_.criteria.size());
    for (const Criterion& criterion : program_.criteria) {
      if (criterion.of_plan) continue;
      verdict.findings.push_back(finding(criterion, judgement.assumptions));
    }
    verdict.deciding = deciding(verdict);
    judgement.open = trial_.open_facts(islands);
    verdict.would_flip = flips(verdict.verdict, islands, judgement.open);
    verdict.warnings = warnings_of(program_, subject_, vocabulary_, as_of_);
    return judgement;
  }

 private:
  Finding finding(const Criterion& criterion, std::vector<Assumption>& assumptions) {
    Finding finding = answered(criterion, trial_.possible(), vocabulary_, as_of_);
    if (finding.answer != Answer::kUnknown) {
      finding.assumed = note_assumptions(criterion, finding.answer, assumptions);
    }
    return finding;
  }

  // Lists the assumed values without which the answer would not stand.
  bool note_assumptions(const Criterion& criterion, Answer answer_now,
                        std::vector<Assumption>& assumptions) {
    bool any = false;
    for (const FactId fact : criterion.rests_on) {
      if (!trial_.possible().is_assumed(fact)) continue;
      std::vector<const Value*> all;
      for (const Value& value : program_.witnesses.at(fact)) all.push_back(&value);
      const auto before = trial_.possible().replace(fact, all);
      const bool rests_on_it = trial_.answer(criterion) != answer_now;
      trial_.possible().replace(fact, before);
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
      const bool is_anything =
          trial_.possible().is_open(fact) && trial_.possible().of(fact).size() >= witnesses.size();
      if (is_anything && !std::ranges::binary_search(open, fact)) continue;
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
    const auto held = trial_.possible().of(fact);
    const Value* known = held.size() == 1 ? held.front() : nullptr;
    for (const Value* value : trial_.told_apart(fact)) {
      if (known != nullptr && *value == *known) continue;
      const Value* const one[] = {value};
      trial_.possible().replace(fact, one);
      Outcomes set = others;
      for (const Island* island : touched) {
        // An island falls apart where the fact that joined it is fixed.
        set = worst(set, held.size() > 1 ? Trial::reachable(trial_.islands_of(island->criteria))
                                         : trial_.reachable(*island));
      }
      trial_.possible().replace(fact, held);
      const VerdictKind then = verdict_of(set);
      if (then == now) continue;
      add_flip(flips, {vocabulary_[fact].name,
                       known == nullptr ? "" : value_in_flip(*known, vocabulary_[fact].type),
                       {value_in_flip(*value, vocabulary_[fact].type)},
                       then});
    }
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
  const Date as_of_;
  const Subject& subject_;
  Trial trial_;
};

std::vector<FactId> facts_under(const Witnesses& witnesses) {
  std::vector<FactId> facts;
  for (const auto& [fact, values] : witnesses) facts.push_back(fact);
  return facts;
}

}  // namespace

std::string value_in_flip(const Value& value, FactType type) {
  if (type == FactType::kTruth || type == FactType::kChoice || type == FactType::kAmount ||
      type == FactType::kDate) {
    return to_string(value);
  }
  return to_string(value).empty() ? "none" : "stated";
}

Judgement judge(const Program& program, const Subject& subject, const Vocabulary& vocabulary,
                const Date& as_of) {
  return Judge(program, subject, vocabulary, as_of).judgement();
}

std::vector<FactId> open_if(const Program& program, const Subject& subject, FactId fact,
                            const Value& value, const Vocabulary& vocabulary) {
  Trial trial(program, subject, vocabulary);
  const Value* const one[] = {&value};
  if (program.witnesses.contains(fact)) trial.possible().replace(fact, one);
  return trial.open_facts(trial.islands());
}

VerdictKind verdict_if(const Program& program, const Subject& subject, FactId fact,
                       const Value& value, const Vocabulary& vocabulary) {
  Trial trial(program, subject, vocabulary);
  const Value* const one[] = {&value};
  if (program.witnesses.contains(fact)) trial.possible().replace(fact, one);
  return verdict_of(Trial::reachable(trial.islands()));
}

std::vector<Value> answers_to(FactId fact, const Subject& subject,
                              std::span<const Program> programs, const Vocabulary& vocabulary) {
  std::vector<Value> answers;
  for (const Program& program : programs) {
    if (!program.witnesses.contains(fact)) continue;
    const Trial trial(program, subject, vocabulary);
    const auto could_be = trial.possible().of(fact);
    const bool is_anything = could_be.size() >= program.witnesses.at(fact).size();
    for (const Value* value :
         is_anything ? trial.told_apart(fact) : std::vector(could_be.begin(), could_be.end())) {
      if (std::ranges::find(answers, *value) == answers.end()) answers.push_back(*value);
    }
  }
  return answers;
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
      warnings.push_back(
          {rule.id, rule.says, shown_on(rule.source, as_of), shown_on(rule.sides, as_of)});
    }
  }
  return warnings;
}

std::vector<Finding> plan_findings_of(const Program& program, const Subject& subject,
                                      const Vocabulary& vocabulary, const Date& as_of) {
  Possibilities possible(program.warning_witnesses, {}, subject, vocabulary);
  std::vector<Finding> findings;
  for (const Criterion& criterion : program.criteria) {
    if (criterion.of_plan) findings.push_back(answered(criterion, possible, vocabulary, as_of));
  }
  return findings;
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
