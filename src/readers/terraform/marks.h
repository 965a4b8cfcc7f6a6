// What the attributes of a Terraform resource tell the catalogue of technologies beyond its type.
#pragma once

#include <string>
#include <vector>

#include "readers/terraform/resource.h"

namespace fundable::terraform {

// The resource type (channel `terraform`), and from the attributes: container images (`image`),
// machine sizes (`instance_type`), accelerators (`accelerator`), models (`model`), the kind of an
// Azure cognitive account (`azure_cognitive_kind`), the kind of a manifest (`kubernetes`).
// Errors: an attribute that should hold JSON and does not is named in `problems`.
// Order: that of the table in marks.cc; no mark twice.
[[nodiscard]] std::vector<Mark> marks_of(const Resource& resource, const Limits& limits,
                                         std::vector<std::string>& problems);

}  // namespace fundable::terraform
