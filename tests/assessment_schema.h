// docs/assessment.schema.json, for tests of anything that gives an assessment as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace fundable {

// What the schema objects to; empty where it takes the assessment.
[[nodiscard]] std::string objections(const nlohmann::json& assessment);

}  // namespace fundable
