// What each observation is: its technologies, kind and platform.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "model/observation.h"
#include "model/technology.h"

namespace fundable {

// An observation, understood.
struct Seen {
  const Observation* observation = nullptr;
  std::vector<const Technology*> technologies;  // by id
  std::string_view kind;  // of the workload that it makes; empty where it only supports one
  std::string platform;   // where it runs or is declared; empty where nothing shows it
};

// All kinds, the one that says most first: the AI kinds, then application and other.
[[nodiscard]] std::span<const std::string_view> kinds();
[[nodiscard]] bool is_ai_kind(std::string_view kind);

// Order: by source, locator, then name, whatever the order of `observations`.
[[nodiscard]] std::vector<Seen> identify(std::span<const Observation> observations,
                                         const Catalogue& catalogue);

}  // namespace fundable
