// Sums, readiness, warnings and deadlines of what is proposed to one program.
//
// The plan has facts of its own (plan.*): how many workloads there are, what they come to. Warnings
// and criteria that speak of them are answered here, where they are known.
#include "programs/plan_entry.h"

#include <algorithm>

#include "programs/calendar.h"
#include "programs/covered_cost.h"

namespace fundable {
namespace {

bool is_gate(const Finding& finding) {
  return finding.kind == CriterionKind::kAtSubmission || finding.kind == CriterionKind::kAtClaim;
}

bool is_of_workload(const std::string& fact) { return fact.starts_with("workload."); }

class Entry {
 public:
  Entry(const PlanScope& scope, std::size_t program, const std::vector<std::size_t>& workloads,
        const std::vector<std::string>& in_plan)
      : scope_(scope),
        program_(scope.programs[program]),
        position_(program),
        workloads_(workloads),
        project_(scope.project) {
    entry_.program = program_.id;
    entry_.covered_period = program_.period;
    add_amounts();
    hold_facts(in_plan);
  }

  PlanEntry made() && {
    for (const std::size_t i : workloads_) {
      const Judged& judged = scope_.judged[i];
      add_readiness(judged.workload->name, judged.judgements[position_].verdict.findings);
      const Subject subject{judged.workload->facts, project_};
      add_warnings(warnings_of(program_, subject, scope_.vocabulary, scope_.as_of));
      add_deadlines(judged.workload->name,
                    deadlines_of(program_, subject, scope_.vocabulary, scope_.as_of));
    }
    const Facts nothing;
    for (Finding& finding :
         plan_findings_of(program_, {nothing, project_}, scope_.vocabulary, scope_.as_of)) {
      add_ready("", finding);
    }
    sort_by_day(entry_.calendar);
    return std::move(entry_);
  }

 private:
  void add_amounts() {
    bool covered_known = true;
    for (const std::size_t i : workloads_) {
      const Judged& judged = scope_.judged[i];
      entry_.workloads.push_back(judged.workload->name);
      const auto covered = covered_cost(judged, program_, scope_);
      covered_known = covered_known && covered;
      for (const Money& money : covered.value_or(std::vector<Money>{})) {
        add_money(entry_.covered_cost, money);
      }
      for (const Money& money : judged.workload->cost_today) add_money(entry_.moved_cost, money);
      const auto month = month_on_aws(judged, scope_.vocabulary);
      if (month) add_money(entry_.cost_on_aws, *month);
      // What counts of it, where the lines or services tell; else all of it.
      if (program_.period == "month" && covered) {
        counting_ += sum_of(*covered);
      } else if (month) {
        counting_ += month->amount;
      } else {
        counting_known_ = false;
      }
      add_request(judged, covered);
    }
    if (!covered_known) entry_.covered_cost.clear();
    for (const std::string& fulfilment : program_.fulfilments) add_fulfilment(fulfilment);
  }

  void add_fulfilment(const std::string& fulfilment) {
    FulfilmentShown shown{fulfilment, {}};
    for (const std::size_t i : workloads_) {
      const auto covered = covered_by(scope_.judged[i], program_, fulfilment);
      if (!covered) return;
      for (const Money& money : *covered) add_money(shown.covered_cost, money);
    }
    entry_.fulfilments.push_back(std::move(shown));
  }

  void hold_facts(const std::vector<std::string>& in_plan) {
    std::vector<std::string> others = in_plan;
    std::erase(others, program_.id);
    std::ranges::sort(others);
    hold("plan.other_programs", std::move(others));
    hold("plan.workloads", Decimal::whole(static_cast<long long>(workloads_.size())));
    if (counting_known_) hold("plan.yearly_cost_on_aws_usd", yearly(counting_));
    if (requests_known_) hold("plan.request_usd", largest_request_);
    if (shares_known_) hold("plan.request_percent_of_first_year", largest_share_);
  }

  // Each workload has a request of its own; the largest of them is what a cap is held against.
  void add_request(const Judged& judged, const std::optional<std::vector<Money>>& covered) {
    if (program_.period != "once" || !covered || covered->empty()) {
      requests_known_ = shares_known_ = false;
      return;
    }
    const Decimal request = sum_of(*covered);
    largest_request_ = std::max(largest_request_, request);
    const auto first_year = production_cost(judged);
    const auto share = first_year ? percentage(request, *first_year) : std::nullopt;
    shares_known_ = shares_known_ && share;
    if (share) largest_share_ = std::max(largest_share_, *share);
  }

  void hold(const char* fact, Value value) {
    project_.hold(scope_.vocabulary.id(fact), std::move(value), {});
  }

  static Decimal sum_of(const std::vector<Money>& all) {
    Decimal sum;
    for (const Money& money : all) sum += money.amount;
    return sum;
  }

  static Decimal yearly(const Decimal& month) {
    Decimal sum;
    for (int i = 0; i < 12; ++i) sum += month;
    return sum;
  }

  // What it would cost in its first year of production, where that is stated.
  std::optional<Decimal> production_cost(const Judged& judged) const {
    const FactId path = scope_.vocabulary.id("workload.poc.path_to_production");
    const Value* value = judged.workload->facts.known(path);
    if (value == nullptr) return std::nullopt;
    const auto& records = std::get<std::vector<Record>>(*value);
    if (records.empty()) return std::nullopt;
    const auto cost = Decimal::parse(field(records.front(), "yearly_aws_cost_usd"));
    if (!cost) return std::nullopt;
    return *cost;
  }

  // Rounded down to a hundredth of a percent. Unknown: of nothing, or beyond a billion dollars.
  static std::optional<Decimal> percentage(const Decimal& part, const Decimal& whole) {
    const Decimal most = Decimal::whole(1'000'000'000);
    if (whole <= Decimal() || part > most || part < Decimal()) return std::nullopt;
    const __int128 hundredths = part.units() * 10'000 / whole.units();
    return Decimal::from_units(hundredths * (Decimal::whole(1).units() / 100));
  }

  void add_readiness(const std::string& workload, const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
      if (!is_gate(finding)) continue;
      add_ready(std::ranges::any_of(finding.facts, is_of_workload) ? workload : "", finding);
    }
  }

  void add_ready(const std::string& workload, const Finding& finding) {
    const bool there = std::ranges::any_of(entry_.readiness, [&](const Ready& ready) {
      return ready.criterion == finding.criterion && ready.workload == workload;
    });
    if (there) return;
    entry_.readiness.push_back({workload, finding.criterion, finding.kind, finding.answer,
                                finding.says, finding.remedy, finding.sides});
  }

  void add_warnings(const std::vector<Warning>& warnings) {
    for (const Warning& warning : warnings) {
      const auto same = std::ranges::find(entry_.warnings, warning.id, &Warning::id);
      if (same == entry_.warnings.end()) entry_.warnings.push_back(warning);
    }
  }

  void add_deadlines(const std::string& workload, std::vector<Deadline> deadlines) {
    for (std::size_t i = 0; i < deadlines.size(); ++i) {
      Deadline& deadline = deadlines[i];
      const CalendarRule& rule = program_.calendar[i];
      const bool of_workload = !scope_.vocabulary[rule.of].is_of_project() ||
                               !scope_.vocabulary[rule.day].is_of_project();
      if (of_workload) deadline.workload = workload;
      const bool there = std::ranges::any_of(entry_.calendar, [&](const Deadline& known) {
        return known.id == deadline.id && known.workload == deadline.workload;
      });
      if (!there) entry_.calendar.push_back(std::move(deadline));
    }
  }

  const PlanScope& scope_;
  const Program& program_;
  const std::size_t position_;
  const std::vector<std::size_t>& workloads_;
  Facts project_;     // with what the plan comes to
  Decimal counting_;  // of a month on AWS, what counts for the program
  Decimal largest_request_;
  Decimal largest_share_;  // percent
  bool counting_known_ = true;
  bool requests_known_ = true;
  bool shares_known_ = true;
  PlanEntry entry_;
};

}  // namespace

PlanEntry plan_entry(const PlanScope& scope, std::size_t program,
                     const std::vector<std::size_t>& workloads,
                     const std::vector<std::string>& in_plan) {
  return Entry(scope, program, workloads, in_plan).made();
}

}  // namespace fundable
