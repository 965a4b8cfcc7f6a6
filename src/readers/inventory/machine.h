// What inventories say of a machine, in the words of observations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "readers/inventory/table.h"

namespace fundable::inventory {

// The texts are as the evidence has them; empty where it does not say.
struct Machine {
  std::string_view what = "server";
  std::string_view name = {};
  std::string_view power = {};  // `poweredOn`, `OFF`, `decommissioned`
  std::string_view cpus = {};
  std::string memory = {};  // with its unit
  std::string_view os = {};
  std::string_view gpu = {};  // model, profile or number
  std::string platform = {};
};

// An observation of it at the row: its sentence, proof, and marks for its operating system and
// GPU. It runs unless its state says otherwise; a listed machine without a state does.
[[nodiscard]] Observation observation_of(const Machine& machine, const Row& row,
                                         const Inventory& inventory);

// Adds what is not blank, fit to be shown.
void put(std::map<std::string, std::string>& map, std::string_view key, std::string_view value);

// Adds a tag under the name by which workloads are told apart, whatever the column is called:
// `App Name` gives `application`. A list of several keeps the first there, all in `applications`.
void put_tag(Observation& seen, std::string_view column, std::string_view value);

// Adds `key=value;key=value` or `key:value, key:value`.
void put_tags(Observation& seen, std::string_view text);

// Where a machine is by what its hypervisor, host or place is called (`VMware ESXi`, `Azure`,
// `vc.7d2c.westeurope.avs.azure.com`); empty where that does not tell.
[[nodiscard]] std::string platform_of_hosting(std::string_view text);

// `32768 MB`; empty where there is no number.
[[nodiscard]] std::string with_unit(std::string_view number, std::string_view unit);

// Whether a state says that the machine does not run.
[[nodiscard]] bool is_off(std::string_view power);

// `True`, `yes`, `1`.
[[nodiscard]] bool is_yes(std::string_view text);

// The id where it has the form of a UUID and is not all zeros, in lower case; else empty.
[[nodiscard]] std::string uuid_of(std::string_view text);

}  // namespace fundable::inventory
