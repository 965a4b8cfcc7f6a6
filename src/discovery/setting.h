// What the place of a file in a code base says about it.
#pragma once

#include <cstdint>
#include <string_view>

namespace fundable {

enum class Setting : std::uint8_t { kProduct, kExample, kTest, kDocs, kVendored };

// By the names of its folders and its own, relative to the code base: `tests/`, `x_test.go`,
// `examples/`, `docs/`, `third_party/`, …
[[nodiscard]] Setting setting_of(std::string_view path);
[[nodiscard]] std::string_view to_string(Setting setting);

// The platform after which one of its folders is named (`deploy/azure/`, `terraform/gcp/`): one
// deployment option among several. Empty where none is.
[[nodiscard]] std::string_view option_in(std::string_view path);

}  // namespace fundable
