// One Kubernetes object as a manifest or a dump holds it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/document.h"

namespace fundable::kube {

// Lifetime: points into its Document.
struct Object {
  Node root;
  std::string_view group;  // `apps`; `core` for the group that has no name
  std::string_view kind;   // `Deployment`
  std::string locator;     // `line 12`, or a JSON pointer without its leading slash
};

// `apps/Deployment`, as marks name it. Deployments of the group that was withdrawn in 2019
// (`extensions`) are those of `apps`.
[[nodiscard]] std::string type_of(const Object& object);

// `Deployment llm/tgi`, fit to show.
[[nodiscard]] std::string subject_of(const Object& object);

// The group of an apiVersion: `apps` of `apps/v1`, `core` of `v1`.
[[nodiscard]] std::string_view group_of(std::string_view api_version);

// The owner reference of the controller that made the object; absent where people made it.
[[nodiscard]] Node controller_of(const Object& object);

// A whole number, written as a number or as text. Unknown: absent, negative, not whole.
[[nodiscard]] std::optional<std::uint64_t> count_at(Node node);

// True where the node is a number above zero.
[[nodiscard]] bool is_positive(Node node);

}  // namespace fundable::kube
