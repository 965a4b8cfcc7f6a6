// `fundable assess --portfolio`: many projects → lines of JSON, or a summary.
#include "app/portfolio.h"

#include <algorithm>
#include <memory>
#include <thread>

#include "base/byte_source.h"
#include "base/text.h"
#include "cli/commands.h"
#include "views/portfolio.h"

namespace fundable {
namespace {

Result<> check(const AssessOptions& options) {
  const auto wrong = [](std::string says, std::string fix) {
    return failure(ErrorKind::kUsage, std::move(says), {}, std::move(fix));
  };
  if (options.project.project != ".") {
    return wrong("both a project and a portfolio are given", "Give one of them.");
  }
  if (options.format != "terminal" && options.format != "ndjson") {
    return wrong("a portfolio has no format " + options.format, "Formats: terminal, ndjson.");
  }
  if (options.findings && options.format != "ndjson") {
    return wrong("--findings are for lines", "Add --format ndjson.");
  }
  if (!options.project.bills.empty()) {
    return wrong("--bills are for one project", "Leave them out.");
  }
  return {};
}

int threads_of(const AssessOptions& options) {
  if (options.threads_given) return options.project.threads;
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 256U));
}

Result<PortfolioSummary> assessed_portfolio(const AssessOptions& options, const Context& context,
                                            const WriteRows& write_rows) {
  if (auto right = check(options); !right) return std::unexpected(right.error());
  const auto as_of = day_of_decision(options.project.as_of, context);
  if (!as_of) return std::unexpected(as_of.error());
  const auto book =
      load_rulebook(context.files, {context.data_folder, options.project.programs}, *as_of);
  if (!book) return std::unexpected(book.error());
  const PortfolioRequest request{
      .as_of = *as_of,
      .goes_to = options.project.goes_to,
      .threads = threads_of(options),
      .wanted = {.rows = options.format == "ndjson", .findings = options.findings},
      .stop = context.stop};
  if (options.portfolio == "-") {
    return assess_lines(*book, request, "standard input", context.input, write_rows);
  }
  const auto place = context.files.resolve(options.portfolio);
  if (!place) return std::unexpected(place.error());
  if (place->kind == EntryKind::kFolder) {
    return assess_folders(context.files, *book, request, place->path, write_rows);
  }
  auto source = ByteSource::open(place->path);
  if (!source) return std::unexpected(source.error());
  return assess_lines(
      *book, request, shown_path(options.portfolio),
      [&](std::size_t wanted, std::string& out) { return source->read(wanted, out); }, write_rows);
}

bool occurs(const PortfolioSummary& summary, const std::vector<std::string>& verdicts) {
  return std::ranges::any_of(summary.verdicts, [&](const auto& entry) {
    for (std::size_t kind = 0; kind < entry.second.size(); ++kind) {
      const char* name = to_string(static_cast<VerdictKind>(kind));
      if (entry.second[kind] > 0 && std::ranges::find(verdicts, name) != verdicts.end()) {
        return true;
      }
    }
    return false;
  });
}

}  // namespace

Exit run_portfolio(const AssessOptions& options, const Context& context) {
  Exit written = Exit::kDone;
  const auto summary = assessed_portfolio(options, context, [&](std::string_view rows) {
    written = write(rows);
    return written == Exit::kDone;
  });
  if (!summary) {
    complain(summary.error());
    return exit_of(summary.error());
  }
  if (options.format == "terminal") written = write(terminal_of(*summary, context.style));
  if (written != Exit::kDone) return written;
  if (summary->projects == 0 && !summary->stopped) {
    complain({ErrorKind::kInput,
              summary->failed == 0 ? "the portfolio holds no project"
                                   : "none of its projects could be assessed",
              {},
              options.portfolio});
    return Exit::kUnusable;
  }
  if (summary->failed > 0 && options.format == "ndjson") {
    complain({ErrorKind::kInput, counted(summary->failed, "project") + " could not be assessed",
              "Their lines hold an error in place of a workload.", options.portfolio});
  }
  return occurs(*summary, options.fail_on) ? Exit::kFailOn : Exit::kDone;
}

}  // namespace fundable
