// Finds the program behind what wraps it, and puts a command into words.
//
// Wrappers take options of their own (`srun -N 4`, `timeout 60`, `conda run -n env`); instead of
// knowing all of them, the first later word that names a known program counts. `srun` with nothing
// known behind it still says that Slurm runs it.
#include "readers/shell/command.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/shell/programs.h"
#include "readers/shell/words.h"

namespace fundable::shell {
namespace {

// Programs that run the command which follows.
bool is_wrapper(std::string_view word) {
  static constexpr auto kWrappers = std::to_array<std::string_view>(
      {"apptainer", "catchsegv", "command",  "conda",   "coverage",   "dumb-init",   "env",
       "exec",      "hatch",     "ionice",   "mamba",   "micromamba", "ncu",         "nice",
       "nohup",     "npx",       "nsys",     "numactl", "pdm",        "pipenv",      "pipx",
       "pixi",      "pnpm",      "poetry",   "rye",     "shifter",    "singularity", "srun",
       "stdbuf",    "strace",    "sudo",     "tini",    "time",       "timeout",     "uv",
       "uvx",       "xargs",     "xvfb-run", "yarn",    "bunx",       "--"});
  return std::ranges::find(kWrappers, program_of(word)) != kWrappers.end();
}

// `A=b` before a command; `--x=y` is an option.
bool is_assignment(std::string_view word) {
  return word.contains('=') && !word.starts_with('-') &&
         word.substr(0, word.find('=')).find_first_of("/$.-") == word.npos;
}

WordSpan without_wrappers(WordSpan words) {
  while (!words.empty() && is_assignment(words[0])) words = words.subspan(1);
  if (words.empty() || !is_wrapper(words[0])) return words;
  for (std::size_t at = 1; at < words.size(); ++at) {
    if (is_wrapper(words[at]) || is_known_start(words[at])) {
      return without_wrappers(words.subspan(at));
    }
  }
  return words;
}

// `srun --gpus 8 torchrun train.py` is a job on a Slurm cluster.
void run_by_slurm(Command& command) {
  command.more.push_back({"scheduler", "slurm", {}});
  command.declares = true;
  command.platform = "on_premises";
}

bool is_run_by_slurm(WordSpan words) {
  return std::ranges::any_of(words,
                             [](const std::string& word) { return program_of(word) == "srun"; });
}

// `$HOME/src/train.py` and `./train.py` → `src/train.py`, `train.py`.
std::string_view without_root(std::string_view path) {
  const bool is_rooted = path.starts_with('$') || path.starts_with("./");
  return is_rooted && path.contains('/') ? path.substr(path.find('/') + 1) : path;
}

// As signatures name it: the program without its path, and what stands between it and its
// subcommand or script left out.
std::string text_of(WordSpan words) {
  Words clean{std::string(program_of(words[0]))};
  WordSpan rest = words.subspan(1);
  if (is_python(words[0])) {
    clean[0] = "python";
    rest = behind_interpreter_options(words);
  } else if (is_cloud_cli(clean[0])) {
    rest = behind_global_options(words);
  }
  clean.insert(clean.end(), rest.begin(), rest.end());
  if (clean.size() > 1) clean[1] = std::string(without_root(clean[1]));
  return shown(clean);
}

void keep_new(Command command, std::set<std::string>& told, std::vector<Command>& all) {
  if (told.insert(command.text).second) all.push_back(std::move(command));
}

}  // namespace

std::optional<Command> command_of(const Words& given) {
  constexpr std::size_t kMostWords = 200;
  const auto all = WordSpan(given).subspan(0, std::min(given.size(), kMostWords));
  const WordSpan words = without_wrappers(all);
  if (words.empty()) return std::nullopt;
  auto command = program_in(words);
  if (!command) return std::nullopt;
  command->text = text_of(words);
  const WordSpan wrappers = all.subspan(0, all.size() - words.size());
  if (command->purpose != Purpose::kDeploys && is_run_by_slurm(wrappers)) run_by_slurm(*command);
  return command;
}

std::vector<Command> known_commands(std::string_view script, std::uint32_t first_line) {
  std::vector<Command> all;
  std::set<std::string> told;
  for (const SimpleCommand& one : resolved_commands_in(script, first_line)) {
    auto command = command_of(one.words);
    if (!command) continue;
    command->line = one.line;
    keep_new(std::move(*command), told, all);
  }
  return all;
}

std::vector<Command> known_commands(const Words& words, std::uint32_t line) {
  if (words.empty()) return {};
  if (is_shell(words[0])) {
    const std::string_view script = inner_script(words);
    auto all = known_commands(script, line);
    for (Command& command : all) command.line = line;
    return all;
  }
  auto command = command_of(words);
  if (!command) return {};
  command->line = line;
  return {std::move(*command)};
}

void add_marks(const Command& command, std::vector<Mark>& marks) {
  marks.push_back({"command", command.text, {}});
  for (const Mark& more : command.more) {
    const bool is_there = std::ranges::any_of(marks, [&](const Mark& mark) {
      return mark.channel == more.channel && mark.text == more.text;
    });
    if (!is_there) marks.push_back(more);
  }
}

Observation observation_of(const Command& command, const std::string& path) {
  Observation seen;
  seen.at = {path, at_line(command.line), "runs " + command.text};
  seen.proof = command.declares ? Proof::kDeclared : Proof::kUsed;
  seen.platform = command.platform;
  add_marks(command, seen.marks);
  return seen;
}

}  // namespace fundable::shell
