// Parses the command line by CLI11, which is included here only: it costs seconds to compile.
//
// Help texts are our own (help.h), so CLI11 is used as a parser and for its checks. A first word
// that is no command is answered with the nearest one, and so is an option.
#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"
#include "cli/help.h"

namespace fundable {
namespace {

const std::vector<std::string> kFormats{"terminal", "json", "markdown", "html", "ndjson"};
const std::vector<std::string> kPlaces{"aws", "stays", "retired", "elsewhere"};
const std::vector<std::string> kVerdicts{"undetermined", "ineligible", "review"};

void add_bills(CLI::App& app, std::vector<std::string>& bills) {
  app.add_option("--bills", bills)->allow_extra_args(false);
}

void add_project(CLI::App& app, ProjectOptions& options) {
  app.add_option("project", options.project);
  app.add_option("--as-of", options.as_of);
  app.add_option("--goes-to", options.goes_to)->check(CLI::IsMember(kPlaces));
  app.add_option("--threads", options.threads)->check(CLI::Range(1, 256));
  app.add_option("--programs", options.programs);
  add_bills(app, options.bills);
}

std::unexpected<Error> wrong(std::string says, const std::string& command, std::string fix = {}) {
  if (fix.empty()) {
    fix = "fundable " + (command.empty() ? "" : command + " ") + "--help shows how.";
  }
  return failure(ErrorKind::kUsage, std::move(says), {}, std::move(fix));
}

std::unexpected<Error> no_command(const std::string& word) {
  const auto near = nearest(word, command_names());
  return wrong("'" + presentable(word, 60) + "' is no command", "",
               near ? "Did you mean 'fundable " + *near + "'?" : "");
}

// What a command does not take: the first unknown option with the nearest known one, or else the
// words that are too many.
std::unexpected<Error> unexpected_words(const CLI::App& app, const std::string& command,
                                        const std::vector<std::string>& words,
                                        const CLI::Error& error) {
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (!name.starts_with("-") || std::ranges::find(known, name) != known.end()) continue;
    const auto near = nearest(name, known);
    return wrong("'" + presentable(name, 60) + "' is no option of 'fundable " + command + "'",
                 command, near ? "Did you mean '" + *near + "'?" : "");
  }
  return wrong(presentable(error.what(), 200), command);
}

struct Parsed {
  AssessOptions assess;
  AskOptions ask;
  ExplainOptions explain;
  VerifyOptions verify;
  BillsOptions bills;
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
    app.add_option("--portfolio", parsed.assess.portfolio);
    app.add_flag("--findings", parsed.assess.findings);
  } else if (command == "ask") {
    add_project(app, parsed.ask.project);
    app.add_option("--by", parsed.ask.by);
    app.add_flag("--no-input", parsed.ask.no_input);
  } else if (command == "explain") {
    app.add_option("workload", parsed.explain.workload)->required();
    add_project(app, parsed.explain.project);
  } else if (command == "bills") {
    app.add_option("path", parsed.bills.path);
    app.add_option("--format", parsed.bills.format)
        ->check(CLI::IsMember({"terminal", "json", "csv"}));
    app.add_option("--threads", parsed.bills.threads)->check(CLI::Range(1, 256));
    app.add_option("--cache", parsed.bills.cache);
  } else if (command == "verify") {
    app.add_option("assessment", parsed.verify.assessment)->required();
    app.add_option("--project", parsed.verify.project);
    app.add_option("--programs", parsed.verify.programs);
    app.add_option("--threads", parsed.verify.threads)->check(CLI::Range(1, 256));
    add_bills(app, parsed.verify.bills);
  } else {
    app.add_option("action", parsed.programs.action)
        ->check(CLI::IsMember({"list", "check", "test", "table", "diff"}));
    app.add_option("folders", parsed.programs.folders);
    app.add_option("--programs", parsed.programs.programs);
    app.add_option("--projects", parsed.programs.projects);
    app.add_option("--as-of", parsed.programs.as_of);
    app.add_option("--threads", parsed.programs.threads)->check(CLI::Range(1, 256));
  }
}

}  // namespace

Result<CommandLine> parse_command_line(const std::vector<std::string>& words) {
  const auto asks = [&](std::string_view a, std::string_view b) {
    return std::ranges::any_of(words, [&](const auto& word) { return word == a || word == b; });
  };
  const bool is_help = !words.empty() && words.front() == "help";
  const std::string command = words.size() > (is_help ? 1U : 0U) ? words[is_help ? 1 : 0] : "";
  if (command == "--version") return PrintOnly{"fundable " FUNDABLE_VERSION "\n"};
  if (command.empty() || command == "--help" || command == "-h") return PrintOnly{help_of("")};
  if (std::ranges::find(command_names(), command) == command_names().end()) {
    return no_command(command);
  }
  if (is_help || asks("--help", "-h")) return PrintOnly{help_of(command)};
  Parsed parsed;
  CLI::App app;
  describe(app, command, parsed);
  try {
    // CLI11 takes the words from the last to the first.
    std::vector<std::string> rest(words.rbegin(), std::prev(words.rend()));
    app.parse(rest);
    parsed.assess.threads_given = command == "assess" && app.count("--threads") > 0;
  } catch (const CLI::ExtrasError& error) {
    return unexpected_words(app, command, words, error);
  } catch (const CLI::Error& error) {
    return wrong(presentable(error.what(), 200), command);
  }
  if (command == "assess") return parsed.assess;
  if (command == "ask") return parsed.ask;
  if (command == "explain") return parsed.explain;
  if (command == "verify") return parsed.verify;
  if (command == "bills") return parsed.bills;
  return parsed.programs;
}

}  // namespace fundable
