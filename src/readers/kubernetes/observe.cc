// Puts together what the other files of this folder find in an object.
//
// A pod that a ReplicaSet made is an observation as well as the ReplicaSet and the Deployment:
// a dump may hold any of them alone. Each names its owner, so that they can be taken as one.
#include "readers/kubernetes/observe.h"

#include "base/text.h"
#include "readers/kubernetes/charts.h"
#include "readers/kubernetes/kinds.h"
#include "readers/kubernetes/platform.h"
#include "readers/kubernetes/pods.h"
#include "readers/kubernetes/proof.h"

namespace fundable::kube {
namespace {

std::string_view restart_policy(const Pods& pods) {
  for (const Node spec : pods.specs) {
    if (const auto policy = spec["restartPolicy"].text(); !policy.empty()) return policy;
  }
  return {};
}

// What the accelerators are asked for: `job`, `service` or `other`.
std::string_view gpu_use(const Object& object, const Pods& pods) {
  const bool is_pod = type_of(object) == "core/Pod";
  const Node owner = is_pod ? controller_of(object) : Node();
  const std::string_view kind = owner.exists() ? owner["kind"].text() : object.kind;
  if (const auto use = use_of(kind); !use.empty()) return use;
  const std::string_view policy = restart_policy(pods);
  if (policy == "Never" || policy == "OnFailure") return "job";
  return is_pod ? "service" : "other";
}

void add_place(Observation& seen, const Object& object) {
  const Node metadata = object.root["metadata"];
  for (const auto& [as, value] : {std::pair{"namespace", metadata["namespace"].text()},
                                  std::pair{"cluster", metadata["clusterName"].text()}}) {
    if (!value.empty()) seen.within[as] = presentable(value);
  }
  if (const Node owner = controller_of(object); owner.exists()) {
    seen.within["owner"] =
        presentable(std::string(owner["kind"].text()) + "/" + std::string(owner["name"].text()));
  }
}

void add_pods(Observation& seen, const Object& object, const Pods& pods) {
  for (const std::string& image : pods.images) seen.marks.push_back({"image", image, {}});
  for (const std::string& command : pods.commands) seen.marks.push_back({"command", command, {}});
  if (!pods.gpus.empty()) {
    const std::string details = presentable(details_of(pods.gpus), 300);
    seen.marks.push_back({"gpu", std::string(gpu_use(object, pods)), details});
  }
  for (const auto& [key, value] : pods.labels) seen.tags.try_emplace(key, value);
}

std::string said_of_workload(const Object& object, const Pods& pods) {
  const std::string_view life = life_of(object);
  std::string says = subject_of(object);
  if (!life.empty()) says += " " + std::string(life);
  if (!pods.gpus.empty()) {
    says += (life.empty() ? " asks for " : " and asks for ") + phrase_of(pods.gpus);
  } else if (life.empty()) {
    says += " is declared";
  }
  return presentable(says, 300);
}

std::string_view instance_type(Node node) {
  const Node labels = node["metadata"]["labels"];
  const std::string_view type = labels["node.kubernetes.io/instance-type"].text();
  return type.empty() ? labels["beta.kubernetes.io/instance-type"].text() : type;
}

void add_node(Observation& seen, const Object& object) {
  seen.is_host = seen.name;
  if (const auto type = instance_type(object.root); !type.empty()) {
    seen.marks.push_back({"instance_type", presentable(type), {}});
  }
  const Node status = object.root["status"];
  auto gpus = accelerators_in(status["capacity"]);
  if (gpus.empty()) gpus = accelerators_in(status["allocatable"]);
  std::string has;
  for (const auto& [resource, count] : gpus) {
    has += (has.empty() ? " has " : " and ") + std::to_string(count.value_or(0)) + " " + resource;
  }
  seen.at.says = presentable("node " + seen.name + (has.empty() ? " is a cluster node" : has), 300);
}

std::string said_of_platform(const Object& object, const std::string& platform) {
  return subject_of(object) + " belongs to a cluster on " + platform;
}

// What Kubeflow's compiler makes of a pipeline is an Argo Workflow that says so.
bool is_compiled_pipeline(Node metadata) {
  for (const Node annotation : metadata["annotations"]) {
    if (annotation.key().starts_with("pipelines.kubeflow.org/")) return true;
  }
  return false;
}

}  // namespace

std::optional<Observation> observation_of(const Object& object, const std::string& path) {
  const std::vector<std::string> charts = charts_of(object);
  if (charts.empty() && says_nothing(object)) return {};
  const Pods pods = pods_of(object);
  const Node metadata = object.root["metadata"];
  Observation seen;
  seen.at = {.source = path, .locator = object.locator, .says = {}};
  seen.proof = life_of(object).empty() ? Proof::kDeclared : Proof::kRuns;
  seen.platform = platform_of(object, pods.specs);
  if (says_only_platform(object) && seen.platform.empty()) return {};
  seen.name = presentable(metadata["name"].text());
  if (seen.name.empty()) seen.name = presentable(metadata["generateName"].text());
  seen.id = presentable(metadata["uid"].text());
  seen.marks.push_back({"kubernetes", type_of(object), {}});
  if (is_compiled_pipeline(metadata)) {
    seen.marks.push_back({"kubernetes", "pipelines.kubeflow.org/PipelineSpec", {}});
  }
  for (const std::string& chart : charts) seen.marks.push_back({"helm", chart, {}});
  seen.tags = texts_of(metadata["labels"]);
  add_place(seen, object);
  add_pods(seen, object, pods);
  if (type_of(object) == "core/Node") {
    add_node(seen, object);
  } else if (says_only_platform(object)) {
    seen.at.says = said_of_platform(object, seen.platform);
  } else {
    seen.at.says = said_of_workload(object, pods);
    seen.runs_on_host = presentable(object.root["spec"]["nodeName"].text());
  }
  return seen;
}

}  // namespace fundable::kube
