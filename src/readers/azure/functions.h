// Functions of ARM templates and of Bicep, which share their names.
#pragma once

#include <span>
#include <string_view>

#include "readers/infrastructure/literal.h"

namespace fundable::azure {

// By its name in any case. Unknown also for functions that are not known here: what only a
// deployment could tell (resourceGroup, uniqueString, reference, …).
[[nodiscard]] infra::Literal call(std::string_view function,
                                  std::span<const infra::Literal> arguments);

}  // namespace fundable::azure
