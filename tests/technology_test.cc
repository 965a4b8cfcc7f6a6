// The catalogue of technologies: its own data, and how marks find them.
#include "model/technology.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/schema.h"
#include "base/text.h"
#include "model/vocabulary.h"
#include "tests/technologies/shipped.h"

namespace fundable {
namespace {

const Catalogue& catalogue() { return shipped_catalogue(); }

std::string matched(const Catalogue& in, const std::vector<Mark>& marks) {
  return fundable::matched(in, marks);
}

TEST(Technologies, EveryFileLoads) {
  EXPECT_GT(catalogue().size(), 100u);
  std::map<std::string, int> by_kind;
  for (const Technology& technology : catalogue().all()) ++by_kind[technology.kind];
  for (const std::string& kind :
       shipped_vocabulary()[shipped_vocabulary().id("workload.kind")].values) {
    EXPECT_GT(by_kind[kind], 0) << kind;
  }
}

TEST(Technologies, NoSignatureStandsTwice) {
  std::map<std::string, std::string> owner;
  for (const Technology& technology : catalogue().all()) {
    for (const Signature& signature : technology.signatures) {
      const std::vector<std::string> words =
          signature.mentions.empty() ? std::vector<std::string>{""} : signature.mentions;
      for (const std::string& word : words) {
        const std::string key = lowered(signature.channel + ' ' + signature.text + " + " + word);
        const auto [before, is_new] = owner.emplace(key, technology.id);
        EXPECT_TRUE(is_new) << key << " is in " << before->second << " and " << technology.id;
      }
    }
  }
}

TEST(Technologies, AModelThatIsCalledMakesNoWorkload) {
  for (const Technology& technology : catalogue().all()) {
    EXPECT_TRUE(!technology.calls_model || technology.kind.empty()) << technology.id;
  }
}

TEST(Technologies, AwsServiceCodesAreReal) {
  const std::filesystem::path programs = FUNDABLE_ROOT "/../shared/data/programs";
  if (!std::filesystem::exists(programs)) GTEST_SKIP() << "the lists of AWS services are not here";
  std::string lists;
  for (const auto& entry : std::filesystem::directory_iterator(programs)) {
    lists += bytes_of(entry.path());
  }
  std::ranges::replace_if(lists, [](char c) { return c == '"' || c == '\n' || c == ','; }, ' ');
  for (const Technology& technology : catalogue().all()) {
    if (!technology.on_aws) continue;
    EXPECT_NE(lists.find(' ' + technology.on_aws->service + ' '), std::string::npos)
        << technology.id << ": " << technology.on_aws->service;
  }
}

struct MarkCase {
  const char* channel;
  const char* text;
  const char* details;
  const char* technologies;
};

void expect_understood(std::span<const MarkCase> cases) {
  for (const MarkCase& c : cases) {
    EXPECT_EQ(matched(catalogue(), {{c.channel, c.text, c.details}}), c.technologies)
        << c.channel << " " << c.text << " (" << c.details << ")";
  }
}

constexpr MarkCase kTerraform[] = {
    {"terraform", "google_vertex_ai_index", "", "vertex_ai_index"},
    {"terraform", "google_vertex_ai_index_endpoint_deployed_index", "", "vertex_ai_index"},
    {"terraform", "google_vertex_ai_endpoint", "", "vertex_ai_prediction"},
    {"terraform", "google_vertex_ai_endpoint_iam_member", "", "vertex_ai"},
    {"terraform", "google_vertex_ai_reasoning_engine", "", "vertex_ai_agent_engine"},
    {"terraform", "google_vertex_ai_featurestore_entitytype", "", "vertex_ai_feature_store"},
    {"terraform", "google_discovery_engine_data_store", "", "vertex_ai_search_data"},
    {"terraform", "google_discovery_engine_chat_engine", "", "vertex_ai_search"},
    {"terraform", "google_bigquery_table", "", "bigquery"},
    {"terraform", "google_bigquery_dataset_iam_member", "", "gcp_governance"},
    {"terraform", "google_compute_instance", "", "compute_engine"},
    {"terraform", "google_compute_firewall", "", "gcp_network"},
    {"terraform", "google_compute_instance_group_manager", "", "compute_engine"},
    {"terraform", "google_project_service", "", "gcp_governance"},
    {"terraform", "google_container_node_pool", "", "gcp_clusters"},
    {"terraform", "google_sql_database_instance", "", "gcp_databases"},
    {"terraform", "aws_sagemaker_endpoint_configuration", "", "sagemaker_inference"},
    {"terraform", "aws_sagemaker_notebook_instance_lifecycle_configuration", "",
     "sagemaker_notebooks"},
    {"terraform", "aws_sagemaker_feature_group", "", "sagemaker_feature_store"},
    {"terraform", "aws_sagemaker_pipeline", "", "sagemaker_training"},
    {"terraform", "aws_bedrockagent_agent_action_group", "", "bedrock_agents"},
    {"terraform", "aws_bedrockagent_knowledge_base", "", "bedrock_knowledge_bases"},
    {"terraform", "aws_bedrockagentcore_agent_runtime", "", "bedrock_agentcore"},
    {"terraform", "aws_bedrock_guardrail", "", "bedrock"},
    {"terraform", "aws_bedrock_provisioned_model_throughput", "", "bedrock_provisioned_throughput"},
    {"terraform", "aws_opensearchserverless_collection", "", "opensearch_serverless"},
    {"terraform", "aws_instance", "", "aws_compute"},
    {"terraform", "aws_s3_bucket", "", "aws_storage"},
    {"terraform", "aws_s3_bucket_policy", "", "aws_governance"},
    {"terraform", "aws_ecs_cluster", "", "aws_clusters"},
    {"terraform", "aws_ecs_service", "", "aws_containers"},
    {"terraform", "aws_default_vpc", "", "aws_network"},
    {"terraform", "aws_db_parameter_group", "", "aws_governance"},
    {"terraform", "aws_iam_role_policy_attachment", "", "aws_governance"},
    {"terraform", "azurerm_cognitive_account", "", "azure_cognitive_account"},
    {"terraform", "azurerm_cognitive_deployment", "", "azure_openai"},
    {"terraform", "azurerm_search_service", "", "azure_ai_search"},
    {"terraform", "azurerm_machine_learning_workspace", "", "azure_machine_learning"},
    {"terraform", "azurerm_resource_group", "", "azure_governance"},
    {"terraform", "azurerm_linux_web_app", "", "azure_app_service"},
    {"terraform", "azurerm_network_security_group", "", "azure_network"},
    {"terraform", "azurerm_kubernetes_cluster", "", "azure_clusters"},
    {"terraform", "azurerm_mssql_server_transparent_data_encryption", "", "azure_governance"},
    {"terraform", "oci_generative_ai_agent_knowledge_base", "", "oci_knowledge_bases"},
    {"terraform", "oci_datascience_model_deployment", "", "oci_data_science_deployment"},
    {"terraform", "oci_core_instance", "", "oci_platform"},
    {"terraform", "oci_core_vcn", "", "oci_support"},
    {"terraform", "random_password", "", "operations_tools"},
    {"terraform", "azapi_resource", "Microsoft.CognitiveServices/accounts/deployments@2024-10-01",
     "azure_openai"},
    {"terraform", "azapi_resource", "Microsoft.Insights/components@2020-02-02", "azure_governance"},
    {"terraform", "helm_release", "milvus", "vector_databases"},
    {"terraform", "helm_release", "ingress-nginx", "kubernetes_objects"},
    {"terraform", "somebody_elses_resource", "", ""},
};
TEST(Marks, TerraformTypesAreUnderstood) { expect_understood(kTerraform); }

constexpr MarkCase kBills[] = {
    {"bill", "Vertex AI", "Custom training: A100 GPU running in Netherlands", "vertex_ai_training"},
    {"bill", "Vertex AI", "Vertex AI: Online/Batch Prediction N1 Predefined Instance Core",
     "vertex_ai_prediction"},
    {"bill", "Vertex AI", "Gemini 2.5 Flash GA Text Output - Predictions", "vertex_ai_models"},
    {"bill", "Vertex AI", "Vector Search index building", "vertex_ai_index"},
    {"bill", "Vertex AI", "ReasoningEngine vCPU", "vertex_ai_agent_engine"},
    {"bill", "Vertex AI", "Network egress", "vertex_ai"},
    {"bill", "Amazon SageMaker", "USW2-Train:ml.p4d.24xlarge", "sagemaker_training"},
    {"bill", "AmazonSageMaker", "$0.12 per Hosting ml.m5.large hour", "sagemaker_inference"},
    {"bill", "Amazon SageMaker", "USE1-Notebk:ml.t3.medium", "sagemaker_notebooks"},
    {"bill", "Amazon SageMaker", "USE1-FeatureStore:StandardOnlineStorage",
     "sagemaker_feature_store"},
    {"bill", "Amazon SageMaker", "", "sagemaker"},
    {"bill", "Amazon Bedrock", "USE1-Claude3Sonnet-input-tokens", "bedrock"},
    {"bill", "Amazon Bedrock", "USE1-ProvisionedThroughput-1MonthCommit-ModelUnits",
     "bedrock_provisioned_throughput"},
    {"bill", "AmazonBedrockAgentCore", "Runtime vCPU hours", "bedrock_agentcore"},
    {"bill", "Claude 3.5 Sonnet (Amazon Bedrock Edition)", "", "bedrock"},
    {"bill", "Amazon Elastic Compute Cloud", "BoxUsage:c5.large", "aws_compute"},
    {"bill", "Amazon Elastic Compute Cloud", "USE1-BoxUsage:g5.xlarge", "aws_gpu_instance"},
    {"bill", "Amazon Elastic Compute Cloud", "EBS:VolumeUsage.gp3", "aws_disks"},
    {"bill", "AmazonEC2", "m5.large Instance Hour; EBS:VolumeUsage.gp3", "aws_compute aws_disks"},
    {"bill", "AmazonCloudWatch", "", "aws_governance"},
    {"bill", "Elastic Load Balancing", "", "aws_network"},
    {"bill", "Amazon Simple Queue Service", "", "aws_messaging"},
    {"bill", "Azure OpenAI", "gpt-4o Inp", "azure_openai"},
    {"bill", "Cognitive Services", "Azure OpenAI GPT4o Tokens", "azure_openai"},
    {"bill", "Cognitive Services", "Speech to Text", "azure_ai_services"},
    {"bill", "Azure AI Services", "Form Recognizer S0 Pages", "azure_document_intelligence"},
    {"bill", "Foundry Models", "DeepSeek R1 tokens", "azure_foundry_models"},
    {"bill", "Azure Cognitive Search", "Basic Unit", "azure_ai_search"},
    {"bill", "Azure Machine Learning", "NCv3 vCPU Surcharge", "azure_machine_learning"},
    {"bill", "Azure Machine Learning",
     "microsoft.machinelearningservices/workspaces/onlineEndpoints",
     "azure_machine_learning_endpoints"},
    {"bill", "Virtual Machines", "D2 v3/D2s v3", "azure_virtual_machines"},
    {"bill", "Virtual Machines", "NCasv3 T4 Series, NC4as T4 v3", "azure_gpu_instance"},
    {"bill", "Storage", "Premium SSD Managed Disks P10", "azure_disks"},
    {"bill", "Storage Accounts", "Hot LRS Data Stored", "azure_storage"},
    {"bill", "Compute Engine", "Nvidia L4 GPU running in Iowa", "gcp_gpu_instance"},
    {"bill", "Compute Engine", "N2 Instance Core running in Iowa", "compute_engine"},
    {"bill", "Compute Engine", "Balanced PD Capacity in Iowa", "gcp_disks"},
    {"bill", "Compute Engine", "N1 Predefined Instance Core; Nvidia Tesla T4 GPU attached to Spot",
     "compute_engine gcp_gpu_instance"},
    {"bill", "BigQuery", "Analysis", "bigquery"},
    {"bill", "Cloud Dataproc", "", "dataproc"},
    {"bill", "Generative AI", "Large Cohere - tokens", "oci_generative_ai"},
    {"bill", "Generative AI", "Large Cohere - Dedicated", "oci_generative_ai_cluster"},
    {"bill", "COMPUTE", "Standard - E4 OCPU", "oci_platform"},
    {"bill", "OpenAI", "gpt-5 tokens", "openai_api"},
    {"bill", "A service nobody knows", "", ""},
};
TEST(Marks, BillLinesAreUnderstood) { expect_understood(kBills); }

constexpr MarkCase kClusters[] = {
    {"kubernetes", "kubeflow.org/PyTorchJob", "", "kubeflow_training"},
    {"kubernetes", "kubeflow.org/Notebook", "", "jupyter"},
    {"kubernetes", "serving.kserve.io/InferenceService", "", "kserve"},
    {"kubernetes", "ray.io/RayService", "", "model_serving_operators"},
    {"kubernetes", "ray.io/RayCluster", "", "ray"},
    {"kubernetes", "apps/Deployment", "", "kubernetes_application"},
    {"kubernetes", "core/Pod", "", "kubernetes_application"},
    {"kubernetes", "core/ConfigMap", "", "kubernetes_objects"},
    {"kubernetes", "argoproj.io/Workflow", "", "kubernetes_application"},
    {"kubernetes", "argoproj.io/AppProject", "", "kubernetes_objects"},
    {"kubernetes", "nvidia.com/ClusterPolicy", "", "kubernetes_objects"},
    {"kubernetes", "nvidia.com/DynamoGraphDeployment", "", "triton"},
    {"scheduler", "Slurm", "", "slurm"},
    {"azure_cognitive_kind", "OpenAI", "", "azure_openai"},
    {"azure_cognitive_kind", "FormRecognizer", "", "azure_document_intelligence"},
    {"instance_type", "g5.2xlarge", "", "aws_gpu_instance"},
    {"instance_type", "m5.2xlarge", "", ""},
    {"accelerator", "v5litepod-8", "", "cloud_tpu"},
    {"instance_type", "Standard_ND96asr_v4", "", "azure_gpu_instance"},
    {"instance_type", "a2-highgpu-1g", "", "gcp_gpu_instance"},
    {"instance_type", "BM.GPU.H100.8", "", "oci_gpu_instance"},
    {"accelerator", "NVIDIA A100-SXM4-40GB", "", "accelerator"},
    {"accelerator", "nvidia-tesla-t4", "", "gcp_gpu_instance"},
    {"command", "vllm serve meta-llama/Llama-3.1-8B", "", "vllm"},
    {"command", "torchrun --nnodes 4 train.py", "", "distributed_training"},
    {"model", "gpt-4o-mini", "", "openai_models"},
    {"model", "gpt-oss-20b", "", "open_weight_models"},
    {"model", "us.anthropic.claude-sonnet-4", "", "claude_models"},
};
TEST(Marks, ClustersAndMachinesAreUnderstood) { expect_understood(kClusters); }

constexpr MarkCase kImages[] = {
    {"image", "vllm/vllm-openai:v0.6.1", "", "vllm"},
    {"image", "docker.io/vllm/vllm-openai:v1", "", "vllm"},
    {"image", "registry.corp:5000/mirror/vllm/vllm-openai", "", "vllm"},
    {"image", "VLLM/vllm-openai@sha256:aabb", "", "vllm"},
    {"image", "registry.corp:5000/vllm/vllm-openai:v1@sha256:aabb", "", "vllm"},
    {"image", "ghcr.io/huggingface/text-generation-inference:2.3", "", "text_generation_inference"},
    {"image", "docker.io/library/postgres:16", "", "databases"},
    {"image", "pgvector/pgvector:pg16", "", "pgvector"},
    {"image", "nvcr.io/nim/meta/llama-3.1-8b-instruct:1.2", "", "triton"},
    {"image", "nvcr.io/nvidia/tritonserver:24.05-py3", "", "triton"},
    {"image", "nvcr.io/nvidia/gpu-operator:v24", "", "operations_tools"},
    {"image", "nvcr.io/nvidia/rapids:24", "", "ml_frameworks"},
    {"image", "pytorch/torchserve:latest-gpu", "", "torchserve"},
    {"image", "pytorch/pytorch:2.4.0", "", "ml_frameworks"},
    {"image", "ghcr.io/open-webui/open-webui:main", "", "chat_applications"},
    {"image", "langgenius/dify-api", "", "low_code_ai_platforms"},
    {"image", "docker.elastic.co/elasticsearch/elasticsearch:8.15.0", "", "search_engines"},
    {"image", "corp/shop-frontend:7", "", ""},
    {"image", "corp/not-vllm/server", "", ""},
    {"image", "", "", ""},
    {"image", "@:/", "", ""},
};
TEST(Marks, ImagesUnderEveryNameAreUnderstood) { expect_understood(kImages); }

// Two technologies and what a test needs besides.
std::string entry(std::string_view id, std::string_view signatures, std::string_view more = "") {
  return "- technology: " + std::string(id) + "\n  name: Name of it\n" + std::string(more) +
         "  signatures: " + std::string(signatures) +
         "\n  source: {title: T, url: 'https://example.com/', checked: 2026-11-20}\n";
}

TEST(Catalogue, TheMostSpecificSignatureSpeaks) {
  Catalogue some;
  ASSERT_TRUE(add(some, entry("any", "{terraform: [cloud_*], bill: [Brain]}") +
                            entry("ai", "{terraform: [cloud_ai_*]}") +
                            entry("exact", "{terraform: [cloud_ai_]}") +
                            entry("train", "{bill: [{service: brain, mentions: [fit, Learn]}]}") +
                            entry("serve", "{bill: [{service: [Brain], mentions: answer}]}")));
  EXPECT_EQ(matched(some, {{"terraform", "cloud_vm", ""}}), "any");
  EXPECT_EQ(matched(some, {{"terraform", "CLOUD_AI_x", ""}}), "ai");
  EXPECT_EQ(matched(some, {{"terraform", "cloud_ai_", ""}}), "exact");
  EXPECT_EQ(matched(some, {{"bill", "Brain", "egress"}}), "any");
  EXPECT_EQ(matched(some, {{"bill", "BRAIN", "it LEARNS"}}), "train");
  EXPECT_EQ(matched(some, {{"bill", "Brain", "fit, then answer"}}), "serve train");
  EXPECT_EQ(matched(some, {{"kubernetes", "Brain", ""}}), "");
}

TEST(Catalogue, EveryMarkSpeaksOnceAndInNoOrder) {
  const std::vector<Mark> marks{{"image", "vllm/vllm-openai", ""},
                                {"kubernetes", "apps/Deployment", ""},
                                {"image", "redis:7", ""},
                                {"image", "docker.io/vllm/vllm-openai", ""}};
  const std::vector<Mark> turned(marks.rbegin(), marks.rend());
  EXPECT_EQ(matched(catalogue(), marks), "databases kubernetes_application vllm");
  EXPECT_EQ(matched(catalogue(), turned), matched(catalogue(), marks));
}

TEST(Catalogue, GenericTechnologiesYieldToAKindOfAi) {
  const Mark job{"gpu", "job", ""};
  EXPECT_EQ(matched(catalogue(), {job}), "gpu_job");
  EXPECT_EQ(matched(catalogue(), {job, {"kubernetes", "batch/Job", ""}}),
            "gpu_job kubernetes_application");
  EXPECT_EQ(matched(catalogue(), {job, {"image", "pytorch/pytorch", ""}}), "gpu_job ml_frameworks");
  EXPECT_EQ(matched(catalogue(), {job, {"image", "vllm/vllm-openai", ""}}), "vllm");
}

TEST(Catalogue, AHintSilencesNothing) {
  const Mark service{"gpu", "service", ""};
  const Mark hint{"code", "python:mcp.server.fastmcp.FastMCP", ""};
  EXPECT_TRUE(catalogue().find("model_context_protocol")->weak);
  EXPECT_FALSE(catalogue().find("langgraph")->weak);
  EXPECT_EQ(matched(catalogue(), {service, hint}), "gpu_service model_context_protocol");
}

TEST(Catalogue, AChartGoesByEveryEndOfItsPath) {
  Catalogue some;
  ASSERT_TRUE(add(some, entry("brain", "{helm: [cloud-brain]}")));
  EXPECT_EQ(matched(some, {{"helm", "cloud-brain", ""}}), "brain");
  EXPECT_EQ(matched(some, {{"helm", "oci://charts.example.com/stable/Cloud-Brain", ""}}), "brain");
  EXPECT_EQ(matched(some, {{"helm", "cloud-brain/agent", ""}}), "");
}

TEST(Catalogue, FindsById) {
  const Technology* index = catalogue().find("vertex_ai_index");
  ASSERT_NE(index, nullptr);
  EXPECT_EQ(index->kind, "data_environment");
  EXPECT_EQ(index->platform, "gcp");
  ASSERT_TRUE(index->on_aws);
  EXPECT_EQ(index->on_aws->service, "AmazonES");
  EXPECT_FALSE(index->supports);
  EXPECT_TRUE(catalogue().find("aws_network")->supports);
  EXPECT_EQ(catalogue().find("vertex_ai_indexes"), nullptr);
}

struct Broken {
  std::string yaml;
  const char* place;
  const char* says;
  const char* fix;
};

TEST(Catalogue, RefusesWhatIsBrokenAndSaysWhere) {
  const std::string good = "{bill: [X]}";
  const std::string unsourced = "- {technology: a, name: A, signatures: {bill: [X]}";
  const Broken cases[] = {
      {"a: 1", "1:1", "list of technologies", ""},
      {"- just text", "1:3", "map", ""},
      {entry("a", good, "  kindd: agent\n"), "3:3", "'kindd'", "'kind'"},
      {entry("a", good, "  kind: agents\n"), "3:9", "'agents'", "'agent'"},
      {entry("a", good, "  kind:\n"), "3:8", "''", ""},
      {entry("a", good, "  platform: azur\n"), "3:13", "'azur'", "'azure'"},
      {entry("a", good, "  supports: maybe\n"), "3:13", "true or false", ""},
      {entry("a", good, "  kind: agent\n  supports: true\n"), "4:13", "'other'", ""},
      {entry("a", good, "  kind: agent\n  weak: perhaps\n"), "4:9", "true or false", ""},
      {entry("a", good, "  weak: true\n"), "3:9", "a kind of AI", ""},
      {entry("a", good, "  kind: application\n  weak: true\n"), "4:9", "a kind of AI", ""},
      {entry("a", good, "  on_aws: {service: AmazonES}\n"), "3:11", "'says'", ""},
      {entry("a", good, "  on_aws: {service: AmazonES, say: x}\n"), "3:31", "'say'", "'says'"},
      {entry("a", "{terrafrom: [x]}"), "3:16", "'terrafrom'", "'terraform'"},
      {entry("a", "{bill: X}"), "3:22", "list", ""},
      {entry("a", "{}"), "3:15", "needs a signature", ""},
      {entry("a", "{bill: ['']}"), "3:23", "must be a text", ""},
      {entry("a", "{bill: [[X]]}"), "3:23", "must be a text", ""},
      {entry("a", "{bill: [{service: X}]}"), "3:23", "'mentions'", ""},
      {entry("a", "{bill: [{service: X, mention: y}]}"), "3:36", "'mention'", "'mentions'"},
      {entry("a", "{terraform: [{service: X, mentions: y}]}"), "3:29", "'service'", "type"},
      {entry("a", "{image: [{type: X, mentions: y}]}"), "3:24", "must be a text", ""},
      {entry("a", "{image: ['*']}"), "3:24", "'*'", ""},
      {entry("a", "{image: ['a*b']}"), "3:24", "'*'", ""},
      {entry("a", good) + entry("a", good), "5:3", "defined twice", ""},
      {"- {technology: a, name: A}", "1:3", "'signatures'", ""},
      {"- {technology: a, signatures: {bill: [X]}}", "1:3", "'name'", ""},
      {unsourced + "}", "1:3", "'source'", "https://"},
      {unsourced + ", source: {title: T, url: 'https://x.org'}}", "1:61", "'checked'", ""},
      {unsourced + ", source: {title: T, url: x, checked: 2026-01-02}}", "1:77", "https://", ""},
      {unsourced + ", source: {title: T, url: 'https://x', checked: 2026-13-02}}", "1:99", "date",
       "2026-11-23"},
  };
  for (const Broken& broken : cases) {
    Catalogue some;
    const auto added = add(some, broken.yaml);
    ASSERT_FALSE(added) << broken.yaml;
    EXPECT_EQ(added.error().kind, ErrorKind::kInput);
    EXPECT_EQ(added.error().place, broken.place) << broken.yaml << added.error().says;
    EXPECT_TRUE(mentions(added.error().says, broken.says)) << to_string(added.error());
    EXPECT_TRUE(mentions(added.error().fix, broken.fix)) << to_string(added.error());
  }
}

}  // namespace
}  // namespace fundable
