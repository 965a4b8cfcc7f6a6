// Turns observations into workloads with their facts.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/observation.h"
#include "model/project.h"
#include "model/technology.h"
#include "model/vocabulary.h"
#include "model/workload.h"

namespace fundable {

struct Discovered {
  std::vector<Workload> workloads;  // by name
  std::vector<Unplaced> unplaced;   // by origin
};

// Stated workloads take the observations that their `matches` name, then those that carry their
// name. What is left is grouped by what it shares: identifiers, tags and labels, resource group,
// namespace, module, account, folder; a group gives one workload for each AI kind in it.
//
// `code_roots`: folders that hold a code base each, as app/walk.h finds them.
// `goes_to` says where goes what runs, or may run, outside AWS, where nothing else says so; empty:
// unknown.
// Range: 2,000 workloads, those with AI first; what is beyond is unplaced.
// Order of `observations` does not matter. Pure.
[[nodiscard]] Discovered discover(const Project& project, std::span<const Observation> observations,
                                  const Catalogue& catalogue, const Vocabulary& vocabulary,
                                  std::span<const std::string> code_roots,
                                  const std::string& goes_to);

}  // namespace fundable
