// A `module` block that calls a module from a registry or a repository.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/observation.h"
#include "readers/infrastructure/literal.h"

namespace fundable::terraform {

// Where a module comes from, without version, user and protocol: `terraform-aws-modules/eks/aws`,
// `github.com/acme/modules//gpu`. Empty for one that lies in this project.
[[nodiscard]] std::string module_source_of(std::string_view source);

// The observation of the call. None for a module of this project: its files are read themselves.
[[nodiscard]] std::optional<Observation> module_call_of(std::string_view name,
                                                        const infra::Literal& arguments);

}  // namespace fundable::terraform
