// On which platform a Kubernetes object says that it is.
#pragma once

#include <string>
#include <vector>

#include "readers/kubernetes/object.h"

namespace fundable::kube {

// The platform (`aws`, `on_premises`, …) that the object tells by itself. `pod_specs` are those
// inside it. Unknown: empty, also where it tells of several.
[[nodiscard]] std::string platform_of(const Object& object, const std::vector<Node>& pod_specs);

}  // namespace fundable::kube
