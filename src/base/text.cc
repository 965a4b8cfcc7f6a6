// Text helpers, and the one place where evidence text is made safe to show: secrets first, while
// the text is as written, then what is no UTF-8, then control characters.
//
// Left out on purpose: a secret that a control character breaks in two.
#include "base/text.h"

#include <algorithm>

#include "base/secrets.h"

namespace fundable {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The length of the valid UTF-8 character at the start of `text`; 0 where there is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = byte(0) < 0x80                      ? 1
                             : byte(0) >= 0xC2 && byte(0) < 0xE0 ? 2
                             : byte(0) >= 0xE0 && byte(0) < 0xF0 ? 3
                             : byte(0) >= 0xF0 && byte(0) < 0xF5 ? 4
                                                                 : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool surrogate = length == 3 && byte(0) == 0xED && byte(1) >= 0xA0;
  const bool overlong = (length == 3 && byte(0) == 0xE0 && byte(1) < 0xA0) ||
                        (length == 4 && byte(0) == 0xF0 && byte(1) < 0x90) ||
                        (length == 4 && byte(0) == 0xF4 && byte(1) > 0x8F);
  return surrogate || overlong ? 0 : length;
}

// C0, DEL, C1 and the characters that turn the direction of text around or are not seen.
bool is_control(std::string_view character) {
  if (character.size() == 1) return character[0] < ' ' || character[0] == 0x7F;
  if (character.size() == 2) {
    return (character[0] == '\xC2' && character[1] < '\xA0') || character == "\xD8\x9C";
  }
  if (character.starts_with("\xE2\x80")) {
    return (character[2] >= '\x8B' && character[2] <= '\x8F') ||
           (character[2] >= '\xA8' && character[2] <= '\xAE');
  }
  return (character.starts_with("\xE2\x81") && character[2] >= '\xA0' && character[2] <= '\xAF') ||
         character == "\xEF\xBB\xBF" || character.starts_with("\xF3\xA0\x80") ||
         character.starts_with("\xF3\xA0\x81");
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

std::string joined(std::span<const std::string> parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool mentions(std::string_view text, std::string_view part) {
  return !std::ranges::search(text, part, {}, lower, lower).empty() || part.empty();
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known) {
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    std::vector<std::size_t> row(candidate.size() + 1);
    for (std::size_t j = 0; j <= candidate.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= word.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= candidate.size(); ++j) {
        const std::size_t change =
            diagonal + (lower(word[i - 1]) == lower(candidate[j - 1]) ? 0 : 1);
        diagonal = row[j];
        row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

std::string presentable(std::string_view text, std::size_t limit) {
  const bool cut = text.size() > limit * 4;
  std::string safe = without_secrets(text.substr(0, limit * 4));
  // The word at the cut may be the start of a secret that is too short to be known as one.
  if (cut && safe.size() <= limit) safe.resize(safe.find_last_of(" \n") + 1);
  std::string out;
  for (std::size_t at = 0; at < safe.size();) {
    const std::size_t length = utf8_length(std::string_view(safe).substr(at));
    const std::string_view character =
        length == 0 ? "\xEF\xBF\xBD" : std::string_view(safe).substr(at, length);
    if (out.size() + character.size() > limit) return out + "…";
    out += is_control(character) ? " " : character;
    at += std::max<std::size_t>(length, 1);
  }
  return cut ? out + "…" : out;
}

std::string shown_path(std::string_view path) {
  std::string out;
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f');
  };
  for (std::size_t at = 0; at < path.size();) {
    const std::string_view rest = path.substr(at);
    const std::size_t length = std::max<std::size_t>(utf8_length(rest), 1);
    const bool reads_as_escape =
        rest[0] == '%' && rest.size() > 2 && is_hex(rest[1]) && is_hex(rest[2]);
    if (utf8_length(rest) == 0 || is_control(rest.substr(0, length)) || reads_as_escape) {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      for (const char c : rest.substr(0, length)) {
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
      }
    } else {
      out += rest.substr(0, length);
    }
    at += length;
  }
  return out;
}

std::string counted(std::size_t count, std::string_view noun) {
  std::string text = std::to_string(count) + " " + std::string(noun);
  return count == 1 ? text : text + "s";
}

}  // namespace fundable
