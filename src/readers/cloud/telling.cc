// Walks known paths. A path has a few parts, so that recursion has their depth, and the document's
// where lists lie in lists, which its parser bounds.
#include "readers/cloud/telling.h"

#include <algorithm>

#include "base/text.h"

namespace fundable::cloud {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool alike(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

Node child(Node node, std::string_view key) {
  for (const Node one : node) {
    if (alike(one.key(), key)) return one;
  }
  return {};
}

}  // namespace

bool fits(std::string_view type, std::string_view pattern) {
  if (!pattern.ends_with('*')) return alike(type, pattern);
  pattern.remove_suffix(1);
  return alike(type.substr(0, pattern.size()), pattern);
}

void visit_texts(Node node, std::string_view path,
                 const std::function<void(std::string_view)>& visit) {
  if (node.is_list()) {
    for (const Node element : node) visit_texts(element, path, visit);
    return;
  }
  if (path.empty()) {
    if (node.is_scalar() && !trimmed(node.text()).empty()) visit(node.text());
    return;
  }
  if (!node.is_map()) return;
  const std::size_t dot = path.find('.');
  visit_texts(child(node, path.substr(0, dot)),
              dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1), visit);
}

void add_once(std::vector<Mark>& marks, std::string_view channel, std::string_view text) {
  if (marks.size() > kMostMarks) return;
  Mark mark{std::string(channel), presentable(trimmed(text), 300), {}};
  const auto same = [&](const Mark& other) {
    return other.channel == mark.channel && other.text == mark.text;
  };
  if (std::ranges::none_of(marks, same)) marks.push_back(std::move(mark));
}

void add_told(std::vector<Mark>& marks, std::string_view type, Node attributes,
              std::span<const Telling> table) {
  for (const Telling& telling : table) {
    if (!fits(type, telling.type)) continue;
    visit_texts(attributes, telling.path, [&](std::string_view text) {
      const bool is_size = telling.channel == "instance_type" || telling.channel == "accelerator";
      if (is_size) text = text.substr(text.rfind('/') + 1);
      add_once(marks, telling.channel, text);
    });
  }
}

}  // namespace fundable::cloud
