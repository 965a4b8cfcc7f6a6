// Reads pipelines of Azure DevOps and their templates: tasks with their inputs, and scripts.
//
// Stages, jobs, strategies and conditions nest in many ways, so every map of the file that has a
// task or a script is a step, wherever it stands.
#include "base/text.h"
#include "readers/file/file.h"
#include "readers/pipelines/steps.h"

namespace fundable {
namespace {

using pipelines::Steps;

constexpr std::size_t kLookedAt = 8'192;

// `task: AzureCLI@2`.
bool has_task(std::string_view text) {
  for (std::size_t at = text.find("task: "); at != text.npos; at = text.find("task: ", at + 1)) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    const std::size_t sign = line.find('@');
    if (sign != line.npos && sign + 1 < line.size() && line[sign + 1] >= '0' &&
        line[sign + 1] <= '9') {
      return true;
    }
  }
  return false;
}

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  if (!name.ends_with(".yml") && !name.ends_with(".yaml")) return false;
  return name.starts_with("azure-pipeline") || name.starts_with("azure_pipeline") ||
         has_task(head.bytes.substr(0, kLookedAt));
}

void take(Node node, Steps& steps) {
  if (node["task"].is_scalar()) {
    steps.action(node["task"].text(), node["inputs"], node["task"].line());
    for (const char* key : {"inlineScript", "script", "InlineScript", "Inline"}) {
      steps.script(node["inputs"][key]);
    }
  }
  for (const char* key : {"script", "bash", "pwsh", "powershell"}) steps.script(node[key]);
  for (const Node child : node) {
    if (!child.is_scalar()) take(child, steps);
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  Steps steps(file, "azure");
  for (const Document& document : *documents) take(document.root(), steps);
  return steps.reading();
}

}  // namespace

extern const Reader azure_pipelines;
const Reader azure_pipelines{
    .name = "azure_pipelines",
    .reads = "pipelines of Azure DevOps",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
