// `fundable assess`: a project's folder or file → its assessment in one of four formats.
#include <algorithm>
#include <set>

#include "app/assess.h"
#include "base/text.h"
#include "bills/remote_bill.h"
#include "cli/commands.h"
#include "cli/progress_line.h"
#include "views/html.h"
#include "views/json.h"
#include "views/markdown.h"

namespace fundable {
namespace {

bool occurs(const Assessment& assessment, const std::vector<std::string>& verdicts) {
  const std::set<std::string> wanted(verdicts.begin(), verdicts.end());
  return std::ranges::any_of(assessment.workloads, [&](const AssessedWorkload& workload) {
    return std::ranges::any_of(workload.verdicts, [&](const Verdict& verdict) {
      return wanted.contains(to_string(verdict.verdict));
    });
  });
}

std::string shown_as(const Assessment& assessment, const std::string& format,
                     const Context& context, const ProjectOptions& options) {
  if (format == "json") return json_of(assessment);
  if (format == "markdown") return markdown_of(assessment);
  if (format == "html") return html_of(assessment);
  TerminalStyle style = context.style;
  style.project_argument = options.project;
  style.as_of = options.as_of;
  style.programs = options.programs;
  return terminal_of(assessment, style);
}

}  // namespace

Exit exit_of(const Error& error) {
  return error.kind == ErrorKind::kUsage ? Exit::kUsage : Exit::kUnusable;
}

Result<Date> day_of_decision(const std::string& as_of, const Context& context) {
  if (as_of.empty()) return context.today;
  const auto date = parse_date(as_of);
  if (!date || as_of.size() != 10) {
    return failure(ErrorKind::kUsage, "--as-of '" + as_of + "' is not a date", {},
                   "Write a date as 2026-11-22.");
  }
  return *date;
}

Result<AssessRequest> request_of(const ProjectOptions& options, const Date& as_of,
                                 const Context& context) {
  for (const std::string& address : options.bills) {
    if (!is_remote_bill(address)) {
      return failure(ErrorKind::kUsage,
                     "'" + presentable(address, 80) + "' is no address of a bill", {},
                     "Write trino://user@host:8080/catalog/schema/table, or put the file in the "
                     "project's folder.");
    }
  }
  return AssessRequest{.project = options.project,
                       .as_of = as_of,
                       .goes_to = options.goes_to,
                       .threads = options.threads,
                       .bills = options.bills,
                       .environment = context.environment,
                       .stop = context.stop};
}

Result<Assessment> assessed(const ProjectOptions& options, const Context& context) {
  const auto as_of = day_of_decision(options.as_of, context);
  if (!as_of) return std::unexpected(as_of.error());
  const auto book = load_rulebook(context.files, {context.data_folder, options.programs}, *as_of);
  if (!book) return std::unexpected(book.error());
  const auto request = request_of(options, *as_of, context);
  if (!request) return std::unexpected(request.error());
  ProgressLine line(context.shows_progress);
  return assess(context.files, *book, *request, [&](std::size_t done, std::size_t all) {
    line.update("reading evidence", done, all);
  });
}

Exit run_assess(const AssessOptions& options, const Context& context) {
  if (!options.portfolio.empty()) return run_portfolio(options, context);
  if (options.format == "ndjson" || options.findings) {
    complain({ErrorKind::kUsage,
              "--format ndjson and --findings are for a portfolio",
              "Give one: --portfolio FOLDER, or leave them out.",
              {}});
    return Exit::kUsage;
  }
  const auto assessment = assessed(options.project, context);
  if (!assessment) {
    complain(assessment.error());
    return exit_of(assessment.error());
  }
  const Exit written = write(shown_as(*assessment, options.format, context, options.project));
  if (written != Exit::kDone) return written;
  return occurs(*assessment, options.fail_on) ? Exit::kFailOn : Exit::kDone;
}

}  // namespace fundable
