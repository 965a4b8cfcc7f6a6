// What the programs pay of a cost line.
#pragma once

#include <span>

#include "programs/program.h"

namespace fundable {

// Whether a program pays AWS usage of this service, by product service code.
[[nodiscard]] Answer covers_usage(const Program& program, const std::string& service);

// The coverage of one cost line by each program, in their order. A line that no rule names is
// `unknown`, with a sentence that says so.
[[nodiscard]] std::vector<Coverage> coverage_of(const PlannedCost& cost,
                                                std::span<const Program> programs,
                                                const Date& as_of);

}  // namespace fundable
