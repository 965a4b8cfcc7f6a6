// Amounts of a program's own period: the planned costs once, or the month on AWS.
#include "programs/covered_cost.h"

#include <algorithm>

#include "programs/coverage.h"

namespace fundable {
namespace {

constexpr int kMonthsAYear = 12;

// Sums the lines of a period that `covers` says are paid. Unknown: there is no such line at all, or
// one that is paid has no amount.
template <class Covers>
std::optional<std::vector<Money>> sum_of(const Judged& judged, std::string_view period,
                                         Covers covers) {
  std::vector<Money> sums;
  bool any = false;
  for (const CostLine& line : judged.cost_lines) {
    if (line.cost.period != period) continue;
    any = true;
    if (!covers(line)) continue;
    if (!line.cost.money) return std::nullopt;
    add_money(sums, *line.cost.money);
  }
  if (!any) return std::nullopt;
  return sums;
}

bool is_covered(const CostLine& line, const std::string& program) {
  const auto coverage = std::ranges::find(line.coverage, program, &Coverage::program);
  return coverage != line.coverage.end() && coverage->covered == Answer::kYes;
}

// A month on AWS is one amount for several services: it is covered where each of them is.
bool covers_all_services(const Workload& workload, const Program& program, const PlanScope& scope) {
  const Value* services = workload.facts.known(scope.vocabulary.id("workload.aws.services"));
  if (services == nullptr) return false;
  const Subject subject{workload.facts, scope.project};
  const auto& codes = std::get<std::vector<std::string>>(*services);
  return !codes.empty() && std::ranges::all_of(codes, [&](const std::string& service) {
    return covers_usage(program, service, subject, scope.vocabulary, scope.as_of) == Answer::kYes;
  });
}

}  // namespace

std::optional<Money> month_on_aws(const Judged& judged, const Vocabulary& vocabulary) {
  const Facts& facts = judged.workload->facts;
  const Value* month = facts.known(vocabulary.id("workload.aws.monthly_cost_usd"));
  if (month != nullptr) return Money{std::get<Decimal>(*month), "USD"};
  const auto sums =
      sum_of(judged, "month", [](const CostLine& line) { return line.cost.nature == "aws_usage"; });
  if (!sums || sums->size() != 1) return std::nullopt;
  return sums->front();
}

std::optional<std::vector<Money>> covered_by(const Judged& judged, const Program& program,
                                             const std::string& fulfilment) {
  return sum_of(judged, "once", [&](const CostLine& line) {
    const auto coverage = std::ranges::find(line.coverage, program.id, &Coverage::program);
    if (coverage == line.coverage.end()) return false;
    if (coverage->by == fulfilment) return coverage->covered == Answer::kYes;
    const auto other = std::ranges::find(coverage->others, fulfilment, &Coverage::by);
    return other != coverage->others.end() && other->covered == Answer::kYes;
  });
}

std::optional<std::vector<Money>> covered_cost(const Judged& judged, const Program& program,
                                               const PlanScope& scope) {
  const char* period = program.pays == Pays::kCostOnAws ? "month" : "once";
  const auto lines =
      sum_of(judged, period, [&](const CostLine& line) { return is_covered(line, program.id); });
  if (lines || program.pays != Pays::kCostOnAws) return lines;
  const auto month = month_on_aws(judged, scope.vocabulary);
  if (!month || !covers_all_services(*judged.workload, program, scope)) return std::nullopt;
  return std::vector{*month};
}

Decimal yearly_worth(const Judged& judged, const Program& program, const PlanScope& scope) {
  Decimal sum;
  const auto covered = covered_cost(judged, program, scope);
  if (!covered) return sum;
  const int times = program.period == "month" ? kMonthsAYear : 1;
  for (const Money& money : *covered) {
    for (int i = 0; i < times; ++i) sum += money.amount;
  }
  return sum;
}

}  // namespace fundable
