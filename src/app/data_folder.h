// Where the program's data lies.
#pragma once

#include <string>

#include "app/files.h"

namespace fundable {

// `chosen` where it is not empty; else the installed data beside the program
// (../share/fundable/data), else the source tree's (../../data, from build/PRESET/fundable).
// Errors: kMissing, with the places that were tried.
[[nodiscard]] Result<std::string> data_folder(const Files& files, const std::string& chosen);

}  // namespace fundable
