// Small questions about text that several folders ask.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fundable {

[[nodiscard]] std::string_view trimmed(std::string_view text);
// ASCII only: the same in every locale.
[[nodiscard]] std::string lowered(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string joined(std::span<const std::string> parts, std::string_view separator);
[[nodiscard]] bool is_one_of(std::string_view word, std::span<const std::string_view> words);
// True where `part` stands in `text`, upper and lower case alike (ASCII).
[[nodiscard]] bool mentions(std::string_view text, std::string_view part);

// The known word nearest to `word` by edit distance, where one is near enough to be a typo of it.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<const std::string> known);

// Text from evidence, fit for a terminal or a report: valid UTF-8, no control characters, secrets
// (keys, tokens, connection strings) replaced by `[redacted]`, cut after `limit` bytes with `…`.
[[nodiscard]] std::string presentable(std::string_view text, std::size_t limit = 200);

// A path as it is shown and cited: bytes that are no valid UTF-8 and control characters stand as
// `%0A`, and so does a `%` that could be read as one of these. Two paths never show alike.
[[nodiscard]] std::string shown_path(std::string_view path);

// `1 file`, `3 files`.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace fundable
