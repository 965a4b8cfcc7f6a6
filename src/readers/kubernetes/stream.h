// Cuts a file of manifests or dumps into documents that can be parsed one by one.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fundable::kube {

// A part of a file. Lifetime: that of the file's bytes.
struct Part {
  std::string_view text;
  std::uint32_t lines_before = 0;  // how many lines of the file stand before it
};

// Takes the next document with content off a YAML stream, by its `---` lines; none at its end.
[[nodiscard]] std::optional<Part> next_yaml_document(Part& rest);

// Takes the next of several JSON values that stand one after another. What is no value is given as
// it stands; none at the end.
[[nodiscard]] std::optional<Part> next_json_value(Part& rest);

// Whether the text has the marks of a Helm template ({{ .Values.x }}, {{- if … }}). Braces of Argo
// ({{inputs.parameters.x}}) are none.
[[nodiscard]] bool looks_like_helm(std::string_view text);

// Whether the first 64 KiB of a JSON file are those of Kubernetes objects. Keys count only where
// an object has them, not deeper: a Terraform state can hold manifests too.
[[nodiscard]] bool looks_like_json_objects(std::string_view head);

// The same for YAML: `apiVersion:` and `kind:` (or a list of items) at the start of lines.
[[nodiscard]] bool looks_like_yaml_objects(std::string_view head);

}  // namespace fundable::kube
