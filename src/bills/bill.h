// Bills of any size → observations: what is charged runs, and costs this much.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "model/observation.h"

namespace fundable {

struct BillFile {
  std::string path_on_disk;
  std::string path_shown;  // relative to the project's folder, `/` between parts
};

struct BillOptions {
  int threads = 0;  // 0: as many as there are cores
  int memory_limit_mb = 512;
  // Asked about ten times a second, from another thread, with the share that is read, from 0 to 1,
  // or less than 0 where it is not known; where it says false, the reading stops.
  std::function<bool(double done)> go_on = {};
};

// Whether a file is a bill, by its name and first 64 KiB: a FOCUS CSV by its header, Parquet by its
// magic, gzip by its magic where the name ends in `.csv.gz`.
[[nodiscard]] bool recognises_bill(std::string_view path, std::string_view head);

// Reads FOCUS 1.0, 1.1 or 1.2, CSV or Parquet. One observation a resource (or a service, where no
// resource is named) with its tags; its charges a month. Rows of a CSV count from the header,
// which is row 1; those of Parquet from 1.
// Units: BilledCost as charged, exact. Order: by the first line of each thing.
// Errors: kInput where it is no bill or nothing of it can be read, kLimit where it takes more
// memory than allowed, kSystem where `go_on` said so. Lines that cannot be read, and taxes,
// credits and purchases, are in `skipped`.
[[nodiscard]] Result<Reading> read_bill(const BillFile& file, const BillOptions& options = {});

}  // namespace fundable
