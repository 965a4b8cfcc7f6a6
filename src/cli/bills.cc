// `fundable bills`: what the bills at a path hold.
#include "views/bills.h"
#include "app/bill_report.h"
#include "app/rulebook.h"
#include "cli/commands.h"
#include "cli/progress_line.h"

namespace fundable {

Exit run_bills(const BillsOptions& options, const Context& context) {
  const auto book = load_rulebook(context.files, {context.data_folder}, context.today);
  if (!book) {
    complain(book.error());
    return exit_of(book.error());
  }
  Result<BillReport> report = [&] {
    ProgressLine line(context.shows_progress);
    return bill_report(
        context.files, book->catalogue, options.path, options.threads,
        [&](std::uint64_t done, std::uint64_t all) {
          line.update_bytes("reading bills", done, all);
        },
        context.stop);
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
