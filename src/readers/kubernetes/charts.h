// The Helm charts that an object has a controller install.
#pragma once

#include <string>
#include <vector>

#include "readers/kubernetes/object.h"

namespace fundable::kube {

// As marks of the channel `helm` name them, in order: of Argo CD's Application, Flux's HelmRelease,
// and the HelmChart of K3s. Empty for every other object.
[[nodiscard]] std::vector<std::string> charts_of(const Object& object);

}  // namespace fundable::kube
