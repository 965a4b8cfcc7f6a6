// Reads zip archives with libzip.
//
// What an archive says of itself is not believed: entries may overlap, sizes may lie, and a few
// kilobytes may inflate to terabytes. So entries are counted by their signature before libzip
// allocates anything for them, and bytes are counted as they come out.
//
// Left out on purpose: passwords, and archives that spread over several files.
#include "base/zip.h"

#include <zip.h>

#include <array>

namespace fundable {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

// More than there are entries where compressed data holds the signature by chance: one in 4 GiB.
bool has_more_entries(std::string_view bytes, std::size_t most) {
  constexpr std::string_view kSignature = "PK\1\2";
  std::size_t count = 0;
  for (auto at = bytes.find(kSignature); at != std::string_view::npos;
       at = bytes.find(kSignature, at + kSignature.size())) {
    if (++count > most) return true;
  }
  return false;
}

}  // namespace

struct ZipArchive::State {
  zip_t* archive = nullptr;
  ZipLimits limits;
  std::size_t may_inflate = 0;  // bytes that are left of the budget

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (archive != nullptr) zip_discard(archive);
  }
};

ZipArchive::ZipArchive(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(std::string_view bytes, const ZipLimits& limits) {
  if (has_more_entries(bytes, limits.entries)) {
    return failure(ErrorKind::kLimit,
                   "the archive has more than " + std::to_string(limits.entries) + " entries");
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    zip_source_free(source);
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    return failure(ErrorKind::kInput, "the zip archive cannot be read: " + why);
  }
  zip_error_fini(&error);
  auto state = std::make_unique<State>();
  state->archive = archive;
  state->limits = limits;
  state->may_inflate = std::min(limits.bytes, limits.free_bytes + bytes.size() * limits.ratio);
  return ZipArchive(std::move(state));
}

bool ZipArchive::holds(const std::string& name) const {
  return zip_name_locate(state_->archive, name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<> ZipArchive::read(const std::string& name,
                          const std::function<Result<>(std::string_view)>& take) {
  const zip_int64_t index = zip_name_locate(state_->archive, name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return failure(ErrorKind::kMissing, "the archive has no " + name);
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
      zip_fopen_index(state_->archive, static_cast<zip_uint64_t>(index), 0), zip_fclose);
  if (file == nullptr) {
    return failure(ErrorKind::kInput,
                   name + " in the archive cannot be read: " + zip_strerror(state_->archive));
  }
  std::array<char, kPiece> piece;
  for (;;) {
    const zip_int64_t count = zip_fread(file.get(), piece.data(), piece.size());
    if (count == 0) return {};
    if (count < 0) {
      return failure(ErrorKind::kInput, name + " in the archive is damaged or cut off");
    }
    const auto size = static_cast<std::size_t>(count);
    if (size > state_->may_inflate) {
      return failure(ErrorKind::kLimit,
                     "the archive inflates to more than " + std::to_string(state_->limits.bytes) +
                         " bytes, or to more than " + std::to_string(state_->limits.ratio) +
                         " times its size");
    }
    state_->may_inflate -= size;
    if (auto taken = take({piece.data(), size}); !taken) return taken;
  }
}

}  // namespace fundable
