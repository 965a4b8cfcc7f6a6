// `fundable programs`: lists the programs, checks their data, runs their cases, shows them as a
// table, and tells which verdicts change between two rulebooks.
#include <fmt/format.h>

#include "app/program_diff.h"
#include "app/program_table.h"
#include "base/text.h"
#include "cli/commands.h"

namespace fundable {
namespace {

std::string listing(const Rulebook& book) {
  std::string text;
  for (const Program& program : book.programs) {
    std::size_t required = 0;
    for (const Criterion& criterion : program.criteria) {
      required += criterion.kind == CriterionKind::kRequired ? 1 : 0;
    }
    text += fmt::format("{:<5} {}, version {}: {}, {} of them required\n", program.id, program.name,
                        program.version, counted(program.criteria.size(), "statement"), required);
    for (const Criterion& criterion : program.criteria) {
      text += fmt::format("      {:<14} {}\n", to_string(criterion.kind), criterion.says);
    }
  }
  for (const ProgramShown& program : book.shown) {
    for (const std::string& doubt : program.doubts) {
      text += fmt::format("{}: {}\n", program.id, doubt);
    }
  }
  return text;
}

Exit refuse(const Error& error) {
  complain(error);
  return exit_of(error);
}

// The folder that the command line names in place of the installed data.
RulebookPlace place_of(const ProgramsOptions& options, const Context& context) {
  return {options.folders.empty() ? context.data_folder : options.folders.front(),
          options.programs};
}

Exit run_test(const ProgramsOptions& options, const Context& context, const Date& as_of) {
  const auto tests = test_programs(context.files, place_of(options, context), as_of);
  if (!tests) return refuse(tests.error());
  std::string text;
  bool passed = true;
  for (const ProgramTest& test : *tests) {
    for (const std::string& failure : test.failures) text += failure + "\n";
    for (const std::string& unseen : test.unseen) text += test.program + ": " + unseen + "\n";
    const bool sound = test.failures.empty() && test.unseen.empty();
    passed = passed && sound;
    text += sound ? fmt::format("{}: {} hold; every criterion was seen yes, no and unknown\n",
                                test.program, counted(test.cases, "case"))
                  : fmt::format("{}: {}, {}, {} never seen\n", test.program,
                                counted(test.cases, "case"),
                                counted(test.failures.size(), "failure"), test.unseen.size());
  }
  const Exit written = write(text);
  return written != Exit::kDone || passed ? written : Exit::kUnusable;
}

Exit run_table(const Rulebook& book, const ProgramsOptions& options, const Context& context) {
  const auto cases = load_cases(context.files, place_of(options, context), book.vocabulary);
  if (!cases) return refuse(cases.error());
  return write(program_table(book, *cases));
}

// A folder of data, or a folder of packs on top of the installed data.
Result<Rulebook> rulebook_at(const std::string& folder, const Context& context, const Date& as_of) {
  if (context.files.resolve(folder + "/programs") &&
      context.files.resolve(folder + "/facts.yaml")) {
    return load_rulebook(context.files, {folder, {}}, as_of);
  }
  return load_rulebook(context.files, {context.data_folder, folder}, as_of);
}

std::string diff_text(const ProgramDiff& diff) {
  std::string text;
  for (const VerdictFlip& flip : diff.flips) {
    text += fmt::format("{} / {}: {} was {}, is {}\n", shown_path(flip.project),
                        presentable(flip.workload, 80), flip.program, flip.before, flip.after);
    for (const std::string& why : flip.why) text += "    " + why + "\n";
  }
  return text +
         fmt::format("{}, {} compared: {}.\n", counted(diff.projects, "project"),
                     counted(diff.verdicts, "verdict"),
                     diff.flips.empty() ? "none changes" : counted(diff.flips.size(), "change"));
}

Exit run_diff(const ProgramsOptions& options, const Context& context, const Date& as_of) {
  if (options.folders.size() != 2 || options.projects.empty()) {
    return refuse({ErrorKind::kUsage,
                   "diff takes two rulebooks, and projects",
                   "fundable programs diff OLD NEW --projects FOLDER...",
                   {}});
  }
  const auto before = rulebook_at(options.folders[0], context, as_of);
  if (!before) return refuse(before.error());
  const auto after = rulebook_at(options.folders[1], context, as_of);
  if (!after) return refuse(after.error());
  const auto diff = program_diff(context.files, *before, *after, options.projects,
                                 {.as_of = as_of,
                                  .threads = options.threads,
                                  .environment = context.environment,
                                  .stop = context.stop});
  if (!diff) return refuse(diff.error());
  for (const Error& error : diff->unusable) complain(error);
  const Exit written = write(diff_text(*diff));
  return written == Exit::kDone && !diff->unusable.empty() ? Exit::kUnusable : written;
}

}  // namespace

Exit run_programs(const ProgramsOptions& options, const Context& context) {
  const auto as_of = day_of_decision(options.as_of, context);
  if (!as_of) return refuse(as_of.error());
  if (options.action == "diff") return run_diff(options, context, *as_of);
  if (options.folders.size() > 1) {
    return refuse({ErrorKind::kUsage,
                   "'fundable programs " + options.action + "' takes one folder",
                   "fundable programs --help shows how.",
                   {}});
  }
  if (options.action == "test") return run_test(options, context, *as_of);
  const auto book = load_rulebook(context.files, place_of(options, context), *as_of);
  if (!book) return refuse(book.error());
  if (options.action == "list") return write(listing(*book));
  if (options.action == "table") return run_table(*book, options, context);
  return write(fmt::format("Sound: {}, {} technologies, {}, {}.\n",
                           counted(book->programs.size(), "program"), book->catalogue.size(),
                           counted(book->vocabulary.size(), "fact"),
                           counted(book->routes.size(), "route")));
}

}  // namespace fundable
