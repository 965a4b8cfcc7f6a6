// The first rule of a program that fits a line's nature and service decides.
#include "programs/coverage.h"

#include <algorithm>

#include "base/text.h"

namespace fundable {
namespace {

bool fits(const CoverageRule& rule, const PlannedCost& cost) {
  if (rule.nature != cost.nature) return false;
  return rule.services.empty() || std::ranges::any_of(rule.services, [&](const auto& service) {
           return lowered(service) == lowered(cost.service);
         });
}

const CoverageRule* rule_for(const Program& program, const PlannedCost& cost) {
  const auto rule = std::ranges::find_if(
      program.coverage, [&](const CoverageRule& candidate) { return fits(candidate, cost); });
  return rule == program.coverage.end() ? nullptr : &*rule;
}

}  // namespace

Answer covers_usage(const Program& program, const std::string& service) {
  PlannedCost usage;
  usage.nature = "aws_usage";
  usage.service = service;
  const CoverageRule* rule = rule_for(program, usage);
  return rule == nullptr ? Answer::kUnknown : rule->covered;
}

std::vector<Coverage> coverage_of(const PlannedCost& cost, std::span<const Program> programs,
                                  const Date& as_of) {
  std::vector<Coverage> all;
  for (const Program& program : programs) {
    const CoverageRule* rule = rule_for(program, cost);
    if (rule == nullptr) {
      all.push_back(
          {program.id, Answer::kUnknown, "No rule of this program names such a cost.", {}});
    } else {
      all.push_back({program.id, rule->covered, rule->why, shown_on(rule->source, as_of)});
    }
  }
  return all;
}

}  // namespace fundable
