// Reads shell scripts: jobs for a batch scheduler, and the commands that train, serve or deploy.
//
// A script with directives of a scheduler is a job that somebody means to run: one observation with
// its GPUs and its programs. In any other script each telling command stands for itself, and is
// only used: nobody says that the script is run. A cloud's own command line that makes something is
// a declaration. Schedulers run on machines that somebody owns, unless other evidence says more.
//
// Not followed: scripts that a script calls, functions, conditions.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/jobs/directives.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

using jobs::Request;
using shell::Command;

bool is_named_script(std::string_view name) {
  static constexpr auto kEndings = std::to_array<std::string_view>(
      {".sh", ".bash", ".zsh", ".ksh", ".slurm", ".sbatch", ".job", ".pbs", ".lsf"});
  return std::ranges::any_of(kEndings, [&](auto ending) { return name.ends_with(ending); });
}

// `#!/usr/bin/env bash`.
bool starts_as_script(std::string_view bytes) {
  if (!bytes.starts_with("#!")) return false;
  const std::string_view line = trimmed(bytes.substr(2, bytes.substr(0, 200).find('\n') - 2));
  for (const std::string_view word : split(line, ' ')) {
    if (shell::is_shell(word) || word.ends_with("ksh")) return true;
  }
  return false;
}

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return is_named_script(name) || (!name.contains('.') && starts_as_script(head.bytes));
}

std::string said_of(const Request& request, const std::vector<Command>& commands) {
  std::string says = "job";
  if (!request.name.empty()) says += " " + request.name;
  says += " for " + request.scheduler;
  if (const std::string gpus = jobs::gpus_of(request); !gpus.empty()) says += " on " + gpus;
  const auto works = std::ranges::find_if(
      commands, [](const Command& command) { return command.purpose != shell::Purpose::kDeploys; });
  if (works != commands.end()) says += ", runs " + works->text;
  return presentable(says, 300);
}

Observation job_of(const Request& request, const std::vector<Command>& commands,
                   const std::string& path) {
  Observation seen;
  seen.at = {path, at_line(request.line), said_of(request, commands)};
  seen.proof = Proof::kDeclared;
  seen.platform = "on_premises";
  seen.name = request.name;
  seen.tags = request.tags;
  seen.marks.push_back({"scheduler", request.scheduler, {}});
  if (request.wants_gpus) seen.marks.push_back({"gpu", "job", jobs::gpus_of(request)});
  for (const Command& command : commands) {
    if (command.purpose != shell::Purpose::kDeploys) shell::add_marks(command, seen.marks);
  }
  // `srun` says it again.
  const auto again = std::remove_if(seen.marks.begin() + 1, seen.marks.end(),
                                    [](const Mark& mark) { return mark.channel == "scheduler"; });
  seen.marks.erase(again, seen.marks.end());
  return seen;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  const Request request = jobs::request_in(file.bytes);
  const std::vector<Command> commands = shell::known_commands(file.bytes);
  const bool is_job = !request.scheduler.empty();
  Reading reading;
  if (is_job) reading.observations.push_back(job_of(request, commands, file.path));
  for (const Command& command : commands) {
    if (is_job && command.purpose != shell::Purpose::kDeploys) continue;
    reading.observations.push_back(shell::observation_of(command, file.path));
  }
  return reading;
}

}  // namespace

extern const Reader shell_script;
const Reader shell_script{
    .name = "shell_script",
    .reads = "shell scripts and batch jobs (Slurm, PBS, LSF, Grid Engine)",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
