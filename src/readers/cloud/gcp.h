// A Google Cloud resource, from Cloud Asset Inventory or from a service's own API, as an
// observation.
#pragma once

#include <string>
#include <string_view>

#include "model/observation.h"
#include "readers/cloud/life.h"

namespace fundable::cloud {

// Lifetime: views into the document that it was read from.
struct GcpResource {
  std::string type;           // `aiplatform.googleapis.com/Endpoint`
  std::string id;             // `//aiplatform.googleapis.com/projects/p/locations/l/endpoints/1`
  Node data;                  // as the service's API writes it; may be absent
  Node labels;                // beside those in `data`; may be absent
  std::string_view name;      // beside the one in `data`; may be empty
  std::string_view project;   // where the id tells none
  std::string_view location;  // where the id tells none
};

// What its state says; kNotYet for an endpoint that serves nothing.
[[nodiscard]] Life life_of(const GcpResource& resource);

// The observation; `at` is left to the reader. Proof: kRuns where the state allows it.
[[nodiscard]] Observation observation_of(const GcpResource& resource);

// `compute.googleapis.com/Instance docs-1`, fit to show.
[[nodiscard]] std::string subject_of(const GcpResource& resource);

}  // namespace fundable::cloud
