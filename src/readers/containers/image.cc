// Puts values into references; defaults may hold variables again, a few levels deep.
#include "readers/containers/image.h"

#include <algorithm>

#include "base/text.h"

namespace fundable::containers {
namespace {

constexpr int kDeepest = 5;
constexpr std::size_t kLongest = 4'096;

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The length of the name at the start of the text.
std::size_t name_size(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_name_char) - text.begin());
}

// The length of `{…}` at the start, brackets within counted; npos where it does not end.
std::size_t braced_size(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && --depth == 0) return at + 1;
  }
  return text.npos;
}

std::string filled_to(std::string_view text, const Values& known, int depth);

// The value of `NAME`, `NAME:-default`, `NAME-default`; `written` where it is not known.
std::string value_of(std::string_view inside, std::string_view written, const Values& known,
                     int depth) {
  const std::string_view name = inside.substr(0, name_size(inside));
  if (const auto held = known.find(name); held != known.end() && !held->second.empty()) {
    return held->second;
  }
  std::string_view rest = inside.substr(name.size());
  if (rest.starts_with(':')) rest.remove_prefix(1);
  if (!rest.starts_with('-')) return std::string(written);
  return filled_to(rest.substr(1), known, depth + 1);
}

std::string filled_to(std::string_view text, const Values& known, int depth) {
  text = text.substr(0, kLongest);
  if (depth > kDeepest) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < kLongest;) {
    const std::string_view rest = text.substr(at);
    std::size_t size = 1;
    if (rest.starts_with("${") && braced_size(rest.substr(1)) != rest.npos) {
      size = 1 + braced_size(rest.substr(1));
      out += value_of(rest.substr(2, size - 3), rest.substr(0, size), known, depth);
    } else if (rest[0] == '$' && name_size(rest.substr(1)) > 0) {
      size = 1 + name_size(rest.substr(1));
      out += value_of(rest.substr(1, size - 1), rest.substr(0, size), known, depth);
    } else {
      out += rest[0];
    }
    at += size;
  }
  return out;
}

}  // namespace

std::string filled(std::string_view text, const Values& known) { return filled_to(text, known, 0); }

void add_image(std::string_view image, std::vector<Mark>& marks) {
  image = trimmed(image);
  const std::string_view name = image.substr(0, image.find_first_of("@ "));
  if (name.empty() || name.starts_with('$')) return;
  marks.push_back({"image", presentable(image), {}});
}

}  // namespace fundable::containers
