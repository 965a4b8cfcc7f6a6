// A made-up folder of repositories to scan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace fundable::bench {

struct Tree {
  std::filesystem::path folder;
  std::size_t files = 0;
  std::size_t ai_files = 0;  // of them, source code that uses a library for AI
  std::uintmax_t bytes = 0;
};

// Writes so many files below `folder`, from a fixed seed, so that the same number gives the same
// bytes on every machine; what was there is removed. Errors: throws filesystem_error.
[[nodiscard]] Tree make_tree(const std::filesystem::path& folder, std::size_t files);

// Counts the files and bytes of a folder that is there already; version control is passed over.
[[nodiscard]] Tree measured_tree(const std::filesystem::path& folder);

}  // namespace fundable::bench
