// Values that a file of parameters gives to infrastructure code.
#pragma once

#include "base/document.h"
#include "readers/infrastructure/literal.h"

namespace fundable::infra {

// As the Azure Developer CLI and Terraform read it: `${NAME}` is taken from the environment, so
// that it is unknown; of `${NAME=eastus2}` the default counts.
[[nodiscard]] Literal given_of(Node node);

}  // namespace fundable::infra
