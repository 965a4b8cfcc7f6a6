// What the Kubernetes reader sees in one object: marks, proof, platform, GPUs.
#include <gtest/gtest.h>

#include "tests/readers/kubernetes/sample.h"

namespace fundable::kube {
namespace {

// A pod with one container, which has `more` in it and after it.
std::string pod(std::string_view more) {
  return "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n}\n" + std::string(more);
}

std::string gpu_container(int gpus) {
  return "{name: c, image: img, resources: {limits: {nvidia.com/gpu: " + std::to_string(gpus) +
         "}}}";
}

TEST(Kubernetes, APyTorchJobIsDeclared) {
  const auto seen = only(R"(# training
apiVersion: kubeflow.org/v1
kind: PyTorchJob
metadata: {name: segmenter, namespace: ml, labels: {app: segmenter}}
spec:
  pytorchReplicaSpecs:
    Master: {replicas: 1, template: {spec: {containers: [{name: m, image: "registry/t:2"}]}}}
    Worker:
      replicas: 4
      template:
        metadata: {labels: {app: other, team: vision}}
        spec:
          initContainers: [{name: i, image: busybox}]
          containers:
            - name: pytorch
              image: "registry/t:2"
              command: [torchrun, --rdzv-id=secret-7]
              resources: {limits: {nvidia.com/gpu: 8}, requests: {nvidia.com/gpu: 8}}
)");
  EXPECT_EQ(seen.proof, Proof::kDeclared);
  EXPECT_EQ(seen.platform, "");
  EXPECT_EQ(seen.at.locator, "line 2");
  EXPECT_EQ(seen.at.says, "PyTorchJob ml/segmenter asks for 4 x 8 GPUs");
  EXPECT_EQ(marks(seen, "kubernetes"), Texts{"kubeflow.org/PyTorchJob"});
  EXPECT_EQ(marks(seen, "image"), (Texts{"registry/t:2", "busybox"}));
  EXPECT_EQ(marks(seen, "gpu"), Texts{"job (4 x 8 nvidia.com/gpu)"});
  EXPECT_EQ(marks(seen, "command"), Texts{"torchrun"});
  EXPECT_EQ(seen.tags,
            (std::map<std::string, std::string>{{"app", "segmenter"}, {"team", "vision"}}));
  EXPECT_EQ(seen.within.at("namespace"), "ml");
}

TEST(Kubernetes, AWorkflowThatKubeflowCompiledIsAPipeline) {
  const std::string start = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata:\n";
  const auto compiled = only(start +
                             "  generateName: triplets-\n"
                             "  annotations: {pipelines.kubeflow.org/kfp_sdk_version: 1.8.2}\n");
  EXPECT_EQ(compiled.name, "triplets-");
  EXPECT_EQ(marks(compiled, "kubernetes"),
            (Texts{"argoproj.io/Workflow", "pipelines.kubeflow.org/PipelineSpec"}));
  const auto plain = only(start + "  name: nightly\n  annotations: {team: kubeflow}\n");
  EXPECT_EQ(marks(plain, "kubernetes"), Texts{"argoproj.io/Workflow"});
}

TEST(Kubernetes, APodRunsOnItsHost) {
  const auto seen = only(R"({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "tgi-0",
    "namespace": "llm", "uid": "7c1", "ownerReferences": [
      {"kind": "Policy", "name": "x"},
      {"kind": "StatefulSet", "name": "tgi", "controller": true}]},
    "spec": {"nodeName": "gpu-3", "restartPolicy": "Always", "containers": [
      {"image": "registry/tgi:2", "resources": {"requests": {"amd.com/gpu": "2"}}},
      {"image": "side", "resources": {"limits": {"amd.com/gpu": "1"}}}]},
    "status": {"phase": "Running"}})");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(seen.name, "tgi-0");
  EXPECT_EQ(seen.id, "7c1");
  EXPECT_EQ(seen.runs_on_host, "gpu-3");
  EXPECT_EQ(seen.within.at("owner"), "StatefulSet/tgi");
  EXPECT_EQ(marks(seen, "kubernetes"), Texts{"core/Pod"});
  EXPECT_EQ(marks(seen, "gpu"), Texts{"service (1 x 3 amd.com/gpu)"});
  EXPECT_EQ(seen.at.says, "Pod llm/tgi-0 is running and asks for 3 GPUs");
}

TEST(Kubernetes, WhatAPodUsesItsGpusFor) {
  const auto use = [](std::string_view owner, std::string_view policy) {
    return marks(only("apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n" + std::string(owner) +
                      "spec:\n  containers: [" + gpu_container(1) + "]\n" + std::string(policy)),
                 "gpu")
        .at(0);
  };
  const std::string by = "  ownerReferences: [{controller: true, name: o, kind: ";
  EXPECT_EQ(use("", ""), "service (1 x 1 nvidia.com/gpu)");
  EXPECT_EQ(use("", "  restartPolicy: OnFailure\n"), "job (1 x 1 nvidia.com/gpu)");
  EXPECT_EQ(use(by + "ReplicaSet}]\n", "  restartPolicy: Never\n"),
            "service (1 x 1 nvidia.com/gpu)");
  EXPECT_EQ(use(by + "MPIJob}]\n", ""), "job (1 x 1 nvidia.com/gpu)");
  EXPECT_EQ(use(by + "RayCluster}]\n", ""), "other (1 x 1 nvidia.com/gpu)");
  EXPECT_EQ(use(by + "Unheard}]\n", "  restartPolicy: Never\n"), "job (1 x 1 nvidia.com/gpu)");
}

// What proves that something runs, and what does not. The kind, then its status.
struct Life {
  const char* api_version;
  const char* kind;
  const char* status;
  const char* says;  // behind the subject
};

class KubernetesProof : public testing::TestWithParam<Life> {};

TEST_P(KubernetesProof, ComesFromTheStatus) {
  const Life& life = GetParam();
  const auto seen = only("apiVersion: " + std::string(life.api_version) + "\nkind: " + life.kind +
                         "\nmetadata: {name: x}\nstatus: " + life.status + "\n");
  const bool declared = std::string_view(life.says) == "is declared";
  EXPECT_EQ(seen.proof, declared ? Proof::kDeclared : Proof::kRuns);
  EXPECT_EQ(seen.at.says, std::string(life.kind) + " x " + life.says);
}

INSTANTIATE_TEST_SUITE_P(
    All, KubernetesProof,
    testing::Values(
        Life{"v1", "Pod", "{phase: Pending}", "is declared"},
        Life{"v1", "Pod", "{phase: Succeeded}", "has run"},
        Life{"v1", "Pod", "{phase: Failed}", "has run"},
        Life{"v1", "Pod", "{phase: Failed, reason: OutOfcpu}", "is declared"},
        Life{"apps/v1", "Deployment", "{replicas: 2}", "is declared"},
        Life{"apps/v1", "Deployment", "{availableReplicas: 1}", "is running"},
        Life{"apps/v1", "Deployment", "{readyReplicas: 0}", "is declared"},
        Life{"apps/v1", "StatefulSet", "{readyReplicas: 1}", "is running"},
        Life{"apps/v1", "DaemonSet", "{desiredNumberScheduled: 3, numberReady: 0}", "is declared"},
        Life{"apps/v1", "DaemonSet", "{numberReady: 3}", "is running"},
        Life{"batch/v1", "Job", "{succeeded: 1}", "has run"},
        Life{"batch/v1", "Job", "{failed: 2}", "has run"},
        Life{"batch/v1", "Job", "{active: 1}", "is running"},
        Life{"batch/v1", "Job", "{active: 1, ready: 0}", "is declared"},
        Life{"batch/v1", "CronJob", "{lastScheduleTime: '2026-01-01T00:00:00Z'}", "is declared"},
        Life{"batch/v1", "CronJob", "{lastSuccessfulTime: '2026-01-01T00:00:00Z'}", "has run"},
        Life{"kubeflow.org/v1", "TFJob", "{conditions: [{type: Created, status: 'True'}]}",
             "is declared"},
        Life{"kubeflow.org/v1", "TFJob",
             "{conditions: [{type: Created, status: 'True'}, {type: Running, status: 'True'}]}",
             "is running"},
        Life{"kubeflow.org/v1", "MPIJob",
             "{conditions: [{type: Running, status: 'False'}, {type: Succeeded, status: 'True'}]}",
             "has run"},
        Life{"serving.kserve.io/v1beta1", "InferenceService",
             "{conditions: [{type: Ready, status: 'True'}]}", "is ready"},
        Life{"serving.kserve.io/v1beta1", "InferenceService",
             "{conditions: [{type: Ready, status: 'False'}]}", "is declared"},
        Life{"ray.io/v1", "RayCluster", "{state: ready}", "is ready"},
        Life{"ray.io/v1", "RayJob", "{jobStatus: RUNNING}", "is running"},
        Life{"ray.io/v1", "RayJob", "{jobDeploymentStatus: Initializing}", "is declared"},
        Life{"ray.io/v1", "RayService", "{serviceStatus: Running}", "is running"},
        Life{"sparkoperator.k8s.io/v1beta2", "SparkApplication",
             "{applicationState: {state: COMPLETED}}", "has run"},
        Life{"flink.apache.org/v1beta1", "FlinkDeployment", "{jobStatus: {state: RUNNING}}",
             "is running"},
        Life{"batch.volcano.sh/v1alpha1", "Job", "{state: {phase: Running}}", "is running"},
        Life{"argoproj.io/v1alpha1", "Workflow", "{phase: Succeeded}", "has run"},
        Life{"machinelearning.seldon.io/v1", "SeldonDeployment", "{state: Available}",
             "is running"},
        Life{"milvus.io/v1beta1", "Milvus", "{status: Healthy}", "is running"}));

// How many accelerators an object asks for, and for what.
struct Gpus {
  const char* object;
  const char* mark;
};

class KubernetesGpus : public testing::TestWithParam<Gpus> {};

TEST_P(KubernetesGpus, AreCountedByCopies) {
  const auto seen = only(GetParam().object);
  EXPECT_EQ(marks(seen, "gpu"), Texts{GetParam().mark}) << GetParam().object;
}

INSTANTIATE_TEST_SUITE_P(
    All, KubernetesGpus,
    testing::Values(
        Gpus{"{apiVersion: apps/v1, kind: Deployment, spec: {replicas: 3, template: {spec: "
             "{containers: [{resources: {limits: {nvidia.com/mig-1g.5gb: 2}}}]}}}}",
             "service (3 x 2 nvidia.com/mig-1g.5gb)"},
        Gpus{"{apiVersion: apps/v1, kind: DaemonSet, status: {desiredNumberScheduled: 5}, spec: "
             "{template: {spec: {containers: [{resources: {limits: {habana.ai/gaudi: 1}}}]}}}}",
             "service (5 x 1 habana.ai/gaudi)"},
        Gpus{"{apiVersion: batch/v1, kind: CronJob, spec: {jobTemplate: {spec: {parallelism: 2, "
             "template: {spec: {containers: [{resources: {requests: {nvidia.com/gpu: '4'}}}]}}}}}}",
             "job (2 x 4 nvidia.com/gpu)"},
        Gpus{"{apiVersion: ray.io/v1, kind: RayCluster, spec: {headGroupSpec: {template: {spec: "
             "{containers: [{image: r}]}}}, workerGroupSpecs: [{replicas: 2, minReplicas: 1, "
             "template: {spec: {containers: [{resources: {limits: {nvidia.com/gpu: 1}}}]}}}]}}",
             "other (2 x 1 nvidia.com/gpu)"},
        Gpus{"{apiVersion: leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet, spec: {replicas: 2, "
             "leaderWorkerTemplate: {size: 4, leaderTemplate: {spec: {containers: [{resources: "
             "{limits: {nvidia.com/gpu: 8}}}]}}, workerTemplate: {spec: {containers: [{resources: "
             "{limits: {nvidia.com/gpu: 8}}}]}}}}}",
             "service (2 x 8 nvidia.com/gpu, 6 x 8 nvidia.com/gpu)"},
        Gpus{"{apiVersion: trainer.kubeflow.org/v1alpha1, kind: TrainJob, spec: {trainer: "
             "{numNodes: 2, resourcesPerNode: {limits: {nvidia.com/gpu: 4}}}}}",
             "job (2 x 4 nvidia.com/gpu)"},
        Gpus{"{apiVersion: kubeflow.org/v1beta1, kind: Experiment, spec: {parallelTrialCount: 3, "
             "trialTemplate: {trialSpec: {kind: Job, spec: {template: {spec: {containers: "
             "[{resources: {limits: {nvidia.com/gpu: 1}}}]}}}}}}}",
             "job (3 x 1 nvidia.com/gpu)"},
        Gpus{"{apiVersion: argoproj.io/v1alpha1, kind: Workflow, spec: {parallelism: 9, templates: "
             "[{name: a, container: {image: i, resources: {limits: {nvidia.com/gpu: 1}}}}]}}",
             "job (1 x 1 nvidia.com/gpu)"},
        Gpus{"{apiVersion: serving.kserve.io/v1beta1, kind: InferenceService, spec: {predictor: "
             "{minReplicas: 2, model: {resources: {limits: {nvidia.com/gpu: 1}}}}}}",
             "service (2 x 1 nvidia.com/gpu)"},
        Gpus{"{apiVersion: sparkoperator.k8s.io/v1beta2, kind: SparkApplication, spec: {executor: "
             "{instances: 5, gpu: {name: nvidia.com/gpu, quantity: 2}}}}",
             "job (5 x 2 nvidia.com/gpu)"},
        Gpus{"{apiVersion: batch.volcano.sh/v1alpha1, kind: Job, spec: {tasks: [{replicas: 2, "
             "template: {spec: {containers: [{resources: {limits: {amd.com/gpu: 1}}}]}}}]}}",
             "job (2 x 1 amd.com/gpu)"},
        Gpus{"{apiVersion: v1, kind: Pod, spec: {initContainers: [{resources: {limits: "
             "{nvidia.com/gpu: 4}}}], containers: [{resources: {limits: {nvidia.com/gpu: 1}}}]}}",
             "service (1 x 4 nvidia.com/gpu)"},
        Gpus{"{apiVersion: v1, kind: Pod, spec: {containers: [{resources: {limits: "
             "{nvidia.com/gpu: '${GPUS}'}}}]}}",
             "service (1 x an unknown number of nvidia.com/gpu)"},
        Gpus{"{apiVersion: acme.example/v1, kind: Model, spec: {replicas: 99999999999999999999, "
             "servers: {replicas: 2000000, containers: [{resources: {limits: {nvidia.com/gpu: 1}}}"
             "]}}}",
             "other (1000000 x 1 nvidia.com/gpu)"}));

TEST(Kubernetes, ImagesOfCustomResources) {
  const auto seen = only(R"(
apiVersion: apps.nvidia.com/v1alpha1
kind: NIMService
metadata: {name: llama}
spec:
  image: {repository: registry/nim/llama, tag: "1.3"}
  storage: {pvc: {name: models}}
  sidecar: {image: "registry/metrics:1"}
status: {containers: [{image: not-this}]}
)");
  EXPECT_EQ(marks(seen, "image"), (Texts{"registry/nim/llama:1.3", "registry/metrics:1"}));
  EXPECT_EQ(marks(seen, "kubernetes"), Texts{"apps.nvidia.com/NIMService"});
}

TEST(Kubernetes, CommandsNameWellKnownProgramsOnly) {
  const auto commands = [](std::string_view container) {
    return marks(only(pod("spec: {containers: [{" + std::string(container) + "}]}\n")), "command");
  };
  EXPECT_EQ(commands("command: [vllm, serve, meta/llama, --api-key, hunter2]"),
            Texts{"vllm serve"});
  EXPECT_EQ(commands("command: [/usr/bin/python3.11, -m], args: [vllm.entrypoints.api_server, -x]"),
            Texts{"python -m vllm.entrypoints.api_server"});
  EXPECT_EQ(commands("args: [ray, start, --head]"), Texts{"ray start"});
  EXPECT_EQ(commands("command: [/opt/tritonserver/bin/tritonserver, --model-repository=s3://x]"),
            Texts{"tritonserver"});
  EXPECT_EQ(commands(R"(command: [bash, -ec], args: ["set -e\nollama serve & sleep 5; )"
                     R"(TOKEN=x exec mlflow server --host 0.0.0.0"])"),
            (Texts{"ollama serve", "mlflow server"}));
  EXPECT_EQ(commands("command: [python, train.py, --token, hunter2]"), Texts{});
  EXPECT_EQ(commands("command: [python, -m, 'vllm.x; rm'], args: [vllm]"), Texts{});
  EXPECT_EQ(commands("command: [echo, vllm, serve]"), Texts{});
  EXPECT_EQ(commands("image: tritonserver, command: [tritonserver]"), Texts{"tritonserver"});
}

TEST(Kubernetes, ANodeTellsItsPlatform) {
  const auto platform = [](std::string_view spec, std::string_view labels) {
    return only("{apiVersion: v1, kind: Node, metadata: {name: n, labels: {" + std::string(labels) +
                "}}, spec: {" + std::string(spec) + "}}")
        .platform;
  };
  EXPECT_EQ(platform("providerID: 'aws:///us-east-1a/i-0abc'", ""), "aws");
  EXPECT_EQ(platform("providerID: 'azure:///subscriptions/x'", ""), "azure");
  EXPECT_EQ(platform("providerID: 'gce://p/z/n'", ""), "gcp");
  EXPECT_EQ(platform("providerID: ocid1.instance.oc1", ""), "oci");
  EXPECT_EQ(platform("providerID: 'digitalocean://219'", ""), "other_cloud");
  EXPECT_EQ(platform("providerID: 'vsphere://42'", "cloud.google.com/gke-nodepool: x"),
            "on_premises");
  EXPECT_EQ(platform("", "eks.amazonaws.com/nodegroup: gpu"), "aws");
  EXPECT_EQ(platform("", "eks.amazonaws.com/compute-type: hybrid"), "on_premises");
  EXPECT_EQ(platform("", "kubernetes.azure.com/mode: user"), "azure");
  EXPECT_EQ(platform("", "gpu.nvidia.com/class: A100"), "other_cloud");
  EXPECT_EQ(platform("", "nvidia.com/gpu.product: Tesla-T4"), "");
  EXPECT_EQ(platform("providerID: 'kind://docker/kind/n'", ""), "");
  EXPECT_EQ(platform("", "eks.amazonaws.com/nodegroup: a, kubernetes.azure.com/mode: b"), "");
}

TEST(Kubernetes, ANodeIsAHost) {
  const auto seen = only(R"(
apiVersion: v1
kind: Node
metadata:
  name: ip-10-0-1-7
  labels: {node.kubernetes.io/instance-type: g5.2xlarge, beta.kubernetes.io/instance-type: old}
spec: {providerID: "aws:///us-east-1a/i-0abc"}
status: {capacity: {cpu: "8", nvidia.com/gpu: "1"}}
)");
  EXPECT_EQ(seen.is_host, "ip-10-0-1-7");
  EXPECT_EQ(seen.runs_on_host, "");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(marks(seen, "instance_type"), Texts{"g5.2xlarge"});
  EXPECT_EQ(marks(seen, "gpu"), Texts{});
  EXPECT_EQ(seen.at.says, "node ip-10-0-1-7 has 1 nvidia.com/gpu");
}

TEST(Kubernetes, OtherObjectsTellAPlatformOnlyByThemselves) {
  const auto platform = [](std::string_view spec) {
    return only(pod("spec: {containers: [" + gpu_container(1) + "], " + std::string(spec) + "}\n"))
        .platform;
  };
  const std::string affinity =
      "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
      "{nodeSelectorTerms: [";
  const std::string eks = "{matchExpressions: [{key: eks.amazonaws.com/nodegroup, operator: ";
  EXPECT_EQ(platform("nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}"), "gcp");
  EXPECT_EQ(platform("nodeSelector: {disktype: ssd}"), "");
  EXPECT_EQ(platform(affinity + eks + "In}]}]}}}"), "aws");
  EXPECT_EQ(platform(affinity + eks + "NotIn}]}]}}}"), "");
  EXPECT_EQ(platform(affinity + eks + "Exists}]}, {matchExpressions: []}]}}}"), "");
  EXPECT_EQ(platform("volumes: [{csi: {driver: disk.csi.azure.com}}]"), "azure");
  EXPECT_EQ(
      only(pod("spec: {containers: [{image: 1.dkr.ecr.eu-west-1.amazonaws.com/x}]}\n")).platform,
      "");
  EXPECT_EQ(only(pod("spec: {containers: [{resources: {limits: {aws.amazon.com/neuron: 1}}}]}\n"))
                .platform,
            "aws");
  EXPECT_EQ(only("{apiVersion: sagemaker.services.k8s.aws/v1alpha1, kind: TrainingJob}").platform,
            "aws");
}

TEST(Kubernetes, StorageAndAccountsTellThePlatformOfTheCluster) {
  const auto result = reading(R"(
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: gp3}
provisioner: ebs.csi.aws.com
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local}
provisioner: rancher.io/local-path
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv-1}
spec: {csi: {driver: pd.csi.storage.gke.io}}
status: {phase: Bound}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: trainer, namespace: ml, annotations: {eks.amazonaws.com/role-arn: "arn:aws:x"}}
)");
  ASSERT_TRUE(result);
  ASSERT_EQ(result->observations.size(), 3u);
  EXPECT_EQ(result->observations[0].platform, "aws");
  EXPECT_EQ(result->observations[0].proof, Proof::kDeclared);
  EXPECT_EQ(result->observations[1].platform, "gcp");
  EXPECT_EQ(result->observations[1].proof, Proof::kRuns);
  EXPECT_EQ(result->observations[2].at.says,
            "ServiceAccount ml/trainer belongs to a cluster on aws");
  ASSERT_EQ(result->skipped.size(), 1u);
  EXPECT_EQ(result->skipped[0].locator, "line 7");
}

TEST(Kubernetes, ControllersThatInstallCharts) {
  const auto result = reading(R"(
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: search}
spec: {sources: [{chart: qdrant, repoURL: "https://qdrant.example.com/helm"}, {path: a}]}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ray}
spec: {chart: {spec: {chart: kuberay-operator, sourceRef: {name: ray}}}}
---
apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: llm}
spec: {chart: ollama, repo: "https://ollama.example.com"}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: folder}
spec: {source: {path: charts/a, repoURL: "https://git.example.com/a"}}
)");
  ASSERT_TRUE(result);
  Texts charts;
  for (const Observation& seen : result->observations) {
    for (const std::string& chart : marks(seen, "helm")) charts.push_back(chart);
  }
  EXPECT_EQ(charts, (Texts{"qdrant.example.com/helm/qdrant", "kuberay-operator",
                           "ollama.example.com/ollama"}));
  ASSERT_EQ(result->skipped.size(), 1u);
  EXPECT_EQ(result->skipped[0].locator, "line 17");
}

}  // namespace
}  // namespace fundable::kube
