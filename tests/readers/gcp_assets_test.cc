// Cloud Asset Inventory: live assets, planned ones, searches, one asset a line.
#include <gtest/gtest.h>

#include "tests/readers/inventory.h"

namespace fundable {
extern const Reader gcp_assets;
namespace {

constexpr std::string_view kEndpoint =
    R"({"name":"//aiplatform.googleapis.com/projects/acme-ml/locations/europe-west4/endpoints/77",)"
    R"("assetType":"aiplatform.googleapis.com/Endpoint","updateTime":"2026-09-01T00:00:00Z",)"
    R"("resource":{"data":{"displayName":"ranker","labels":{"app":"shop"},"deployedModels":[)"
    R"({"dedicatedResources":{"machineSpec":{"machineType":"g2-standard-8",)"
    R"("acceleratorType":"NVIDIA_L4"}}}]}}})";

TEST(GcpAssets, ReadsWhatAnAssetTells) {
  const Reading reading = read_with(gcp_assets, "[" + std::string(kEndpoint) + "]");
  ASSERT_EQ(reading.observations.size(), 1U);
  const Observation& seen = reading.observations[0];
  EXPECT_EQ(seen.at.locator, "0");
  EXPECT_EQ(seen.at.says, "aiplatform.googleapis.com/Endpoint ranker is in the asset inventory");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(seen.platform, "gcp");
  EXPECT_EQ(seen.name, "ranker");
  EXPECT_EQ(seen.id,
            "//aiplatform.googleapis.com/projects/acme-ml/locations/europe-west4/endpoints/77");
  EXPECT_EQ(marks_text(seen),
            "gcp_asset aiplatform.googleapis.com/Endpoint\n"
            "instance_type g2-standard-8\naccelerator nvidia-l4\n");
  EXPECT_EQ(seen.tags, (Place{{"app", "shop"}}));
  EXPECT_EQ(seen.within, (Place{{"project", "acme-ml"}, {"region", "europe-west4"}}));
}

TEST(GcpAssets, AssetsOfAPlanAreOnlyDeclared) {
  const Reading reading = read_with(
      gcp_assets,
      R"([{"name":"//container.googleapis.com/projects/{{.Provider.project}}/locations/us-central1/)"
      R"(clusters/ml","asset_type":"container.googleapis.com/Cluster",)"
      R"("ancestry_path":"organization/1/project/p",)"
      R"("resource":{"data":{"name":"ml","nodePools":[{"config":{"machineType":"a2-highgpu-1g",)"
      R"("accelerators":[{"acceleratorType":"nvidia-tesla-a100"}]}}]}}}])");
  ASSERT_EQ(reading.observations.size(), 1U);
  const Observation& seen = reading.observations[0];
  EXPECT_EQ(seen.proof, Proof::kDeclared);
  EXPECT_EQ(seen.at.says, "container.googleapis.com/Cluster ml is planned by Terraform");
  EXPECT_EQ(seen.id, "");
  EXPECT_EQ(seen.within, (Place{{"region", "us-central1"}}));
  EXPECT_EQ(marks_text(seen),
            "gcp_asset container.googleapis.com/Cluster\n"
            "instance_type a2-highgpu-1g\naccelerator nvidia-tesla-a100\n");
}

TEST(GcpAssets, ReadsSearchesAndHistories) {
  const Reading found = read_with(
      gcp_assets,
      R"({"results":[{"name":"//compute.googleapis.com/projects/acme/zones/europe-west1-b/instances/)"
      R"(gpu-1","assetType":"compute.googleapis.com/Instance","project":"projects/1098",)"
      R"("displayName":"gpu-1","location":"europe-west1-b","labels":{"team":"vision"},)"
      R"("additionalAttributes":{"machineType":"a2-ultragpu-1g"},"state":"RUNNING"}],)"
      R"("nextPageToken":"t"})");
  ASSERT_EQ(found.observations.size(), 1U);
  EXPECT_EQ(found.observations[0].at.locator, "results/0");
  EXPECT_EQ(marks_text(found.observations[0]),
            "gcp_asset compute.googleapis.com/Instance\ninstance_type a2-ultragpu-1g\n");
  EXPECT_EQ(found.observations[0].tags, (Place{{"team", "vision"}}));
  EXPECT_EQ(found.skipped.size(), 1U);
  const std::string asset(kEndpoint);
  const Reading history = read_with(
      gcp_assets, R"({"body":{"assets":[{"asset":)" + asset + R"(},{"asset":)" + asset + "}]}}");
  EXPECT_EQ(history.observations.size(), 1U);
  EXPECT_EQ(skipped_text(history), ": 1 asset listed again; the first entry counts\n");
}

TEST(GcpAssets, ReadsOneAssetALine) {
  const Reading reading =
      read_with(gcp_assets,
                std::string(kEndpoint) + "\n{broken\n\n" +
                    R"({"name":"//cloudresourcemanager.googleapis.com/projects/1",)"
                    R"("assetType":"cloudresourcemanager.googleapis.com/Project",)"
                    R"("iamPolicy":{"bindings":[]}})"
                    "\n" +
                    R"({"name":"//storage.googleapis.com/docs","assetType":)"
                    R"("storage.googleapis.com/Bucket","resource":{"location":"EU","data":{}}})",
                "assets.ndjson");
  ASSERT_EQ(reading.observations.size(), 2U);
  EXPECT_EQ(reading.observations[0].at.locator, "line 1");
  EXPECT_EQ(reading.observations[1].at.locator, "line 5");
  EXPECT_EQ(reading.observations[1].name, "docs");
  EXPECT_EQ(reading.observations[1].within, (Place{{"region", "EU"}}));
  ASSERT_EQ(reading.skipped.size(), 2U);
  EXPECT_EQ(reading.skipped[0].locator, "line 2");
  EXPECT_EQ(reading.skipped[1].why, "1 asset with policies only");
}

TEST(GcpAssets, LeavesOutWhatIsNoAsset) {
  const Reading reading =
      read_with(gcp_assets, R"([{"name":"//x/y","assetType":"a/B"},{"x":1},5])");
  EXPECT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(reading.skipped.size(), 2U);
  EXPECT_FALSE(gcp_assets.read({"a.json", R"([{"name":"//x)"}, {}));
  EXPECT_FALSE(gcp_assets.read({"a.json", R"({"other":1})"}, {}));
}

TEST(GcpAssets, RecognisesAssetsOnly) {
  const auto is = [](std::string_view text) {
    return gcp_assets.recognises({"export.json", text});
  };
  EXPECT_TRUE(is(kEndpoint));
  EXPECT_TRUE(is(R"([{"name":"//storage.googleapis.com/b","asset_type":"x/Y"}])"));
  EXPECT_TRUE(is(R"({"headers":{"a":"b"},"body":{"results":[{"name":"//a/b","assetType":"x"}]}})"));
  EXPECT_FALSE(is(R"([{"name":"storage","asset_type":"x/Y"}])"));
  EXPECT_FALSE(is(R"({"name":"//pkg","version":"1.0.0"})"));
  EXPECT_FALSE(is(R"({"endpoints":[{"name":"projects/p/locations/l/endpoints/1"}]})"));
  EXPECT_FALSE(is("{"));
}

}  // namespace
}  // namespace fundable
