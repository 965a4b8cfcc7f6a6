// Reads the disk by POSIX calls.
//
// The standard library's streams would follow a symbolic link and wait for a pipe's writer, and a
// folder handed over as evidence may hold either. So a file is opened with O_NOFOLLOW and
// O_NONBLOCK and asked what it is before a byte is read. The kind of a folder's entries comes with
// the listing (d_type) on every usual file system; only where it does not is each entry asked.
//
// Left out on purpose: only a path's last part is kept from being a link. Whoever may swap a
// folder for a link while we read could as well have put other bytes there.
#include "app/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/sha256.h"
#include "base/text.h"

namespace fundable {
namespace {

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

struct Opened {
  Descriptor file;
  struct stat status{};
};

std::unexpected<Error> refused(int error, std::string_view what, const std::string& path) {
  const bool missing = error == ENOENT || error == ENOTDIR || error == ELOOP;
  // generic_category().message() is strerror in the C locale's words, whatever the locale.
  return failure(missing ? ErrorKind::kMissing : ErrorKind::kSystem,
                 std::string(what) + ": " + std::generic_category().message(error),
                 shown_path(path));
}

EntryKind kind_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return EntryKind::kFile;
  if (S_ISDIR(mode)) return EntryKind::kFolder;
  return S_ISLNK(mode) ? EntryKind::kLink : EntryKind::kOther;
}

EntryKind kind_of(const dirent& entry, int folder) {
  switch (entry.d_type) {
    case DT_REG:
      return EntryKind::kFile;
    case DT_DIR:
      return EntryKind::kFolder;
    case DT_LNK:
      return EntryKind::kLink;
    case DT_UNKNOWN:
      break;
    default:
      return EntryKind::kOther;
  }
  struct stat status{};
  const bool known = ::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0;
  return known ? kind_of_mode(status.st_mode) : EntryKind::kOther;
}

Result<Opened> opened(const std::string& path) {
  Opened file{.file =
                  Descriptor(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))};
  if (file.file.number() < 0) {
    // ENXIO: a socket, or a device without a driver.
    if (errno != ELOOP && errno != ENXIO) return refused(errno, "it cannot be opened", path);
  } else if (::fstat(file.file.number(), &file.status) != 0) {
    return refused(errno, "it cannot be opened", path);
  } else if (S_ISREG(file.status.st_mode)) {
    return file;
  }
  return failure(ErrorKind::kInput, "it is no regular file, so it is not read", shown_path(path));
}

// Reads up to `bytes` bytes; fewer only where the file ends.
Result<std::string> first_bytes(const Opened& file, std::size_t bytes, const std::string& path) {
  std::string text(bytes, '\0');
  std::size_t filled = 0;
  while (filled < bytes) {
    const ssize_t got = ::read(file.file.number(), text.data() + filled, bytes - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refused(errno, "it cannot be read", path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  text.resize(filled);
  return text;
}

bool same_time(const timespec& a, const timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

std::uint64_t size_of(const struct stat& status) {
  return static_cast<std::uint64_t>(status.st_size);
}

std::string version_of(const struct stat& status) {
  std::string version = std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
  for (const timespec& time : {status.st_mtim, status.st_ctim}) {
    version += ":" + std::to_string(time.tv_sec) + "." + std::to_string(time.tv_nsec);
  }
  return version;
}

std::unexpected<Error> changed(std::uint64_t before, std::uint64_t after, const std::string& path) {
  return failure(ErrorKind::kSystem,
                 "it changed while it was read: " + counted(before, "byte") + " before, " +
                     std::to_string(after) + " after",
                 shown_path(path), "Run it again when nothing writes to the file.");
}

}  // namespace

Result<std::vector<Entry>> DiskFiles::list(const std::string& folder) const {
  Descriptor file(
      ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.number() < 0) return refused(errno, "the folder cannot be opened", folder);
  const int number = file.number();
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(number), ::closedir);
  if (!stream) return refused(errno, "the folder cannot be opened", folder);
  (void)file.release();  // the stream closes it
  std::vector<Entry> entries;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(stream.get());
    if (entry == nullptr && errno != 0) return refused(errno, "the folder cannot be read", folder);
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..")
      entries.push_back({std::string(name), kind_of(*entry, number)});
  }
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

Result<std::string> DiskFiles::read(const std::string& file, std::size_t at_most) const {
  const Result<Opened> open = opened(file);
  if (!open) return std::unexpected(open.error());
  const std::uint64_t size = size_of(open->status);
  if (size > at_most) {
    return failure(ErrorKind::kLimit,
                   "it has " + counted(size, "byte") + ", and at most " + std::to_string(at_most) +
                       " are read",
                   shown_path(file));
  }
  // One byte more than there should be tells whether it grew.
  Result<std::string> bytes = first_bytes(*open, size + 1, file);
  if (!bytes) return bytes;
  struct stat after{};
  if (::fstat(open->file.number(), &after) != 0) return refused(errno, "it cannot be read", file);
  if (bytes->size() != size || size_of(after) != size ||
      !same_time(after.st_mtim, open->status.st_mtim)) {
    return changed(size, size_of(after), file);
  }
  return bytes;
}

Result<Head> DiskFiles::head(const std::string& file, std::size_t bytes) const {
  const Result<Opened> open = opened(file);
  if (!open) return std::unexpected(open.error());
  const std::uint64_t size = size_of(open->status);
  Result<std::string> start = first_bytes(*open, std::min<std::uint64_t>(size, bytes), file);
  if (!start) return std::unexpected(start.error());
  return Head{std::move(*start), size, version_of(open->status)};
}

Result<std::string> DiskFiles::sum(const std::string& file) const {
  const Result<Opened> open = opened(file);
  if (!open) return std::unexpected(open.error());
  Sha256 sum;
  for (;;) {
    const Result<std::string> piece = first_bytes(*open, std::size_t{1} << 20, file);
    if (!piece) return std::unexpected(piece.error());
    sum.add(*piece);
    if (piece->size() < std::size_t{1} << 20) return sum.digest();
  }
}

Result<Place> DiskFiles::resolve(const std::string& path) const {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  if (!real) return refused(errno, "it is not there", path);
  struct stat status{};
  if (::lstat(real.get(), &status) != 0) return refused(errno, "it is not there", path);
  return Place{real.get(), kind_of_mode(status.st_mode)};
}

Result<> replace_file(const std::string& file, std::string_view bytes) {
  const auto failed = [&](int descriptor, const std::string& temporary) {
    const std::string why = std::generic_category().message(errno);
    if (descriptor >= 0) close(descriptor);
    if (!temporary.empty()) unlink(temporary.c_str());
    return failure(ErrorKind::kSystem, "it cannot be written: " + why, shown_path(file));
  };
  std::string temporary = file + ".XXXXXX";
  const int descriptor = mkstemp(temporary.data());
  if (descriptor < 0) return failed(-1, "");
  struct stat now{};
  const bool there = lstat(file.c_str(), &now) == 0;
  const mode_t mode = there ? now.st_mode & 0777 : 0644;
  if (fchmod(descriptor, mode) != 0) return failed(descriptor, temporary);
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return failed(descriptor, temporary);
    done += static_cast<std::size_t>(count);
  }
  if (fsync(descriptor) != 0) return failed(descriptor, temporary);
  if (close(descriptor) != 0) return failed(-1, temporary);
  if (rename(temporary.c_str(), file.c_str()) != 0) return failed(-1, temporary);
  return {};
}

}  // namespace fundable
