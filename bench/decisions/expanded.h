// Our conditions as plain trees over facts of their own, for peers that take data and not text:
// json-rules-engine and CLIPS.
#pragma once

#include "base/json_out.h"
#include "model/vocabulary.h"

namespace fundable {

// {"all": […]}, {"any": […]}, {"not": …} or a test: {"fact", "type", "word", "operands", "fields"}.
// Derived facts are replaced by the cases they come from. Values are as the peers' inputs have
// them.
[[nodiscard]] Json expanded(const Condition& condition, const Vocabulary& vocabulary);

}  // namespace fundable
