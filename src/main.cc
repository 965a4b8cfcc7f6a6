// Makes what the commands need from outside (files, data, clock, terminal) and runs one.
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "app/data_folder.h"
#include "cli/command_line.h"

namespace {

using namespace fundable;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

bool speaks_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view value = environment(name);
    if (!value.empty()) {
      return value.find("UTF-8") != value.npos || value.find("utf8") != value.npos;
    }
  }
  return false;
}

// Colour, width and ASCII only for a terminal: what is written to a file is the same everywhere.
TerminalStyle style_of_output() {
  TerminalStyle style;
  style.width = 110;
  if (isatty(STDOUT_FILENO) == 0) return style;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.width = size.ws_col;
  style.colour = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  style.unicode = speaks_utf8();
  return style;
}

struct Runner {
  const Context& context;
  Exit operator()(const PrintOnly& print) const { return write(print.text); }
  Exit operator()(const AssessOptions& options) const { return run_assess(options, context); }
  Exit operator()(const ExplainOptions& options) const { return run_explain(options, context); }
  Exit operator()(const VerifyOptions& options) const { return run_verify(options, context); }
  Exit operator()(const BillsOptions& options) const { return run_bills(options, context); }
  Exit operator()(const ProgramsOptions& options) const { return run_programs(options, context); }
};

}  // namespace

int main(int count, char** words) {
  const auto command = parse_command_line({words + 1, words + count});
  if (!command) {
    complain(command.error());
    return static_cast<int>(exit_of(command.error()));
  }
  const DiskFiles files;
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const auto data = data_folder(files, std::string(environment("FUNDABLE_DATA")));
  if (!data && !std::holds_alternative<PrintOnly>(*command)) {
    complain(data.error());
    return static_cast<int>(Exit::kUnusable);
  }
  const Context context{files, data.value_or(""), Date(now), style_of_output(),
                        isatty(STDERR_FILENO) != 0};
  return static_cast<int>(std::visit(Runner{context}, *command));
}
