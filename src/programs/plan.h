// Which workload goes to which program, and what still has to be asked or done.
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

// Each eligible workload goes to one program: where several would take it, to the one that covers
// most of its cost, the first by id where they cover alike. Programs without workloads are left
// out. Order: by program; workloads by name.
[[nodiscard]] std::vector<PlanEntry> plan_of(std::span<const Judged> judged,
                                             std::span<const Program> programs,
                                             const Facts& project, const Vocabulary& vocabulary,
                                             const Date& as_of);

// The facts whose answers can still change a verdict, once each. Order: by how many verdicts they
// can change, most first; then as in the vocabulary, then by workload.
[[nodiscard]] std::vector<Question> questions_of(std::span<const Judged> judged,
                                                 const Vocabulary& vocabulary);

// What of a workload's cost is of a kind that the program pays, one entry a currency (none: nothing
// of it). Unknown: where a cost, or an amount that would count, is not stated.
[[nodiscard]] std::optional<std::vector<Money>> covered_cost(const Judged& judged,
                                                             const Program& program,
                                                             const Vocabulary& vocabulary);

}  // namespace fundable
