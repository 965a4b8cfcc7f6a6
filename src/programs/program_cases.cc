// Cases are data like the program itself: whoever changes a rule changes its cases beside it.
#include "programs/program_cases.h"

#include <algorithm>

#include "base/text.h"
#include "programs/calendar.h"
#include "programs/coverage.h"
#include "programs/dated.h"
#include "programs/evaluate.h"
#include "programs/fields.h"

namespace fundable {
namespace {

const std::vector<std::string> kFileKeys{"program", "cases"};
const std::vector<std::string> kCaseKeys{"case",    "as_of",    "facts",     "verdict",
                                         "answers", "warnings", "deadlines", "costs"};
const std::vector<std::string> kCostKeys{"item", "nature", "service", "usage", "by", "covered"};
const std::vector<std::string> kAnswers{"yes", "no", "unknown"};
const std::vector<std::string> kVerdicts{"eligible", "ineligible", "undetermined", "review"};
const std::vector<std::string> kStates{"kept", "missed", "due", "unknown"};

class CaseReader {
 public:
  explicit CaseReader(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Result<ProgramCase> read(Node node) {
    if (auto known = only_keys(node, kCaseKeys); !known) return std::unexpected(known.error());
    const auto name = text_under(node, "case", true);
    if (!name) return std::unexpected(name.error());
    case_.name = *name;
    case_.place = std::to_string(node.line()) + ":" + std::to_string(node.column());
    for (const auto step :
         {&CaseReader::read_day, &CaseReader::read_facts, &CaseReader::read_answers,
          &CaseReader::read_rest, &CaseReader::read_costs}) {
      if (auto done = (this->*step)(node); !done) return std::unexpected(done.error());
    }
    return std::move(case_);
  }

 private:
  Result<> read_day(Node node) {
    auto day = day_under(node, "as_of");
    if (!day) return std::unexpected(day.error());
    case_.as_of = *day;
    return {};
  }

  // `workload.runs_on: azure`; `{either: [azure, aws]}` is contested, `{not: nowhere}` ruled out.
  Result<> read_facts(Node node) {
    for (const Node entry : node["facts"]) {
      const auto fact = one_of(entry, entry.key(), vocabulary_.names(), "fact");
      if (!fact) return std::unexpected(fact.error());
      const auto id = static_cast<FactId>(*fact);
      if (!vocabulary_[id].derived.empty()) {
        return wrong_at(entry, vocabulary_[id].name + " is derived: give what it rests on");
      }
      Facts& facts = vocabulary_[id].is_of_project() ? case_.project : case_.workload;
      if (entry["either"].exists()) {
        for (const Node one : entry["either"]) {
          if (auto held = hold(one, id, facts, false); !held) return held;
        }
      } else if (auto held = entry["not"].exists() ? hold(entry["not"], id, facts, true)
                                                   : hold(entry, id, facts, false);
                 !held) {
        return held;
      }
    }
    return {};
  }

  Result<> hold(Node node, FactId fact, Facts& facts, bool ruled_out) {
    auto value = read_value(node, vocabulary_[fact]);
    if (!value) return std::unexpected(value.error());
    ruled_out ? facts.rule_out(fact, std::move(*value), {})
              : facts.hold(fact, std::move(*value), {});
    return {};
  }

  // `answers: {yes: [criterion], no: [criterion], unknown: [criterion]}`.
  Result<> read_answers(Node node) {
    for (const Node entry : node["answers"]) {
      const auto answer = one_of(entry, entry.key(), kAnswers, "answer");
      if (!answer) return std::unexpected(answer.error());
      const auto criteria = texts_under(node["answers"], entry.key());
      if (!criteria) return std::unexpected(criteria.error());
      for (const std::string& id : *criteria) case_.answers[id] = static_cast<Answer>(*answer);
    }
    return {};
  }

  Result<> read_rest(Node node) {
    if (node["verdict"].exists()) {
      const auto verdict = word_under(node, "verdict", kVerdicts, "verdict");
      if (!verdict) return std::unexpected(verdict.error());
      case_.verdict = static_cast<VerdictKind>(*verdict);
    }
    if (node["warnings"].exists()) {
      const auto warnings = texts_under(node, "warnings");
      if (!warnings) return std::unexpected(warnings.error());
      case_.warnings.emplace(warnings->begin(), warnings->end());
    }
    for (const Node entry : node["deadlines"]) {
      const auto state = one_of(entry, entry.text(), kStates, "state of a deadline");
      if (!state) return std::unexpected(state.error());
      case_.deadlines[std::string(entry.key())] = static_cast<DeadlineState>(*state);
    }
    return {};
  }

  Result<> read_costs(Node node) {
    for (const Node entry : node["costs"]) {
      if (auto known = only_keys(entry, kCostKeys); !known) return std::unexpected(known.error());
      CostCase cost;
      for (auto [key, target] :
           {std::pair{"item", &cost.cost.item}, std::pair{"nature", &cost.cost.nature},
            std::pair{"service", &cost.cost.service}, std::pair{"usage", &cost.cost.usage},
            std::pair{"by", &cost.by}}) {
        auto text = text_under(entry, key);
        if (!text) return std::unexpected(text.error());
        *target = std::move(*text);
      }
      const auto covered = word_under(entry, "covered", kAnswers, "answer");
      if (!covered) return std::unexpected(covered.error());
      cost.covered = static_cast<Answer>(*covered);
      case_.costs.push_back(std::move(cost));
    }
    return {};
  }

  const Vocabulary& vocabulary_;
  ProgramCase case_;
};

// All findings of a case, of the workload and of the plan.
std::vector<Finding> findings_of(const Judgement& judgement, const Program& program,
                                 const Subject& subject, const Vocabulary& vocabulary,
                                 const Date& as_of) {
  std::vector<Finding> findings = judgement.verdict.findings;
  for (Finding& finding : plan_findings_of(program, subject, vocabulary, as_of)) {
    findings.push_back(std::move(finding));
  }
  return findings;
}

const Coverage& by_fulfilment(const Coverage& governing, const std::string& by) {
  if (by.empty() || governing.by == by) return governing;
  const auto other = std::ranges::find(governing.others, by, &Coverage::by);
  return other == governing.others.end() ? governing : *other;
}

Coverage coverage_of_case(const CostCase& cost, const Program& program, const Subject& subject,
                          const Vocabulary& vocabulary, const Date& as_of) {
  return by_fulfilment(
      coverage_of(cost.cost, std::span(&program, 1), subject, vocabulary, as_of).front(), cost.by);
}

class Comparison {
 public:
  Comparison(const ProgramCase& one, const Program& program, const Vocabulary& vocabulary,
             const Date& as_of)
      : case_(one),
        program_(program),
        vocabulary_(vocabulary),
        as_of_(as_of),
        subject_{one.workload, one.project} {}

  std::vector<std::string> failures() && {
    const Judgement judgement = judge(program_, subject_, vocabulary_, as_of_);
    if (case_.verdict) {
      expect("the verdict", to_string(*case_.verdict), to_string(judgement.verdict.verdict));
    }
    std::map<std::string, Answer> answers;
    for (const Finding& finding : findings_of(judgement, program_, subject_, vocabulary_, as_of_)) {
      answers[finding.criterion] = finding.answer;
    }
    for (const auto& [id, answer] : case_.answers) {
      const auto found = answers.find(id);
      expect("criterion " + id, to_string(answer),
             found == answers.end() ? "not there" : to_string(found->second));
    }
    compare_warnings();
    compare_deadlines();
    for (const CostCase& cost : case_.costs) {
      const Coverage coverage = coverage_of_case(cost, program_, subject_, vocabulary_, as_of_);
      expect("the cost of " + cost.cost.item, to_string(cost.covered), to_string(coverage.covered));
    }
    return std::move(failures_);
  }

 private:
  void compare_warnings() {
    if (!case_.warnings) return;
    std::set<std::string> due;
    for (const Warning& warning : warnings_of(program_, subject_, vocabulary_, as_of_)) {
      due.insert(warning.id);
    }
    const auto listed = [](const std::set<std::string>& ids) {
      const std::vector<std::string> all(ids.begin(), ids.end());
      return all.empty() ? "none" : joined(all, ", ");
    };
    expect("the warnings", listed(*case_.warnings), listed(due));
  }

  void compare_deadlines() {
    const auto deadlines = deadlines_of(program_, subject_, vocabulary_, as_of_);
    for (const auto& [id, state] : case_.deadlines) {
      const auto found = std::ranges::find(deadlines, id, &Deadline::id);
      expect("deadline " + id, to_string(state),
             found == deadlines.end() ? "not there" : to_string(found->state));
    }
  }

  void expect(const std::string& what, const std::string& wanted, const std::string& is) {
    if (wanted != is) failures_.push_back(what + " is " + is + ", and should be " + wanted);
  }

  const ProgramCase& case_;
  const Program& program_;
  const Vocabulary& vocabulary_;
  const Date as_of_;
  const Subject subject_;
  std::vector<std::string> failures_;
};

}  // namespace

Result<ProgramCases> read_cases(Node root, const Vocabulary& vocabulary) {
  if (auto known = only_keys(root, kFileKeys); !known) return std::unexpected(known.error());
  const auto program = text_under(root, "program", true);
  if (!program) return std::unexpected(program.error());
  ProgramCases cases{*program, {}};
  if (!root["cases"].is_list()) return wrong_at(root, "'cases' must be a list");
  for (const Node node : root["cases"]) {
    auto one = CaseReader(vocabulary).read(node);
    if (!one) return std::unexpected(one.error());
    cases.cases.push_back(std::move(*one));
  }
  return cases;
}

std::vector<std::string> failures_of(const ProgramCase& one, const Program& program,
                                     const Vocabulary& vocabulary, const Date& as_of) {
  return Comparison(one, program, vocabulary, as_of).failures();
}

std::vector<std::string> unseen_by(const std::vector<ProgramCase>& cases, const Program& program,
                                   const Vocabulary& vocabulary, const Date& as_of) {
  std::set<std::string> seen;
  for (const ProgramCase& one : cases) {
    for (const auto& [id, answer] : one.answers) seen.insert(id + " " + to_string(answer));
    for (const auto& [id, state] : one.deadlines) seen.insert(id + " " + to_string(state));
    for (const WarningRule& warning : program.warnings) {
      if (!one.warnings) continue;
      seen.insert(warning.id + (one.warnings->contains(warning.id) ? " due" : " not due"));
    }
    for (const CostCase& cost : one.costs) {
      const Subject subject{one.workload, one.project};
      seen.insert(
          "why " +
          coverage_of_case(cost, program, subject, vocabulary, one.as_of.value_or(as_of)).why);
    }
  }
  std::vector<std::string> unseen;
  const auto want = [&](const std::string& what, const std::string& id, const std::string& state) {
    if (!seen.contains(id + " " + state)) unseen.push_back(what + " " + id + " was never " + state);
  };
  for (const Criterion& criterion : program.criteria) {
    for (const std::string& answer : kAnswers) want("criterion", criterion.id, answer);
  }
  for (const WarningRule& warning : program.warnings) {
    for (const char* state : {"due", "not due"}) want("warning", warning.id, state);
  }
  for (const CalendarRule& rule : program.calendar) {
    for (const char* state : {"kept", "missed", "unknown"}) want("deadline", rule.id, state);
  }
  for (const CoverageRule& rule : program.coverage) {
    const bool of_table = !rule.services.empty();
    if (!of_table && !seen.contains("why " + rule.why)) {
      unseen.push_back("no cost was covered by the rule for " + rule.nature + ": " + rule.why);
    }
  }
  return unseen;
}

}  // namespace fundable
