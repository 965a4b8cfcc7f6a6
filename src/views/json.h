// The assessment as JSON: the one form that other programs rely on.
#pragma once

#include <string>

#include "model/assessment.h"

namespace fundable {

// The assessment in the format `fundable.assessment/1`, as docs/assessment.schema.json describes
// it: indented by two spaces, UTF-8, a newline at the end; the same assessment always gives the
// same bytes. Amounts are strings with two decimals. Unknown: null.
[[nodiscard]] std::string json_of(const Assessment& assessment);

// One verdict as an element of `verdicts` in that format, on one line.
[[nodiscard]] std::string json_of(const Verdict& verdict);

}  // namespace fundable
