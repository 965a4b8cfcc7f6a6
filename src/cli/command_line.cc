// Parses the command line by CLI11, which is included here only: it costs seconds to compile.
//
// Help texts are our own (help.h), so CLI11 is used as a parser and for its checks. A first word
// that is no command is answered with the nearest one.
#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"
#include "cli/help.h"

namespace fundable {
namespace {

const std::vector<std::string> kFormats{"terminal", "json", "markdown", "html"};
const std::vector<std::string> kPlaces{"aws", "stays", "retired", "elsewhere"};
const std::vector<std::string> kVerdicts{"undetermined", "ineligible", "review", "eligible"};

void add_project(CLI::App& app, ProjectOptions& options) {
  app.add_option("project", options.project);
  app.add_option("--as-of", options.as_of);
  app.add_option("--goes-to", options.goes_to)->check(CLI::IsMember(kPlaces));
  app.add_option("--threads", options.threads)->check(CLI::Range(1, 256));
}

std::unexpected<Error> wrong(std::string says, const std::string& command, std::string fix = {}) {
  if (fix.empty()) {
    fix = "fundable " + (command.empty() ? "" : command + " ") + "--help shows how.";
  }
  return failure(ErrorKind::kUsage, std::move(says), {}, std::move(fix));
}

struct Parsed {
  AssessOptions assess;
  ExplainOptions explain;
  VerifyOptions verify;
  ProgramsOptions programs;
};

void describe(CLI::App& app, const std::string& command, Parsed& parsed) {
  app.set_help_flag();
  if (command == "assess") {
    add_project(app, parsed.assess.project);
    app.add_option("--format", parsed.assess.format)->check(CLI::IsMember(kFormats));
    app.add_option("--fail-on", parsed.assess.fail_on)
        ->check(CLI::IsMember(kVerdicts))
        ->allow_extra_args(false);
  } else if (command == "explain") {
    app.add_option("workload", parsed.explain.workload)->required();
    add_project(app, parsed.explain.project);
  } else if (command == "verify") {
    app.add_option("assessment", parsed.verify.assessment)->required();
    app.add_option("--project", parsed.verify.project);
    app.add_option("--threads", parsed.verify.threads)->check(CLI::Range(1, 256));
  } else {
    app.add_option("action", parsed.programs.action)->check(CLI::IsMember({"list", "check"}));
    app.add_option("folder", parsed.programs.folder);
  }
}

}  // namespace

Result<CommandLine> parse_command_line(const std::vector<std::string>& words) {
  const auto asks = [&](std::string_view a, std::string_view b) {
    return std::ranges::any_of(words, [&](const auto& word) { return word == a || word == b; });
  };
  const std::string command = words.empty() ? "" : words.front();
  if (words.empty() || asks("--help", "-h") || command == "help") {
    const bool about = command == "help" && words.size() > 1;
    return PrintOnly{help_of(about ? words[1] : command)};
  }
  if (command == "--version") return PrintOnly{"fundable " FUNDABLE_VERSION "\n"};
  if (std::ranges::find(command_names(), command) == command_names().end()) {
    const auto near = nearest(command, command_names());
    return wrong("'" + presentable(command, 60) + "' is no command", "",
                 near ? "Did you mean 'fundable " + *near + "'?" : "");
  }
  Parsed parsed;
  CLI::App app;
  describe(app, command, parsed);
  try {
    // CLI11 takes the words from the last to the first.
    std::vector<std::string> rest(words.rbegin(), std::prev(words.rend()));
    app.parse(rest);
  } catch (const CLI::Error& error) {
    return wrong(presentable(error.what(), 200), command);
  }
  if (command == "assess") return parsed.assess;
  if (command == "explain") return parsed.explain;
  if (command == "verify") return parsed.verify;
  return parsed.programs;
}

}  // namespace fundable
