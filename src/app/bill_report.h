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

// Reads the bills at a path, a file or a folder of any depth.
// Errors: kMissing where nothing is there, kInput where there is no bill, kSystem where it was
// stopped.
[[nodiscard]] Result<BillReport> bill_report(const Files& files, const Catalogue& catalogue,
                                             const std::string& path, int threads,
                                             const BillProgress& progress,
                                             const std::stop_token& stop = {});

}  // namespace fundable
