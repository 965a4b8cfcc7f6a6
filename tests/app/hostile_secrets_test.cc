// Secrets in evidence: files that hold them by their name are not opened, and of those that stand
// in other evidence no format of the output shows a part.
//
// None of them was ever a key. Each is written in two pieces, so that tools which look for keys in
// repositories do not stop here.
#include <gtest/gtest.h>

#include <array>

#include "tests/app/folder.h"
#include "tests/app/hostile.h"

namespace fundable::end_to_end {
namespace {

struct Secret {
  std::string shape;  // how such a key begins
  std::string body;   // what must not be seen
  [[nodiscard]] std::string all() const { return shape + body; }
};
const Secret kAwsId{"AKIA", "QWERTYZXCVBN7654"};
const Secret kAwsKey{"", "wJalrXUtnFEMIK7MDENGbPxRfiCYzzLEKEYabcd1"};
const Secret kAzureKey{"", "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYg=="};
const Secret kPlainKey{"", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"};
const Secret kOpenAi{"sk-", "proj-Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78St90"};
const Secret kAnthropic{"sk-", "ant-api03-Zz11Yy22Xx33Ww44Vv55Uu66Tt77Ss88Rr99Qq00"};
const Secret kHuggingFace{"hf_", "AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGh"};
const Secret kGitHub{"ghp_", "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789"};
const Secret kToken{"eyJ",
                    "hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4"};
const Secret kPassword{"", "s3cr3tPassw0rd9"};
const Secret kPrivateKey{"-----BEGIN PRIVATE", " KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC"};
const std::array kSecrets{kAwsId,     kAwsKey,      kAzureKey, kPlainKey, kOpenAi,
                          kAnthropic, kHuggingFace, kGitHub,   kToken,    kPassword};

// `text` with each `{name}` replaced by that secret.
std::string with_secrets(std::string text) {
  const std::pair<const char*, std::string> names[] = {
      {"{aws_id}", kAwsId.all()},
      {"{aws_key}", kAwsKey.all()},
      {"{plain}", kPlainKey.all()},
      {"{openai}", kOpenAi.all()},
      {"{anthropic}", kAnthropic.all()},
      {"{hf}", kHuggingFace.all()},
      {"{github}", kGitHub.all()},
      {"{jwt}", kToken.all()},
      {"{password}", kPassword.all()},
      {"{private_key}", kPrivateKey.all()},
      {"{url}", "postgresql://admin:" + kPassword.all() + "@db.example.com:5432/vectors"},
      {"{connection}", "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=" +
                           kAzureKey.all() + ";EndpointSuffix=core.windows.net"}};
  for (const auto& [name, secret] : names) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
      text.replace(at, std::string_view(name).size(), secret);
    }
  }
  return text;
}

struct Leaky {
  const char* file;
  const char* text;
};
void PrintTo(const Leaky& leaky, std::ostream* out) { *out << leaky.file; }

class HoldsSecrets : public ::testing::TestWithParam<Leaky> {};

TEST_P(HoldsSecrets, AreShownNowhere) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  folder.write(GetParam().file, with_secrets(GetParam().text));
  const auto assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_GT(source_of(assessment, GetParam().file)["observations"], 0);
  for (const std::string& shown : shown_in_every_format(folder.path())) {
    for (const Secret& secret : kSecrets) {
      // Its end is as telling as all of it.
      const std::string end = secret.body.substr(secret.body.size() - 12);
      const auto at = shown.find(end);
      EXPECT_EQ(at, std::string::npos) << shown.substr(at < 200 ? 0 : at - 200, 300);
    }
  }
}

const Leaky kLeaky[] = {
    {"app.py", R"(
import openai, boto3, anthropic, mlflow, psycopg2
from openai import OpenAI, AzureOpenAI
from huggingface_hub import login, InferenceClient
c = OpenAI(api_key="{openai}", base_url="https://x:{password}@vllm.internal/v1")
a = AzureOpenAI(azure_endpoint="https://acme.openai.azure.com", api_key="{plain}")
b = boto3.client("bedrock-runtime", aws_access_key_id="{aws_id}", aws_secret_access_key="{aws_key}")
x = anthropic.Anthropic(api_key="{anthropic}")
login(token="{hf}")
mlflow.set_tracking_uri("https://admin:{password}@mlflow.acme.com")
c.chat.completions.create(model="{openai}", messages=[])
c.chat.completions.create(model="gpt-4o {jwt}", messages=[])
InferenceClient(model="https://u:{password}@hf.example", token="{hf}")
psycopg2.connect("{url}")
)"},
    {"app.ts", R"(
import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
const o = new OpenAI({apiKey: "{openai}", baseURL: "https://x:{password}@h/v1"});
await o.chat.completions.create({model: "{github}", messages: []});
new Anthropic({apiKey: "{anthropic}"});
)"},
    {"main.go", R"(package main
import openai "github.com/sashabaranov/go-openai"
func main() {
  c := openai.NewClient("{openai}")
  c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: "{anthropic}"})
}
)"},
    {"a.ipynb", R"({"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": [
"from openai import OpenAI\n", "c = OpenAI(api_key='{openai}')\n",
"c.chat.completions.create(model='{hf}')\n",
"!curl -H 'Authorization: Bearer {jwt}' https://api.openai.com/v1/models\n"],
"outputs": [{"text": ["{openai}"]}]}]})"},
    {"main.tf", R"(
variable "secret" { default = "{password}" }
resource "azurerm_cognitive_account" "{github}" {
  name = "{openai}"
  kind = "OpenAI"
  tags = { password = "{password}", owner = "{aws_id}" }
}
resource "aws_sagemaker_endpoint" "x" { name = "{url}" }
resource "google_vertex_ai_endpoint" "e" {
  display_name = "{jwt}"
  labels = { token = "{hf}", connection = "{connection}" }
}
)"},
    {"prod.tfstate",
     R"({"version": 4, "terraform_version": "1.5.0", "serial": 1, "lineage": "a", "resources": [
{"mode": "managed", "type": "azurerm_cognitive_account", "name": "{github}", "provider": "p",
"instances": [{"attributes": {"id":
"/subscriptions/1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/oai",
"name": "{openai}", "kind": "OpenAI", "primary_access_key": "{plain}", "resource_group_name": "{hf}",
"tags": {"conn": "{connection}", "password": "{password}", "k": "{aws_id}", "p": "{private_key}"}}}]}]})"},
    {"deploy.yaml", R"(
apiVersion: apps/v1
kind: Deployment
metadata:
  name: vllm
  namespace: ml
  labels: {app: vllm, token: "{hf}", note: "{aws_id}"}
  annotations: {password: "{password}"}
spec:
  template:
    spec:
      containers:
      - name: vllm
        image: "{github}.azurecr.io/vllm/vllm-openai:{hf}"
        args: ["--model", "{jwt}", "--api-key", "{plain}", "--hf-token={hf}"]
        env:
        - {name: OPENAI_API_KEY, value: "{openai}"}
        - {name: DATABASE_URL, value: "{url}"}
        - {name: AZURE_OPENAI_API_KEY, value: "{plain}"}
)"},
    {"compose.yaml", R"(
services:
  api:
    image: vllm/vllm-openai:latest
    command: --model {github} --api-key {plain} --hf-token {hf}
    environment: {OPENAI_API_KEY: "{openai}", AZURE_OPENAI_KEY: "{plain}", DATABASE_URL: "{url}"}
)"},
    {"Dockerfile", R"(
FROM vllm/vllm-openai:latest
ENV OPENAI_API_KEY={openai} AZURE_OPENAI_KEY={plain}
RUN huggingface-cli login --token {hf} && pip install git+https://x:{password}@github.com/a/openai.git
CMD ["python", "-m", "vllm.entrypoints.openai.api_server", "--api-key", "{plain}", "--model", "{jwt}"]
)"},
    {"requirements.txt", R"(openai==1.0
git+https://{github}@github.com/huggingface/transformers.git#egg=transformers
torch @ https://u:{password}@dl.example.com/torch.whl
)"},
    {"package.json", R"({"name": "web", "dependencies": {
"openai": "git+https://{github}@github.com/x/openai.git",
"@anthropic-ai/sdk": "https://u:{password}@h/x.tgz"},
"scripts": {"deploy": "OPENAI_API_KEY={openai} npx cdk deploy"}})"},
    {"run.sh", R"(#!/bin/bash
export OPENAI_API_KEY={openai} AWS_SECRET_ACCESS_KEY={aws_key}
az cognitiveservices account create --name {github} --kind OpenAI --api-key {plain}
aws sagemaker create-endpoint --endpoint-name x --password {password}
curl -u admin:{password} https://acme.openai.azure.com/openai/deployments -H "api-key: {plain}"
python -m vllm.entrypoints.openai.api_server --api-key {plain} --model {hf}
mlflow server --backend-store-uri {url}
gcloud ai endpoints create --display-name={jwt}
)"},
    {".github/workflows/a.yml", R"(
on: push
env: {AWS_ACCESS_KEY_ID: "{aws_id}", AWS_SECRET_ACCESS_KEY: "{aws_key}"}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
    - run: aws sagemaker create-endpoint --endpoint-name {github} --token {jwt}
    - run: az webapp up --password {password}
)"},
    {"az.json", R"([{"id":
"/subscriptions/1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/oai",
"name": "{openai}", "type": "Microsoft.CognitiveServices/accounts", "kind": "OpenAI",
"location": "westeurope", "resourceGroup": "rg",
"tags": {"password": "{password}", "c": "{connection}"}, "properties": {"key1": "{plain}"}}])"},
    {"a.yaml", R"(AWSTemplateFormatVersion: '2010-09-09'
Parameters: {DbPassword: {Type: String, Default: "{password}"}}
Resources:
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: {EndpointName: "{openai}", Tags: [{Key: password, Value: "{password}"}]}
)"},
    {"main.bicep", R"(
@secure()
param password string = '{password}'
resource a 'Microsoft.CognitiveServices/accounts@2023-05-01' = {
  name: '{github}'
  kind: 'OpenAI'
  location: 'westeurope'
  tags: { password: '{password}', x: '{aws_id}' }
}
)"},
    {"servers.csv", R"(Server Name,IP,OS,CPU,Memory,Description
"gpu-1 {aws_id}",10.0.0.1,Ubuntu,8,64,"password={password}"
{openai},10.0.0.2,Ubuntu,8,64,"{url}"
)"},
    {"sacct.txt", R"(JobID|JobName|State|Elapsed|AllocTRES|Account|Partition|NodeList
1|{hf}|COMPLETED|01:00:00|billing=1,cpu=8,gres/gpu=4,node=1|{github}|gpu|n1
)"},
};
INSTANTIATE_TEST_SUITE_P(EndToEnd, HoldsSecrets, ::testing::ValuesIn(kLeaky),
                         [](const auto& tested) {
                           std::string name = tested.param.file;
                           std::erase_if(name, [](char c) { return c == '.' || c == '/'; });
                           return name;
                         });

TEST(Secrets, AreNotOpenedWhereTheNameSaysSo) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  const std::vector<const char*> names{".env",
                                       ".env.local",
                                       "prod.env",
                                       ".envrc",
                                       "id_rsa",
                                       "server.pem",
                                       "server.key",
                                       "cert.p8",
                                       "x.ppk",
                                       "kubeconfig",
                                       ".npmrc",
                                       ".netrc",
                                       ".pypirc",
                                       ".boto",
                                       ".s3cfg",
                                       "secrets.yaml",
                                       "secrets.tfvars",
                                       "secret.json",
                                       "secrets.toml",
                                       "credentials.json",
                                       ".terraformrc",
                                       "clouds.yaml",
                                       ".dockercfg",
                                       "credentials",
                                       ".git-credentials",
                                       "token.json",
                                       "service-account.json",
                                       "rclone.conf",
                                       "local.settings.json",
                                       "application_default_credentials.json"};
  // What each would give if it were read: a workload.
  for (const char* name : names) folder.write(std::string("s/") + name, good_evidence());
  const auto assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_EQ(assessment["sources"].size(), 1U);
  EXPECT_EQ(left_out(assessment, "may hold secrets, by its name"), names.size());
}

TEST(Secrets, InAPathKeepTheFileUnread) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  folder.write(kGitHub.all() + "/a.tf", "resource \"aws_sagemaker_endpoint\" \"x\" {}\n");
  const auto assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_EQ(left_out(assessment, "its name looks like a secret"), 1U);
  EXPECT_EQ(assessment.dump().find(kGitHub.body), std::string::npos);
}

}  // namespace
}  // namespace fundable::end_to_end
