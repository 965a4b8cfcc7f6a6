// The use case of `fundable bills`: a file or folder → what its bills hold.
#pragma once

#include <string>

#include "app/assess.h"
#include "app/files.h"
#include "model/bill_report.h"
#include "model/technology.h"

namespace fundable {

// Reads the bills at a path, a file or a folder of any depth.
// Errors: kMissing where nothing is there, kInput where there is no bill.
[[nodiscard]] Result<BillReport> bill_report(const Files& files, const Catalogue& catalogue,
                                             const std::string& path, int threads,
                                             const Progress& progress);

// `10K tokens` → 10,000 `tokens`, `100 Hours` → 100 `hours`, `seconds` → 1/3600 `hours` as the
// quantity of one such unit; other units are themselves.
struct UnitOfUsage {
  std::string name;
  std::int64_t times = 1;
  std::int64_t by = 1;  // and divided by that
};
[[nodiscard]] UnitOfUsage unit_of_usage(const std::string& unit);

}  // namespace fundable
