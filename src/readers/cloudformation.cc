// Reads CloudFormation and SAM templates, YAML or JSON: every resource that they declare.
//
// The resource's type is what the catalogue knows; of its properties only those that say something
// about AI or compute are read, wherever they are nested (Engine, InstanceType, ImageUri, ModelId,
// …), because any other may be a secret. Defaults of parameters count as their values.
//
// Left out on purpose: conditions (a resource under one is declared as any other), nested stacks
// that lie elsewhere, macros and loops that AWS expands.
#include <array>

#include "base/schema.h"
#include "base/tagged_yaml.h"
#include "base/text.h"
#include "readers/cloudformation/resolve.h"
#include "readers/infrastructure/head.h"
#include "readers/infrastructure/telling.h"
#include "readers/table.h"

namespace fundable {
namespace {

using cfn::Template;
using infra::Literal;
using infra::Telling;

constexpr std::array kTelling{
    Telling{"Engine", "", true},
    Telling{"ServiceName", "", true},
    Telling{"PackageType", "", true},
    Telling{"InstanceType", "instance_type", true},
    Telling{"InstanceTypes", "instance_type", true},
    Telling{"MasterInstanceType", "instance_type", true},
    Telling{"Image", "image", false},
    Telling{"ImageUri", "image", false},
    Telling{"ImageIdentifier", "image", false},
    Telling{"ContainerUri", "image", false},
    Telling{"FoundationModel", "model", true},
    Telling{"ModelId", "model", true},
    Telling{"ModelArn", "model", true},
    Telling{"EmbeddingModelArn", "model", true},
    Telling{"BaseModelIdentifier", "model", true},
    // Variables of functions and containers.
    Telling{"MODEL_ID", "model", true},
    Telling{"BEDROCK_MODEL_ID", "model", true},
    Telling{"MODEL_NAME", "model", true},
};

bool is_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return trimmed(bytes.substr(0, 1000)).starts_with('{');
}

// A line `Type: AWS::…`, quoted or not.
bool has_resource_line(std::string_view text) {
  for (std::size_t at = text.find("AWS::"); at != text.npos; at = text.find("AWS::", at + 1)) {
    const std::size_t line = text.rfind('\n', at) + 1;
    const std::string_view before = trimmed(text.substr(line, at - line));
    if (before == "Type:" || before == "Type: '" || before == "Type: \"") return true;
  }
  return false;
}

bool recognises(const EvidenceFile& head) {
  const auto ends_with = [&](std::string_view end) { return head.path.ends_with(end); };
  if (!ends_with(".yaml") && !ends_with(".yml") && !ends_with(".json") && !ends_with(".template")) {
    return false;
  }
  const std::string_view text = head.bytes;
  const bool has_version = text.contains("AWSTemplateFormatVersion");
  if (!has_version && !text.contains("AWS::")) return false;
  if (is_json(text)) {
    return (has_version && !infra::behind_json_key(text, "AWSTemplateFormatVersion").empty()) ||
           infra::behind_json_key(text, "Resources").contains("\"AWS::");
  }
  return (has_version && infra::has_yaml_key(text, "AWSTemplateFormatVersion")) ||
         has_resource_line(text);
}

// A template's resources; those of a file that another template includes stand at its top, those
// of the Serverless Framework in a template of its own.
Node resources_of(Node root) {
  if (root["Resources"].exists()) return root["Resources"];
  if (root["resources"]["Resources"].exists()) return root["resources"]["Resources"];
  for (const Node node : root) {
    if (node["Type"].text().starts_with("AWS::")) return root;
  }
  return {};
}

// `anthropic.claude-3-haiku` of `arn:aws:bedrock:…::foundation-model/anthropic.claude-3-haiku`.
void shorten_models(std::vector<Mark>& marks) {
  for (Mark& mark : marks) {
    if (mark.channel != "model" || !mark.text.starts_with("arn:")) continue;
    mark.text.erase(0, mark.text.rfind('/') + 1);
  }
}

// `FunctionName` of an AWS::Lambda::Function, or else `Name`; what the template calls it where
// these depend on the stack.
std::string name_of(std::string_view type, const Literal& properties, std::string_view logical) {
  const std::string own = std::string(type.substr(type.rfind(':') + 1)) + "Name";
  for (const std::string_view key : {std::string_view(own), std::string_view("Name")}) {
    const Literal name = properties[key];
    const bool is_plain = name.is_scalar() && !name.text().empty() && !name.text().contains("${");
    if (is_plain) return presentable(name.text());
  }
  return presentable(logical);
}

class Resources {
 public:
  Resources(const EvidenceFile& file, Node root)
      : file_(file),
        resources_(resources_of(root)),
        template_(root),
        globals_(template_.value(root["Globals"]["Function"])),
        is_json_(is_json(file.bytes)) {}

  Reading read() {
    for (const Node node : resources_) take(node);
    if (resources_.size() == 0) skip("", "it holds no resources");
    return std::move(reading_);
  }

 private:
  void take(Node node) {
    const std::string_view type = node["Type"].text();
    if (!type.contains("::")) {
      return skip(locator(node), node.key().starts_with("Fn::ForEach") ? "a loop, which AWS expands"
                                                                       : "it has no type");
    }
    if (type == "AWS::CDK::Metadata") return;
    const Literal properties = template_.value(node["Properties"]);
    Observation seen;
    seen.proof = Proof::kDeclared;
    if (type.starts_with("AWS::") || type.starts_with("Custom::")) seen.platform = "aws";
    seen.name = name_of(type, properties, node.key());
    seen.marks = {{"cloudformation", presentable(type), {}}};
    for (const Literal& kind : {properties["Type"], properties["StorageConfiguration"]["Type"]}) {
      if (kind.is_scalar()) infra::add_detail(seen.marks.front().details, "Type", kind.text());
    }
    infra::tell(properties, kTelling, seen.marks);
    if (type == "AWS::Serverless::Function") {
      infra::tell(globals_, kTelling, seen.marks);
    }
    shorten_models(seen.marks);
    seen.tags = infra::tags_of(properties["Tags"]);
    std::string says = presentable(node.key()) + " (" + presentable(type) + ") is declared";
    if (!node["Condition"].text().empty()) {
      says += " under the condition " + presentable(node["Condition"].text());
    }
    seen.at = {file_.path, locator(node), std::move(says)};
    reading_.observations.push_back(std::move(seen));
  }

  [[nodiscard]] std::string locator(Node node) const {
    if (!is_json_) return "line " + std::to_string(node.key_line());
    return "Resources/" + presentable(node.key());
  }

  void skip(std::string locator, std::string why) {
    reading_.skipped.push_back({std::move(locator), std::move(why)});
  }

  const EvidenceFile& file_;
  Node resources_;
  Template template_;
  Literal globals_;  // of every function of SAM
  bool is_json_;
  Reading reading_;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (is_json(file.bytes)) {
    const auto document = parse_json(file.bytes, limits);
    if (!document) return std::unexpected(in_file(document.error(), file.path));
    return Resources(file, document->root()).read();
  }
  const auto documents = parse_tagged_yaml(file.bytes, limits);
  if (!documents) return std::unexpected(in_file(documents.error(), file.path));
  return Resources(file, documents->empty() ? Node() : documents->front().root()).read();
}

}  // namespace

extern const Reader cloudformation;
const Reader cloudformation{
    .name = "cloudformation",
    .reads = "CloudFormation and SAM templates",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
