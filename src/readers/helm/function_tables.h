// The parts of the table of functions.
#pragma once

#include "readers/helm/functions.h"

namespace fundable::helm {

// Null where the name is none of theirs.
[[nodiscard]] Function text_function(std::string_view name);
[[nodiscard]] Function collection_function(std::string_view name);

}  // namespace fundable::helm
