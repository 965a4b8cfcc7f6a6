// The workloads of a code base: source code, infrastructure code, package manifests, pipelines.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "discovery/grouping.h"
#include "model/workload.h"

namespace fundable {

struct CodeBase {
  std::string root;  // the folder that holds it; empty: the project's own
  std::string name;  // as people would call it; may be empty
  std::vector<const Seen*> members;
};

struct CodeWorkloads {
  std::vector<WorkloadGroup> groups;
  std::vector<Unplaced> unplaced;
};

// One workload for each AI kind that the product shows, on the platform that it is declared on;
// an application where it shows none. What stands only in tests, documentation and vendored code
// makes none; examples count where they are all there is.
[[nodiscard]] CodeWorkloads workloads_of(const CodeBase& base);

}  // namespace fundable
