// Reads workflows and composite actions of GitHub (and of Gitea and Forgejo, which take the same).
//
// Every step of every job counts, whatever its conditions; matrices are not unfolded. Actions of
// the project itself (`./…`) and the services beside a job, which are there for tests, say nothing.
#include "base/text.h"
#include "readers/file/file.h"
#include "readers/pipelines/steps.h"

namespace fundable {
namespace {

using pipelines::Steps;

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  if (name == "action.yml" || name == "action.yaml") return head.bytes.contains("runs:");
  if (!name.ends_with(".yml") && !name.ends_with(".yaml")) return false;
  const std::string folder = folder_of(head.path);
  for (const char* workflows : {".github/workflows", ".gitea/workflows", ".forgejo/workflows"}) {
    if (folder.ends_with(workflows)) return true;
  }
  return false;
}

void take(Node step, Steps& steps) {
  const std::string_view uses = step["uses"].text();
  if (!uses.empty() && !uses.starts_with('.')) {
    steps.action(uses, step["with"], step["uses"].line());
  }
  // Actions that take a script: azure/cli, azure/powershell, actions/github-script.
  for (const char* key : {"inlineScript", "script", "run", "command"}) {
    steps.script(step["with"][key]);
  }
  steps.script(step["run"]);
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  const Node root = documents->empty() ? Node() : documents->front().root();
  Steps steps(file, "github");
  for (const Node job : root["jobs"]) {
    take(job, steps);
    for (const Node step : job["steps"]) take(step, steps);
  }
  for (const Node step : root["runs"]["steps"]) take(step, steps);
  if (!root["jobs"].is_map() && !root["runs"].is_map()) {
    return failure(ErrorKind::kInput, "a workflow holds jobs, an action runs", file.path);
  }
  return steps.reading();
}

}  // namespace

extern const Reader github_actions;
const Reader github_actions{
    .name = "github_actions",
    .reads = "workflows and composite actions of GitHub Actions",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
