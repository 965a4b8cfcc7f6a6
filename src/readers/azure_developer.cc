// Reads azure.yaml of the Azure Developer CLI: what `azd up` deploys to Azure.
//
// Each service goes to a host, which is a resource of Azure: its type is the mark. The project
// itself is declared to go to Azure, even where its infrastructure lies in other files. Hooks are
// scripts; those that lie in files are read by themselves.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

struct Host {
  std::string_view name;
  std::string_view type;
};
constexpr auto kHosts = std::to_array<Host>({
    {"ai.endpoint", "Microsoft.MachineLearningServices/workspaces/onlineEndpoints"},
    {"aks", "Microsoft.ContainerService/managedClusters"},
    {"appservice", "Microsoft.Web/sites"},
    {"azure.ai.agent", "Microsoft.CognitiveServices/accounts/projects/agents"},
    {"containerapp", "Microsoft.App/containerApps"},
    {"function", "Microsoft.Web/sites"},
    {"ml.endpoint", "Microsoft.MachineLearningServices/workspaces/onlineEndpoints"},
    {"springapp", "Microsoft.AppPlatform/Spring"},
    {"staticwebapp", "Microsoft.Web/staticSites"},
});

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return name == "azure.yaml" || name == "azure.yml";
}

Observation declared(const EvidenceFile& file, std::uint32_t line, std::string says) {
  Observation seen;
  seen.at = {file.path, at_line(line), presentable(says, 300)};
  seen.proof = Proof::kDeclared;
  seen.platform = "azure";
  return seen;
}

void add_service(Node service, const EvidenceFile& file, Reading& reading) {
  const std::string_view host = service["host"].text();
  const auto found = std::ranges::find(kHosts, host, &Host::name);
  if (found == kHosts.end()) {
    reading.skipped.push_back(
        {at_line(service.key_line()), "the service goes to a host that is not known: " +
                                          presentable(host.empty() ? "none" : host, 60)});
    return;
  }
  Observation seen =
      declared(file, service.key_line(),
               "azd deploys " + std::string(service.key()) + " to " + std::string(host));
  seen.name = presentable(service.key(), 100);
  seen.marks.push_back({"arm", std::string(found->type), "host=" + std::string(host)});
  reading.observations.push_back(std::move(seen));
}

// `postprovision: {shell: sh, run: …}`, or that for posix and windows, or a list of such.
void add_hook(Node hook, const EvidenceFile& file, Reading& reading, int depth = 0) {
  const Node run = hook["run"];
  if (run.is_scalar()) {
    const std::uint32_t line = run.line() + (run.text().contains('\n') ? 1 : 0);
    for (const shell::Command& command : shell::known_commands(run.text(), line)) {
      reading.observations.push_back(shell::observation_of(command, file.path));
    }
  }
  if (depth == 3) return;
  for (const Node child : hook) add_hook(child, file, reading, depth + 1);
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  const Node root = documents->empty() ? Node() : documents->front().root();
  if (!root["name"].is_scalar()) {
    return failure(ErrorKind::kInput, "a project of the Azure Developer CLI has a name", file.path);
  }
  Reading reading;
  Observation project = declared(file, root["name"].line(), "azd deploys this project to Azure");
  project.name = presentable(root["name"].text(), 100);
  project.marks.push_back({"command", "azd up", {}});
  reading.observations.push_back(std::move(project));
  for (const Node service : root["services"]) {
    add_service(service, file, reading);
    for (const Node hook : service["hooks"]) add_hook(hook, file, reading);
  }
  for (const Node hook : root["hooks"]) add_hook(hook, file, reading);
  return reading;
}

}  // namespace

extern const Reader azure_developer;
const Reader azure_developer{
    .name = "azure_developer",
    .reads = "azure.yaml of the Azure Developer CLI",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
