// JSON that we write: an ordered tree, so that fields stand in the order in which they were set.
// Reading goes through document.h.
#pragma once

#include <nlohmann/json.hpp>

namespace fundable {

using Json = nlohmann::ordered_json;

}  // namespace fundable
