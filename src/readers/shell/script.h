// Shell scripts cut into commands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fundable::shell {

using Words = std::vector<std::string>;

// One simple command: no pipe, no `&&`, no redirection in it.
struct SimpleCommand {
  Words words;  // without their quotes; substitutions stand as written
  std::uint32_t line = 0;
};

// The commands of a script, in the order of its text, those within `if`, loops and functions
// included. Words of control (`then`, `do`, `{`) are left out; what a command substitution runs
// and what a here-document holds is not looked at. At most 20,000 commands.
[[nodiscard]] std::vector<SimpleCommand> commands_in(std::string_view script,
                                                     std::uint32_t first_line = 1);

// The same with variables put in where the script gives them a literal value before: `$LAUNCHER`,
// `${MODEL}`. Assignments, `eval` and `sh -c "…"` are followed; variables whose names or values
// look secret are not put in.
[[nodiscard]] std::vector<SimpleCommand> resolved_commands_in(std::string_view script,
                                                              std::uint32_t first_line = 1);

// Whether the word names a shell: `/bin/bash`.
[[nodiscard]] bool is_shell(std::string_view word);

// The script that a shell is given by `-c`; empty where there is none.
[[nodiscard]] std::string_view inner_script(const Words& words);

}  // namespace fundable::shell
