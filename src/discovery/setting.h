// What the place of a file in a code base says about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fundable {

enum class Setting : std::uint8_t { kProduct, kExample, kTest, kDocs, kVendored };

// By the names of its folders and its own, relative to the code base: `tests/`, `x_test.go`,
// `examples/`, `docs/`, `third_party/`, …
[[nodiscard]] Setting setting_of(std::string_view path);
[[nodiscard]] std::string_view to_string(Setting setting);

// One deployment among several that are offered: a folder named after a platform.
struct DeploymentOption {
  std::string offered_in;     // the folder that holds that folder; empty: the code base itself
  std::string_view platform;  // as the facts call it
};

// `deploy/azure/main.tf` → azure, in `deploy`. None where no folder is named after a platform.
[[nodiscard]] std::optional<DeploymentOption> option_in(std::string_view path);

}  // namespace fundable
