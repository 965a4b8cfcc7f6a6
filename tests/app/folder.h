// Folders that tests make and that go with them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fundable::end_to_end {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  // Without links in it.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file below it, with the folders above the file. Gives the file's path.
  std::filesystem::path write(const std::string& name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);
void write(const std::filesystem::path& file, std::string_view bytes);

// The regular files below a folder, relative to it, sorted.
[[nodiscard]] std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

// Copies a folder's files in an order that depends on `order`.
void copy_shuffled(const std::filesystem::path& from, const std::filesystem::path& to,
                   unsigned order);

// examples/NAME of this repository.
[[nodiscard]] std::filesystem::path example(const std::string& name);

}  // namespace fundable::end_to_end
