// Terraform's functions, as far as their values follow from known arguments.
#pragma once

#include <span>
#include <string_view>

#include "readers/infrastructure/literal.h"

namespace fundable::terraform {

// Unknown also for functions that are not known here, such as those that read files.
[[nodiscard]] infra::Literal call(std::string_view function,
                                  std::span<const infra::Literal> arguments);

}  // namespace fundable::terraform
