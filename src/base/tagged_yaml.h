// YAML whose tags carry meaning, as CloudFormation's `!Ref Name` do.
#pragma once

#include <string_view>
#include <vector>

#include "base/document.h"

namespace fundable {

// As parse_yaml(), but a value with a tag of its own becomes a map of one, `{"!Ref": Name}`.
// Standard tags (`!!str`) are passed over.
[[nodiscard]] Result<std::vector<Document>> parse_tagged_yaml(std::string_view bytes,
                                                              const Limits& limits = {});

}  // namespace fundable
