// What the plan says of one program.
#pragma once

#include "programs/plan.h"

namespace fundable {

// The entry of the program at `program` that takes the workloads at `workloads` (positions in the
// scope, rising). `in_plan`: the ids of all programs of the plan.
[[nodiscard]] PlanEntry plan_entry(const PlanScope& scope, std::size_t program,
                                   const std::vector<std::size_t>& workloads,
                                   const std::vector<std::string>& in_plan);

}  // namespace fundable
