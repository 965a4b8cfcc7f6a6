// One Kubernetes object as an observation.
#pragma once

#include <optional>
#include <string>

#include "model/observation.h"
#include "readers/kubernetes/object.h"

namespace fundable::kube {

// Absent where the object says nothing about what runs or where.
[[nodiscard]] std::optional<Observation> observation_of(const Object& object,
                                                        const std::string& path);

}  // namespace fundable::kube
