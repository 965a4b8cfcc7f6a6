// Lists of Azure resources: what an item tells, what is left out, and whose files are not taken.
#include <gtest/gtest.h>

#include "tests/readers/inventory.h"

namespace fundable {
extern const Reader azure_resources;
namespace {

constexpr std::string_view kGroup = "/subscriptions/5d1f/resourceGroups/claims-prod/providers/";

std::string list_of(const std::string& items) { return "[" + items + "]"; }

std::string item(const std::string& path, const std::string& type, const std::string& more) {
  return R"({"id":")" + std::string(kGroup) + path + R"(","name":")" +
         path.substr(path.rfind('/') + 1) + R"(","type":")" + type + '"' + more + "}";
}

TEST(AzureResources, ReadsWhatAnItemTells) {
  const Reading reading =
      read_with(azure_resources,
                list_of(item("Microsoft.CognitiveServices/accounts/claims-llm",
                             "Microsoft.CognitiveServices/accounts",
                             R"(,"kind":"OpenAI","location":"swedencentral","sku":{"name":"S0"},)"
                             R"("tags":{"app":"claims","db_password":"hunter2"},)"
                             R"("properties":{"provisioningState":"Succeeded","key":"9f8e7d"})")));
  ASSERT_EQ(reading.observations.size(), 1U);
  const Observation& seen = reading.observations[0];
  EXPECT_EQ(seen.at.locator, "0");
  EXPECT_EQ(seen.at.says,
            "Microsoft.CognitiveServices/accounts claims-llm is in the list of resources");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(seen.platform, "azure");
  EXPECT_EQ(seen.name, "claims-llm");
  EXPECT_EQ(seen.id, std::string(kGroup) + "Microsoft.CognitiveServices/accounts/claims-llm");
  EXPECT_EQ(marks_text(seen),
            "arm Microsoft.CognitiveServices/accounts (kind=OpenAI sku=S0)\n"
            "azure_cognitive_kind OpenAI\n");
  EXPECT_EQ(seen.tags.at("app"), "claims");
  EXPECT_EQ(seen.tags.at("db_password"), "[redacted]");
  EXPECT_EQ(
      seen.within,
      (Place{{"account", "5d1f"}, {"region", "swedencentral"}, {"resource_group", "claims-prod"}}));
}

TEST(AzureResources, TellsModelsSizesAndImages) {
  struct Case {
    std::string path, type, more, marks;
  };
  const Case cases[] = {
      {"Microsoft.CognitiveServices/accounts/a/deployments/chat",
       "Microsoft.CognitiveServices/accounts/deployments",
       R"(,"properties":{"model":{"name":"gpt-4.1","format":"OpenAI"}})",
       "arm Microsoft.CognitiveServices/accounts/deployments (gpt-4.1)\n"},
      {"Microsoft.Compute/virtualMachines/train-1", "Microsoft.Compute/virtualMachines",
       R"(,"properties":{"hardwareProfile":{"vmSize":"Standard_ND96asr_v4"}})",
       "arm Microsoft.Compute/virtualMachines\ninstance_type Standard_ND96asr_v4\n"},
      {"Microsoft.ContainerService/managedClusters/ml",
       "microsoft.containerservice/managedclusters",
       R"(,"properties":{"agentPoolProfiles":[{"vmSize":"Standard_D4s_v5"},)"
       R"({"vmSize":"Standard_NC24ads_A100_v4"}]})",
       "arm microsoft.containerservice/managedclusters\ninstance_type Standard_D4s_v5\n"
       "instance_type Standard_NC24ads_A100_v4\n"},
      {"Microsoft.App/containerApps/chat", "Microsoft.App/containerApps",
       R"(,"properties":{"template":{"containers":[{"image":"acme.azurecr.io/chat:7",)"
       R"("env":[{"name":"KEY","value":"hidden"}]}]}})",
       "arm Microsoft.App/containerApps\nimage acme.azurecr.io/chat:7\n"},
  };
  for (const Case& one : cases) {
    const Reading reading = read_with(azure_resources, list_of(item(one.path, one.type, one.more)));
    ASSERT_EQ(reading.observations.size(), 1U) << one.path;
    EXPECT_EQ(marks_text(reading.observations[0]), one.marks);
  }
}

TEST(AzureResources, TakesTheTypeFromTheIdWhereItIsMissing) {
  const Reading reading = read_with(
      azure_resources,
      R"({"data":[{"id":"/subscriptions/5d1f/resourceGroups/rag/providers/Microsoft.Search/)"
      R"(searchServices/docs","resourceGroup":"rag"}],"skip_token":"more","count":1})");
  ASSERT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(marks_text(reading.observations[0]), "arm Microsoft.Search/searchServices\n");
  EXPECT_EQ(reading.observations[0].name, "docs");
  EXPECT_EQ(reading.observations[0].at.locator, "data/0");
  EXPECT_EQ(skipped_text(reading), "skip_token: the list goes on: this is one page of it\n");
}

TEST(AzureResources, BelievesTheState) {
  const auto read_state = [](const std::string& state) {
    return read_with(
        azure_resources,
        list_of(item("Microsoft.Search/searchServices/docs", "Microsoft.Search/searchServices",
                     R"(,"properties":{"provisioningState":")" + state + "\"}")));
  };
  EXPECT_EQ(read_state("Succeeded").observations.at(0).proof, Proof::kRuns);
  EXPECT_EQ(read_state("Failed").observations.at(0).proof, Proof::kDeclared);
  EXPECT_EQ(read_state("Creating").observations.at(0).at.says,
            "Microsoft.Search/searchServices docs is not there yet");
  EXPECT_EQ(skipped_text(read_state("Deleting")), "0: it is deleted\n");
}

TEST(AzureResources, OwnServersBehindArcAreNotInAzure) {
  const Reading reading =
      read_with(azure_resources,
                list_of(item("Microsoft.HybridCompute/machines/rack7",
                             "Microsoft.HybridCompute/machines", R"(,"location":"westeurope")")));
  ASSERT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(reading.observations[0].platform, "");
}

TEST(AzureResources, KeepsTheRestOfABrokenList) {
  const Reading reading = read_with(
      azure_resources,
      R"([{"id":"/subscriptions/1/resourceGroups/a/providers/Microsoft.Search/searchServices/b"},
          {"name":"no id"}, 7, null, {"id":"/subscriptions/1"}])");
  EXPECT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(reading.skipped.size(), 4U);
  const auto cut = azure_resources.read({"list.json", R"([{"id":"/subscriptions/1/)"}, {});
  ASSERT_FALSE(cut);
  EXPECT_TRUE(cut.error().place.starts_with("list.json")) << cut.error().place;
}

TEST(AzureResources, RecognisesItsListsOnly) {
  const auto is = [](std::string_view text) {
    return azure_resources.recognises({"export.json", text});
  };
  EXPECT_TRUE(is(R"([{"changedTime":"2026","id":"/subscriptions/1/resourceGroups/a"}])"));
  EXPECT_TRUE(is("\xEF\xBB\xBF\n[ {\"id\" : \"/SUBSCRIPTIONS/1/x\"} ]"));
  EXPECT_TRUE(is(R"({"count":1,"data":[{"id":"/subscriptions/1/x"}]})"));
  EXPECT_TRUE(is(R"({"value":[{"id":"/subscriptions/1/x"}],"nextLink":null})"));
  EXPECT_TRUE(is(R"({"id":"/subscriptions/1/x","type":"Microsoft.Search/searchServices"})"));
  EXPECT_FALSE(is(R"([{"id":"7","name":"x"}])"));
  EXPECT_FALSE(is(R"({"$schema":"https://schema.management.azure.com/…","resources":[]})"));
  EXPECT_FALSE(is(R"({"version":4,"resources":[{"attributes":{"id":"/subscriptions/1"}}]})"));
  EXPECT_FALSE(is(R"([{"name":"x","tags":{"id":"/subscriptions/1"}}])"));
  EXPECT_FALSE(is("id: /subscriptions/1"));
  EXPECT_FALSE(is(""));
}

}  // namespace
}  // namespace fundable
