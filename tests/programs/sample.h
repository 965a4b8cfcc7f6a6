// Vocabularies, programs and the rulebook of data/, read for tests.
#pragma once

#include <string>
#include <string_view>

#include "app/rulebook.h"
#include "programs/program.h"

namespace fundable::programs {

inline constexpr Date kToday{std::chrono::year(2026), std::chrono::November, std::chrono::day(22)};

[[nodiscard]] Result<Vocabulary> read_vocabulary(std::string_view yaml);
[[nodiscard]] Result<Program> read_program_text(std::string_view yaml,
                                                const Vocabulary& vocabulary);

// The same for text that is right: a wrong one ends the test program with its error.
[[nodiscard]] Vocabulary vocabulary_of(std::string_view yaml);
[[nodiscard]] Program program_of(std::string_view yaml, const Vocabulary& vocabulary);

// data/ of this source tree, loaded once.
[[nodiscard]] const Rulebook& rulebook();
[[nodiscard]] const Program& program(std::string_view id);

// Facts as people write them: `workload.runs_on: azure` on each line; a line that begins with `!`
// rules its value out, a fact on two lines is contested.
[[nodiscard]] Facts facts_of(std::string_view lines, const Vocabulary& vocabulary);

}  // namespace fundable::programs
