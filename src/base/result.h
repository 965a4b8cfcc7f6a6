// Errors as values: what went wrong, where, and the way out.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace fundable {

// What the caller can do about an error.
enum class ErrorKind {
  kInput,    // an input cannot be used: mend it, or leave it out
  kUsage,    // the command line is wrong
  kLimit,    // an input is larger, deeper or slower than its budget
  kMissing,  // something that should be there is not
  kSystem,   // the machine failed: disk, memory, permission
};

// A sentence with the values that show it, the fix where one is known, and the place (path,
// path:line:column, or empty).
struct Error {
  ErrorKind kind = ErrorKind::kInput;
  std::string says;
  std::string fix;
  std::string place;
};

template <class T = void>
using Result = std::expected<T, Error>;

// A failed Result: `return failure(ErrorKind::kInput, "…")`.
[[nodiscard]] inline std::unexpected<Error> failure(ErrorKind kind, std::string says,
                                                    std::string place = {}, std::string fix = {}) {
  return std::unexpected(Error{kind, std::move(says), std::move(fix), std::move(place)});
}

// The error as people read it: place, sentence, fix, on one line or two.
[[nodiscard]] inline std::string to_string(const Error& error) {
  std::string text = error.place.empty() ? error.says : error.place + ": " + error.says;
  if (!error.fix.empty()) text += "\n  " + error.fix;
  return text;
}

}  // namespace fundable
