// Judges from the start of a file which format of JSON or YAML it is.
#pragma once

#include <string_view>

namespace fundable::infra {

// The text behind a key of the outermost JSON object, from the first character of the value on;
// empty where `head` is no object or does not show the key.
[[nodiscard]] std::string_view behind_json_key(std::string_view head, std::string_view key);

// Whether a line starts with the key, quoted or not, and a colon.
[[nodiscard]] bool has_yaml_key(std::string_view head, std::string_view key);

}  // namespace fundable::infra
