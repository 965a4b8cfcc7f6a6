// Which observations belong together.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "discovery/identity.h"
#include "model/project.h"
#include "model/workload.h"

namespace fundable {

// Observations that make one workload.
struct WorkloadGroup {
  std::string name;  // as people would call it
  const StatedWorkload* stated = nullptr;
  std::string kind;                    // empty for a stated workload without AI observations
  std::vector<const Seen*> members;    // in the order of `identify`; each once
  std::vector<std::string> joined_by;  // sorted
  // A code base is judged as a whole: where it declares the workload, and what says so.
  bool of_code = false;
  std::string declared_on;  // empty: nothing declares it
  std::vector<const Seen*> declared_by;
  // Where it is declared on several platforms and none of them is chosen: for each what says so.
  std::vector<const Seen*> declared_on_several;
  std::vector<const Seen*>
      on_aws_too;  // where it is declared elsewhere or nowhere: what offers AWS
};

struct Grouped {
  std::vector<WorkloadGroup> groups;  // in no particular order; names are not unique yet
  std::vector<Unplaced> unplaced;
};

// `code_roots`: the folders that hold a code base each; what lies in none of them belongs to that
// of the project's folder. `kind_fact`: under which a stated workload holds its kind.
[[nodiscard]] Grouped grouped(const Project& project, std::span<const Seen> seen,
                              std::span<const std::string> code_roots, FactId kind_fact);

}  // namespace fundable
