// One Terraform resource, in whichever form the evidence holds it, as an observation.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/observation.h"

namespace fundable::terraform {

// Lifetime: views into the document that it was read from.
struct Resource {
  std::string_view type;    // `azurerm_search_service`
  std::string_view name;    // as the code calls it
  std::string_view module;  // `module.ml`; empty in the root module
  std::string index;        // `[0]`, `["west"]`; empty where there is one only
  Node attributes;
  std::set<std::string, std::less<>> sensitive;  // attributes that are not to be read
};

// `module.ml.azurerm_search_service.docs[0]`.
[[nodiscard]] std::string address_of(const Resource& resource);

// `[0]` or `["west"]` for an instance's key as JSON holds it; empty where there is none.
[[nodiscard]] std::string index_of(Node key);

// A part of the JSON pointer, with `~` and `/` escaped.
[[nodiscard]] std::string pointer_part(std::string_view key);

// Collects what one file shows of its resources.
class Collector {
 public:
  // Both must outlive the collector.
  Collector(const EvidenceFile& file, const Limits& limits) : file_(file), limits_(limits) {}

  // Adds the observation of a managed resource; `says` follows its address: `is in the state`.
  // Resources that hold no infrastructure are only counted.
  void add(const Resource& resource, std::string locator, Proof proof, std::string_view says);
  // Adds an observation that is none of a single resource.
  void add(Observation seen) { reading_.observations.push_back(std::move(seen)); }
  void add_data_source() { ++data_sources_; }
  void skip(std::string locator, std::string why);

  // What was collected, with one entry for the data sources and one for the resources that hold no
  // infrastructure. Ends the collection.
  [[nodiscard]] Reading reading();

 private:
  const EvidenceFile& file_;
  const Limits& limits_;
  Reading reading_;
  std::size_t data_sources_ = 0;
  std::size_t utilities_ = 0;
};

}  // namespace fundable::terraform
