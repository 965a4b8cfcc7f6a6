// Reads `terraform show -json`: of state, or of a saved plan.
//
// A plan knows more than state: what exists and stays, what it changes or destroys, and what is
// only to be created. What exists runs today and is taken with its attributes of today (`before`);
// what is to be created is declared. Each address is taken once: from the changes first, then from
// the state before the plan (a plan with -target leaves resources out of its changes), then from
// the planned values.
//
// Left out on purpose: the configuration (the Terraform reader for code does that), outputs, drift
// and checks.
#include <algorithm>
#include <unordered_set>

#include "base/schema.h"
#include "base/text.h"
#include "readers/table.h"
#include "readers/terraform/resource.h"

namespace fundable {
namespace {

using terraform::Collector;
using terraform::Resource;
using Seen = std::unordered_set<std::string>;

bool recognises(const EvidenceFile& head) {
  const std::string_view start = trimmed(head.bytes);
  if (!start.starts_with('{') && !start.starts_with("\xEF\xBB\xBF{")) return false;
  const auto has = [&](std::string_view key) { return start.contains(key); };
  return has("\"format_version\"") && !has("\"provider_schemas\"") &&
         (has("\"terraform_version\"") || has("\"planned_values\"") ||
          has("\"resource_changes\"") || has("\"root_module\""));
}

// `sensitive` has the shape of the attributes, with true where one is sensitive. Of tags and
// labels a part is enough to hide all of them.
std::set<std::string, std::less<>> sensitive_of(Node sensitive) {
  std::set<std::string, std::less<>> names;
  for (const Node node : sensitive) {
    const bool tags = node.key().contains("tags") || node.key().contains("labels");
    if (node.is_true() || (tags && node.size() > 0)) names.emplace(node.key());
  }
  return names;
}

// What both a listed resource and a change say of a resource.
Resource resource_of(Node node) {
  Resource resource;
  resource.type = node["type"].text();
  resource.name = node["name"].text();
  resource.module = node["module_address"].text();
  resource.index = terraform::index_of(node["index"]);
  return resource;
}

// Whether the resource is managed here and not seen before; counts what is not managed.
bool is_new(Node node, const std::string& locator, Seen& seen, Collector& collector) {
  const std::string_view address = node["address"].text();
  if (node["type"].text().empty() || address.empty()) {
    collector.skip(locator, "it has no type or address");
    return false;
  }
  if (!seen.emplace(address).second) return false;
  if (node["mode"].text() != "data") return true;
  collector.add_data_source();
  return false;
}

enum class Action { kKeep, kUpdate, kCreate, kDestroy, kReplace, kForget };

Action action_of(Node actions) {
  bool creates = false;
  bool destroys = false;
  for (const Node action : actions) {
    if (action.text() == "update") return Action::kUpdate;
    if (action.text() == "forget") return Action::kForget;
    creates = creates || action.text() == "create";
    destroys = destroys || action.text() == "delete";
  }
  if (creates && destroys) return Action::kReplace;
  if (creates) return Action::kCreate;
  return destroys ? Action::kDestroy : Action::kKeep;
}

std::string_view says_of(Action action) {
  switch (action) {
    case Action::kKeep:
      return "exists";
    case Action::kUpdate:
      return "exists and the plan changes it";
    case Action::kCreate:
      return "is to be created by the plan";
    case Action::kDestroy:
      return "exists and the plan destroys it";
    case Action::kReplace:
      return "exists and the plan replaces it";
    case Action::kForget:
      return "exists and the plan no longer manages it";
  }
  return {};
}

void read_change(Node node, const std::string& locator, Seen& seen, Collector& collector) {
  if (!node["deposed"].is_null()) {
    return collector.skip(locator, "it has been replaced and waits to be destroyed");
  }
  if (!is_new(node, locator, seen, collector)) return;
  const Node change = node["change"];
  const Action action = action_of(change["actions"]);
  const bool creates = action == Action::kCreate;
  Resource resource = resource_of(node);
  resource.attributes = change[creates ? "after" : "before"];
  resource.sensitive = sensitive_of(change[creates ? "after_sensitive" : "before_sensitive"]);
  collector.add(resource, locator, creates ? Proof::kDeclared : Proof::kRuns, says_of(action));
}

struct Module {
  Node node;
  std::string locator;
};

// A module and those below it, without recursion: depth is the evidence's choice.
void read_modules(Module root, Proof proof, std::string_view says, Seen& seen,
                  Collector& collector) {
  std::vector<Module> open{std::move(root)};
  while (!open.empty()) {
    const Module module = std::move(open.back());
    open.pop_back();
    std::size_t index = 0;
    for (const Node node : module.node["resources"]) {
      const std::string locator = module.locator + "/resources/" + std::to_string(index++);
      if (!is_new(node, locator, seen, collector)) continue;
      Resource resource = resource_of(node);
      resource.module = module.node["address"].text();
      resource.attributes = node["values"];
      resource.sensitive = sensitive_of(node["sensitive_values"]);
      collector.add(resource, locator, proof, says);
    }
    const std::size_t first = open.size();
    index = 0;
    for (const Node child : module.node["child_modules"]) {
      open.push_back({child, module.locator + "/child_modules/" + std::to_string(index++)});
    }
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  Collector collector(file, limits);
  Seen seen;
  std::size_t index = 0;
  for (const Node change : root["resource_changes"]) {
    read_change(change, "resource_changes/" + std::to_string(index++), seen, collector);
  }
  read_modules({root["prior_state"]["values"]["root_module"], "prior_state/values/root_module"},
               Proof::kRuns, "exists", seen, collector);
  read_modules({root["planned_values"]["root_module"], "planned_values/root_module"},
               Proof::kDeclared, "is planned", seen, collector);
  read_modules({root["values"]["root_module"], "values/root_module"}, Proof::kRuns,
               "is in the state", seen, collector);
  if (seen.empty()) collector.skip("", "it holds no resources");
  return collector.reading();
}

}  // namespace

extern const Reader terraform_show;
const Reader terraform_show{
    .name = "terraform_show",
    .reads = "terraform show -json, of state or of a plan",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
