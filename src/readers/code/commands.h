// The command lines of a shell script.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fundable::code {

struct Command {
  std::uint32_t line = 1;  // of the script, from 1
  std::vector<std::string> words;
};

// Each command that the script runs, without what stands before it (`sudo`, `env A=b`, `then`) and
// without comments. Commands that only move files or words about (`cd`, `echo`) are left out. It is
// no shell: substitutions stand as written, and what a loop or condition does is not asked.
[[nodiscard]] std::vector<Command> commands_of(std::string_view script);

// A program that is handed the program to run: `srun`, `torchrun`.
[[nodiscard]] bool starts_jobs(std::string_view program);

// The command as a mark has it: the program without its path, values of options that name a secret
// replaced, fit to be shown.
[[nodiscard]] std::string shown_command(std::span<const std::string> words);

// The packages that `pip install` (`python -m pip`, `uv pip`, `pip3`) names, without versions and
// extras, in the spelling that Python's index has; files, folders and addresses are left out.
[[nodiscard]] std::vector<std::string> pip_packages(std::span<const std::string> words);

}  // namespace fundable::code
