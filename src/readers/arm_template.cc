// Reads ARM templates: every resource that they declare, also in deployments nested in them.
//
// Values are followed as far as the template and a file of parameters beside it tell. A template
// that was compiled from a Bicep file beside it says the same once more, and is left out for that.
//
// Left out on purpose: linked templates (they are files of their own, or lie elsewhere), outputs,
// user-defined functions, loops (`copy`): one resource stands for all that a loop makes.
#include "base/schema.h"
#include "base/text.h"
#include "readers/azure/declared.h"
#include "readers/azure/parameters.h"
#include "readers/azure/template.h"
#include "readers/infrastructure/head.h"
#include "readers/table.h"

namespace fundable {
namespace {

using azure::Declared;
using azure::Given;
using azure::Template;
using infra::Literal;

constexpr std::size_t kMostNesting = 10;  // deployments and children

bool recognises(const EvidenceFile& head) {
  if (!head.path.ends_with(".json") && !head.path.ends_with(".jsonc")) return false;
  if (!head.bytes.contains("eploymentTemplate.json")) return false;
  const std::string_view schema = infra::behind_json_key(head.bytes, "$schema");
  return schema.substr(0, schema.find('"', 1)).contains("eploymentTemplate.json");
}

// The Bicep file beside from which the template was made; empty where there is none.
std::string bicep_beside(const EvidenceFile& file, Node root) {
  if (file.around == nullptr || root["metadata"]["_generator"]["name"].text() != "bicep") return {};
  const std::size_t slash = file.path.rfind('/');
  const bool at_top = slash == std::string::npos;
  const std::string name = file.path.substr(at_top ? 0 : slash + 1);
  const std::string stem = name.substr(0, name.rfind('.'));
  for (const std::string& other :
       file.around->files_in(at_top ? std::string() : file.path.substr(0, slash))) {
    const bool is_main = other == "main.bicep" && stem == "azuredeploy";
    if (other == stem + ".bicep" || is_main) return other;
  }
  return {};
}

class Resources {
 public:
  explicit Resources(const EvidenceFile& file) : file_(file) {}

  Reading read(Node root, Given given) {
    Template values(root, std::move(given));
    take_all(root["resources"], values, "resources", "", 0);
    if (existing_ > 0) {
      skip("resources", counted(existing_, "existing resource") + ", managed elsewhere");
    }
    if (reading_.observations.empty() && reading_.skipped.empty())
      skip("", "it holds no resources");
    return std::move(reading_);
  }

 private:
  // A list, or a map by symbols.
  void take_all(Node resources, Template& values, const std::string& pointer,
                const std::string& parent, std::size_t depth) {
    if (depth > kMostNesting) return skip(pointer, "nested too deep");
    std::size_t index = 0;
    for (const Node node : resources) {
      const std::string part =
          resources.is_map() ? presentable(node.key()) : std::to_string(index++);
      take(node, values, pointer + '/' + part, parent, depth);
    }
  }

  void take(Node node, Template& values, const std::string& pointer, const std::string& parent,
            std::size_t depth) {
    std::string type(node["type"].text());
    if (type.empty()) return skip(pointer, "it has no type");
    if (node["existing"].is_true()) {
      ++existing_;
      return;
    }
    const bool is_full = parent.empty() || type.starts_with("Microsoft.");
    if (!is_full) type = parent + '/' + type;
    if (values.value(node["condition"]).is_false()) {
      return skip(pointer, "not declared: its condition is false");
    }
    if (values.value(node["copy"]["count"]).text() == "0") {
      return skip(pointer, "not declared: its loop is empty");
    }
    if (lowered(type) == "microsoft.resources/deployments") {
      return take_deployment(node["properties"], values, pointer + "/properties", depth);
    }
    Declared declared;
    declared.type = type;
    declared.symbol = node.key();
    declared.body = body_of(node, values);
    declared.at = {file_.path, pointer, {}};
    reading_.observations.push_back(azure::observation_of(std::move(declared)));
    take_all(node["resources"], values, pointer + "/resources", type, depth + 1);
  }

  // Everything but the resources inside, which are taken by themselves.
  static Literal body_of(Node node, Template& values) {
    std::vector<infra::Member> members;
    for (const Node child : node) {
      if (child.key() == "resources") continue;
      members.push_back({std::string(child.key()), values.value(child)});
    }
    return Literal::map(std::move(members));
  }

  // What a template inside a template declares. Its parameters are its own where it says so.
  void take_deployment(Node properties, Template& values, const std::string& pointer,
                       std::size_t depth) {
    const Node inside = properties["template"];
    if (!inside.exists()) return skip(pointer, "a linked template, which is no part of this file");
    const std::string resources = pointer + "/template/resources";
    if (lowered(properties["expressionEvaluationOptions"]["scope"].text()) != "inner") {
      return take_all(inside["resources"], values, resources, "", depth + 1);
    }
    Given given;
    for (const Node parameter : properties["parameters"]) {
      given.insert_or_assign(std::string(parameter.key()), values.value(parameter["value"]));
    }
    Template own(inside, std::move(given));
    take_all(inside["resources"], own, resources, "", depth + 1);
  }

  void skip(std::string locator, std::string why) {
    reading_.skipped.push_back({std::move(locator), std::move(why)});
  }

  const EvidenceFile& file_;
  std::size_t existing_ = 0;
  Reading reading_;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  if (const std::string bicep = bicep_beside(file, document->root()); !bicep.empty()) {
    Reading reading;
    reading.skipped.push_back({"", "compiled from " + presentable(bicep) + " beside it"});
    return reading;
  }
  const auto given = azure::parameters_beside(file, limits);
  return Resources(file).read(document->root(), given.value_or(Given{}));
}

}  // namespace

extern const Reader arm_template;
const Reader arm_template{
    .name = "arm_template",
    .reads = "ARM templates",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
