// Our conditions in the languages of the peers: CEL (@bufbuild/cel) and Zen (@gorules/zen-engine).
#pragma once

#include <string>

#include "base/json_out.h"
#include "bench/decisions/subjects.h"

namespace fundable {

enum class Language : std::uint8_t { kCel, kZen };

// The name of a fact in both languages: with `_` for `.`.
[[nodiscard]] std::string variable(const FactDefinition& fact);

// An expression that is true where the condition holds, with variables for facts.
[[nodiscard]] std::string translated(const Condition& condition, Language language,
                                     const Vocabulary& vocabulary);

// A value as the peers take it. Amounts and days are numbers, texts are trimmed, records have every
// field, and a single record is an object.
[[nodiscard]] Json binding(const Value& value, const FactDefinition& fact);

// The known facts of a subject by name. Unknown and contested ones are left out: the peers have
// no value that stands for several.
[[nodiscard]] Json bindings(const MadeSubject& subject, const Vocabulary& vocabulary);

}  // namespace fundable
