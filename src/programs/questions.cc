// A question is asked only if two of its answers lead to different verdicts while all else stays
// the same; evaluate.cc finds those. Here they are gathered over workloads and put into order.
//
// What can be expected to remain: for each answer, as likely as the vocabulary's priors say (all
// alike where there are none), the questions that would still be open.
#include "programs/questions.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "programs/covered_cost.h"

namespace fundable {
namespace {

// A number of questions that is expected, as a fraction.
struct Expected {
  std::int64_t weighted = 0;
  std::int64_t weight = 0;

  // Of nothing that was tried, nothing is expected.
  friend bool operator<(const Expected& a, const Expected& b) {
    return a.weighted * std::max<std::int64_t>(b.weight, 1) <
           b.weighted * std::max<std::int64_t>(a.weight, 1);
  }
};

struct Open {
  std::size_t verdicts = 0;
  std::map<std::string, std::vector<std::string>> criteria;  // by program
  Expected remaining;
};

// By fact and workload; the workload is empty for facts of the project.
using AllOpen = std::map<std::pair<FactId, std::string>, Open>;

std::vector<std::string> criteria_that_wait(const Verdict& verdict, const std::string& fact) {
  std::vector<std::string> waiting;
  for (const Finding& finding : verdict.findings) {
    if (finding.kind != CriterionKind::kRequired) continue;
    if (std::ranges::find(finding.missing, fact) != finding.missing.end()) {
      waiting.push_back(finding.criterion);
    }
  }
  return waiting;
}

class Gatherer {
 public:
  explicit Gatherer(const PlanScope& scope) : scope_(scope) {}

  AllOpen all() && {
    for (const Judged& judged : scope_.judged) {
      add_open(judged);
      add_amounts(judged);
    }
    return std::move(open_);
  }

 private:
  Open& entry(FactId fact, const Judged& judged) {
    const bool of_project = scope_.vocabulary[fact].is_of_project();
    return open_[{fact, of_project ? std::string() : judged.workload->name}];
  }

  void add_open(const Judged& judged) {
    std::set<FactId> facts;
    for (const Judgement& judgement : judged.judgements) {
      for (const FactId fact : judgement.open) {
        Open& open = entry(fact, judged);
        ++open.verdicts;
        auto& criteria = open.criteria[judgement.verdict.program];
        for (std::string& id :
             criteria_that_wait(judgement.verdict, scope_.vocabulary[fact].name)) {
          if (std::ranges::find(criteria, id) == criteria.end()) criteria.push_back(std::move(id));
        }
        facts.insert(fact);
      }
    }
    if (facts.size() < 2) return;
    for (const FactId fact : facts) add_remaining(entry(fact, judged).remaining, fact, judged);
  }

  void add_remaining(Expected& expected, FactId fact, const Judged& judged) const {
    const Subject subject{judged.workload->facts, scope_.project};
    for (const Value& value : answers_to(fact, subject, scope_.programs, scope_.vocabulary)) {
      std::set<FactId> remaining;
      for (const Program& program : scope_.programs) {
        const auto open = open_if(program, subject, fact, value, scope_.vocabulary);
        remaining.insert(open.begin(), open.end());
      }
      const int weight = scope_.vocabulary[fact].weight_of(value);
      expected.weighted += weight * static_cast<std::int64_t>(remaining.size());
      expected.weight += weight;
    }
  }

  // Where several programs take a workload, what each would pay decides between them.
  void add_amounts(const Judged& judged) {
    std::vector<std::size_t> takers;
    for (std::size_t p = 0; p < scope_.programs.size(); ++p) {
      if (judged.judgements[p].verdict.verdict == VerdictKind::kEligible) takers.push_back(p);
    }
    if (takers.size() < 2) return;
    for (const std::size_t p : takers) {
      const Program& program = scope_.programs[p];
      if (covered_cost(judged, program, scope_)) continue;
      for (const char* name : facts_of_amount(program)) {
        const FactId fact = scope_.vocabulary.id(name);
        if (judged.workload->facts.known(fact) != nullptr) continue;
        for (const std::size_t other : takers) {
          entry(fact, judged).criteria[scope_.programs[other].id];
        }
      }
    }
  }

  static std::vector<const char*> facts_of_amount(const Program& program) {
    if (program.pays == Pays::kPlannedCosts) return {"workload.poc.costs"};
    return {"workload.aws.services", "workload.aws.monthly_cost_usd"};
  }

  const PlanScope& scope_;
  AllOpen open_;
};

std::string why(const Open& open) {
  std::vector<std::string> parts;
  for (const auto& [program, criteria] : open.criteria) {
    parts.push_back(criteria.empty() ? program : program + " (" + joined(criteria, ", ") + ")");
  }
  return (open.verdicts == 0 ? "It decides which program takes the workload: "
                             : "Its answer can still change the verdict of ") +
         joined(parts, ", ") + ".";
}

Question question(const FactDefinition& fact, const std::string& workload, const Open& open) {
  Question question{fact.name, workload, fact.ask, fact.values, {}, fact.proved_by, why(open)};
  if (fact.type == FactType::kTruth) question.choices = {"true", "false"};
  for (const auto& [program, criteria] : open.criteria) question.decides.push_back(program);
  return question;
}

}  // namespace

std::vector<Question> questions_of(const PlanScope& scope) {
  const AllOpen all = Gatherer(scope).all();
  std::vector<AllOpen::const_iterator> order;
  for (auto entry = all.begin(); entry != all.end(); ++entry) order.push_back(entry);
  std::ranges::stable_sort(order, [](const auto& a, const auto& b) {
    if (a->second.verdicts != b->second.verdicts) return a->second.verdicts > b->second.verdicts;
    return a->second.remaining < b->second.remaining;
  });
  std::vector<Question> questions;
  questions.reserve(order.size());
  for (const auto& entry : order) {
    questions.push_back(
        question(scope.vocabulary[entry->first.first], entry->first.second, entry->second));
  }
  return questions;
}

}  // namespace fundable
