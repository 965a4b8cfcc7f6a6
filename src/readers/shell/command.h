// The programs in command lines that say what a project runs or where it deploys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"
#include "readers/shell/script.h"

namespace fundable::shell {

enum class Purpose : std::uint8_t {
  kServes,   // a program known for training, serving or data work: torchrun, vllm serve
  kTrains,   // a project's own program, by its name: python train.py
  kDeploys,  // kubectl apply, gcloud run deploy
  kRuns,     // a container: docker run
};

// A command that says something.
struct Command {
  Purpose purpose = Purpose::kServes;
  std::string name{};  // the program and its subcommand: `vllm serve`; nothing of its arguments
  std::string text{};  // with its arguments, secrets redacted: `vllm serve meta/llama …`
  std::uint32_t line = 0;
  std::string platform{};    // where it deploys to, by the CLI of a cloud; may be empty
  bool declares = false;     // it makes something run there
  std::vector<Mark> more{};  // what it names besides: a chart, an image
};

// The command in these words, behind what only wraps it (`sudo`, `srun`, `poetry run`, `A=b`).
// Absent where no program is known that says something.
[[nodiscard]] std::optional<Command> command_of(const Words& words);

// The commands of a script that say something, variables followed, in the order of its text, each
// text once.
[[nodiscard]] std::vector<Command> known_commands(std::string_view script,
                                                  std::uint32_t first_line = 1);

// The same for the words of one command line, which may hand a script to a shell.
[[nodiscard]] std::vector<Command> known_commands(const Words& words, std::uint32_t line);

// Its marks: of the channel `command`, and more.
void add_marks(const Command& command, std::vector<Mark>& marks);

// What a file runs, as an observation of its own: used, or declared where the command deploys.
[[nodiscard]] Observation observation_of(const Command& command, const std::string& path);

}  // namespace fundable::shell
