// Which observations belong together.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "discovery/identity.h"
#include "model/project.h"

namespace fundable {

// Observations that make one workload.
struct WorkloadGroup {
  std::string name;  // as people would call it
  const StatedWorkload* stated = nullptr;
  std::string kind;                    // empty for a stated workload without AI observations
  std::vector<const Seen*> members;    // in the order of `identify`
  std::vector<std::string> joined_by;  // sorted
};

// Groups in no particular order; names are not unique yet.
[[nodiscard]] std::vector<WorkloadGroup> grouped(const Project& project,
                                                 std::span<const Seen> seen);

}  // namespace fundable
