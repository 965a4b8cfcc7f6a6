// Answers of Google Cloud's APIs: what a thing is by its name, and what is no usage.
#include <gtest/gtest.h>

#include "tests/readers/inventory.h"

namespace fundable {
extern const Reader gcp_api;
namespace {

TEST(GcpApi, ReadsJobsWithTheirMachines) {
  const Reading reading = read_with(
      gcp_api,
      R"({"headers":{"status":"200"},"body":{"customJobs":[{"name":)"
      R"("projects/acme/locations/us-east1/customJobs/9","displayName":"train-ranker",)"
      R"("state":"JOB_STATE_SUCCEEDED","labels":{"app":"shop"},"jobSpec":{"workerPoolSpecs":[)"
      R"({"machineSpec":{"machineType":"a2-highgpu-8g","acceleratorType":"NVIDIA_TESLA_A100"},)"
      R"("containerSpec":{"imageUri":"gcr.io/acme/train:3","env":[{"name":"K","value":"v"}]}}]}}]}})");
  ASSERT_EQ(reading.observations.size(), 1U);
  const Observation& seen = reading.observations[0];
  EXPECT_EQ(seen.at.locator, "body/customJobs/0");
  EXPECT_EQ(seen.at.says,
            "aiplatform.googleapis.com/CustomJob train-ranker is in the API's answer");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(seen.id, "//aiplatform.googleapis.com/projects/acme/locations/us-east1/customJobs/9");
  EXPECT_EQ(marks_text(seen),
            "gcp_asset aiplatform.googleapis.com/CustomJob\ninstance_type a2-highgpu-8g\n"
            "accelerator nvidia-tesla-a100\nimage gcr.io/acme/train:3\n");
  EXPECT_EQ(seen.tags, (Place{{"app", "shop"}}));
  EXPECT_EQ(seen.within, (Place{{"project", "acme"}, {"region", "us-east1"}}));
}

TEST(GcpApi, KnowsThingsByTheirNames) {
  struct Case {
    std::string text, type, id;
  };
  const Case cases[] = {
      {R"([{"name":"projects/p/locations/l/reasoningEngines/1","spec":{}}])",
       "aiplatform.googleapis.com/ReasoningEngine",
       "//aiplatform.googleapis.com/projects/p/locations/l/reasoningEngines/1"},
      {R"({"name":"projects/p/locations/l/services/chat","template":{}})",
       "run.googleapis.com/Service", "//run.googleapis.com/projects/p/locations/l/services/chat"},
      {R"({"clusters":[{"name":"c","selfLink":)"
       R"("https://container.googleapis.com/v1/projects/p/zones/z/clusters/c"}]})",
       "container.googleapis.com/Cluster",
       "//container.googleapis.com/projects/p/zones/z/clusters/c"},
      {R"({"items":{"zones/z":{"instances":[{"name":"i","selfLink":)"
       R"("https://www.googleapis.com/compute/v1/projects/p/zones/z/instances/i"}]}}})",
       "compute.googleapis.com/Instance",
       "//compute.googleapis.com/projects/p/zones/z/instances/i"},
      {R"({"clusters":[{"projectId":"p","clusterName":"spark","clusterUuid":"u","config":{},)"
       R"("labels":{"goog-dataproc-location":"r"},"status":{"state":"RUNNING"}}]})",
       "dataproc.googleapis.com/Cluster",
       "//dataproc.googleapis.com/projects/p/regions/r/clusters/spark"},
      {R"({"jobs":[{"jobId":"old","trainingInput":{"region":"r"},"state":"SUCCEEDED"}]})",
       "ml.googleapis.com/Job", ""},
  };
  for (const Case& one : cases) {
    EXPECT_TRUE(gcp_api.recognises({"a.json", one.text})) << one.text;
    const Reading reading = read_with(gcp_api, one.text);
    ASSERT_EQ(reading.observations.size(), 1U) << one.text;
    EXPECT_EQ(reading.observations[0].marks.at(0).text, one.type);
    EXPECT_EQ(reading.observations[0].id, one.id);
    EXPECT_EQ(reading.observations[0].proof, Proof::kRuns);
  }
}

TEST(GcpApi, WhatWaitsOrServesNothingDoesNotRun) {
  const auto first = [](const std::string& text) {
    return read_with(gcp_api, text).observations.at(0);
  };
  const Observation empty =
      first(R"({"endpoints":[{"name":"projects/p/locations/l/endpoints/1","displayName":"e"}]})");
  EXPECT_EQ(empty.proof, Proof::kDeclared);
  EXPECT_EQ(empty.at.says, "aiplatform.googleapis.com/Endpoint e has no deployed model");
  const Observation queued =
      first(R"({"customJobs":[{"name":"projects/p/locations/l/customJobs/1","state":)"
            R"("JOB_STATE_QUEUED"}]})");
  EXPECT_EQ(queued.proof, Proof::kDeclared);
  EXPECT_EQ(queued.at.says, "aiplatform.googleapis.com/CustomJob 1 is not there yet");
}

TEST(GcpApi, ACatalogueIsNoUsage) {
  const Reading reading =
      read_with(gcp_api, R"({"publisherModels":[{"name":"publishers/google/models/gemini-2.0"}]})");
  EXPECT_TRUE(reading.observations.empty());
  EXPECT_EQ(skipped_text(reading),
            "publisherModels: 1 model of publishers' catalogue, which says nothing about what is "
            "used\n");
}

TEST(GcpApi, KeepsTheRestOfADamagedAnswer) {
  const Reading reading = read_with(
      gcp_api, R"({"models":[null,{"name":"projects/p/locations/l/models/1"},{"name":"x"},[]]})");
  EXPECT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(skipped_text(reading), ": 3 things of a kind that is not read\n");
  EXPECT_FALSE(gcp_api.read({"a.json", R"({"models":[)"}, {}));
}

TEST(GcpApi, RecognisesItsAnswersOnly) {
  const auto is = [](std::string_view text) { return gcp_api.recognises({"a.json", text}); };
  EXPECT_TRUE(is(R"({"headers":{"content-location":"https://x.googleapis.com/v1"},"body":{}})"));
  EXPECT_TRUE(is(R"([{"displayName":"m","name":"projects/p/locations/l/models/1"}])"));
  EXPECT_FALSE(is(R"({"headers":{"status":"200"},"body":{"items":[{"name":"x"}]}})"));
  EXPECT_FALSE(is(R"({"name":"projects","version":"1.0.0"})"));
  EXPECT_FALSE(is(R"({"kind":"List","items":[{"metadata":{"name":"projects/p/x"}}]})"));
  EXPECT_FALSE(is(R"([{"name":"//a.googleapis.com/projects/p","assetType":"a/B"}])"));
  EXPECT_FALSE(is(R"({"endpoints":[{"name":"my-endpoint"}]})"));
}

}  // namespace
}  // namespace fundable
