// Bills of any size → observations: what is charged runs, and costs this much.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bills/charges.h"
#include "model/observation.h"

namespace fundable {

struct BillFile {
  std::string path_on_disk;
  std::string path_shown;  // relative to the project's folder, `/` between parts
};

struct BillOptions {
  int threads = 0;  // 0: as many as there are cores
  int memory_limit_mb = 512;
  // Where CSV is kept as Parquet from one reading to the next (bills/csv_cache.h); empty: nowhere.
  std::string cache_folder = {};
  // Asked about ten times a second, from another thread, with the share that is read, from 0 to 1,
  // or less than 0 where it is not known; where it says false, the reading stops.
  std::function<bool(double done)> go_on = {};
};

// What one file charges. Several of a project are settled (bills/charges.h) before they are told.
struct Bill {
  std::string format;   // `FOCUS`
  std::string cost_is;  // which column is summed, and why
  Charges charges;
  std::vector<Skipped> losses;  // lines that could not be read, and what is not exact

  // One observation a resource (or a service, where no resource is named) with its tags; its
  // charges a month. Rows of a CSV count from the header, which is row 1; those of Parquet and the
  // objects of JSON from 1. Order: by the first line of each thing.
  // Units: money exact, as charged. Lines that cannot be read, and taxes, credits and purchases,
  // are in `skipped`.
  [[nodiscard]] Reading reading() const;
};

// Whether a file is a bill, by its name and first 64 KiB: a CSV by its header, JSON by its first
// object, Parquet by its magic, gzip by its magic where the name ends in `.csv.gz`.
[[nodiscard]] bool recognises_bill(std::string_view path, std::string_view head);

// Reads a bill in one of the formats of bills/dialect.
// Errors: kInput where it is no bill or nothing of it can be read, kLimit where it takes more
// memory than allowed, kSystem where `go_on` said so.
[[nodiscard]] Result<Bill> read_bill(const BillFile& file, const BillOptions& options = {});

}  // namespace fundable
