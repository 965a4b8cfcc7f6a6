// The command line as people and scripts meet it: exit statuses, help, where what is written.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/app/folder.h"
#include "tests/app/program.h"

namespace fundable::end_to_end {
namespace {

using Words = std::vector<std::string>;

const char* const kCommands[] = {"ask", "assess", "bills", "explain", "programs", "verify"};

Ended run_example(Words words) {
  words.insert(words.begin() + 1, {".", "--as-of", "2026-11-22"});
  return run(words, {.folder = example("harbour-mutual")});
}

TEST(CommandLine, FailOnEndsWithThreeWhereAVerdictOccurs) {
  EXPECT_EQ(run_example({"assess"}).status, 0);
  for (const char* verdict : {"undetermined", "ineligible"}) {
    const Ended ended = run_example({"assess", "--fail-on", verdict, "--format", "json"});
    EXPECT_EQ(ended.status, 3) << verdict;
    EXPECT_EQ(ended.err, "");
    EXPECT_TRUE(nlohmann::json::accept(ended.out));
  }
  EXPECT_EQ(run_example({"assess", "--fail-on", "eligible"}).status, 2);
  EXPECT_EQ(run_example({"assess", "--fail-on", "review"}).status, 0);
  EXPECT_EQ(run_example({"assess", "--fail-on", "review", "--fail-on", "ineligible"}).status, 3);
}

struct Wrong {
  Words words;
  const char* says;
  const char* fix;
};

TEST(CommandLine, WhatIsWrongIsNamedWithTheNearest) {
  const Wrong all[] = {
      {{"asess"}, "'asess' is no command", "Did you mean 'fundable assess'?"},
      {{"asess", "--help"}, "'asess' is no command", "Did you mean 'fundable assess'?"},
      {{"help", "verfy"}, "'verfy' is no command", "Did you mean 'fundable verify'?"},
      {{"quicksand"}, "'quicksand' is no command", "fundable --help shows how."},
      {{"--nonsense"}, "'--nonsense' is no command", "fundable --help shows how."},
      {{"assess", "--fromat", "json"}, "'--fromat' is no option", "Did you mean '--format'?"},
      {{"assess", "--theads=2", "."}, "'--theads' is no option", "Did you mean '--threads'?"},
      {{"verify", "a.json", "--projct", "."}, "'--projct' is no option", "'--project'?"},
      {{"assess", "-x"}, "'-x' is no option", "fundable assess --help shows how."},
      {{"assess", ".", "twice"}, "twice", "fundable assess --help shows how."},
      {{"assess", "--format", "yaml"}, "yaml", "json"},
      {{"assess", "--goes-to", "azure"}, "azure", "elsewhere"},
      {{"assess", "--fail-on", "maybe"}, "maybe", "undetermined"},
      {{"assess", "--threads", "0"}, "--threads", "1"},
      {{"assess", "--threads", "many"}, "--threads", "fundable assess --help shows how."},
      {{"assess", "--as-of", "tomorrow"}, "'tomorrow' is not a date", "2026-11-22"},
      {{"assess", "--as-of", "2026-02-30"}, "'2026-02-30' is not a date", "2026-11-22"},
      {{"explain"}, "workload", "fundable explain --help shows how."},
      {{"verify"}, "assessment", "fundable verify --help shows how."},
      {{"programs", "lst"}, "lst", "list"},
  };
  for (const Wrong& wrong : all) {
    const Ended ended = run(wrong.words);
    SCOPED_TRACE(ended.err);
    EXPECT_EQ(ended.status, 2);
    EXPECT_EQ(ended.out, "");
    EXPECT_TRUE(ended.err.starts_with("fundable: "));
    EXPECT_NE(ended.err.find(wrong.says), std::string::npos) << wrong.says;
    EXPECT_NE(ended.err.find(wrong.fix), std::string::npos) << wrong.fix;
  }
}

TEST(CommandLine, ControlCharactersInAWordAreNotEchoed) {
  const Ended ended = run({"assess\x1B[31m", "--format"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_EQ(ended.err.find('\x1B'), std::string::npos);
}

TEST(CommandLine, HelpShowsExamplesFirst) {
  for (const char* command : kCommands) {
    const Ended ended = run({command, "--help"});
    EXPECT_EQ(ended.status, 0);
    EXPECT_EQ(ended.err, "");
    const auto examples = ended.out.find("Examples:\n  fundable ");
    const auto example = ended.out.find("\n  fundable " + std::string(command), examples);
    EXPECT_LT(example, ended.out.find("Usage:"));
    EXPECT_EQ(ended.out, run({"help", command}).out);
    EXPECT_EQ(ended.out, run({command, "x", "-h"}).out);
  }
  EXPECT_EQ(run({}).out, run({"--help"}).out);
  EXPECT_TRUE(run({"--version"}).out.starts_with("fundable "));
}

// The words after each `fundable` that a text tells people to type.
std::vector<Words> commands_in(const std::string& text) {
  std::vector<Words> all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    for (std::size_t at = line.find("fundable "); at != std::string::npos;
         at = line.find("fundable ", at + 1)) {
      std::istringstream words(line.substr(at + std::string_view("fundable ").size()));
      all.push_back({std::istream_iterator<std::string>(words), {}});
    }
  }
  return all;
}

TEST(CommandLine, EveryCommandThatATextNamesExists) {
  std::string text = run({}).out + run_example({"assess"}).out;
  for (const char* command : kCommands) text += run({command, "--help"}).out;
  for (const char* word : {"asess", "x"}) text += run({word}).err;
  const std::set<std::string> known(std::begin(kCommands), std::end(kCommands));
  std::size_t commands = 0;
  for (const Words& words : commands_in(text)) {
    // `fundable says which …` is prose; a command has an option, a path or a workload.
    if (words.empty() || words[0] == "says" || words[0] == "COMMAND") continue;
    const std::string first = words[0].substr(0, words[0].find_first_of("'`,"));
    EXPECT_TRUE(known.contains(first) || first.starts_with("--")) << "fundable " << first;
    ++commands;
  }
  EXPECT_GT(commands, 20U);
}

// What stands after `Next` in the terminal can be typed as it is.
TEST(CommandLine, WhatComesNextWorks) {
  const std::string project = example("harbour-mutual");
  const Ended assessed = run({"assess", project, "--as-of", "2026-11-22"});
  const auto next = commands_in(assessed.out.substr(assessed.out.rfind("\n  Next")));
  ASSERT_FALSE(next.empty());
  for (Words words : next) {
    const auto redirection = std::ranges::find(words, ">");
    words.erase(redirection, words.end());
    const Ended ended = run(words);
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_FALSE(ended.out.empty());
  }
}

TEST(CommandLine, ResultsAndMessagesDoNotMix) {
  const Ended good = run_example({"assess", "--format", "json"});
  EXPECT_EQ(good.err, "");
  const Ended bad = run({"explain", "nobody", example("harbour-mutual")});
  EXPECT_EQ(bad.status, 1);
  EXPECT_EQ(bad.out, "");
  EXPECT_NE(bad.err.find("nobody"), std::string::npos);
  EXPECT_NE(bad.err.find("claims-agent"), std::string::npos) << "names what there is";
  EXPECT_EQ(run({"explain", "claims-agent", example("harbour-mutual")}).err, "");
}

TEST(CommandLine, ColourIsForTerminalsThatWantIt) {
  if (!has_pseudo_terminals()) GTEST_SKIP() << "this machine gives no pseudo-terminal";
  Setting setting{.folder = example("harbour-mutual"), .on_terminal = true};
  setting.environment["TERM"] = "xterm";
  EXPECT_NE(run({"assess", "."}, setting).out.find("\x1B["), std::string::npos);
  setting.environment["NO_COLOR"] = "1";
  EXPECT_EQ(run({"assess", "."}, setting).out.find("\x1B["), std::string::npos);
  setting.environment.erase("NO_COLOR");
  setting.environment["TERM"] = "dumb";
  EXPECT_EQ(run({"assess", "."}, setting).out.find("\x1B["), std::string::npos);
  EXPECT_EQ(run_example({"assess"}).out.find("\x1B["), std::string::npos);
}

// The first row of the table of workloads, and what lies below it.
std::string first_row(const std::map<std::string, std::string>& environment) {
  Setting setting{.folder = example("harbour-mutual")};
  setting.environment.insert(environment.begin(), environment.end());
  const std::string out = run({"assess", ".", "--as-of", "2026-11-22"}, setting).out;
  const auto start = out.find("\n  actuarial") + 1;
  return out.substr(start, out.find("\n  claims-agent") - start);
}

TEST(CommandLine, NoColumnIsLostHoweverWideTheOutput) {
  const std::string wide = first_row({});
  EXPECT_EQ(std::ranges::count(wide, '\n'), 0);
  for (const char* columns : {"200", "110", "72", "40"}) {
    const std::string row = first_row({{"COLUMNS", columns}});
    for (const char* cell : {"application", "on premises", "retained", "not known"}) {
      EXPECT_NE(row.find(cell), std::string::npos) << columns << row;
    }
  }
  EXPECT_EQ(first_row({{"COLUMNS", "200"}}), wide);
  EXPECT_EQ(std::ranges::count(first_row({{"COLUMNS", "72"}}), '\n'), 1);
  for (const char* no_width : {"", "0", "-5", "wide", "80x", "99999999999"}) {
    EXPECT_EQ(first_row({{"COLUMNS", no_width}}), wide) << no_width;
  }
}

TEST(CommandLine, AFullDiskIsAnError) {
  const std::string project = example("harbour-mutual");
  const Words all[] = {{"assess", project},
                       {"assess", project, "--format", "json"},
                       {"explain", "claims-agent", project},
                       {"programs", "list"},
                       {"programs", "check"},
                       {"--help"}};
  for (const Words& words : all) {
    const Ended ended = run(words, {.output = "/dev/full"});
    EXPECT_EQ(ended.status, 1) << words[0];
    EXPECT_NE(ended.err.find("standard output cannot be written"), std::string::npos) << ended.err;
  }
}

TEST(CommandLine, DataThatIsNotThereIsNamed) {
  const Setting setting{.environment = {{"FUNDABLE_DATA", "/nowhere"}}};
  for (const Words& words : {Words{"assess", example("folder-only")}, Words{"programs", "check"}}) {
    const Ended ended = run(words, setting);
    EXPECT_EQ(ended.status, 1);
    EXPECT_EQ(ended.out, "");
    EXPECT_NE(ended.err.find("/nowhere/facts.yaml"), std::string::npos) << ended.err;
  }
  EXPECT_EQ(run({"programs", "check", FUNDABLE_ROOT "/data"}, setting).status, 0);
}

}  // namespace
}  // namespace fundable::end_to_end
