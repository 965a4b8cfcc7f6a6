// Names of an object, as the API conventions of Kubernetes give them.
#include "readers/kubernetes/object.h"

#include <charconv>

#include "base/text.h"

namespace fundable::kube {

std::string type_of(const Object& object) {
  const std::string_view group = object.group == "extensions" ? "apps" : object.group;
  return presentable(std::string(group) + "/" + std::string(object.kind));
}

std::string subject_of(const Object& object) {
  const Node metadata = object.root["metadata"];
  std::string_view name = metadata["name"].text();
  if (name.empty()) name = metadata["generateName"].text();
  if (name.empty()) name = "without a name";
  std::string subject(object.kind);
  subject += ' ';
  if (const auto space = metadata["namespace"].text(); !space.empty()) {
    subject += std::string(space) + "/";
  }
  return presentable(subject + std::string(name), 120);
}

std::string_view group_of(std::string_view api_version) {
  const auto slash = api_version.find('/');
  return slash == std::string_view::npos ? "core" : api_version.substr(0, slash);
}

Node controller_of(const Object& object) {
  for (const Node owner : object.root["metadata"]["ownerReferences"]) {
    if (owner["controller"].is_true()) return owner;
  }
  return {};
}

std::optional<std::uint64_t> count_at(Node node) {
  const std::string_view text = node.text();
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return count;
}

bool is_positive(Node node) { return count_at(node).value_or(0) > 0; }

}  // namespace fundable::kube
