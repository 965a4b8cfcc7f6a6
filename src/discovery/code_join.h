// Which running or stated workload a code base's workload is.
#pragma once

#include <vector>

#include "discovery/grouping.h"

namespace fundable {

// Joins `code` to the one workload in `all` that it is, or adds it. By identifiers first: an
// endpoint that the code calls and that is called as one of the workload's resources, then a
// resource's address in the infrastructure code that live state has, too; then by name; last, to
// the only stated workload of its kind that nothing else shows. `joined_by` says which.
void join_code(WorkloadGroup code, FactId kind_fact, std::vector<WorkloadGroup>& all);

}  // namespace fundable
