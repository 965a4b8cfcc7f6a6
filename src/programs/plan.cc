// The plan follows the verdicts: it never overrules one, and it never pays a workload twice.
//
// What a program would pay is measured in the program's own terms (the cost lines that it covers,
// or the month on AWS), and only where the evidence states it: an amount that nobody knows is left
// open, never guessed.
#include "programs/plan.h"

#include <algorithm>
#include <map>
#include <optional>

#include "programs/coverage.h"

namespace fundable {
namespace {

Decimal total(const std::vector<Money>& money) {
  Decimal sum;
  for (const Money& one : money) sum += one.amount;
  return sum;
}

// The program that takes this workload; none where no program is sure to.
const Program* taker(const Judged& judged, std::span<const Program> programs,
                     const Vocabulary& vocabulary) {
  const Program* best = nullptr;
  Decimal best_cost;
  for (std::size_t i = 0; i < programs.size(); ++i) {
    if (judged.judgements[i].verdict.verdict != VerdictKind::kEligible) continue;
    const auto covered = covered_cost(judged, programs[i], vocabulary);
    const Decimal cost = covered ? total(*covered) : Decimal();
    if (best == nullptr || cost > best_cost) {
      best = &programs[i];
      best_cost = cost;
    }
  }
  return best;
}

bool is_gate(const Finding& finding) {
  return finding.kind == CriterionKind::kAtSubmission || finding.kind == CriterionKind::kAtClaim;
}

bool is_of_project(const Finding& finding) {
  return std::ranges::all_of(finding.facts,
                             [](const auto& fact) { return !fact.starts_with("workload."); });
}

void add_readiness(PlanEntry& entry, const std::string& workload, const Verdict& verdict) {
  for (const Finding& finding : verdict.findings) {
    if (!is_gate(finding)) continue;
    const std::string owner = is_of_project(finding) ? "" : workload;
    const bool there = std::ranges::any_of(entry.readiness, [&](const Ready& ready) {
      return ready.criterion == finding.criterion && ready.workload == owner;
    });
    if (!there) {
      entry.readiness.push_back(
          {owner, finding.criterion, finding.kind, finding.answer, finding.says, finding.remedy});
    }
  }
}

void add_warnings(PlanEntry& entry, const std::vector<Warning>& warnings) {
  for (const Warning& warning : warnings) {
    const auto same = std::ranges::find(entry.warnings, warning.id, &Warning::id);
    if (same == entry.warnings.end()) entry.warnings.push_back(warning);
  }
}

// The project's facts with what the plan comes to for everybody but `program`.
Facts with_other_programs(const Facts& project, const std::vector<const Program*>& takers,
                          const Program& program, const Vocabulary& vocabulary) {
  std::vector<std::string> others;
  for (const Program* taker : takers) {
    if (taker == nullptr || taker == &program) continue;
    if (std::ranges::find(others, taker->id) == others.end()) others.push_back(taker->id);
  }
  std::ranges::sort(others);
  Facts facts = project;
  facts.hold(vocabulary.id("plan.other_programs"), std::move(others), {});
  return facts;
}

std::optional<Money> cost_on_aws(const Workload& workload, const Vocabulary& vocabulary) {
  const Value* month = workload.facts.known(vocabulary.id("workload.aws.monthly_cost_usd"));
  if (month == nullptr) return std::nullopt;
  return Money{std::get<Decimal>(*month), "USD"};
}

// A month on AWS is one amount for several services: it is covered where each of them is.
bool covers_all_services(const Workload& workload, const Program& program,
                         const Vocabulary& vocabulary) {
  const Value* services = workload.facts.known(vocabulary.id("workload.aws.services"));
  if (services == nullptr) return false;
  const auto& codes = std::get<std::vector<std::string>>(*services);
  return !codes.empty() && std::ranges::all_of(codes, [&](const std::string& service) {
    return covers_usage(program, service) == Answer::kYes;
  });
}

}  // namespace

std::optional<std::vector<Money>> covered_cost(const Judged& judged, const Program& program,
                                               const Vocabulary& vocabulary) {
  if (program.pays == Pays::kCostOnAws) {
    const auto month = cost_on_aws(*judged.workload, vocabulary);
    if (!month || !covers_all_services(*judged.workload, program, vocabulary)) return std::nullopt;
    return std::vector{*month};
  }
  if (judged.cost_lines.empty()) return std::nullopt;
  std::vector<Money> sums;
  for (const CostLine& line : judged.cost_lines) {
    const auto coverage = std::ranges::find(line.coverage, program.id, &Coverage::program);
    if (coverage == line.coverage.end() || coverage->covered != Answer::kYes) continue;
    if (!line.cost.money) return std::nullopt;
    add_money(sums, *line.cost.money);
  }
  return sums;
}

std::vector<PlanEntry> plan_of(std::span<const Judged> judged, std::span<const Program> programs,
                               const Facts& project, const Vocabulary& vocabulary,
                               const Date& as_of) {
  std::vector<const Program*> takers;
  for (const Judged& one : judged) takers.push_back(taker(one, programs, vocabulary));
  std::vector<PlanEntry> plan;
  for (std::size_t p = 0; p < programs.size(); ++p) {
    PlanEntry entry;
    entry.program = programs[p].id;
    entry.covered_period = programs[p].period;
    bool all_costs_known = true;
    const Facts facts = with_other_programs(project, takers, programs[p], vocabulary);
    for (std::size_t i = 0; i < judged.size(); ++i) {
      if (takers[i] != &programs[p]) continue;
      const Workload& workload = *judged[i].workload;
      entry.workloads.push_back(workload.name);
      const auto covered = covered_cost(judged[i], programs[p], vocabulary);
      all_costs_known = all_costs_known && covered;
      for (const Money& money : covered.value_or(std::vector<Money>{})) {
        add_money(entry.covered_cost, money);
      }
      for (const Money& money : workload.cost_today) add_money(entry.moved_cost, money);
      if (const auto month = cost_on_aws(workload, vocabulary)) {
        add_money(entry.cost_on_aws, *month);
      }
      add_readiness(entry, workload.name, judged[i].judgements[p].verdict);
      add_warnings(entry, warnings_of(programs[p], {workload.facts, facts}, vocabulary, as_of));
    }
    if (!all_costs_known) entry.covered_cost.clear();
    if (!entry.workloads.empty()) plan.push_back(std::move(entry));
  }
  std::ranges::sort(plan, {}, &PlanEntry::program);
  return plan;
}

std::vector<Question> questions_of(std::span<const Judged> judged, const Vocabulary& vocabulary) {
  struct Open {
    std::size_t verdicts = 0;
    std::vector<std::string> programs;
  };
  std::map<std::pair<FactId, std::string>, Open> open;
  for (const Judged& one : judged) {
    for (const Judgement& judgement : one.judgements) {
      for (const FactId fact : judgement.open) {
        const bool of_project = vocabulary[fact].is_of_project();
        Open& entry = open[{fact, of_project ? std::string() : one.workload->name}];
        ++entry.verdicts;
        const std::string& program = judgement.verdict.program;
        if (std::ranges::find(entry.programs, program) == entry.programs.end()) {
          entry.programs.push_back(program);
        }
      }
    }
  }
  std::vector<std::pair<std::size_t, Question>> ranked;
  for (auto& [place, entry] : open) {
    const FactDefinition& fact = vocabulary[place.first];
    std::ranges::sort(entry.programs);
    std::vector<std::string> choices = fact.values;
    if (fact.type == FactType::kTruth) choices = {"true", "false"};
    ranked.emplace_back(entry.verdicts, Question{fact.name, place.second, fact.ask, choices,
                                                 entry.programs, fact.proved_by});
  }
  std::ranges::stable_sort(ranked, std::greater<>(), [](const auto& entry) { return entry.first; });
  std::vector<Question> questions;
  for (auto& [verdicts, question] : ranked) questions.push_back(std::move(question));
  return questions;
}

}  // namespace fundable
