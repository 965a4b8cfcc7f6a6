// Kustomize files: what they bring in that no manifest beside them says.
#include <gtest/gtest.h>

#include "tests/readers/reading.h"

namespace fundable {
extern const Reader kustomize;
namespace {

Result<Reading> read(std::string_view text) {
  return kustomize.read({"overlay/kustomization.yaml", text}, {});
}

TEST(Kustomize, RecognisesByName) {
  EXPECT_TRUE(kustomize.recognises({"a/kustomization.yaml", "images: []"}));
  EXPECT_TRUE(kustomize.recognises({"kustomization.yml", "x"}));
  EXPECT_TRUE(kustomize.recognises({"a/Kustomization", "resources:\n- a.yaml\n"}));
  EXPECT_FALSE(kustomize.recognises({"a/Kustomization", "x"}));
  EXPECT_FALSE(kustomize.recognises({"a/my-kustomization.yaml", "resources: []"}));
  EXPECT_FALSE(
      kustomize.recognises({"a/deployment.yaml", "apiVersion: apps/v1\nkind: Deployment"}));
}

TEST(Kustomize, ImagesChartsAndWhatComesFromElsewhere) {
  const auto result = read(R"(apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: models
resources:
- ../base
- pod.yaml
- https://github.com/acme/serving//config?ref=v1.2
- github.com/acme/base?ref=main
- git@code.example.com:acme/base.git
images:
- name: server
  newName: vllm/vllm-openai
  newTag: v0.9.1
- name: other
  newTag: "3"
helmCharts:
- name: kuberay-operator
  repo: https://ray.example.com/charts
  version: 1.3.0
helmChartInflationGenerator:
- {chartName: qdrant, chartRepo: 'https://qdrant.example.com'}
configMapGenerator:
- name: settings
  literals: [TOKEN=hunter2]
)");
  EXPECT_EQ(marks_of(result, "image"), Lines{"line 11: vllm/vllm-openai:v0.9.1"});
  EXPECT_EQ(marks_of(result, "helm"), (Lines{"line 17: ray.example.com/charts/kuberay-operator",
                                             "line 21: qdrant.example.com/qdrant"}));
  EXPECT_EQ(marks_of(result, "command"),
            (Lines{"line 7: kustomize build https://github.com/acme/serving//config?ref=v1.2",
                   "line 8: kustomize build github.com/acme/base?ref=main",
                   "line 9: kustomize build git@code.example.com:acme/base.git"}));
  EXPECT_EQ(skipped_of(result),
            (Lines{"line 7: what https://github.com/acme/serving//config?ref=v1.2 holds",
                   "line 8: what github.com/acme/base?ref=main holds",
                   "line 9: what git@code.example.com:acme/base.git holds"}));
  EXPECT_EQ(result->observations[0].at.says, "runs vllm/vllm-openai:v0.9.1 in place of server");
}

TEST(Kustomize, OthersAndBrokenOnes) {
  EXPECT_EQ(skipped_of(read("resources: [a.yaml, ./b.d/c.yaml, v1.2/d.yaml]\nimages: 3\n")),
            Lines{": it takes in nothing but what lies beside it"});
  EXPECT_EQ(skipped_of(read("images: {name: a}\nhelmCharts: [{}, 4]\n")),
            Lines{": it takes in nothing but what lies beside it"});
  EXPECT_TRUE(error_of(read("images: [\n")).starts_with("overlay/kustomization.yaml:2:1: "));
  EXPECT_FALSE(
      marks_of(read("resources: ['https://me:hunter2@git.example.com/x']"), "command")[0].contains(
          "hunter2"));
}

}  // namespace
}  // namespace fundable
