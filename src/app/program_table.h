// The rulebook as a table for people: what is asked for, where it comes from, which case shows it.
#pragma once

#include "app/program_tests.h"

namespace fundable {

// Markdown: for each program its figures, criteria, warnings, deadlines and costs, each with
// source, the day on which that was checked, its rank, and cases. docs/programs.md holds it for
// ours.
[[nodiscard]] std::string program_table(const Rulebook& book, const std::vector<CasesFile>& cases);

}  // namespace fundable
