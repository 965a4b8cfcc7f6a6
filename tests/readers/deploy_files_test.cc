// Files that say where a project goes: azd, Azure ML, Serverless Framework, hosts of applications.
#include <gtest/gtest.h>

#include "tests/readers/reading.h"

namespace fundable {
extern const Reader azure_developer;
extern const Reader azure_ml;
extern const Reader hosting;
extern const Reader serverless_framework;
namespace {

constexpr const char* kSchema = "$schema: https://azuremlschemas.azureedge.net/latest/";

TEST(DeployFiles, EachReaderTakesItsOwnFiles) {
  const auto takes = [](const Reader& reader, const char* path, std::string_view text) {
    return reader.recognises({path, text});
  };
  EXPECT_TRUE(takes(azure_developer, "app/azure.yaml", ""));
  EXPECT_FALSE(takes(azure_developer, "values-azure.yaml", ""));
  EXPECT_TRUE(takes(azure_ml, "job.yml", std::string(kSchema) + "commandJob.schema.json"));
  EXPECT_FALSE(takes(azure_ml, "job.yml", "$schema: https://json.schemastore.org/x.json"));
  EXPECT_TRUE(takes(serverless_framework, "serverless.yml", ""));
  EXPECT_TRUE(takes(hosting, "app.yaml", "# App Engine\nruntime: python312\n"));
  EXPECT_FALSE(takes(hosting, "app.yaml", "kind: Deployment\n"));
  EXPECT_TRUE(takes(hosting, "Procfile", ""));
  EXPECT_FALSE(takes(hosting, "tsconfig.app.json", ""));
}

TEST(AzureDeveloper, ReadsServicesAndHooks) {
  const auto result = azure_developer.read({"azure.yaml", R"(name: claims
services:
  api:
    host: containerapp
  agent:
    host: azure.ai.agent
  odd: {host: mainframe}
hooks:
  postdeploy:
    posix:
      shell: sh
      run: |
        echo done
        az ml online-endpoint create -f e.yml
)"},
                                           {});
  EXPECT_EQ(marks_of(result, "arm"),
            (Lines{"line 3: Microsoft.App/containerApps (host=containerapp)",
                   "line 5: Microsoft.CognitiveServices/accounts/projects/agents "
                   "(host=azure.ai.agent)"}));
  EXPECT_EQ(marks_of(result, "command"),
            (Lines{"line 1: azd up", "line 14: az ml online-endpoint create -f e.yml"}));
  EXPECT_EQ(skipped_of(result),
            Lines{"line 7: the service goes to a host that is not known: mainframe"});
  EXPECT_EQ(result->observations[1].name, "api");
  EXPECT_EQ(result->observations[1].platform, "azure");
  EXPECT_EQ(result->observations[1].proof, Proof::kDeclared);
  EXPECT_EQ(error_of(azure_developer.read({"azure.yaml", "services: {}"}, {})),
            "azure.yaml: a project of the Azure Developer CLI has a name");
}

TEST(AzureMl, ReadsWhatTheSchemaNames) {
  struct Case {
    const char* schema;
    const char* type;
  };
  for (const auto& [schema, type] :
       std::vector<Case>{{"commandJob", "workspaces/jobs"},
                         {"managedOnlineEndpoint", "workspaces/onlineEndpoints"},
                         {"kubernetesOnlineDeployment", "workspaces/onlineEndpoints/deployments"},
                         {"batchDeployment", "workspaces/batchEndpoints/deployments"},
                         {"amlCompute", "workspaces/computes"},
                         {"featureStore", "workspaces (kind=FeatureStore)"}}) {
    const std::string text = kSchema + std::string(schema) + ".schema.json\nname: x\n";
    EXPECT_EQ(marks_of(azure_ml.read({"a.yml", text}, {}), "arm"),
              Lines{"line 1: Microsoft.MachineLearningServices/" + std::string(type)});
  }
  const auto job = azure_ml.read({"a.yml", std::string(kSchema) + R"(pipelineJob.schema.json
display_name: fares
jobs:
  train:
    command: python train.py --data ${{inputs.data}}
    environment: {image: mcr.microsoft.com/azureml/curated/acft}
    resources: {instance_type: Standard_NC24ads_A100_v4}
)"},
                                 {});
  EXPECT_EQ(marks_of(job, "command"), Lines{"line 1: python train.py --data ${{inputs.data}}"});
  EXPECT_EQ(marks_of(job, "image"), Lines{"line 1: mcr.microsoft.com/azureml/curated/acft"});
  EXPECT_EQ(marks_of(job, "instance_type"), Lines{"line 1: Standard_NC24ads_A100_v4"});
  EXPECT_EQ(job->observations[0].name, "fares");
  EXPECT_EQ(job->observations[0].platform, "azure");
  EXPECT_EQ(error_of(azure_ml.read({"a.yml", std::string(kSchema) + "poem.schema.json"}, {})),
            "a.yml: a schema of Azure Machine Learning that is not known: poem");
}

TEST(ServerlessFramework, ReadsFunctionsAndResources) {
  const auto result = serverless_framework.read({"serverless.yml", R"(service: claims
provider: {name: aws, runtime: python3.12}
functions:
  answer: {handler: a.b}
  more: ${file(more.yml)}
resources:
  Resources:
    Index: {Type: AWS::OpenSearchServerless::Collection}
)"},
                                                {});
  EXPECT_EQ(marks_of(result, "cloudformation"),
            (Lines{"line 4: AWS::Lambda::Function", "line 5: AWS::Lambda::Function",
                   "line 8: AWS::OpenSearchServerless::Collection"}));
  EXPECT_EQ(result->observations[0].platform, "aws");
  const auto azure = serverless_framework.read(
      {"serverless.yml", "provider: azure\nfunctions: ${file(a.yml)}\n"}, {});
  EXPECT_EQ(skipped_of(azure), Lines{"line 2: it stands in another file"});
  EXPECT_EQ(error_of(serverless_framework.read({"serverless.yml", "provider: abacus"}, {})),
            "serverless.yml: a provider that is not known: abacus");
}

TEST(Hosting, ReadsWhereApplicationsGo) {
  struct Case {
    const char* path;
    const char* text;
    const char* expected;
  };
  for (const auto& [path, text, expected] : std::vector<Case>{
           {"vercel.json", "{\"framework\": \"nextjs\"}", "[other_cloud]  vercel deploy"},
           {"fly.toml", "app = \"claims\"\n", "[other_cloud] claims fly deploy"},
           {"render.yaml", "services: [{type: web, name: api}]", "[other_cloud] api render deploy"},
           {"app.yaml", "runtime: python312\nservice: web\n", "[gcp] web gcloud app deploy"},
           {"langgraph.json", "{\"graphs\": {\"triage\": \"./a.py:g\"}}",
            "[] triage langgraph deploy"}}) {
    const auto result = hosting.read({path, text}, {});
    ASSERT_TRUE(result) << path;
    const Observation& seen = result->observations[0];
    EXPECT_EQ("[" + seen.platform + "] " + seen.name + " " + seen.marks[0].text, expected);
    EXPECT_EQ(seen.proof, Proof::kDeclared);
  }
  EXPECT_EQ(marks_of(hosting.read({"Procfile", "# a\nweb: gunicorn app:app\nrelease: ./x\n"}, {}),
                     "command"),
            Lines{"line 2: gunicorn app:app"});
  EXPECT_TRUE(error_of(hosting.read({"vercel.json", "{"}, {})).starts_with("vercel.json:"));
  EXPECT_TRUE(error_of(hosting.read({"fly.toml", "app ="}, {})).starts_with("fly.toml:"));
}

}  // namespace
}  // namespace fundable
