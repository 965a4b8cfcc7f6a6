// Reads compiled pipelines of Kubeflow Pipelines, version 2 (`kfp.compiler`): YAML, or JSON as
// Vertex AI Pipelines take it, alone or as the `pipelineSpec` of a job.
//
// A compiled pipeline is meant to run: on Kubeflow anywhere or on Vertex AI, which it does not say,
// so that its platform stays open. Its executors name the images and accelerators of its steps.
//
// Left out on purpose: commands and arguments, which hold whole programs; parameters.
#include <algorithm>
#include <array>

#include "base/json_head.h"
#include "base/schema.h"
#include "base/text.h"
#include "readers/cloud/telling.h"
#include "readers/table.h"

namespace fundable {
namespace {

constexpr std::array kTelling{
    cloud::Telling{"*", "image", "container.image"},
    cloud::Telling{"*", "accelerator", "container.resources.accelerator.type"},
    cloud::Telling{"*", "accelerator", "container.resources.accelerator.resourceType"},
};

bool is_json(std::string_view bytes) { return trimmed(bytes.substr(0, 1000)).starts_with('{'); }

bool recognises(const EvidenceFile& head) {
  if (is_json(head.bytes)) {
    const JsonHead json(head.bytes);
    for (const std::string in : {"", "pipelineSpec/"}) {
      if (json.has(in + "components") && json.has(in + "deploymentSpec")) return true;
      if (json.has(in + "pipelineInfo/name") && json.has(in + "root/dag")) return true;
    }
    return false;
  }
  // The compiler sorts its keys.
  const std::string_view start = head.bytes.substr(0, 100);
  return start.starts_with("# PIPELINE DEFINITION") ||
         (start.starts_with("components:\n") && head.bytes.contains("\ndeploymentSpec:\n"));
}

// The pipeline in a document; absent where it holds none.
Node pipeline_in(Node root) {
  const Node spec = root["pipelineSpec"].is_map() ? root["pipelineSpec"] : root;
  return spec["pipelineInfo"].is_map() && spec["root"].is_map() ? spec : Node();
}

Observation observation_of(Node pipeline, const std::string& path) {
  Observation seen;
  seen.name = presentable(trimmed(pipeline["pipelineInfo"]["name"].text()));
  seen.marks.push_back({"kubernetes", "pipelines.kubeflow.org/PipelineSpec", {}});
  const Node executors = pipeline["deploymentSpec"]["executors"];
  for (const Node executor : executors) cloud::add_told(seen.marks, "", executor, kTelling);
  const std::uint32_t line = pipeline["pipelineInfo"].key_line();
  seen.at = {path, "line " + std::to_string(line),
             "pipeline " + seen.name + " of " + counted(executors.size(), "step")};
  return seen;
}

Result<std::vector<Document>> documents_of(const EvidenceFile& file, const Limits& limits) {
  if (!is_json(file.bytes)) return parse_yaml(file.bytes, limits);
  auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(document.error());
  std::vector<Document> one;
  one.push_back(std::move(*document));
  return one;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = documents_of(file, limits);
  if (!documents) return std::unexpected(in_file(documents.error(), file.path));
  Reading reading;
  for (const Document& document : *documents) {
    const Node pipeline = pipeline_in(document.root());
    if (pipeline.exists()) reading.observations.push_back(observation_of(pipeline, file.path));
  }
  if (reading.observations.empty()) {
    return failure(ErrorKind::kInput, "no compiled pipeline: pipelineInfo or root is missing",
                   file.path, "Compile it with `kfp dsl compile`.");
  }
  return reading;
}

}  // namespace

extern const Reader kubeflow_pipeline;
const Reader kubeflow_pipeline{
    .name = "kubeflow_pipeline",
    .reads = "compiled pipelines of Kubeflow Pipelines and Vertex AI",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
