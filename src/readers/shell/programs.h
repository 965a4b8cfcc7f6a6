// The programs that say something, and what each must be followed by to do so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "readers/shell/command.h"
#include "readers/shell/words.h"

namespace fundable::shell {

// Whether a command line that starts with this word may say something: a program of the tables, a
// Python, a shell, a container engine.
[[nodiscard]] bool is_known_start(std::string_view word);

// What the command line is, whose first word is its program; without text, line and marks.
[[nodiscard]] std::optional<Command> program_in(WordSpan words);

// The same for the command lines of clouds: az, gcloud, aws, oci, bq.
[[nodiscard]] bool is_cloud_cli(std::string_view program);
[[nodiscard]] std::optional<Command> cloud_command_in(WordSpan words);
// Its words from the group of services on: `run deploy api` of `gcloud --quiet beta run deploy
// api`.
[[nodiscard]] WordSpan behind_global_options(WordSpan words);

[[nodiscard]] bool is_python(std::string_view word);
// Its words from the module or script on: `-m vllm …` of `python3 -u -m vllm …`.
[[nodiscard]] WordSpan behind_interpreter_options(WordSpan words);

}  // namespace fundable::shell
