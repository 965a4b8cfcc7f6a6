// Reads serverless.yml of the Serverless Framework: functions, and what they need on AWS.
//
// Functions are marked as the resource that the framework makes of them. Resources are
// CloudFormation; of them only the types are read. What stands in other files (`${file(…)}`) is
// left out.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/file/file.h"

namespace fundable {
namespace {

// How a provider's functions are marked.
struct Provider {
  std::string_view name;
  std::string_view platform;
  std::string_view channel;
  std::string_view type;
};
constexpr auto kProviders = std::to_array<Provider>({
    {"aws", "aws", "cloudformation", "AWS::Lambda::Function"},
    {"azure", "azure", "arm", "Microsoft.Web/sites"},
    {"google", "gcp", "gcp_asset", "cloudfunctions.googleapis.com/CloudFunction"},
});

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return name == "serverless.yml" || name == "serverless.yaml";
}

class Service {
 public:
  Service(const EvidenceFile& file, const Provider& provider) : file_(file), provider_(provider) {}

  Reading read(Node root) {
    add_functions(root["functions"]);
    for (const Node part : root["functions"]) {
      if (!root["functions"].is_map()) add_functions(part);
    }
    add_resources(root["resources"]["Resources"]);
    for (const Node part : root["resources"]) add_resources(part["Resources"]);
    return std::move(reading_);
  }

 private:
  void add_functions(Node functions) {
    if (functions.is_scalar()) skip(functions);
    if (!functions.is_map()) return;
    for (const Node function : functions) {
      add(function, provider_.channel, provider_.type, function["runtime"].text());
    }
  }

  void add_resources(Node resources) {
    if (resources.is_scalar()) skip(resources);
    if (provider_.platform != "aws" || !resources.is_map()) return;
    for (const Node resource : resources) {
      const std::string_view type = resource["Type"].text();
      if (type.starts_with("AWS::")) add(resource, "cloudformation", type, {});
    }
  }

  void add(Node node, std::string_view channel, std::string_view type, std::string_view details) {
    Observation seen;
    seen.name = presentable(node.key(), 100);
    seen.at = {file_.path, at_line(node.key_line()),
               presentable(seen.name + " is declared as " + std::string(type), 300)};
    seen.proof = Proof::kDeclared;
    seen.platform = provider_.platform;
    seen.marks.push_back({std::string(channel), presentable(type, 100), presentable(details, 60)});
    reading_.observations.push_back(std::move(seen));
  }

  void skip(Node node) {
    reading_.skipped.push_back({at_line(node.line()), "it stands in another file"});
  }

  const EvidenceFile& file_;
  const Provider& provider_;
  Reading reading_;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  const Node root = documents->empty() ? Node() : documents->front().root();
  const Node provider = root["provider"];
  const std::string_view name = provider.is_map() ? provider["name"].text() : provider.text();
  const auto found = std::ranges::find(kProviders, name, &Provider::name);
  if (found == kProviders.end()) {
    return failure(ErrorKind::kInput,
                   "a provider that is not known: " + presentable(name.empty() ? "none" : name, 60),
                   file.path);
  }
  return Service(file, *found).read(root);
}

}  // namespace

extern const Reader serverless_framework;
const Reader serverless_framework{
    .name = "serverless_framework",
    .reads = "serverless.yml of the Serverless Framework",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
