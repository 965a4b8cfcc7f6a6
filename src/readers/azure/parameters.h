// Values that a file of parameters gives to an ARM template or Bicep file.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "model/observation.h"
#include "readers/infrastructure/literal.h"

namespace fundable::azure {

// Values that a caller or a file of parameters gives; unknown ones, too.
using Given = std::map<std::string, infra::Literal, std::less<>>;

// `infra/main.parameters.json` beside `infra/main.bicep`. None where it is not there, or broken.
[[nodiscard]] std::optional<Given> parameters_beside(const EvidenceFile& file,
                                                     const Limits& limits);

}  // namespace fundable::azure
