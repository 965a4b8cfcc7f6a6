// `fundable programs`: which programs are judged, and whether their data is sound.
#include <fmt/format.h>

#include "app/rulebook.h"
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
  return text;
}

}  // namespace

Exit run_programs(const ProgramsOptions& options, const Context& context) {
  const std::string& folder = options.folder.empty() ? context.data_folder : options.folder;
  const auto book = load_rulebook(context.files, folder);
  if (!book) {
    complain(book.error());
    return exit_of(book.error());
  }
  if (options.action == "list") return write(listing(*book));
  return write(fmt::format("Sound: {}, {} technologies, {}, {}.\n",
                           counted(book->programs.size(), "program"), book->catalogue.size(),
                           counted(book->vocabulary.size(), "fact"),
                           counted(book->routes.size(), "route")));
}

}  // namespace fundable
