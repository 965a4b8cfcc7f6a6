// Command lines hold tokens and passwords more often than they should, so none is shown unless its
// arguments have passed here.
#include "readers/shell/words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable::shell {
namespace {

// `--hf-token`, `adminPassword`, `auth.apiKey`; not `--tokenizer`, `--max-tokens`.
bool names_secret(std::string_view name) {
  static constexpr auto kEndings = std::to_array<std::string_view>(
      {"key", "token", "password", "passwd", "pwd", "secret", "credential", "credentials", "auth",
       "connectionstring", "connection-string", "connection_string"});
  const std::string low = lowered(name);
  return std::ranges::any_of(kEndings, [&](auto ending) { return low.ends_with(ending); });
}

bool hides_next(std::string_view word) {
  return word == "-u" || (word.starts_with("--") && !word.contains('=') && names_secret(word));
}

// `-eKEY=…`, `--set a.apiKey=…`.
std::string without_secret(std::string_view word) {
  const std::size_t sign = word.find('=');
  const bool hides = sign != word.npos && names_secret(word.substr(0, sign));
  return hides ? std::string(word.substr(0, sign)) + "=[redacted]" : std::string(word);
}

}  // namespace

std::string_view program_of(std::string_view word) { return word.substr(word.rfind('/') + 1); }

std::vector<std::string_view> plain_words(WordSpan words) {
  std::vector<std::string_view> plain;
  for (const std::string& word : words) {
    if (!word.starts_with('-')) plain.push_back(word);
  }
  return plain;
}

std::string shown(WordSpan words) {
  constexpr std::size_t kLongest = 300;
  std::string line;
  bool hide = false;
  for (const std::string& word : words) {
    if (line.size() > kLongest) break;
    if (!line.empty()) line += ' ';
    line += hide && !word.starts_with('-') ? "[redacted]" : without_secret(word);
    hide = hides_next(word);
  }
  return presentable(line, kLongest);
}

std::optional<std::string_view> option(WordSpan words, std::string_view name) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string_view word = words[at];
    if (word == name && at + 1 < words.size()) return words[at + 1];
    if (word.starts_with(name) && word.substr(name.size()).starts_with('=')) {
      return word.substr(name.size() + 1);
    }
  }
  return std::nullopt;
}

}  // namespace fundable::shell
