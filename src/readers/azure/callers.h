// How the Bicep files of a project call each other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"
#include "readers/azure/parameters.h"

namespace fundable::azure {

enum class Role : std::uint8_t {
  kDeployed,  // it is deployed by itself, with the values that a file of parameters gives
  kCalled,    // others call it, with these values; what they leave out has its default
  kUncalled,  // the project is deployed by another file, which never calls this one
  kUnknown,   // it may be called with any values
};

struct Calls {
  Role role = Role::kUnknown;
  std::vector<Given> given;  // of each call that differs; one, maybe empty, in any other role
};

// The path of the file that `caller` names as a module: `infra/core/ai.bicep` for
// `../core/ai.bicep` in infra/app/main.bicep. Empty where that leaves the project.
[[nodiscard]] std::string module_path(const std::string& caller, std::string_view module);

// Follows the calls from the nearest main.bicep, in this folder or above. Unknown: where there is
// none, or where the files together are too long to follow. At most 20 calls.
[[nodiscard]] Calls calls_of(const EvidenceFile& file, const Limits& limits);

}  // namespace fundable::azure
