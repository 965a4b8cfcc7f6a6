// What is worth asking, in the order that ends soonest.
#pragma once

#include "programs/plan.h"

namespace fundable {

// The facts whose answers can still change a verdict, or which of two programs takes a workload,
// once each; facts of the project once for all workloads.
// Order: by how many verdicts they can change, most first; then by how few questions can be
// expected to remain after the answer; then as in the vocabulary, then by workload.
[[nodiscard]] std::vector<Question> questions_of(const PlanScope& scope);

}  // namespace fundable
