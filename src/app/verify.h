// Checks that an assessment made earlier still follows from its evidence and its programs.
#pragma once

#include <string>
#include <vector>

#include "app/assess.h"

namespace fundable {

// Assesses the project again as on the day, and with the arguments, that the assessment names, and
// compares everything that it says. Gives a sentence for each drift, at most 20 and then their
// number; none where the assessment holds. Files that no reader reads, and counts of files left
// out, are no part of the claim: the assessment itself may have been written beside the evidence.
// `more` gives what no assessment says: addresses of bills, which are asked only where somebody
// names them again, the environment, threads.
// `project`: the folder or file of the project; empty: the folder in which the assessment lies.
// Errors: the assessment cannot be read or is none; the project cannot be assessed at all.
[[nodiscard]] Result<std::vector<std::string>> verify(const Files& files,
                                                      const RulebookPlace& rules,
                                                      const std::string& assessment,
                                                      const std::string& project,
                                                      const AssessRequest& more);

}  // namespace fundable
