// The command line: words → a command with its options.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/commands.h"

namespace fundable {

// Text to print instead of running anything: help, the version.
struct PrintOnly {
  std::string text;
};

using CommandLine = std::variant<PrintOnly, AssessOptions, AskOptions, BillsOptions, ExplainOptions,
                                 VerifyOptions, ProgramsOptions>;

// Errors: kUsage, with what is wrong and the nearest word that is known.
[[nodiscard]] Result<CommandLine> parse_command_line(const std::vector<std::string>& words);

}  // namespace fundable
