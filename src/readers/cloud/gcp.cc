// The same attributes mean the same in every Google API, so the paths below hold for any type:
// `machineType` is a machine's size wherever it stands. Vertex AI writes accelerators as words of
// an enumeration (`NVIDIA_TESLA_T4`); they are turned into what Compute Engine calls them.
#include "readers/cloud/gcp.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/cloud/ids.h"
#include "readers/cloud/tags.h"
#include "readers/cloud/telling.h"

namespace fundable::cloud {
namespace {

constexpr std::array kTelling{
    Telling{"*", "instance_type", "machineType"},
    Telling{"*", "instance_type", "properties.machineType"},
    Telling{"*", "instance_type", "gceSetup.machineType"},
    Telling{"*", "instance_type", "config.machineType"},
    Telling{"*", "instance_type", "config.masterConfig.machineTypeUri"},
    Telling{"*", "instance_type", "config.workerConfig.machineTypeUri"},
    Telling{"*", "instance_type", "config.secondaryWorkerConfig.machineTypeUri"},
    Telling{"*", "instance_type", "nodeConfig.machineType"},
    Telling{"*", "instance_type", "nodePools.config.machineType"},
    Telling{"*", "instance_type", "machineSpec.machineType"},
    Telling{"*", "instance_type", "dedicatedResources.machineSpec.machineType"},
    Telling{"*", "instance_type", "deployedModels.dedicatedResources.machineSpec.machineType"},
    Telling{"*", "instance_type", "deployedIndexes.dedicatedResources.machineSpec.machineType"},
    Telling{"*", "instance_type", "jobSpec.workerPoolSpecs.machineSpec.machineType"},
    Telling{"*", "instance_type", "trialJobSpec.workerPoolSpecs.machineSpec.machineType"},
    Telling{"*", "instance_type", "resourcePools.machineSpec.machineType"},
    Telling{"*", "instance_type", "trainingTaskInputs.workerPoolSpecs.machineSpec.machineType"},
    Telling{"*", "instance_type", "trainingInput.masterType"},
    Telling{"*", "instance_type", "trainingInput.workerType"},

    Telling{"*", "accelerator", "acceleratorType"},
    Telling{"*", "accelerator", "guestAccelerators.acceleratorType"},
    Telling{"*", "accelerator", "properties.guestAccelerators.acceleratorType"},
    Telling{"*", "accelerator", "acceleratorConfig.type"},
    Telling{"*", "accelerator", "gceSetup.acceleratorConfigs.type"},
    Telling{"*", "accelerator", "config.accelerators.acceleratorType"},
    Telling{"*", "accelerator", "config.workerConfig.accelerators.acceleratorTypeUri"},
    Telling{"*", "accelerator", "nodeConfig.accelerators.acceleratorType"},
    Telling{"*", "accelerator", "nodePools.config.accelerators.acceleratorType"},
    Telling{"*", "accelerator", "machineSpec.acceleratorType"},
    Telling{"*", "accelerator", "dedicatedResources.machineSpec.acceleratorType"},
    Telling{"*", "accelerator", "deployedModels.dedicatedResources.machineSpec.acceleratorType"},
    Telling{"*", "accelerator", "jobSpec.workerPoolSpecs.machineSpec.acceleratorType"},
    Telling{"*", "accelerator", "trialJobSpec.workerPoolSpecs.machineSpec.acceleratorType"},
    Telling{"*", "accelerator", "resourcePools.machineSpec.acceleratorType"},
    Telling{"*", "accelerator", "trainingTaskInputs.workerPoolSpecs.machineSpec.acceleratorType"},
    Telling{"*", "accelerator", "template.nodeSelector.accelerator"},

    Telling{"*", "image", "jobSpec.workerPoolSpecs.containerSpec.imageUri"},
    Telling{"*", "image", "trialJobSpec.workerPoolSpecs.containerSpec.imageUri"},
    Telling{"*", "image", "trainingTaskInputs.workerPoolSpecs.containerSpec.imageUri"},
    Telling{"*", "image", "trainingInput.masterConfig.imageUri"},
    Telling{"*", "image", "containerSpec.imageUri"},
    Telling{"run.googleapis.com/*", "image", "template.containers.image"},
    Telling{"run.googleapis.com/*", "image", "template.template.containers.image"},
    Telling{"run.googleapis.com/*", "image", "spec.template.spec.containers.image"},

    Telling{"aiplatform.googleapis.com/TuningJob", "model", "baseModel"},
    Telling{"aiplatform.googleapis.com/BatchPredictionJob", "model", "publisherModel"},
};

// What makes the type's own mark more telling.
constexpr std::array kDetails{
    Telling{"sqladmin.googleapis.com/Instance", "databaseVersion", "databaseVersion"},
    Telling{"discoveryengine.googleapis.com/*", "solutionType", "solutionType"},
    Telling{"discoveryengine.googleapis.com/*", "solutionTypes", "solutionTypes"},
    Telling{"aiplatform.googleapis.com/Dataset", "schema", "metadataSchemaUri"},
};

constexpr std::array<std::string_view, 5> kLabels{"labels", "resourceLabels", "userLabels",
                                                  "instanceLabels", "effectiveLabels"};

std::string_view first_text(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    if (!trimmed(text).empty()) return trimmed(text);
  }
  return {};
}

// `NVIDIA_TESLA_T4` is `nvidia-tesla-t4`.
void add_accelerators(std::vector<Mark>& marks) {
  for (Mark& mark : marks) {
    if (mark.channel != "accelerator") continue;
    mark.text = lowered(mark.text);
    std::ranges::replace(mark.text, '_', '-');
  }
  std::erase_if(marks, [](const Mark& mark) {
    return mark.channel == "accelerator" && mark.text == "accelerator-type-unspecified";
  });
}

std::string_view state_of(Node data) {
  const Node status = data["status"];
  return first_text({data["state"].text(), status.text(), status["state"].text()});
}

std::string_view name_of(const GcpResource& resource) {
  const Node data = resource.data;
  const std::string_view name =
      first_text({data["displayName"].text(), resource.name, data["name"].text(),
                  data["clusterName"].text(), data["jobId"].text(), resource.id});
  return name.substr(name.rfind('/') + 1);
}

std::string_view location_of(const GcpResource& resource) {
  for (const char* marker : {"locations", "zones", "regions"}) {
    const auto part = part_after(resource.id, marker);
    if (!part.empty() && part != "-" && part != "global") return part;
  }
  const std::string_view location =
      first_text({resource.location, resource.data["location"].text(),
                  resource.data["region"].text(), resource.data["zone"].text()});
  return location.substr(location.rfind('/') + 1);
}

// `my-project` or its number, as the evidence writes it. Placeholders of templates are none.
std::string_view project_in(const GcpResource& resource) {
  std::string_view project = first_text({project_of(resource.id), resource.project});
  project = project.substr(project.rfind('/') + 1);
  return project.contains("{{") ? std::string_view() : project;
}

}  // namespace

Life life_of(const GcpResource& resource) {
  const Life life = life_of(state_of(resource.data));
  const bool is_endpoint = resource.type == "aiplatform.googleapis.com/Endpoint";
  const bool is_empty = resource.data.is_map() && resource.data["deployedModels"].size() == 0;
  return life == Life::kRuns && is_endpoint && is_empty ? Life::kNotYet : life;
}

Observation observation_of(const GcpResource& resource) {
  Observation seen;
  seen.proof = life_of(resource) == Life::kRuns ? Proof::kRuns : Proof::kDeclared;
  seen.platform = "gcp";
  seen.name = presentable(name_of(resource));
  if (!resource.id.contains("{{")) seen.id = presentable(resource.id, 500);
  Mark mark{"gcp_asset", presentable(resource.type), {}};
  for (const Telling& telling : kDetails) {
    if (!fits(resource.type, telling.type)) continue;
    visit_texts(resource.data, telling.path, [&](std::string_view text) {
      if (mark.details.size() > 300) return;
      if (!mark.details.empty()) mark.details += ' ';
      mark.details += std::string(telling.channel) + '=' + presentable(trimmed(text), 100);
    });
  }
  seen.marks.push_back(std::move(mark));
  add_told(seen.marks, resource.type, resource.data, kTelling);
  add_accelerators(seen.marks);
  add_tags(seen.tags, resource.labels);
  for (const std::string_view key : kLabels) add_tags(seen.tags, resource.data[key]);
  add_tags(seen.tags, resource.data["settings"]["userLabels"]);
  const auto put = [&](const char* key, std::string_view value) {
    if (!value.empty()) seen.within.emplace(key, presentable(value));
  };
  put("project", project_in(resource));
  put("region", location_of(resource));
  return seen;
}

std::string subject_of(const GcpResource& resource) {
  return presentable(resource.type + ' ' + std::string(name_of(resource)), 250);
}

}  // namespace fundable::cloud
