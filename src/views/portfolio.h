// A portfolio as lines of JSON, and its summary for a person at a terminal.
#pragma once

#include <string>

#include "model/portfolio.h"
#include "views/terminal.h"

namespace fundable {

// Appends one line: project, workload, motion and, for each program, the verdict with what decided
// and what is open; with findings also all else that `verdicts` of the assessment's JSON holds.
void append_row(const PortfolioRow& row, std::string& out);
// Appends the line of a project that could not be assessed.
void append_problem(const Error& problem, std::string& out);

// Counts by program and verdict, the questions that would settle most, and what failed.
[[nodiscard]] std::string terminal_of(const PortfolioSummary& summary, const TerminalStyle& style);

}  // namespace fundable
