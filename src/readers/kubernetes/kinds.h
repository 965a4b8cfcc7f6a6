// What a kind of Kubernetes object is to us.
#pragma once

#include <string_view>

#include "readers/kubernetes/object.h"

namespace fundable::kube {

// How an object of this kind uses its pods: `job` where they do work that ends, `service` where
// they answer until somebody stops them, `other` where the kind leaves it open (a Ray cluster, a
// notebook). Unknown: empty, for kinds that we do not know.
[[nodiscard]] std::string_view use_of(std::string_view kind);

// True where an object of this type tells nothing about what runs: settings, permissions, routing,
// policies, and templates that a product installs by itself.
[[nodiscard]] bool says_nothing(const Object& object);

// True where it only tells on which platform the cluster is: storage classes, volumes, accounts.
[[nodiscard]] bool says_only_platform(const Object& object);

}  // namespace fundable::kube
