// What `--help` prints, examples first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fundable {

// The help of a command, or of the whole program for an empty or unknown one.
[[nodiscard]] std::string help_of(std::string_view command);

[[nodiscard]] const std::vector<std::string>& command_names();

}  // namespace fundable
