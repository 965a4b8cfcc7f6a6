// The entries of a zip archive that is in memory, inflated piece by piece.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fundable {

// What an archive may cost. They hold while it is inflated, whatever its directory says.
struct ZipLimits {
  std::size_t entries = 10'000;
  std::size_t bytes = std::size_t{1} << 30;       // inflated, of all entries that are read
  std::size_t ratio = 200;                        // inflated bytes for each byte of the archive …
  std::size_t free_bytes = std::size_t{4} << 20;  // … beyond these
};

// An archive in an archive is an entry as any other: nothing looks into it.
class ZipArchive {
 public:
  // Lifetime: `bytes` must outlive the archive.
  // Errors: kInput where it is no zip archive, kLimit where it has too many entries.
  [[nodiscard]] static Result<ZipArchive> open(std::string_view bytes,
                                               const ZipLimits& limits = {});
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  // Whether there is an entry of that name, upper and lower case alike.
  [[nodiscard]] bool holds(const std::string& name) const;
  // Hands the entry's bytes to `take`, at most 64 KiB at a time; an error of `take` ends it.
  // Errors: kMissing, kInput where it is encrypted, damaged or cut off, kLimit, those of `take`.
  [[nodiscard]] Result<> read(const std::string& name,
                              const std::function<Result<>(std::string_view)>& take);

 private:
  struct State;
  explicit ZipArchive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fundable
