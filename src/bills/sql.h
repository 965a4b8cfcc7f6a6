// Names and texts within SQL.
#pragma once

#include <string>
#include <string_view>

namespace fundable {

// `"my ""odd"" table"`.
[[nodiscard]] std::string quoted_identifier(std::string_view name);
// `'it''s'`.
[[nodiscard]] std::string quoted_text(std::string_view text);

}  // namespace fundable
