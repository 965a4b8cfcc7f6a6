// Reads what the CLI of Azure Machine Learning takes: YAML whose `$schema` says what it makes.
//
// The schema's name gives the resource type; of the rest the size of machines, the image and the
// commands of jobs count. Assets by reference (`azureml:name@latest`) are not followed.
#include <array>

#include "base/text.h"
#include "readers/containers/image.h"
#include "readers/file/file.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

constexpr std::string_view kWorkspaces = "Microsoft.MachineLearningServices/workspaces";

// The end of a schema's name, and what it makes within a workspace. The first that fits counts.
struct Made {
  std::string_view ending;
  std::string_view type;
};
constexpr auto kMade = std::to_array<Made>({
    {"onlineendpoint", "onlineEndpoints"},
    {"onlinedeployment", "onlineEndpoints/deployments"},
    {"batchendpoint", "batchEndpoints"},
    {"batchdeployment", "batchEndpoints/deployments"},
    {"serverlessendpoint", "serverlessEndpoints"},
    {"job", "jobs"},
    {"component", "components"},
    {"amlcompute", "computes"},
    {"computeinstance", "computes"},
    {"compute", "computes"},
    {"featureset", "featuresets"},
    {"featurestoreentity", "featurestoreEntities"},
    {"schedule", "schedules"},
    {"environment", "environments"},
    {"model", "models"},
    {"datastore", "datastores"},
    {"data", "data"},
});

bool is_yaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

bool recognises(const EvidenceFile& head) {
  const std::string_view top = head.bytes.substr(0, 2'048);
  return is_yaml(file_name_of(head.path)) && top.contains("$schema") &&
         top.contains("azuremlschemas");
}

// `…/latest/commandJob.schema.json` → `commandjob`.
std::string schema_of(Node root) {
  std::string_view address = root["$schema"].text();
  address = address.substr(address.rfind('/') + 1);
  return lowered(address.substr(0, address.find('.')));
}

std::string type_of(const std::string& schema) {
  for (const Made& made : kMade) {
    if (schema.ends_with(made.ending))
      return std::string(kWorkspaces) + "/" + std::string(made.type);
  }
  for (const char* whole : {"workspace", "hub", "project", "featurestore"}) {
    if (schema == whole) return std::string(kWorkspaces);
  }
  return {};
}

std::string_view kind_of(const std::string& schema) {
  if (schema == "hub") return "kind=Hub";
  if (schema == "project") return "kind=Project";
  return schema == "featurestore" ? "kind=FeatureStore" : "";
}

void add_machines(Node node, std::vector<Mark>& marks) {
  for (const Node size :
       {node["size"], node["instance_type"], node["resources"]["instance_type"]}) {
    if (size.is_scalar()) marks.push_back({"instance_type", presentable(size.text(), 80), {}});
  }
}

// A job or one of the steps of a pipeline.
void add_work(Node node, std::vector<Mark>& marks) {
  add_machines(node, marks);
  containers::add_image(node["environment"]["image"].text(), marks);
  const Node command = node["command"];
  for (const shell::Command& one : shell::known_commands(command.text(), command.line())) {
    if (one.purpose != shell::Purpose::kDeploys) shell::add_marks(one, marks);
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  const Node root = documents->empty() ? Node() : documents->front().root();
  const std::string schema = schema_of(root);
  const std::string type = type_of(schema);
  if (type.empty()) {
    return failure(
        ErrorKind::kInput,
        "a schema of Azure Machine Learning that is not known: " + presentable(schema, 60),
        file.path);
  }
  Observation seen;
  seen.proof = Proof::kDeclared;
  seen.platform = "azure";
  for (const char* key : {"name", "experiment_name", "display_name"}) {
    if (seen.name.empty()) seen.name = presentable(root[key].text(), 100);
  }
  const std::string subject = seen.name.empty() ? "it" : seen.name;
  seen.at = {file.path, at_line(root["$schema"].line()), subject + " is declared as " + type};
  seen.marks.push_back({"arm", type, std::string(kind_of(schema))});
  containers::add_image(root["image"].text(), seen.marks);
  add_work(root, seen.marks);
  for (const Node step : root["jobs"]) add_work(step, seen.marks);
  Reading reading;
  reading.observations.push_back(std::move(seen));
  return reading;
}

}  // namespace

extern const Reader azure_ml;
const Reader azure_ml{
    .name = "azure_ml",
    .reads = "jobs, endpoints, compute and assets of the Azure Machine Learning CLI",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
