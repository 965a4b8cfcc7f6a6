// Which workload goes to which program, what that comes to, and what still has to be done.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "programs/evaluate.h"

namespace fundable {

// One workload with its judgement under every program, in the programs' order.
struct Judged {
  const Workload* workload = nullptr;
  std::vector<CostLine> cost_lines;
  std::vector<Judgement> judgements;
};

// What all programs and workloads of a project are judged with.
struct PlanScope {
  std::span<const Judged> judged;
  std::span<const Program> programs;
  const Facts& project;
  const Vocabulary& vocabulary;
  Date as_of;
};

struct Plan {
  std::vector<PlanEntry> entries;         // by program; those without workloads are left out
  std::vector<Alternative> alternatives;  // by workload, then program
};

// Gives each eligible workload to one program at most, so that what is covered within a year is
// most: exact over every set of programs that do not exclude each other. Where sets cover alike,
// the one with more workloads, then the one of earlier programs, is taken; where programs cover a
// workload alike, the first by id.
[[nodiscard]] Plan plan_of(const PlanScope& scope);

// What of a workload's cost is of a kind that the program pays, one entry a currency (none: nothing
// of it), in the program's period. Unknown: where a cost, or an amount that would count, is not
// stated.
[[nodiscard]] std::optional<std::vector<Money>> covered_cost(const Judged& judged,
                                                             const Program& program,
                                                             const PlanScope& scope);

}  // namespace fundable
