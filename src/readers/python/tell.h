// What Python code uses, told in the form of all languages.
#pragma once

#include <string_view>

#include "readers/code/uses.h"

namespace fundable::py {

// Reads `code`, which is the file's text or was taken out of it, and tells `uses` of each import,
// call, decorator, base class and setting of a library, and of the commands that the code runs.
// Locators are `line N`, lines of `code`.
// Errors: kLimit where `code` is beyond what can be parsed.
[[nodiscard]] Result<> tell_python(const EvidenceFile& file, std::string_view code,
                                   const Limits& limits, code::Uses& uses);

// Tells of the commands that a shell script runs, `pip install` as packages. `lines_before` is
// added to the lines of its locators.
void tell_script(std::string_view script, std::uint32_t lines_before, code::Uses& uses);

}  // namespace fundable::py
