// What a reader of code tells, as lines of text that tests can compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"

namespace fundable::code {

// One line an observation, `2 js:openai.OpenAI model="gpt-4o" | model gpt-4o`: the line number, the
// first mark with its details, the other marks with their channels. `declared on aws` follows where
// it is more than a use. An error gives one line with its sentence, what is skipped one each.
[[nodiscard]] std::vector<std::string> told(const Reader& reader, const std::string& path,
                                            std::string_view text);

// The lines of `told` that hold `part`.
[[nodiscard]] std::vector<std::string> told_of(const Reader& reader, const std::string& path,
                                               std::string_view text, std::string_view part);

// What no input may do to a reader: end it, or make it slow. Gives it deep nests, long chains,
// broken and binary text, made of these pieces of the language.
struct Pieces {
  std::string path;
  std::string import;  // a statement that brings in something called `Thing`
  std::string call;    // an expression that calls it, `new Thing("a")`
};
void expect_withstands_hostile_text(const Reader& reader, const Pieces& pieces);

}  // namespace fundable::code
