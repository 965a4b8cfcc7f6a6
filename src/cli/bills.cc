// `fundable bills`: what the bills at a path hold.
#include <cstdio>

#include "app/bill_report.h"
#include "app/rulebook.h"
#include "cli/commands.h"
#include "cli/progress_line.h"
#include "views/bills.h"

namespace fundable {
namespace {

void offer_cache(const std::string& path, std::uint64_t bytes) {
  std::fprintf(stderr,
               "%s holds %.1f GB of CSV. With --cache FOLDER it is turned into Parquet once, and "
               "read faster from then on.\n",
               path.c_str(), static_cast<double>(bytes) / 1e9);
}

}  // namespace

Exit run_bills(const BillsOptions& options, const Context& context) {
  const auto book = load_rulebook(context.files, {context.data_folder}, context.today);
  if (!book) {
    complain(book.error());
    return exit_of(book.error());
  }
  Result<BillReport> report = [&] {
    ProgressLine line(context.shows_progress);
    return bill_report(
        context.files, book->catalogue,
        {.path = options.path,
         .threads = options.threads,
         .cache_folder = options.cache,
         .progress = [&](std::uint64_t done,
                         std::uint64_t all) { line.update_bytes("reading bills", done, all); },
         .on_large_csv = offer_cache,
         .stop = context.stop});
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
