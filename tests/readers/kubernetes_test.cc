// The Kubernetes reader and files: which it takes, how it cuts them, what it leaves out.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/readers/kubernetes/sample.h"

namespace fundable::kube {
namespace {

bool recognised(std::string_view head) { return kubernetes.recognises({"a", head}); }

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(KubernetesRecognises, ObjectsAtTheTopOnly) {
  EXPECT_TRUE(recognised("apiVersion: v1\nkind: Pod\n"));
  EXPECT_TRUE(recognised("\xEF\xBB\xBF# note\r\n---\r\nkind: Pod\r\napiVersion: v1\r\n"));
  EXPECT_TRUE(recognised("apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n"));
  EXPECT_TRUE(recognised("{{- if .Values.on }}\napiVersion: v1\nkind: {{ .Values.kind }}\n"));
  EXPECT_TRUE(recognised("{\"apiVersion\": \"v1\", \"items\": [{\"kind\": \"Pod\""));
  EXPECT_TRUE(recognised(" [{\"kind\" : \"Pod\", \"apiVersion\":\"v1\"}]"));
  EXPECT_FALSE(recognised("apiVersion: v2\nname: chart\nversion: 1.0.0\n"));
  EXPECT_FALSE(recognised("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"));
  EXPECT_FALSE(recognised("services:\n  web: {image: nginx}\n"));
  EXPECT_FALSE(recognised("manifest:\n  apiVersion: v1\n  kind: Pod\n"));
  EXPECT_FALSE(recognised("{\"values\": {\"apiVersion\": \"v1\", \"kind\": \"Pod\"}}"));
  EXPECT_FALSE(recognised("{\"a\": \"apiVersion\", \"b\": \"kind\"}"));
  EXPECT_FALSE(recognised(""));
}

TEST(Kubernetes, WhatSaysNothingIsCounted) {
  const auto result = reading(R"(
{"apiVersion": "v1", "items": [
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"key": "hunter2"}},
  {"apiVersion": "apps/v1", "kind": "ReplicaSet", "spec": {"replicas": 0},
   "metadata": {"name": "old", "ownerReferences": [{"kind": "Deployment", "controller": true}]}},
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}},
  {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}},
  {"apiVersion": "cert-manager.io/v1", "kind": "Certificate", "metadata": {"name": "s"}},
  {"metadata": {"name": "nothing"}},
  {"apiVersion": "qdrant.io/v1", "kind": "QdrantCluster", "metadata": {"name": "q"}}
], "kind": "List"})");
  ASSERT_TRUE(result);
  ASSERT_EQ(result->observations.size(), 1u);
  EXPECT_EQ(result->observations[0].at.locator, "items/6");
  EXPECT_EQ(result->observations[0].at.says, "QdrantCluster q is declared");
  Texts skipped;
  for (const Skipped& one : result->skipped) skipped.push_back(one.locator + ": " + one.why);
  EXPECT_EQ(skipped, (Texts{"items/5: no Kubernetes object: it has no apiVersion or no kind",
                            "items/4: 1 Certificate object says nothing about what runs",
                            "items/0: 2 ConfigMap objects say nothing about what runs",
                            "items/1: 1 ReplicaSet object says nothing about what runs",
                            "items/3: 1 Secret object says nothing about what runs"}));
}

TEST(Kubernetes, ListsGiveTheirItemsAKind) {
  const auto json = reading(R"({"kind": "DeploymentList", "apiVersion": "apps/v1", "items": [
    {"metadata": {"name": "a"}}, {"metadata": {"name": "b"}}]})");
  ASSERT_TRUE(json);
  ASSERT_EQ(json->observations.size(), 2u);
  EXPECT_EQ(json->observations[1].at.locator, "items/1");
  EXPECT_EQ(marks(json->observations[1], "kubernetes"), Texts{"apps/Deployment"});

  const auto yaml = reading(
      "apiVersion: v1\nitems:\n- apiVersion: extensions/v1beta1\n"
      "  kind: Deployment\n  metadata: {name: a}\nkind: List\n");
  ASSERT_TRUE(yaml);
  ASSERT_EQ(yaml->observations.size(), 1u);
  EXPECT_EQ(yaml->observations[0].at.locator, "line 3");
  EXPECT_EQ(marks(yaml->observations[0], "kubernetes"), Texts{"apps/Deployment"});

  const auto empty = reading(R"({"kind": "PodList", "apiVersion": "v1", "items": []})");
  ASSERT_TRUE(empty);
  ASSERT_EQ(empty->skipped.size(), 1u);
  EXPECT_EQ(empty->skipped[0].why, "the list is empty");
}

TEST(Kubernetes, SeveralJsonValuesInOneFile) {
  const auto array = reading(R"([{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}},
    {"apiVersion": "v1", "kind": "PodList", "items": [{"metadata": {"name": "b"}}]}])");
  ASSERT_TRUE(array);
  ASSERT_EQ(array->observations.size(), 2u);
  EXPECT_EQ(array->observations[0].at.locator, "0");
  EXPECT_EQ(array->observations[1].at.locator, "1/items/0");

  const auto stream = reading(
      "{\"apiVersion\": \"v1\", \"kind\": \"PodList\", \"items\": [\n"
      "{\"metadata\": {\"name\": \"a}\\\"{\"}}]}\n"
      "{\"apiVersion\": \"v1\", oops}\n"
      "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}\n");
  ASSERT_TRUE(stream);
  ASSERT_EQ(stream->observations.size(), 2u);
  EXPECT_EQ(stream->observations[0].at.locator, "line 2");
  EXPECT_EQ(stream->observations[1].at.locator, "line 4");
  ASSERT_EQ(stream->skipped.size(), 1u);
  EXPECT_EQ(stream->skipped[0].locator, "line 3");
}

TEST(Kubernetes, ABrokenDocumentIsLeftOutWithItsPlace) {
  const auto result = reading(
      "%YAML 1.1\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
      "--- # second\napiVersion: v1\nkind: [\n"
      "---\n# nothing\n---\napiVersion: v1\nkind: Pod\n");
  ASSERT_TRUE(result);
  ASSERT_EQ(result->observations.size(), 2u);
  EXPECT_EQ(result->observations[0].at.locator, "line 3");
  EXPECT_EQ(result->observations[1].at.locator, "line 12");
  ASSERT_EQ(result->skipped.size(), 1u);
  EXPECT_EQ(result->skipped[0].locator, "line 9");
  EXPECT_TRUE(result->skipped[0].why.starts_with("not YAML")) << result->skipped[0].why;
}

TEST(Kubernetes, NothingUsableIsAnError) {
  const auto broken = reading("apiVersion: v1\nkind: Pod\nmetadata: [\n");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().place, "k8s/all.yaml:4");
  const auto cut = reading("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, ErrorKind::kInput);
}

TEST(Kubernetes, AHelmTemplateIsRefused) {
  for (const char* text :
       {"{{- if .Values.on }}\napiVersion: v1\nkind: Pod\n{{- end }}\n",
        "apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\n"
        "metadata:\n  name: {{ include \"x.name\" . }}\n",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \"{{ .Release.Name }}-x\"\n"}) {
    const auto result = reading(text);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().kind, ErrorKind::kInput);
    EXPECT_EQ(result.error().says, "a Helm template, not a manifest; render it with helm template");
  }
  const auto argo = only(
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n"
      "spec: {templates: [{container: {image: '{{inputs.parameters.i}}'}}]}\n");
  EXPECT_EQ(marks(argo, "kubernetes"), Texts{"argoproj.io/Workflow"});
}

TEST(Kubernetes, StaysWithinItsLimits) {
  const std::string one = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";
  EXPECT_EQ(reading(one, {.bytes = 10}).error().kind, ErrorKind::kLimit);
  const auto some = reading(one + one + one, {.values = 8});
  ASSERT_TRUE(some);
  EXPECT_EQ(some->observations.size(), 1u);
  ASSERT_EQ(some->skipped.size(), 1u);
  EXPECT_EQ(some->skipped[0].locator, "line 5");
  EXPECT_EQ(some->skipped[0].why, "from here the file is not read: more than 8 values");
  const auto none = reading(one, {.values = 3});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::kLimit);
  const auto deep = reading("---\n" + std::string(300, '[') + "\n" + one);
  ASSERT_TRUE(deep);
  EXPECT_EQ(deep->observations.size(), 1u);
  std::string all_broken;
  for (int i = 0; i < 1500; ++i) all_broken += "---\n]\n";
  const auto stopped = reading(one + all_broken + one);
  ASSERT_TRUE(stopped);
  EXPECT_EQ(stopped->observations.size(), 1u);
  EXPECT_EQ(stopped->skipped.size(), 1001u);
}

TEST(Kubernetes, SecretsNeverLeave) {
  const auto seen = only(
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"
      "    - image: \"https://u:hunter2@host/x\"\n"
      "      env: [{name: API_KEY, value: hunter2}]\n"
      "      args: [\"--token=hunter2\"]\n");
  for (const Mark& mark : seen.marks) EXPECT_EQ(mark.text.find("hunter2"), std::string::npos);
  const auto labelled =
      only("{apiVersion: v1, kind: Pod, metadata: {labels: {password: hunter2}}}");
  EXPECT_EQ(labelled.tags.at("password"), "[redacted]");
}

TEST(Kubernetes, ReadsRealDumps) {
  const std::string folder = FUNDABLE_ROOT "/../shared/data/cluster/k8s/dumps/";
  const std::string nodes = file_text(folder + "nodes_with_one_gpu.json");
  if (nodes.empty()) GTEST_SKIP() << "the shared cluster dumps are not beside this checkout";
  ASSERT_TRUE(recognised(std::string_view(nodes).substr(0, 65'536)));
  const auto read = reading(nodes);
  ASSERT_TRUE(read) << to_string(read.error());
  const auto on = [&](std::string_view platform) {
    return std::ranges::count(read->observations, platform, &Observation::platform);
  };
  EXPECT_EQ(on("other_cloud"), 5);
  EXPECT_EQ(on("aws"), 1);
  EXPECT_EQ(on(""), 1);

  const auto pending = reading(file_text(folder + "pods_message-pending-pod-resources.json"));
  ASSERT_TRUE(pending);
  ASSERT_EQ(pending->observations.size(), 1u);
  EXPECT_EQ(pending->observations[0].proof, Proof::kDeclared);
  EXPECT_EQ(marks(pending->observations[0], "gpu"), Texts{"service (1 x 5 nvidia.com/gpu)"});

  const auto deployments = reading(file_text(folder + "deployments_monitoring.json"));
  ASSERT_TRUE(deployments);
  ASSERT_EQ(deployments->observations.size(), 4u);
  EXPECT_EQ(deployments->observations[0].at.says, "Deployment monitoring/grafana is running");
}

TEST(Kubernetes, ReadsTheAcceptanceCases) {
  const std::string folder = FUNDABLE_ROOT "/../shared/cases/";
  const std::string cluster = file_text(folder + "33-a-cluster-on-aws/cluster.json");
  if (cluster.empty()) GTEST_SKIP() << "the shared cases are not beside this checkout";
  ASSERT_TRUE(recognised(cluster));
  const auto live = reading(cluster);
  ASSERT_TRUE(live);
  ASSERT_EQ(live->observations.size(), 2u);
  EXPECT_EQ(live->observations[0].platform, "aws");
  EXPECT_EQ(live->observations[1].runs_on_host, live->observations[0].is_host);
  EXPECT_EQ(live->observations[1].proof, Proof::kRuns);

  const std::string job = file_text(folder + "34-a-declaration-is-not-a-proof/k8s/job.yaml");
  ASSERT_TRUE(recognised(job));
  const auto declared = only(job);
  EXPECT_EQ(declared.proof, Proof::kDeclared);
  EXPECT_EQ(declared.at.says, "PyTorchJob ml/segmenter asks for 4 x 8 GPUs");
}

}  // namespace
}  // namespace fundable::kube
