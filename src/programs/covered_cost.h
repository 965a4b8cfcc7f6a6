// What of a workload's cost a program covers.
#pragma once

#include "programs/plan.h"

namespace fundable {

// What is covered within a year, in USD; zero where it is not known.
[[nodiscard]] Decimal yearly_worth(const Judged& judged, const Program& program,
                                   const PlanScope& scope);

// What one fulfilment of a program pays of the planned costs; as covered_cost().
[[nodiscard]] std::optional<std::vector<Money>> covered_by(const Judged& judged,
                                                           const Program& program,
                                                           const std::string& fulfilment);

// The month on AWS as stated, or as the sum of its stated lines. Unknown: neither is whole.
[[nodiscard]] std::optional<Money> month_on_aws(const Judged& judged, const Vocabulary& vocabulary);

}  // namespace fundable
