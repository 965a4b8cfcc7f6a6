// Statements of SQL that say what a database is for, in scripts and in strings of code.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fundable::code {

// A statement that says something, in lower case, with single spaces and without what does not
// matter: `create extension vector`, `create index using hnsw`, `column vector`.
struct Statement {
  std::string text;
  std::uint32_t line = 1;  // of the text, from 1
};

// Whether it is worth looking; cheap, and true for anything that statements_in() finds something
// in.
[[nodiscard]] bool may_be_sql(std::string_view text);

// In the order of the text, each once. Comments and what stands between quotes within the statement
// are passed over; procedures are not read as such, their statements are.
[[nodiscard]] std::vector<Statement> statements_in(std::string_view text);

}  // namespace fundable::code
