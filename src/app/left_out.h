// What the walk leaves out by name or by its first bytes. Each gives the reason, empty where there
// is none.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/files.h"

namespace fundable {

// A folder that nobody wrote as evidence: version control, installed packages, caches, keys.
[[nodiscard]] std::string_view reason_against_folder(std::string_view name);

// The same, judged by what it holds (sorted by name) and what lies beside it.
[[nodiscard]] std::string_view reason_against_contents(std::string_view name,
                                                       std::span<const Entry> holds,
                                                       std::span<const Entry> beside);

// Whether a folder looks like the top of a repository, by what it holds (sorted by name).
[[nodiscard]] bool is_code_root(std::span<const Entry> holds);

// A file that holds secrets by its name, or whose name is one itself. `path` as it would be shown.
[[nodiscard]] std::string_view reason_against_file(std::string_view path);

// A file of bytes that no reader takes; judged by its name and how it starts.
[[nodiscard]] std::string_view reason_against_bytes(std::string_view path, std::string_view head);

}  // namespace fundable
