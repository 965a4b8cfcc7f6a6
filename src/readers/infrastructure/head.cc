// A key counts only where it stands at the top: state and logs hold whole templates as text.
#include "readers/infrastructure/head.h"

#include "base/text.h"

namespace fundable::infra {
namespace {

// The end of the string that opens at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at;
}

}  // namespace

std::string_view behind_json_key(std::string_view head, std::string_view key) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = trimmed(head);
  if (!head.starts_with('{')) return {};
  int depth = 0;
  for (std::size_t at = 0; at < head.size(); ++at) {
    const char c = head[at];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c != '"') continue;
    const std::size_t end = end_of_string(head, at);
    if (depth == 1 && end < head.size() && head.substr(at + 1, end - at - 1) == key) {
      const std::string_view rest = trimmed(head.substr(end + 1));
      if (rest.starts_with(':')) return trimmed(rest.substr(1));
    }
    at = end;
  }
  return {};
}

bool has_yaml_key(std::string_view head, std::string_view key) {
  for (std::size_t at = head.find(key); at != head.npos; at = head.find(key, at + 1)) {
    std::size_t start = at;
    std::size_t end = at + key.size();
    const bool is_quoted = start > 0 && (head[start - 1] == '"' || head[start - 1] == '\'');
    if (is_quoted && end < head.size() && head[end] == head[start - 1]) {
      --start;
      ++end;
    }
    const bool starts_line =
        start == 0 || head[start - 1] == '\n' || head.substr(0, start) == "\xEF\xBB\xBF";
    if (starts_line && head.substr(end, 1) == ":") return true;
  }
  return false;
}

}  // namespace fundable::infra
