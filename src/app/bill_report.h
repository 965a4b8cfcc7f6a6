// The use case of `fundable bills`: a file or folder → what its bills hold.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "app/files.h"
#include "model/bill_report.h"
#include "model/technology.h"

namespace fundable {

// Called now and then while bills are read, from any thread but never twice at a time: bytes done,
// bytes in all.
using BillProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

struct BillRequest {
  std::string path;  // a file, or a folder of any depth
  int threads = 0;
  std::string cache_folder = {};  // where CSV is kept as Parquet; empty: nowhere
  BillProgress progress = [](std::uint64_t, std::uint64_t) {};
  // Told once, of the first CSV of more than a gigabyte that is not kept.
  std::function<void(const std::string& path_shown, std::uint64_t bytes)> on_large_csv =
      [](const std::string&, std::uint64_t) {};
  std::stop_token stop = {};
};

// Reads the bills at a path.
// Errors: kMissing where nothing is there, kInput where there is no bill or the cache lies in what
// is read, kSystem where it was stopped.
[[nodiscard]] Result<BillReport> bill_report(const Files& files, const Catalogue& catalogue,
                                             const BillRequest& request);

}  // namespace fundable
