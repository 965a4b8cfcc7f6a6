// Loads programs (data/programs) and routes (data/routes.yaml), checked whole.
#pragma once

#include "programs/program.h"

namespace fundable {

// A program as it stands on a day. Errors: kInput with line and column: unknown keys, facts, words;
// a criterion without a source; a required criterion that rests on a fact about which nobody is
// asked, on what the program must be neutral to, or on the plan; dates out of order.
[[nodiscard]] Result<Program> read_program(Node root, const Vocabulary& vocabulary,
                                           const Date& as_of);

// Errors: as above.
[[nodiscard]] Result<std::vector<RouteRule>> read_routes(Node root, const Vocabulary& vocabulary);

}  // namespace fundable
