// Every reader that the build found.
#pragma once

#include <span>

#include "model/observation.h"

namespace fundable {

// Order: by name.
[[nodiscard]] std::span<const Reader* const> readers();

}  // namespace fundable
