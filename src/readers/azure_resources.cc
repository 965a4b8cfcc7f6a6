// Reads lists of Azure resources: `az resource list` and other `az … list`, Azure Resource Graph
// (`az graph query`), answers of the management API.
//
// What stands in a list exists, so it is proof that runs; a provisioning state that says otherwise
// is believed. An item is known by its resource id, from which type, subscription and resource
// group follow where the item does not name them. What Azure Arc shows (own servers, clusters of
// other clouds) is only managed by Azure: its platform stays open.
//
// Left out on purpose: properties not named here, as any may hold a secret; the sub-resources that
// an item lists by id alone.
#include <algorithm>
#include <array>

#include "base/json_head.h"
#include "base/schema.h"
#include "base/text.h"
#include "readers/cloud/ids.h"
#include "readers/cloud/life.h"
#include "readers/cloud/tags.h"
#include "readers/cloud/telling.h"
#include "readers/table.h"

namespace fundable {
namespace {

using cloud::Life;
using cloud::Telling;

constexpr std::array kTelling{
    Telling{"Microsoft.CognitiveServices/accounts", "azure_cognitive_kind", "kind"},

    Telling{"Microsoft.App/containerApps", "image", "properties.template.containers.image"},
    Telling{"Microsoft.App/jobs", "image", "properties.template.containers.image"},
    Telling{"Microsoft.ContainerInstance/containerGroups", "image",
            "properties.containers.properties.image"},

    Telling{"Microsoft.Batch/batchAccounts/pools", "instance_type", "properties.vmSize"},
    Telling{"Microsoft.Compute/virtualMachines", "instance_type",
            "properties.hardwareProfile.vmSize"},
    Telling{"Microsoft.Compute/virtualMachines", "instance_type", "hardwareProfile.vmSize"},
    Telling{"Microsoft.Compute/virtualMachineScaleSets", "instance_type", "sku.name"},
    Telling{"Microsoft.ContainerService/managedClusters", "instance_type",
            "properties.agentPoolProfiles.vmSize"},
    Telling{"Microsoft.ContainerService/managedClusters", "instance_type",
            "agentPoolProfiles.vmSize"},
    Telling{"Microsoft.ContainerService/managedClusters/agentPools", "instance_type",
            "properties.vmSize"},
    Telling{"Microsoft.HDInsight/clusters", "instance_type",
            "properties.computeProfile.roles.hardwareProfile.vmSize"},
    Telling{"Microsoft.MachineLearningServices/workspaces/computes", "instance_type",
            "properties.properties.vmSize"},
    Telling{"Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
            "instance_type", "properties.instanceType"},
};

// What Azure manages where it is not.
constexpr std::array<std::string_view, 5> kElsewhere{
    "Microsoft.AzureArcData/*", "Microsoft.ConnectedVMwarevSphere/*", "Microsoft.HybridCompute/*",
    "Microsoft.Kubernetes/*", "Microsoft.ScVmm/*"};

constexpr std::array<std::string_view, 2> kLists{"value", "data"};

bool is_resource_id(std::string_view text) {
  return lowered(text.substr(0, 15)) == "/subscriptions/";
}

bool recognises(const EvidenceFile& head) {
  const JsonHead json(head.bytes);
  if (is_resource_id(json.text("id"))) return true;
  return !json.is_list() && std::ranges::any_of(kLists, [&](std::string_view list) {
    return is_resource_id(json.text(std::string(list) + "/id"));
  });
}

std::string_view first_text(std::initializer_list<Node> nodes) {
  for (const Node node : nodes) {
    if (const auto text = trimmed(node.text()); !text.empty()) return text;
  }
  return {};
}

std::string details_of(Node item) {
  std::string details;
  const auto add = [&](std::string_view key, std::string_view value) {
    if (value.empty()) return;
    if (!details.empty()) details += ' ';
    details += std::string(key) + presentable(value, 100);
  };
  const Node properties = item["properties"];
  add("kind=", trimmed(item["kind"].text()));
  add("sku=", first_text({item["sku"]["name"], item["sku"], properties["sku"]["name"]}));
  add("", trimmed(properties["model"]["name"].text()));
  return details;
}

std::map<std::string, std::string> place_of(Node item, std::string_view id) {
  std::map<std::string, std::string> within;
  const auto put = [&](const char* key, std::string_view value) {
    if (!value.empty()) within.emplace(key, presentable(value));
  };
  const std::string_view subscription = cloud::account_of(id);
  put("account", subscription.empty() ? first_text({item["subscriptionId"]}) : subscription);
  const std::string_view group = cloud::resource_group_of(id);
  put("resource_group", group.empty() ? first_text({item["resourceGroup"]}) : group);
  put("region", first_text({item["location"]}));
  return within;
}

Life life_of(Node item) {
  const Node properties = item["properties"];
  return cloud::life_of(first_text(
      {properties["provisioningState"], item["provisioningState"], properties["status"]}));
}

class List {
 public:
  explicit List(const EvidenceFile& file) : file_(file) {}

  void add(Node item, std::string locator) {
    const std::string_view id = trimmed(item["id"].text());
    const std::string written(first_text({item["type"]}));
    const std::string type = written.contains('/') ? written : cloud::arm_type_of(id);
    if (!is_resource_id(id) || type.empty()) {
      return skip(std::move(locator), "it has no resource id or no type");
    }
    const Life life = life_of(item);
    if (life == Life::kGone) return skip(std::move(locator), "it is deleted");
    Observation seen;
    seen.proof = life == Life::kRuns ? Proof::kRuns : Proof::kDeclared;
    const bool is_elsewhere = std::ranges::any_of(
        kElsewhere, [&](std::string_view pattern) { return cloud::fits(type, pattern); });
    if (!is_elsewhere) seen.platform = "azure";
    seen.name = presentable(first_text({item["name"]}));
    if (seen.name.empty()) seen.name = presentable(id.substr(id.rfind('/') + 1));
    seen.id = presentable(id, 500);
    seen.marks.push_back({"arm", presentable(type), details_of(item)});
    cloud::add_told(seen.marks, type, item, kTelling);
    cloud::add_tags(seen.tags, item["tags"]);
    seen.within = place_of(item, id);
    const std::string says =
        life == Life::kRuns ? "is in the list of resources" : std::string(cloud::words_of(life));
    seen.at = {file_.path, std::move(locator),
               presentable(type + ' ' + seen.name, 250) + ' ' + says};
    reading_.observations.push_back(std::move(seen));
  }

  void add_all(Node items, const std::string& pointer) {
    std::size_t index = 0;
    for (const Node item : items) add(item, pointer + std::to_string(index++));
    if (index == 0) skip(pointer, "the list is empty");
  }

  void skip(std::string locator, std::string why) {
    reading_.skipped.push_back({std::move(locator), std::move(why)});
  }

  Reading reading() { return std::move(reading_); }

 private:
  const EvidenceFile& file_;
  Reading reading_;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  List list(file);
  if (root.is_list()) {
    list.add_all(root, "");
  } else if (root["value"].is_list()) {
    list.add_all(root["value"], "value/");
  } else if (root["data"].is_list()) {
    list.add_all(root["data"], "data/");
  } else if (is_resource_id(root["id"].text())) {
    list.add(root, "");
  } else {
    return failure(ErrorKind::kInput, "no list of Azure resources", file.path,
                   "Export with `az resource list --output json` or `az graph query`.");
  }
  // A further page is not in the file.
  for (const char* more : {"nextLink", "skip_token", "$skipToken"}) {
    if (!root[more].is_null() && root.is_map()) {
      list.skip(more, "the list goes on: this is one page of it");
    }
  }
  return list.reading();
}

}  // namespace

extern const Reader azure_resources;
const Reader azure_resources{
    .name = "azure_resources",
    .reads = "Azure resources, az resource list or Azure Resource Graph",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
