// Finds charts where the controllers that install them have their names.
//
// Flux names the repository by an object of its own, so that only the chart's name is known.
// A chart that Argo CD takes from a folder in a git repository has no name.
#include "readers/kubernetes/charts.h"

#include "readers/helm/chart.h"

namespace fundable::kube {
namespace {

void add(Node name, Node repository, std::vector<std::string>& charts) {
  if (name.text().empty()) return;
  charts.push_back(helm::reference_of(name.text(), repository.text()));
}

}  // namespace

std::vector<std::string> charts_of(const Object& object) {
  const std::string type = type_of(object);
  const Node spec = object.root["spec"];
  std::vector<std::string> charts;
  if (type == "argoproj.io/Application") {
    add(spec["source"]["chart"], spec["source"]["repoURL"], charts);
    for (const Node source : spec["sources"]) add(source["chart"], source["repoURL"], charts);
  } else if (type == "helm.toolkit.fluxcd.io/HelmRelease") {
    add(spec["chart"]["spec"]["chart"], {}, charts);
  } else if (type == "helm.cattle.io/HelmChart") {
    add(spec["chart"], spec["repo"], charts);
  }
  return charts;
}

}  // namespace fundable::kube
