// Fuzzes the bill reader: CSV, gzip and Parquet, by way of a file in memory.
//
// The CSV reader and the folding of charges are ours and instrumented; the engine is neither, so
// this mostly shows that nothing of what it says or throws gets past us. The first line of an
// input is the file's path, whose ending decides, as on a disk.
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "base/text.h"
#include "bills/bill.h"
#include "fuzz/promises.h"

namespace fundable::fuzz {
namespace {

void read_as_bill(std::string_view path, std::string_view bytes) {
  const std::string shown = shown_path(path);
  (void)recognises_bill(shown, bytes);
  const int file = ::memfd_create("bill", MFD_CLOEXEC);
  if (file < 0) return;
  if (::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
    const std::string on_disk = "/proc/self/fd/" + std::to_string(file);
    const auto bill = read_bill({on_disk, shown}, {.threads = 1, .memory_limit_mb = 128});
    expect_promises(bill ? Result<Reading>(bill->reading()) : std::unexpected(bill.error()), shown);
  }
  ::close(file);
}

}  // namespace
}  // namespace fundable::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line_end = input.find('\n');
  if (line_end == input.npos) return -1;
  fundable::fuzz::read_as_bill(input.substr(0, line_end), input.substr(line_end + 1));
  return 0;
}
