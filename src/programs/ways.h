// What would have to be otherwise.
#pragma once

#include "programs/evaluate.h"

namespace fundable {

// The smallest sets of facts whose change makes the subject eligible; none where it is eligible
// already, or where no four changes do. Exact: every set of that size is found, of which at most
// eight are told. Order: those under people's control first, then as in the vocabulary.
[[nodiscard]] std::vector<Way> ways_to_eligible(const Program& program, const Subject& subject,
                                                const Vocabulary& vocabulary);

// Values that tempt (`turns` in the vocabulary) and would lose a program without gaining one.
[[nodiscard]] std::vector<WrongTurn> wrong_turns(std::span<const Program> programs,
                                                 const Subject& subject,
                                                 const Vocabulary& vocabulary);

}  // namespace fundable
