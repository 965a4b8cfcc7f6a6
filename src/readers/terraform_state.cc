// Reads Terraform and OpenTofu state, version 4: every managed resource that is applied.
//
// State is the best proof of what runs outside AWS: it names each resource with its attributes, and
// it stands there only because the provider has made it. Data sources only read what others manage;
// utility resources (random, null, …) run nowhere; both are counted, not observed. The applied
// resources that pytest-terraform dumps (`resources`, type, name, attributes) are state as well.
//
// Left out on purpose: outputs, and every attribute not named in terraform/, as they hold secrets.
#include <algorithm>

#include "base/schema.h"
#include "base/text.h"
#include "readers/table.h"
#include "readers/terraform/provider.h"
#include "readers/terraform/resource.h"

namespace fundable {
namespace {

using terraform::Collector;
using terraform::Resource;

bool recognises(const EvidenceFile& head) {
  const std::string_view start = trimmed(head.bytes);
  if (!start.starts_with('{') && !start.starts_with("\xEF\xBB\xBF{")) return false;
  const auto has = [&](std::string_view key) { return start.contains(key); };
  return head.path.ends_with(".tfstate") || head.path.ends_with(".tfstate.backup") ||
         has("\"pytest-terraform\"") ||
         (has("\"lineage\"") && (has("\"terraform_version\"") || has("\"serial\"")));
}

// Names of attributes that Terraform marks as sensitive as a whole. Of tags and labels a part is
// enough to hide all of them.
std::set<std::string, std::less<>> sensitive_of(Node paths) {
  std::set<std::string, std::less<>> names;
  for (const Node path : paths) {
    if (path.size() == 0) continue;
    const Node step = *path.begin();
    const std::string_view name = (step.is_map() ? step["value"] : step).text();
    const bool tags = name.contains("tags") || name.contains("labels");
    if (path.size() == 1 || tags) names.emplace(name);
  }
  return names;
}

void read_instance(Node instance, Resource resource, const std::string& locator,
                   Collector& collector) {
  if (!instance["deposed"].is_null()) {
    collector.skip(locator, "it has been replaced and waits to be destroyed");
    return;
  }
  resource.index = terraform::index_of(instance["index_key"]);
  resource.attributes = instance["attributes"];
  // What Terraform 0.11 wrote stays flat until the next apply.
  if (!resource.attributes.is_map()) resource.attributes = instance["attributes_flat"];
  resource.sensitive = sensitive_of(instance["sensitive_attributes"]);
  const bool tainted = instance["status"].text() == "tainted";
  collector.add(resource, locator, Proof::kRuns,
                tainted ? "is in the state, to be replaced" : "is in the state");
}

void read_resource(Node node, const std::string& locator, Collector& collector) {
  if (node["mode"].text() == "data") return collector.add_data_source();
  Resource resource;
  resource.type = node["type"].text();
  resource.name = node["name"].text();
  resource.module = node["module"].text();
  if (resource.type.empty()) return collector.skip(locator, "it has no type");
  if (node["instances"].size() == 0) return collector.skip(locator, "it has no instances");
  std::size_t index = 0;
  for (const Node instance : node["instances"]) {
    read_instance(instance, resource, locator + "/instances/" + std::to_string(index++), collector);
  }
}

Reading read_dump(Node resources, Collector& collector) {
  for (const Node type : resources) {
    for (const Node node : type) {
      if (terraform::only_reads(type.key())) {
        collector.add_data_source();
        continue;
      }
      Resource resource;
      resource.type = type.key();
      resource.name = node.key();
      resource.attributes = node;
      collector.add(resource,
                    "resources/" + terraform::pointer_part(type.key()) + '/' +
                        terraform::pointer_part(node.key()),
                    Proof::kRuns, "is in the state");
    }
  }
  return collector.reading();
}

// The sentence and the fix for what looks like state but holds nothing that can be read.
Result<> check(Node root, const std::string& path) {
  if (!root["encrypted_data"].is_null()) {
    return failure(ErrorKind::kInput, "the state is encrypted", path,
                   "Run `tofu state pull` where the key is configured, and use its output.");
  }
  if (root["version"].text() == "4") return {};
  if (!root["backend"].is_null()) {
    return failure(ErrorKind::kInput, "this only says where the state is kept", path,
                   "Run `terraform state pull`, and use its output.");
  }
  const std::string version = presentable(root["version"].text());
  return failure(ErrorKind::kInput,
                 version.empty() ? "the state has no version"
                                 : "the state has version " + version + "; version 4 can be read",
                 path, "Run `terraform state pull` with Terraform 0.12 or newer.");
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  Collector collector(file, limits);
  if (root["pytest-terraform"].exists()) return read_dump(root["resources"], collector);
  if (auto fine = check(root, file.path); !fine) return std::unexpected(fine.error());
  if (file.path.ends_with(".backup")) {
    collector.skip("resources", "a backup: the state as it was before its last change");
    return collector.reading();
  }
  std::size_t index = 0;
  for (const Node node : root["resources"]) {
    read_resource(node, "resources/" + std::to_string(index++), collector);
  }
  return collector.reading();
}

}  // namespace

extern const Reader terraform_state;
const Reader terraform_state{
    .name = "terraform_state",
    .reads = "Terraform or OpenTofu state, version 4",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
