// One rich assessment, made by hand, that every view is tried on.
#pragma once

#include "model/assessment.h"

namespace fundable::views {

// Five workloads that differ in everything a view shows: all verdicts, a contested fact, an
// assumption, warnings, cost lines, routes, several currencies, hostile text in evidence.
[[nodiscard]] Assessment sample();

// An assessment of nothing: no evidence, no workload.
[[nodiscard]] Assessment empty_sample();

// An estate of many workloads, most of them ordinary applications, with a question about each.
[[nodiscard]] Assessment large_sample(int workloads);

}  // namespace fundable::views
