// A resource or module that an ARM template or Bicep file declares, as an observation.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/observation.h"
#include "readers/infrastructure/literal.h"

namespace fundable::azure {

// `Microsoft.Search/searchServices` of `Microsoft.Search/searchServices@2023-11-01`.
[[nodiscard]] std::string_view type_without_version(std::string_view type);

struct Declared {
  std::string type;    // full, without version
  std::string symbol;  // how the file calls it; may be empty
  infra::Literal body;
  Origin at;  // `says` is made here
};

[[nodiscard]] Observation observation_of(Declared resource);

// `avm/res/search/search-service` of `br/public:avm/res/search/search-service:0.5`; empty for a
// module that lies in this project.
[[nodiscard]] std::string module_source_of(std::string_view path);

// The observation of a module's call. `type` is its source as above. None for a module of this
// project, whose files are read themselves, unless models are handed to it: these are deployed.
[[nodiscard]] std::optional<Observation> module_call_of(Declared module);

}  // namespace fundable::azure
