// `fundable bills`: what the bills at a path hold.
#include "app/bill_report.h"
#include "app/rulebook.h"
#include "cli/commands.h"
#include "cli/progress_line.h"
#include "views/bills.h"

namespace fundable {

Exit run_bills(const BillsOptions& options, const Context& context) {
  const auto book = load_rulebook(context.files, context.data_folder);
  if (!book) {
    complain(book.error());
    return exit_of(book.error());
  }
  Result<BillReport> report = [&] {
    ProgressLine line(context.shows_progress);
    return bill_report(
        context.files, book->catalogue, options.path, options.threads,
        [&](std::size_t done, std::size_t all) { line.update("reading bills", done, all); });
  }();
  if (!report) {
    complain(report.error());
    return exit_of(report.error());
  }
  if (options.format == "json") return write(bills_as_json(*report));
  if (options.format == "csv") return write(bills_as_csv(*report));
  return write(bills_in_terminal(*report, context.style));
}

}  // namespace fundable
