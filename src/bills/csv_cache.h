// Bills as CSV, kept as Parquet, so that the next reading need not parse them again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/result.h"

namespace fundable {

struct CsvCacheOptions {
  std::string folder;  // made where it is not there
  int threads = 0;
  int memory_limit_mb = 512;
  std::function<bool(double done)> go_on = {};  // as in BillOptions
};

struct KeptCsv {
  std::string parquet;        // its path: the columns and `row`, a BIGINT
  std::vector<CsvLoss> told;  // rows that could not be read, as CsvLosses has them
  std::size_t losses_in_all = 0;
};

// What the CSV says in these columns, each cell as it is but for empty ones; made now where it is
// not in the folder. It is known by the SHA-256 of the file, so that it is never out of date.
// Errors: kInput as for any CSV; kSystem where the folder cannot be written to, the file changes
// meanwhile, or `go_on` said so. Nothing half done stays behind.
[[nodiscard]] Result<KeptCsv> kept_csv(const std::string& path,
                                       const std::vector<std::string>& columns,
                                       const CsvCacheOptions& options);

}  // namespace fundable
