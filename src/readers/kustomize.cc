// Reads kustomization files: what they bring in that stands in no manifest beside them.
//
// The manifests that a kustomization lists are read by themselves, each once, however many overlays
// list them. What is left is where it comes from elsewhere: images that it puts in place of others,
// Helm charts, and the folders and manifests that it takes from other repositories, which nobody
// has looked into. Patches, generators and names are not applied; an overlay is no second workload.
#include <algorithm>

#include "base/text.h"
#include "readers/containers/image.h"
#include "readers/file/file.h"
#include "readers/helm/chart.h"

namespace fundable {
namespace {

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  if (name == "kustomization.yaml" || name == "kustomization.yml") return true;
  return name == "kustomization" && head.bytes.contains("resources:");
}

Observation seen_at(const EvidenceFile& file, Node node) {
  Observation seen;
  seen.at = {file.path, at_line(node.line()), {}};
  return seen;
}

void add_images(const EvidenceFile& file, Node images, Reading& reading) {
  for (const Node image : images) {
    const std::string_view name = image["newName"].text();
    if (name.empty()) continue;
    std::string reference(name);
    if (const auto tag = image["newTag"].text(); !tag.empty()) reference += ":" + std::string(tag);
    Observation seen = seen_at(file, image);
    containers::add_image(reference, seen.marks);
    if (seen.marks.empty()) continue;
    seen.name = presentable(image["name"].text(), 100);
    seen.at.says = presentable("runs " + reference + " in place of " + seen.name, 300);
    reading.observations.push_back(std::move(seen));
  }
}

void add_charts(const EvidenceFile& file, Node charts, Reading& reading) {
  for (const Node chart : charts) {
    // As `helmCharts` call it, or as the older `helmChartInflationGenerator` does.
    const Node name = chart["name"].exists() ? chart["name"] : chart["chartName"];
    const Node from = chart["repo"].exists() ? chart["repo"] : chart["chartRepo"];
    if (name.text().empty()) continue;
    const Origin at{file.path, at_line(chart.line()), {}};
    reading.observations.push_back(helm::installed(name.text(), from.text(), at));
  }
}

// `github.com/owner/name//folder?ref=main`, `git@host:…`, `https://…/manifests.yaml`. A folder
// beside it has no dot before its first slash.
bool is_elsewhere(std::string_view resource) {
  if (resource.contains("://") || resource.starts_with("git@")) return true;
  const std::string_view first = resource.substr(0, resource.find('/'));
  return first.size() < resource.size() && !first.starts_with('.') && first.contains('.') &&
         resource.contains("?ref=");
}

void add_resources(const EvidenceFile& file, Node resources, Reading& reading) {
  for (const Node resource : resources) {
    if (!is_elsewhere(resource.text())) continue;
    Observation seen = seen_at(file, resource);
    const std::string where = presentable(resource.text(), 200);
    seen.name = where;
    seen.marks.push_back({"command", "kustomize build " + where, {}});
    seen.at.says = "takes in " + where;
    reading.observations.push_back(std::move(seen));
    reading.skipped.push_back({at_line(resource.line()), "what " + where + " holds"});
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  Reading reading;
  for (const Document& document : *documents) {
    const Node root = document.root();
    add_images(file, root["images"], reading);
    add_charts(file, root["helmCharts"], reading);
    add_charts(file, root["helmChartInflationGenerator"], reading);
    for (const char* key : {"resources", "bases", "components"}) {
      add_resources(file, root[key], reading);
    }
  }
  if (reading.observations.empty()) {
    reading.skipped.push_back({"", "it takes in nothing but what lies beside it"});
  }
  return reading;
}

}  // namespace

extern const Reader kustomize;
const Reader kustomize{
    .name = "kustomize",
    .reads = "Kustomize files",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
