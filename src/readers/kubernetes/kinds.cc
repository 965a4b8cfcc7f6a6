// Which kinds make observations, and which do not.
//
// Kubernetes' own groups are closed: what is not listed as a workload there is settings. Custom
// resources are open: each is an observation, because the catalogue may know it or learn it, but
// for the groups below, whose objects only route, secure, package or measure what others run.
#include "readers/kubernetes/kinds.h"

#include <algorithm>
#include <array>

namespace fundable::kube {
namespace {

using Words = std::string_view;

constexpr auto kJobs = std::to_array<Words>(
    {"CronWorkflow", "Experiment", "JobSet", "Pipeline", "PipelineRun", "ScheduledSparkApplication",
     "SparkApplication", "Task", "TaskRun", "Trial", "Workflow", "WorkflowTemplate"});

constexpr auto kServices = std::to_array<Words>(
    {"DaemonSet", "Deployment", "DeploymentConfig", "InferenceGraph", "InferenceService",
     "LLMInferenceService", "LeaderWorkerSet", "NIMService", "Node", "RayService", "ReplicaSet",
     "ReplicationController", "Revision", "Rollout", "SeldonDeployment", "Service",
     "ServingRuntime", "StatefulSet"});

constexpr auto kOthers = std::to_array<Words>({"Notebook", "RayCluster", "DaskCluster"});

constexpr auto kOwnGroups = std::to_array<Words>({"admissionregistration.k8s.io",
                                                  "apiextensions.k8s.io",
                                                  "apiregistration.k8s.io",
                                                  "apps",
                                                  "authentication.k8s.io",
                                                  "authorization.k8s.io",
                                                  "autoscaling",
                                                  "batch",
                                                  "certificates.k8s.io",
                                                  "coordination.k8s.io",
                                                  "core",
                                                  "discovery.k8s.io",
                                                  "events.k8s.io",
                                                  "extensions",
                                                  "flowcontrol.apiserver.k8s.io",
                                                  "internal.apiserver.k8s.io",
                                                  "metrics.k8s.io",
                                                  "networking.k8s.io",
                                                  "node.k8s.io",
                                                  "policy",
                                                  "rbac.authorization.k8s.io",
                                                  "resource.k8s.io",
                                                  "scheduling.k8s.io",
                                                  "storage.k8s.io",
                                                  "storagemigration.k8s.io"});

constexpr auto kOwnWorkloads =
    std::to_array<Words>({"CronJob", "DaemonSet", "Deployment", "Job", "Node", "Pod", "ReplicaSet",
                          "ReplicationController", "StatefulSet"});

constexpr auto kPlatformTellers =
    std::to_array<Words>({"core/PersistentVolume", "core/PersistentVolumeClaim",
                          "core/ServiceAccount", "storage.k8s.io/StorageClass"});

// Groups whose objects support what others run, and files that only look like objects.
constexpr auto kSupporting = std::to_array<Words>({"acme.cert-manager.io",
                                                   "backstage.io",
                                                   "bitnami.com",
                                                   "cert-manager.io",
                                                   "cilium.io",
                                                   "config.openshift.io",
                                                   "console.openshift.io",
                                                   "crd.projectcalico.org",
                                                   "external-secrets.io",
                                                   "gateway.networking.k8s.io",
                                                   "image.openshift.io",
                                                   "kind.x-k8s.io",
                                                   "kubeadm.k8s.io",
                                                   "kubelet.config.k8s.io",
                                                   "kueue.x-k8s.io",
                                                   "kustomize.config.k8s.io",
                                                   "kustomize.toolkit.fluxcd.io",
                                                   "kyverno.io",
                                                   "networking.istio.io",
                                                   "oauth.openshift.io",
                                                   "operators.coreos.com",
                                                   "projectcalico.org",
                                                   "project.openshift.io",
                                                   "route.openshift.io",
                                                   "secrets-store.csi.x-k8s.io",
                                                   "security.istio.io",
                                                   "skaffold",
                                                   "snapshot.storage.k8s.io",
                                                   "source.toolkit.fluxcd.io",
                                                   "telemetry.istio.io",
                                                   "template.openshift.io",
                                                   "traefik.containo.us",
                                                   "traefik.io",
                                                   "user.openshift.io",
                                                   "velero.io"});

// Single types of groups that hold workloads too.
constexpr auto kSupportingTypes = std::to_array<Words>(
    {"argoproj.io/AppProject", "argoproj.io/Application", "kubeflow.org/PodDefault",
     "kubeflow.org/Profile", "monitoring.coreos.com/PodMonitor", "monitoring.coreos.com/Probe",
     "monitoring.coreos.com/PrometheusRule", "monitoring.coreos.com/ServiceMonitor",
     "scheduling.volcano.sh/PodGroup", "scheduling.volcano.sh/Queue",
     "serving.kserve.io/ClusterServingRuntime", "serving.kserve.io/LLMInferenceServiceConfig",
     "trainer.kubeflow.org/ClusterTrainingRuntime", "trainer.kubeflow.org/TrainingRuntime"});

bool has(const auto& words, Words word) { return std::ranges::find(words, word) != words.end(); }

// A Deployment keeps the ReplicaSets of its past versions, scaled to zero.
bool is_past_version(const Object& object) {
  return object.kind == "ReplicaSet" && controller_of(object).exists() &&
         count_at(object.root["spec"]["replicas"]) == 0;
}

}  // namespace

std::string_view use_of(std::string_view kind) {
  if (kind.ends_with("Job") || has(kJobs, kind)) return "job";
  if (has(kServices, kind)) return "service";
  return has(kOthers, kind) ? "other" : "";
}

bool says_nothing(const Object& object) {
  if (has(kOwnGroups, object.group)) {
    return is_past_version(object) ||
           (!has(kOwnWorkloads, object.kind) && !says_only_platform(object));
  }
  return has(kSupporting, object.group) || has(kSupportingTypes, type_of(object));
}

bool says_only_platform(const Object& object) { return has(kPlatformTellers, type_of(object)); }

}  // namespace fundable::kube
