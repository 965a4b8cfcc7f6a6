// The assessment for a person at a terminal.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/assessment.h"

namespace fundable {

// How to set text. Units: width in columns; below 40 it is taken for 40.
struct TerminalStyle {
  int width = 80;
  bool colour = false;
  bool unicode = true;
  std::string project_argument = ".";  // what the next commands name the project by
  std::string as_of = {};              // the day that was asked for; empty: none was
  std::string programs = {};           // the folder of packs that was given; empty: none was
};

// What a person sees first: the table of workloads, the plan, what still decides, what could not
// be used, and the next commands. Ends with a newline.
[[nodiscard]] std::string terminal_of(const Assessment& assessment, const TerminalStyle& style);

// Everything about one workload: each verdict with every finding, evidence and citation, what
// would change it, facts, money, questions.
// Errors: kMissing where there is no such workload (with the nearest).
[[nodiscard]] Result<std::string> explain_of(const Assessment& assessment,
                                             std::string_view workload, const TerminalStyle& style);

}  // namespace fundable
