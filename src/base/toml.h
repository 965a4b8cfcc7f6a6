// TOML, by toml++, as the tree that YAML and JSON give.
#pragma once

#include <string_view>

#include "base/document.h"

namespace fundable {

// Reads TOML 1.0. Dates become texts; numbers and texts are as toml++ understands them, keys stand
// in the order of the text.
// Errors: kInput with line:column where it is no TOML; kLimit where a limit is met. Whatever the
// limits allow, TOML may have 4 MiB, and one dotted key 50 parts.
[[nodiscard]] Result<Document> parse_toml(std::string_view bytes, const Limits& limits = {});

}  // namespace fundable
