// The file system behind a small interface, so that the use cases can be tested without a disk.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace fundable {

enum class EntryKind : std::uint8_t { kFile, kFolder, kLink, kOther };

// One name in a folder. A link is not followed to say what it is.
struct Entry {
  std::string name;
  EntryKind kind = EntryKind::kFile;
};

// Where a path leads once every symbolic link in it is followed.
struct Place {
  std::string path;  // absolute, without links
  EntryKind kind = EntryKind::kFile;
};

// How a file starts.
struct Head {
  std::string bytes;
  std::uint64_t size = 0;  // of the whole file
  std::string version;     // another once the file was written to, or another put in its place
};

// Reading only. Every function may be called from several threads at once.
// Errors, of all: kMissing where nothing is there, kSystem where the machine or a permission
// refuses; the sentence names the path.
class Files {
 public:
  virtual ~Files() = default;

  // What a folder holds, without `.` and `..`. Order: by name, byte by byte.
  [[nodiscard]] virtual Result<std::vector<Entry>> list(const std::string& folder) const = 0;

  // All of a regular file. A pipe, socket, device or symbolic link is refused unopened.
  // Errors: kLimit where it is larger than `at_most` bytes; kInput where it is no regular file;
  // kSystem where it changes while it is read.
  [[nodiscard]] virtual Result<std::string> read(const std::string& file,
                                                 std::size_t at_most) const = 0;

  // The first `bytes` bytes of a regular file, fewer where it ends before, and its size.
  // Errors: kInput where it is no regular file.
  [[nodiscard]] virtual Result<Head> head(const std::string& file, std::size_t bytes) const = 0;

  // The SHA-256 of all of a regular file, of any size. Errors: as `head`.
  [[nodiscard]] virtual Result<std::string> sum(const std::string& file) const = 0;

  // Follows links. Errors: kMissing also where links lead to nothing or in a circle.
  [[nodiscard]] virtual Result<Place> resolve(const std::string& path) const = 0;
};

// The disk of this machine.
// Puts a file in place of another, or where none is, whole or not at all; keeps its permissions.
// Errors: kSystem where it cannot be written.
[[nodiscard]] Result<> replace_file(const std::string& file, std::string_view bytes);

class DiskFiles final : public Files {
 public:
  [[nodiscard]] Result<std::vector<Entry>> list(const std::string& folder) const override;
  [[nodiscard]] Result<std::string> read(const std::string& file,
                                         std::size_t at_most) const override;
  [[nodiscard]] Result<Head> head(const std::string& file, std::size_t bytes) const override;
  [[nodiscard]] Result<std::string> sum(const std::string& file) const override;
  [[nodiscard]] Result<Place> resolve(const std::string& path) const override;
};

}  // namespace fundable
