// Our conditions in the languages of the peers: CEL (@bufbuild/cel) and Zen (@gorules/zen-engine).
#pragma once

#include <string>

#include "base/json_out.h"
#include "bench/decisions/subjects.h"

namespace fundable {

enum class Language : std::uint8_t { kCel, kZen };

// An expression that is true where the condition holds. A fact stands in it under its name with
// `_` for `.`; see `bindings` for the shape of its value.
[[nodiscard]] std::string translated(const Condition& condition, Language language,
                                     const Vocabulary& vocabulary);

// The known facts of a subject by name. Unknown and contested ones are left out: the peers have
// no value that stands for several. Amounts and days are numbers, texts are trimmed, records have
// every field, and a single record is an object.
[[nodiscard]] Json bindings(const MadeSubject& subject, const Vocabulary& vocabulary);

}  // namespace fundable
