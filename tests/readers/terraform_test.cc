// Terraform: state, `terraform show -json` of state and of plans, and what must never be shown.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "model/observation.h"

namespace fundable {
extern const Reader terraform_show;
extern const Reader terraform_state;
namespace {

using Texts = std::map<std::string, std::string>;

Reading read_with(const Reader& reader, std::string_view text,
                  const std::string& path = "ml.json") {
  EXPECT_TRUE(reader.recognises({path, text}));
  auto reading = reader.read({path, text}, {});
  EXPECT_TRUE(reading) << to_string(reading.error());
  return reading ? *reading : Reading{};
}

// State with these resources, as JSON text.
std::string state_of(const std::string& resources) {
  return R"({"version": 4, "terraform_version": "1.9.5", "serial": 2, "lineage": "ab",
             "outputs": {"key": {"value": "sk-outputoutputoutputoutput"}}, "resources": [)" +
         resources + "]}";
}

// One managed resource with these attributes.
std::string resource_of(const std::string& type, const std::string& attributes,
                        const std::string& more = "") {
  return R"({"mode": "managed", "type": ")" + type + R"(", "name": "it", "instances": [{)" + more +
         R"("attributes": {)" + attributes + "}}]}";
}

Observation one(const std::string& type, const std::string& attributes,
                const std::string& more = "") {
  const Reading reading = read_with(terraform_state, state_of(resource_of(type, attributes, more)));
  EXPECT_EQ(reading.observations.size(), 1u);
  return reading.observations.empty() ? Observation{} : reading.observations[0];
}

// `channel:text`, sorted.
std::vector<std::string> marks_of(const Observation& seen) {
  std::vector<std::string> marks;
  for (const Mark& mark : seen.marks) marks.push_back(mark.channel + ":" + mark.text);
  std::ranges::sort(marks);
  return marks;
}

std::string skipped_text(const Reading& reading) {
  std::string text;
  for (const Skipped& entry : reading.skipped) text += entry.locator + ": " + entry.why + "\n";
  return text;
}

// Everything that an observation could show.
std::string all_text(const Reading& reading) {
  std::string text = skipped_text(reading);
  for (const Observation& seen : reading.observations) {
    text += seen.at.locator + seen.at.says + seen.name + seen.id;
    for (const Mark& mark : seen.marks) text += mark.text + mark.details;
    for (const auto& [key, value] : seen.tags) text += key + value;
    for (const auto& [key, value] : seen.within) text += key + value;
  }
  return text;
}

TEST(TerraformState, RecognisesStateOnly) {
  const auto recognises = [](const std::string& path, std::string_view text) {
    return terraform_state.recognises({path, text});
  };
  EXPECT_TRUE(recognises("prod.json", R"({"version":4,"terraform_version":"1.1","lineage":"x")"));
  EXPECT_TRUE(recognises("a/terraform.tfstate", "{\"version\": 4, \"resources\""));
  EXPECT_TRUE(recognises("dump.json", "{\"pytest-terraform\": 1,"));
  EXPECT_FALSE(recognises("pods.json", R"({"apiVersion":"v1","kind":"List","items":[])"));
  EXPECT_FALSE(recognises("map.json", R"({"data":{"state":"{\"lineage\":1,\"serial\":2}"}})"));
  EXPECT_FALSE(recognises("plan.json", R"({"format_version":"1.2","terraform_version":"1.9")"));
  EXPECT_FALSE(recognises("notes.txt", "the \"lineage\" and \"serial\" of state"));
  EXPECT_FALSE(recognises("empty.tfstate", ""));
}

TEST(TerraformState, EveryInstanceRuns) {
  const Reading reading = read_with(terraform_state, state_of(R"(
    {"mode": "data", "type": "azurerm_client_config", "name": "me", "instances": [{}]},
    {"mode": "managed", "type": "random_id", "name": "suffix", "instances": [{}]},
    {"module": "module.ml", "mode": "managed", "type": "azurerm_search_service", "name": "docs",
     "instances": [
       {"index_key": 0, "attributes": {
          "id": "/subscriptions/s-1/resourceGroups/Rag-Prod/providers/Microsoft.Search/x/docs0",
          "name": "docs0", "location": "westeurope", "tags": {"app": "rag", "tier": 2}}},
       {"index_key": "west", "status": "tainted", "attributes": {"name": "docs1"}},
       {"index_key": "west", "deposed": "00af", "attributes": {"name": "docs1"}}]},
    {"mode": "managed", "type": "azurerm_subnet", "name": "none", "instances": []},
    {"mode": "managed", "name": "untyped", "instances": [{}]})"));
  ASSERT_EQ(reading.observations.size(), 2u);
  const Observation& first = reading.observations[0];
  EXPECT_EQ(first.at.source, "ml.json");
  EXPECT_EQ(first.at.locator, "resources/2/instances/0");
  EXPECT_EQ(first.at.says, "module.ml.azurerm_search_service.docs[0] is in the state");
  EXPECT_EQ(first.proof, Proof::kRuns);
  EXPECT_EQ(first.platform, "azure");
  EXPECT_EQ(first.name, "docs0");
  EXPECT_EQ(first.id,
            "/subscriptions/s-1/resourceGroups/Rag-Prod/providers/Microsoft.Search/x/docs0");
  EXPECT_EQ(first.tags, (Texts{{"app", "rag"}, {"tier", "2"}}));
  EXPECT_EQ(first.within, (Texts{{"account", "s-1"},
                                 {"module", "module.ml"},
                                 {"region", "westeurope"},
                                 {"resource_group", "Rag-Prod"}}));
  EXPECT_EQ(reading.observations[1].at.says,
            "module.ml.azurerm_search_service.docs[\"west\"] is in the state, to be replaced");
  EXPECT_EQ(skipped_text(reading),
            "resources/2/instances/2: it has been replaced and waits to be destroyed\n"
            "resources/3: it has no instances\n"
            "resources/4: it has no type\n"
            "resources: 1 data source, managed elsewhere\n"
            "resources: 1 resource of providers that hold no infrastructure (random, null, tls, "
            "time, local, template, archive, external, http, …)\n");
}

TEST(TerraformState, KnowsPlatformsByTheProvider) {
  for (const auto& [type, platform] :
       std::map<std::string, std::string>{{"aws_s3_bucket", "aws"},
                                          {"azuread_group", "azure"},
                                          {"azapi_resource", "azure"},
                                          {"google_tpu_node", "gcp"},
                                          {"oci_core_instance", "oci"},
                                          {"digitalocean_droplet", "other_cloud"},
                                          {"ibm_is_instance", "other_cloud"},
                                          {"vsphere_virtual_machine", "on_premises"},
                                          {"proxmox_vm_qemu", "on_premises"},
                                          {"kubernetes_deployment", ""},
                                          {"helm_release", ""},
                                          {"awsome_thing", ""}}) {
    EXPECT_EQ(one(type, "").platform, platform) << type;
  }
}

TEST(TerraformState, FindsNamesIdentifiersAndPlaces) {
  const Observation agent =
      one("aws_bedrockagent_agent",
          R"("id": "AB1", "agent_arn": "arn:aws:bedrock:eu-west-1:123:agent/AB1",
         "agent_name": "claims", "foundation_model": "anthropic.claude-x", "tags": null,
         "tags_all": {"app": "claims"})");
  EXPECT_EQ(agent.name, "claims");
  EXPECT_EQ(agent.id, "arn:aws:bedrock:eu-west-1:123:agent/AB1");
  EXPECT_EQ(agent.within, (Texts{{"account", "123"}, {"region", "eu-west-1"}}));
  EXPECT_EQ(agent.tags, (Texts{{"app", "claims"}}));
  EXPECT_EQ(marks_of(agent), (std::vector<std::string>{"model:anthropic.claude-x",
                                                       "terraform:aws_bedrockagent_agent"}));

  const Observation sql = one("google_sql_database_instance",
                              R"("id": "db", "self_link": "https://x/projects/p-9/instances/db",
         "region": "https://x/regions/europe-west4",
         "user_labels": {"app": "a"}, "effective_labels": {"app": "b", "goog": "1"})");
  EXPECT_EQ(sql.id, "https://x/projects/p-9/instances/db");
  EXPECT_EQ(sql.within, (Texts{{"project", "p-9"}, {"region", "europe-west4"}}));
  EXPECT_EQ(sql.tags, (Texts{{"app", "a"}, {"goog", "1"}}));

  // Before it exists, a resource group has no identifier to take its name from.
  EXPECT_EQ(one("azurerm_resource_group", R"("name": "ml")").within,
            (Texts{{"resource_group", "ml"}}));
  EXPECT_EQ(one("azapi_resource", R"("parent_id": "/subscriptions/s/resourcegroups/ml")").within,
            (Texts{{"resource_group", "ml"}}));

  const Observation plain = one("aws_s3_bucket", R"("id": "my-bucket", "name": "")");
  EXPECT_EQ(plain.name, "it");
  EXPECT_EQ(plain.id, "");
  EXPECT_EQ(one("aws_instance", R"("tags": {"Name": "trainer"})").name, "trainer");
  EXPECT_EQ(one("google_compute_instance", R"("tags": ["http"])").tags, Texts{});
}

TEST(TerraformState, ReadsTheMarksOfAttributes) {
  const auto marks = [](const std::string& type, const std::string& attributes) {
    std::vector<std::string> all = marks_of(one(type, attributes));
    std::erase(all, "terraform:" + type);
    return all;
  };
  using Marks = std::vector<std::string>;
  EXPECT_EQ(marks("aws_instance", R"("instance_type": "p4d.24xlarge")"),
            Marks{"instance_type:p4d.24xlarge"});
  EXPECT_EQ(marks("azurerm_cognitive_account", R"("kind": "OpenAI")"),
            Marks{"azure_cognitive_kind:OpenAI"});
  EXPECT_EQ(marks("azurerm_cognitive_deployment", R"("model": [{"name": "gpt-4o"}])"),
            Marks{"model:gpt-4o"});
  EXPECT_EQ(marks("azurerm_kubernetes_cluster_node_pool", R"("vm_size": "Standard_NC24ads")"),
            Marks{"instance_type:Standard_NC24ads"});
  EXPECT_EQ(marks("google_container_node_pool",
                  R"("node_config": [{"machine_type": "a2-highgpu-1g",
                     "guest_accelerator": [{"type": "nvidia-tesla-a100", "count": 1},
                                           {"type": "nvidia-l4"}]}])"),
            (Marks{"accelerator:nvidia-l4", "accelerator:nvidia-tesla-a100",
                   "instance_type:a2-highgpu-1g"}));
  EXPECT_EQ(marks("azurerm_container_app",
                  R"("template": [{"container": [{"image": "acr/chat:1"}, {"image": "acr/db:2"},
                                                 {"image": "acr/chat:1"}]}])"),
            (Marks{"image:acr/chat:1", "image:acr/db:2"}));
  EXPECT_EQ(marks("aws_ecs_task_definition",
                  R"("container_definitions": "[{\"image\": \"vllm/vllm-openai\"}]")"),
            Marks{"image:vllm/vllm-openai"});
  EXPECT_EQ(marks("kubernetes_deployment_v1",
                  R"("spec": [{"template": [{"spec": [{"container": [{"image": "tgi"}]}]}]}])"),
            Marks{"image:tgi"});
  EXPECT_EQ(marks("kubernetes_config_map", R"("data": {"image": "nothing-runs"})"), Marks{});
  EXPECT_EQ(marks("kubernetes_manifest",
                  R"("manifest": {"value": {"apiVersion": "serving.kserve.io/v1beta1",
                                            "kind": "InferenceService"}, "type": []})"),
            Marks{"kubernetes:serving.kserve.io/InferenceService"});
  EXPECT_EQ(one("azapi_resource", R"("type": "Microsoft.X/y@2024")").marks[0].details,
            "Microsoft.X/y@2024");
}

TEST(TerraformState, KubernetesObjectsHaveANamespace) {
  const Observation seen =
      one("kubernetes_stateful_set",
          R"("metadata": [{"name": "qdrant", "namespace": "rag", "labels": {"app": "search"}}])");
  EXPECT_EQ(seen.name, "qdrant");
  EXPECT_EQ(seen.within, (Texts{{"namespace", "rag"}}));
  EXPECT_EQ(seen.tags, (Texts{{"app", "search"}}));
  EXPECT_EQ(one("helm_release", R"("namespace": "llm", "chart": "vllm")").within,
            (Texts{{"namespace", "llm"}}));
}

TEST(TerraformState, ReportsJsonInAttributesThatIsBroken) {
  const Reading reading = read_with(
      terraform_state,
      state_of(resource_of("aws_ecs_task_definition", R"("container_definitions": "[{")")));
  EXPECT_EQ(reading.observations.size(), 1u);
  EXPECT_TRUE(skipped_text(reading).starts_with(
      "resources/0/instances/0: container_definitions was not read: not JSON"))
      << skipped_text(reading);
}

TEST(TerraformState, ShowsNoSecret) {
  const Reading reading = read_with(
      terraform_state,
      state_of(resource_of("azurerm_cognitive_account",
                           R"("primary_access_key": "hunter2", "name": "a AKIAIOSFODNN7EXAMPLE",
                         "custom_question_answering_search_service_key": "hunter2",
                         "tags": {"db_password": "hunter2", "app": "chat"})") +
               "," +
               resource_of("azurerm_container_app",
                           R"("template": [{"container": [{"image": "i", "env":
                         [{"name": "KEY", "value": "hunter2"}]}]}], "tags": {"a": "hunter2"},
                         "location": "hunter2")",
                           R"("sensitive_attributes": [
                           [{"type": "get_attr", "value": "tags"}, {"type": "index", "value": "a"}],
                           [{"type": "get_attr", "value": "location"}]],)") +
               "," +
               resource_of("aws_ecs_task_definition",
                           R"("container_definitions":
                         "[{\"image\":\"i\",\"environment\":[{\"value\":\"hunter2\"}]}]")")));
  ASSERT_EQ(reading.observations.size(), 3u);
  const std::string text = all_text(reading);
  EXPECT_EQ(text.find("hunter2"), std::string::npos) << text;
  EXPECT_EQ(text.find("AKIA"), std::string::npos) << text;
  EXPECT_EQ(text.find("sk-"), std::string::npos) << text;
  EXPECT_EQ(reading.observations[0].tags, (Texts{{"app", "chat"}, {"db_password", "[redacted]"}}));
  EXPECT_EQ(reading.observations[1].tags, Texts{});
}

TEST(TerraformState, SaysWhyStateCannotBeRead) {
  const auto error = [](std::string_view text) {
    const auto reading = terraform_state.read({"x.tfstate", text}, {});
    EXPECT_FALSE(reading) << text;
    return reading ? Error{} : reading.error();
  };
  const Error old = error(R"({"version": 3, "serial": 1, "lineage": "x", "modules": []})");
  EXPECT_EQ(old.says, "the state has version 3; version 4 can be read");
  EXPECT_EQ(old.fix, "Run `terraform state pull` with Terraform 0.12 or newer.");
  EXPECT_EQ(old.place, "x.tfstate");
  EXPECT_EQ(error(R"({"version": 3, "backend": {"type": "s3"}})").says,
            "this only says where the state is kept");
  EXPECT_EQ(error(R"({"serial": 1, "lineage": "x", "encrypted_data": "AA=="})").says,
            "the state is encrypted");
  EXPECT_EQ(error("{\"version\": 4,").place, "x.tfstate:1:1");
  EXPECT_EQ(error("[]").says, "the state has no version");
  const auto deep = terraform_state.read({"x.tfstate", state_of("{}")}, {.values = 5});
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().kind, ErrorKind::kLimit);
}

TEST(TerraformState, ABackupIsNotTheState) {
  const std::string text = state_of(resource_of("aws_instance", ""));
  const Reading reading = read_with(terraform_state, text, "terraform.tfstate.backup");
  EXPECT_TRUE(reading.observations.empty());
  EXPECT_EQ(skipped_text(reading),
            "resources: a backup: the state as it was before its last change\n");
}

TEST(TerraformState, ReadsDumpsOfAppliedResources) {
  const Reading reading = read_with(terraform_state, R"({"pytest-terraform": 1, "resources": {
      "google_vertex_ai_endpoint": {"a/b": {"display_name": "rank", "location": "us-east1"}},
      "aws_iam_policy_document": {"p": {"json": "{}"}},
      "random_pet": {"x": {"id": "y"}}}})");
  ASSERT_EQ(reading.observations.size(), 1u);
  EXPECT_EQ(reading.observations[0].at.locator, "resources/google_vertex_ai_endpoint/a~1b");
  EXPECT_EQ(reading.observations[0].proof, Proof::kRuns);
  EXPECT_EQ(reading.observations[0].name, "rank");
  EXPECT_EQ(reading.skipped.size(), 2u);
}

// A change of one resource.
std::string change_of(const std::string& name, const std::string& actions,
                      const std::string& before, const std::string& after) {
  return R"({"address": "aws_instance.)" + name +
         R"(", "mode": "managed", "type": "aws_instance", "name": ")" + name +
         R"(", "change": {"actions": [)" + actions + R"(], "before": )" + before +
         R"(, "after": )" + after + "}}";
}

TEST(TerraformShow, APlanTellsWhatExistsFromWhatIsMeant) {
  const std::string small = R"({"instance_type": "t3.small"})";
  const std::string large = R"({"instance_type": "p5.48xlarge"})";
  const Reading reading =
      read_with(terraform_show,
                R"({"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [)" +
                    change_of("kept", R"("no-op")", small, small) + "," +
                    change_of("changed", R"("update")", small, large) + "," +
                    change_of("made", R"("create")", "null", large) + "," +
                    change_of("gone", R"("delete")", large, "null") + "," +
                    change_of("replaced", R"("create", "delete")", small, large) + "," +
                    change_of("forgotten", R"("forget")", small, "null") + "," +
                    change_of("kept", R"("delete")", small, "null") + R"(],
          "prior_state": {"values": {"root_module": {
            "resources": [
              {"address": "aws_instance.kept", "mode": "managed", "type": "aws_instance",
               "name": "kept", "values": {}},
              {"address": "data.aws_region.here", "mode": "data", "type": "aws_region",
               "name": "here", "values": {}}],
            "child_modules": [{"address": "module.a", "child_modules": [
              {"address": "module.a.module.b", "resources": [
                {"address": "module.a.module.b.aws_s3_bucket.data[\"x\"]", "mode": "managed",
                 "type": "aws_s3_bucket", "name": "data", "index": "x",
                 "values": {"tags": {"app": "rag", "k": "hidden"}, "region": "eu-west-1"},
                 "sensitive_values": {"tags": {"k": true}}}]}]}]}}},
          "planned_values": {"root_module": {"resources": [
            {"address": "aws_instance.later", "mode": "managed", "type": "aws_instance",
             "name": "later", "values": {"instance_type": "g5.xlarge"}}]}}})");
  std::vector<std::string> says;
  std::vector<bool> runs;
  for (const Observation& seen : reading.observations) {
    says.push_back(seen.at.says);
    runs.push_back(seen.proof == Proof::kRuns);
  }
  EXPECT_EQ(
      says,
      (std::vector<std::string>{
          "aws_instance.kept exists", "aws_instance.changed exists and the plan changes it",
          "aws_instance.made is to be created by the plan",
          "aws_instance.gone exists and the plan destroys it",
          "aws_instance.replaced exists and the plan replaces it",
          "aws_instance.forgotten exists and the plan no longer manages it",
          "module.a.module.b.aws_s3_bucket.data[\"x\"] exists", "aws_instance.later is planned"}));
  EXPECT_EQ(runs, (std::vector<bool>{true, true, false, true, true, true, true, false}));
  // What runs is as it is today, what is meant as it shall be.
  EXPECT_EQ(marks_of(reading.observations[1])[0], "instance_type:t3.small");
  EXPECT_EQ(marks_of(reading.observations[2])[0], "instance_type:p5.48xlarge");
  const Observation& nested = reading.observations[6];
  EXPECT_EQ(nested.at.locator,
            "prior_state/values/root_module/child_modules/0/child_modules/0/resources/0");
  EXPECT_EQ(nested.within, (Texts{{"module", "module.a.module.b"}, {"region", "eu-west-1"}}));
  EXPECT_EQ(nested.tags, Texts{});
  EXPECT_EQ(skipped_text(reading), "resources: 1 data source, managed elsewhere\n");
}

TEST(TerraformShow, ReadsState) {
  const Reading reading = read_with(terraform_show, R"({"format_version": "1.0",
      "terraform_version": "1.9.0", "values": {"root_module": {"resources": [
        {"address": "google_tpu_node.t[1]", "mode": "managed", "type": "google_tpu_node",
         "name": "t", "index": 1, "values": {"accelerator_type": "v3-8", "project": "p"}}]}}})");
  ASSERT_EQ(reading.observations.size(), 1u);
  const Observation& seen = reading.observations[0];
  EXPECT_EQ(seen.at.says, "google_tpu_node.t[1] is in the state");
  EXPECT_EQ(seen.at.locator, "values/root_module/resources/0");
  EXPECT_EQ(marks_of(seen),
            (std::vector<std::string>{"accelerator:v3-8", "terraform:google_tpu_node"}));
  EXPECT_EQ(skipped_text(read_with(terraform_show,
                                   R"({"format_version": "1.0", "terraform_version": "1.9.0"})")),
            ": it holds no resources\n");
}

TEST(TerraformShow, RecognisesItsOwnOnly) {
  for (const char* text :
       {R"({"format_version":"1.0","provider_schemas":{"x":{"terraform_version":1}}})",
        R"({"version":4,"terraform_version":"1.9","lineage":"x"})",
        R"({"format_version":"0.1","valid":true})", R"({"apiVersion":"v1","kind":"PodList"})",
        R"([{"format_version":"1.0","terraform_version":"1.1"}])"}) {
    EXPECT_FALSE(terraform_show.recognises({"a.json", text})) << text;
  }
}

class SharedTerraform : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(FUNDABLE_ROOT "/../shared/data/iac")) {
      GTEST_SKIP() << "the shared samples are not beside this checkout";
    }
  }
  Reading read_shared(const Reader& reader, const std::string& path) {
    std::ifstream file(std::filesystem::path(FUNDABLE_ROOT) / "../shared" / path, std::ios::binary);
    return read_with(reader, std::string((std::istreambuf_iterator<char>(file)), {}), path);
  }
};

TEST_F(SharedTerraform, StateOfThreeClouds) {
  const Reading azure =
      read_shared(terraform_state, "data/iac/tfstate/azurerm_network_security_group.tfstate");
  ASSERT_EQ(azure.observations.size(), 3u);
  EXPECT_EQ(azure.observations[0].at.locator, "resources/1/instances/0");
  EXPECT_EQ(azure.observations[0].within.at("resource_group"), "example-resources");
  EXPECT_EQ(azure.observations[0].tags, (Texts{{"environment", "Production"}}));
  const Reading google =
      read_shared(terraform_state, "data/iac/tfstate/google_compute_instance.tfstate");
  ASSERT_EQ(google.observations.size(), 1u);
  EXPECT_EQ(marks_of(google.observations[0])[0], "instance_type:e2-medium");
  EXPECT_EQ(google.observations[0].id,
            "projects/cloudskiff-dev-elie/zones/us-central1-a/instances/test");
  EXPECT_EQ(
      read_shared(terraform_state, "data/iac/tfstate/aws_s3_full.tfstate").observations.size(),
      26u);
}

TEST_F(SharedTerraform, DumpsOfAppliedResources) {
  const Reading vertex = read_shared(
      terraform_state, "data/iac/tf_state_like/gcp_vertexai_endpoint_get_resource.json");
  ASSERT_EQ(vertex.observations.size(), 1u);
  EXPECT_EQ(vertex.observations[0].name, "c7n-test-get-resource-default-0916");
  EXPECT_EQ(vertex.observations[0].within,
            (Texts{{"project", "cloud-custodian"}, {"region", "us-central1"}}));
  const Reading guardrail =
      read_shared(terraform_state, "data/iac/tf_state_like/aws_bedrock_guardrail.json");
  ASSERT_EQ(guardrail.observations.size(), 1u);
  EXPECT_TRUE(guardrail.observations[0].id.starts_with("arn:aws:bedrock:us-east-1:"));
  const Reading nothing =
      read_shared(terraform_state, "data/iac/tf_state_like/gcp_vertexai_custom_job.json");
  EXPECT_TRUE(nothing.observations.empty());
  EXPECT_EQ(nothing.skipped.size(), 1u);
}

TEST_F(SharedTerraform, PlansOfSeveralVersions) {
  const Reading mixed =
      read_shared(terraform_show, "data/iac/tf_plan/infracost_terraform_v0.14_plan.json");
  ASSERT_EQ(mixed.observations.size(), 26u);
  EXPECT_EQ(std::ranges::count(mixed.observations, Proof::kDeclared, &Observation::proof), 12);
  const Reading target =
      read_shared(terraform_show, "data/iac/tf_plan/infracost_plan_with_target.json");
  ASSERT_EQ(target.observations.size(), 2u);
  EXPECT_EQ(target.observations[1].at.says, "aws_instance.web_app_2 exists");
  const Reading cluster =
      read_shared(terraform_show, "data/iac/tf_plan/gke_custom_node.tfplan.json");
  ASSERT_EQ(cluster.observations.size(), 1u);
  EXPECT_EQ(cluster.observations[0].proof, Proof::kDeclared);
  EXPECT_EQ(cluster.observations[0].name, "marss-cluster");
}

TEST_F(SharedTerraform, OtherJsonIsNotTerraform) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(FUNDABLE_ROOT) / "../shared/data")) {
    const std::string path = entry.path().string();
    if (entry.path().extension() != ".json" || path.contains("/tf_plan/") ||
        path.contains("/tf_state_like/")) {
      continue;
    }
    std::ifstream file(path, std::ios::binary);
    std::string head(64 * 1024, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    EXPECT_FALSE(terraform_state.recognises({path, head})) << path;
    EXPECT_FALSE(terraform_show.recognises({path, head})) << path;
    ++files;
  }
  EXPECT_GT(files, 5u);
}

}  // namespace
}  // namespace fundable
