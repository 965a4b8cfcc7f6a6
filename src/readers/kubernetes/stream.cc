// Cuts files into documents without parsing them.
//
// A broken document must not take its neighbours with it, so each is parsed by itself. In YAML a
// line that starts with `---` always ends a document: no scalar may hold one. In JSON braces are
// counted outside of strings; `kubectl get` called twice into one file makes two values.
//
// kubectl sorts keys, so the `kind` of a long list stands behind its items, out of sight of who
// only sees the head of the file; `items` stands for it.
#include "readers/kubernetes/stream.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable::kube {
namespace {

// Walks over JSON text: where it is, outside of strings.
class JsonCursor {
 public:
  // The depth after `c`, which comes next in the text.
  int step(char c) {
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
      }
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
    return depth_;
  }
  [[nodiscard]] bool in_string() const { return in_string_; }
  [[nodiscard]] int depth() const { return depth_; }

 private:
  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The rest of the text from the start of the line that begins at `at`.
std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, text.find('\n', at) - at);
}

bool is_marker(std::string_view line) {
  return line.starts_with("---") && (line.size() == 3 || is_space(line[3]));
}

// Comments, directives and blank lines make no document.
bool has_content(std::string_view part) {
  for (std::size_t at = 0; at < part.size();) {
    const std::string_view line = line_at(part, at);
    at += line.size() + 1;
    std::string_view text = trimmed(line);
    if (is_marker(line)) text = trimmed(text.substr(3));
    if (!text.empty() && text[0] != '#' && line[0] != '%') return true;
  }
  return false;
}

// Takes the first `size` bytes, with `lines` line breaks in them, off the rest.
Part taken(Part& rest, std::size_t size, std::uint32_t lines) {
  const Part part{rest.text.substr(0, size), rest.lines_before};
  rest.text.remove_prefix(part.text.size());
  rest.lines_before += lines;
  return part;
}

// The text is at the opening quote of a string: whether that is the key `name`.
bool is_key(std::string_view text, std::string_view name) {
  if (!text.substr(1).starts_with(name) || !text.substr(name.size() + 1).starts_with('"')) {
    return false;
  }
  return trimmed(text.substr(name.size() + 2, 20)).starts_with(':');
}

}  // namespace

std::optional<Part> next_yaml_document(Part& rest) {
  while (!rest.text.empty()) {
    std::uint32_t lines = 0;
    std::size_t end = 0;
    do {
      end += line_at(rest.text, end).size() + 1;
      ++lines;
    } while (end < rest.text.size() && !is_marker(line_at(rest.text, end)));
    const Part part = taken(rest, end, lines);
    if (has_content(part.text)) return part;
  }
  return {};
}

std::optional<Part> next_json_value(Part& rest) {
  if (trimmed(rest.text).empty()) return {};
  JsonCursor cursor;
  std::uint32_t lines = 0;
  for (std::size_t at = 0; at < rest.text.size(); ++at) {
    const char c = rest.text[at];
    if (c == '\n') ++lines;
    const bool closes = !cursor.in_string() && (c == '}' || c == ']');
    if (cursor.step(c) <= 0 && closes) return taken(rest, at + 1, lines);
  }
  return taken(rest, rest.text.size(), lines);
}

bool looks_like_helm(std::string_view text) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"include ", "template ", "if ", "range ", "with ", "end", "else", "define ", "toYaml ",
       "tpl ", "default ", "printf ", "quote ", "lookup "});
  for (std::size_t at = text.find("{{"); at != text.npos; at = text.find("{{", at + 2)) {
    std::string_view inside = text.substr(at + 2, 80);
    if (inside.starts_with("- ")) return true;
    inside = trimmed(inside);
    if (inside.starts_with('.') || inside.starts_with('$') || inside.starts_with("/*")) return true;
    if (std::ranges::any_of(kWords, [&](auto word) { return inside.starts_with(word); }))
      return true;
  }
  return false;
}

bool looks_like_json_objects(std::string_view head) {
  JsonCursor cursor;
  const int level = head.starts_with('[') ? 2 : 1;
  bool api_version = false;
  bool kind = false;
  for (std::size_t at = 0; at < head.size(); ++at) {
    const bool was_in_string = cursor.in_string();
    cursor.step(head[at]);
    if (was_in_string || !cursor.in_string() || cursor.depth() != level) continue;
    const std::string_view rest = head.substr(at);
    api_version = api_version || is_key(rest, "apiVersion");
    kind = kind || is_key(rest, "kind") || is_key(rest, "items");
  }
  return api_version && kind;
}

bool looks_like_yaml_objects(std::string_view head) {
  bool api_version = false;
  bool kind = false;
  for (std::size_t at = 0; at < head.size();) {
    const std::string_view line = line_at(head, at);
    at += line.size() + 1;
    if (line.starts_with("apiVersion:")) {
      if (trimmed(line.substr(11)).starts_with("kustomize.config.k8s.io/")) return false;
      api_version = true;
    }
    kind = kind || line.starts_with("kind:") || (api_version && line.starts_with("items:"));
  }
  return api_version && kind;
}

}  // namespace fundable::kube
