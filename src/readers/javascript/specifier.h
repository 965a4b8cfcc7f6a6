// The name behind `from "…"` and `require("…")`.
#pragma once

#include <string>
#include <string_view>

namespace fundable::js {

// The package's path as `Uses` takes it, `@langchain/langgraph/prebuilt`: without version, registry
// and file ending. Empty for the project's own modules and for what Node.js brings.
[[nodiscard]] std::string package_path(std::string_view specifier);

}  // namespace fundable::js
