// Compiled pipelines: YAML and JSON, alone and in a job.
#include <gtest/gtest.h>

#include "tests/readers/inventory.h"

namespace fundable {
extern const Reader kubeflow_pipeline;
namespace {

constexpr std::string_view kYaml = R"(# PIPELINE DEFINITION
# Name: churn
components:
  comp-train:
    executorLabel: exec-train
deploymentSpec:
  executors:
    exec-train:
      container:
        command: [sh, -c, 'export KEY=1']
        image: europe-docker.pkg.dev/acme/train:4
        resources:
          accelerator: {count: '2', type: NVIDIA_L4}
    exec-report:
      container: {image: 'python:3.12'}
pipelineInfo:
  name: churn
root:
  dag: {tasks: {}}
schemaVersion: 2.1.0
sdkVersion: kfp-2.7.0
)";

constexpr std::string_view kMarks =
    "kubernetes pipelines.kubeflow.org/PipelineSpec\n"
    "image europe-docker.pkg.dev/acme/train:4\naccelerator NVIDIA_L4\n";

TEST(KubeflowPipeline, ReadsItsExecutors) {
  const Reading reading =
      read_with(kubeflow_pipeline, std::string(kYaml) + "---\nplatforms: {}\n", "churn.yaml");
  ASSERT_EQ(reading.observations.size(), 1U);
  const Observation& seen = reading.observations[0];
  EXPECT_EQ(seen.at.source, "churn.yaml");
  EXPECT_EQ(seen.at.locator, "line 16");
  EXPECT_EQ(seen.at.says, "pipeline churn of 2 steps");
  EXPECT_EQ(seen.proof, Proof::kDeclared);
  EXPECT_EQ(seen.platform, "");
  EXPECT_EQ(seen.name, "churn");
  EXPECT_EQ(marks_text(seen), std::string(kMarks) + "image python:3.12\n");
}

TEST(KubeflowPipeline, ReadsTheSpecOfAJob) {
  const std::string job =
      R"({"displayName":"x","pipelineSpec":{"components":{},"deploymentSpec":{"executors":{"e":)"
      R"({"container":{"image":"europe-docker.pkg.dev/acme/train:4","resources":{"accelerator":)"
      R"({"type":"NVIDIA_L4"}}}}}},"pipelineInfo":{"name":"churn"},"root":{"dag":{}}}})";
  EXPECT_TRUE(kubeflow_pipeline.recognises({"job.json", job}));
  const Reading reading = read_with(kubeflow_pipeline, job, "job.json");
  ASSERT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(marks_text(reading.observations[0]), kMarks);
}

TEST(KubeflowPipeline, SaysWhatIsMissing) {
  const auto cut =
      kubeflow_pipeline.read({"a.yaml", "# PIPELINE DEFINITION\ncomponents: {}\n"}, {});
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().says, "no compiled pipeline: pipelineInfo or root is missing");
  EXPECT_FALSE(kubeflow_pipeline.read({"a.json", R"({"components":{)"}, {}));
}

TEST(KubeflowPipeline, RecognisesPipelinesOnly) {
  const auto is = [](std::string_view text) {
    return kubeflow_pipeline.recognises({"a.yaml", text});
  };
  EXPECT_TRUE(is(kYaml));
  EXPECT_TRUE(is("components:\n  a: {}\ndeploymentSpec:\n  executors: {}\n"));
  EXPECT_FALSE(is("components:\n  schemas: {}\nopenapi: 3.0.0\n"));
  EXPECT_FALSE(is(R"({"openapi":"3.0.0","components":{}})"));
  EXPECT_FALSE(is("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n"));
  EXPECT_FALSE(is(""));
}

}  // namespace
}  // namespace fundable
