// Whether an object's status shows that it runs.
#pragma once

#include <string_view>

#include "readers/kubernetes/object.h"

namespace fundable::kube {

// What its status proves, as the end of a sentence: `is running`, `has run`, `is ready`. Unknown:
// empty, where the object is only declared (a manifest, or a pod that waits).
[[nodiscard]] std::string_view life_of(const Object& object);

}  // namespace fundable::kube
