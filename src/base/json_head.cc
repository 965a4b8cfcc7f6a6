// Goes through the text once and keeps a small stack: for each open list or object, how long the
// path to it is and how many elements it had. Strings are passed over whole, so that a brace in one
// misleads nobody; numbers and words need no look.
#include "base/json_head.h"

#include <algorithm>

#include "base/text.h"

namespace fundable {
namespace {

struct Open {
  bool is_list = false;
  bool counts = false;  // no list above it is past its first element
  std::size_t elements = 0;
  std::size_t path = 0;  // the length of the path to it
};

// The end of the string that starts at `quote`: the place of its closing quote, or of the end.
std::size_t end_of_string(std::string_view text, std::size_t quote) {
  std::size_t at = quote + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at, text.size());
}

}  // namespace

JsonHead::JsonHead(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = text.substr(0, kMostBytes);
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || (text[start] != '[' && text[start] != '{')) return;
  is_list_ = text[start] == '[';
  search(text.substr(start));
}

void JsonHead::search(std::string_view text) {
  std::vector<Open> stack;
  std::string path;
  bool is_value = false;  // a colon came before
  for (std::size_t at = 0; at < text.size() && keys_.size() < kMostKeys; ++at) {
    const char c = text[at];
    if (c == '{' || c == '[') {
      const bool counts = stack.empty() || (stack.back().counts &&
                                            (!stack.back().is_list || stack.back().elements == 0));
      stack.push_back({c == '[', counts && stack.size() <= kDeepest, 0, path.size()});
      is_value = false;
    } else if (c == '}' || c == ']') {
      if (stack.empty()) return;
      stack.pop_back();
      // The first element of a list at the top says what the others are.
      if (stack.empty() || (stack.size() == 1 && is_list_)) return;
      path.resize(stack.back().path);
    } else if (c == ',') {
      if (stack.empty()) return;
      ++stack.back().elements;
      path.resize(stack.back().path);
      is_value = false;
    } else if (c == ':') {
      is_value = true;
    } else if (c == '"') {
      const std::size_t end = end_of_string(text, at);
      const std::string_view word = text.substr(at + 1, end - at - 1);
      at = end;
      if (stack.empty() || !stack.back().counts || stack.back().is_list) continue;
      if (is_value) {
        if (!keys_.empty() && keys_.back().path == path) keys_.back().text = word;
        continue;
      }
      path.resize(stack.back().path);
      if (!path.empty()) path += '/';
      keys_.push_back({path.append(word.substr(0, 200)), {}});
    }
  }
}

bool JsonHead::has(std::string_view path) const {
  return std::ranges::find(keys_, path, &Key::path) != keys_.end();
}

std::string_view JsonHead::text(std::string_view path) const {
  const auto found = std::ranges::find(keys_, path, &Key::path);
  return found == keys_.end() ? std::string_view() : found->text;
}

std::string_view JsonHead::first() const {
  return keys_.empty() ? std::string_view() : std::string_view(keys_.front().path);
}

}  // namespace fundable
