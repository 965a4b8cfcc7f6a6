// What the programs pay of a cost line.
#pragma once

#include <span>

#include "programs/evaluate.h"

namespace fundable {

// Whether a program pays AWS usage of this service, by product service code, for this subject.
[[nodiscard]] Answer covers_usage(const Program& program, const std::string& service,
                                  const Subject& subject, const Vocabulary& vocabulary,
                                  const Date& as_of);

// The coverage of one cost line by each program, in their order. A line that no rule names is
// `unknown`, with a sentence that says so. Where a program pays in several ways, the first of them
// governs and the others stand beside it.
[[nodiscard]] std::vector<Coverage> coverage_of(const PlannedCost& cost,
                                                std::span<const Program> programs,
                                                const Subject& subject,
                                                const Vocabulary& vocabulary, const Date& as_of);

}  // namespace fundable
