// Clouds write tags as a map or as a list of pairs; both end here, as do labels.
#include "readers/cloud/tags.h"

#include "base/text.h"

namespace fundable::cloud {
namespace {

constexpr std::size_t kLongestTag = 1000;

Node either(Node map, std::string_view first, std::string_view second) {
  const Node node = map[first];
  return node.exists() ? node : map[second];
}

}  // namespace

// `database_password: hunter2` is hidden for its key, whatever the value looks like.
void add_tag(Tags& tags, std::string_view key, std::string_view value) {
  key = key.substr(0, kLongestTag);
  value = value.substr(0, kLongestTag);
  const std::string pair = std::string(key) + '=' + std::string(value);
  const bool secret = mentions(presentable(pair, 10 * kLongestTag), "[redacted]");
  tags.emplace(presentable(key), secret ? "[redacted]" : presentable(value));
}

void add_tags(Tags& tags, Node node) {
  for (const Node tag : node) {
    if (node.is_map()) {
      if (tag.is_scalar()) add_tag(tags, tag.key(), tag.text());
    } else if (const Node key = either(tag, "Key", "key"); key.is_scalar()) {
      add_tag(tags, key.text(), either(tag, "Value", "value").text());
    }
  }
}

}  // namespace fundable::cloud
