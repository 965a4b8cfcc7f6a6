// Bicep and ARM templates: the same resources, told in two languages.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "model/observation.h"
#include "readers/azure/callers.h"
#include "readers/azure/declared.h"

namespace fundable {
extern const Reader arm_template;
extern const Reader bicep;
namespace {

using Texts = std::map<std::string, std::string>;
using Words = std::vector<std::string>;

// Files of one folder.
class Folder final : public Surroundings {
 public:
  explicit Folder(Texts files) : files_(std::move(files)) {}
  std::vector<std::string> files_in(const std::string& folder) const override {
    std::vector<std::string> names;
    for (const auto& [path, unused] : files_) {
      const bool is_there = path.substr(0, path.rfind('/')) == folder;
      if (is_there) names.push_back(path.substr(folder.size() + 1));
    }
    return names;
  }
  std::optional<std::string> text_of(const std::string& path) const override {
    const auto found = files_.find(path);
    return found == files_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  Texts files_;
};

Reading read_with(const Reader& reader, const std::string& path, const std::string& text,
                  const Texts& beside = {}) {
  const Folder around(beside);
  const EvidenceFile file{path, text, &around};
  EXPECT_TRUE(reader.recognises(file));
  auto reading = reader.read(file, {});
  EXPECT_TRUE(reading) << to_string(reading.error());
  return reading ? *reading : Reading{};
}

Reading read_bicep(const std::string& text, const Texts& beside = {},
                   const std::string& path = "infra/ai.bicep") {
  return read_with(bicep, path, text, beside);
}

Words marks_of(const Observation& seen) {
  Words marks;
  for (const Mark& mark : seen.marks) {
    marks.push_back(mark.channel + ":" + mark.text +
                    (mark.details.empty() ? "" : " (" + mark.details + ")"));
  }
  std::ranges::sort(marks);
  return marks;
}

std::string skipped_text(const Reading& reading) {
  std::string text;
  for (const Skipped& entry : reading.skipped) text += entry.locator + ": " + entry.why + "\n";
  return text;
}

std::string arm(const std::string& resources, const std::string& more = "") {
  return R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",)" +
         more + R"("resources": )" + resources + "}";
}

TEST(Bicep, AnAccountWithADeployment) {
  const Reading reading = read_bicep(R"(@description('which')
param kind string = 'OpenAI'
param location string = resourceGroup().location
@secure()
param secret string = 'geheim'
var name = '${toLower('OAI')}-${kind == 'OpenAI' ? 'x' : 'y'}'
resource account 'Microsoft.CognitiveServices/accounts@2023-05-01' = {
  name: name
  location: 'swedencentral'
  kind: kind
  tags: { app: 'rag', owner: secret }
  sku: { name: 'S0' }
  resource chat 'deployments' = {
    name: 'chat'
    properties: { model: { format: 'OpenAI', name: 'gpt-4o' } }
  }
}
resource old 'Microsoft.Search/searchServices@2023-11-01' existing = { name: 'old' }
)");
  ASSERT_EQ(reading.observations.size(), 2u);
  const Observation& account = reading.observations[0];
  EXPECT_EQ(account.at.source, "infra/ai.bicep");
  EXPECT_EQ(account.at.locator, "line 7");
  EXPECT_EQ(account.at.says, "account (Microsoft.CognitiveServices/accounts) is declared");
  EXPECT_EQ(account.platform, "azure");
  EXPECT_EQ(account.proof, Proof::kDeclared);
  EXPECT_EQ(account.name, "oai-x");
  EXPECT_EQ(account.within, (Texts{{"region", "swedencentral"}}));
  EXPECT_EQ(account.tags, (Texts{{"app", "rag"}}));
  EXPECT_EQ(marks_of(account)[0], "arm:Microsoft.CognitiveServices/accounts (kind=OpenAI sku=S0)");
  EXPECT_EQ(marks_of(account)[1], "azure_cognitive_kind:OpenAI");
  EXPECT_EQ(marks_of(reading.observations[1]),
            (Words{"arm:Microsoft.CognitiveServices/accounts/deployments (model=gpt-4o)",
                   "model:gpt-4o"}));
  EXPECT_EQ(skipped_text(reading), "resources: 1 existing resource, managed elsewhere\n");
}

TEST(Bicep, ConditionsAndLoops) {
  const std::string text = R"(
param on bool = false
param models array = []
param sizes array = ['Standard_NC6', 'Standard_B2s']
resource never 'A.B/never@1' = if (false) { name: 'a' }
resource perhaps 'A.B/perhaps@1' = if (on) { name: 'a' }
resource each 'A.B/each@1' = [for (s, i) in sizes: { name: 'n${i}', properties: { vmSize: s } }]
resource none 'A.B/none@1' = [for m in models: { name: m.name }]
resource filtered 'A.B/filtered@1' = [for s in sizes: if (s == 'Standard_NC6') { name: 'f' }]
)";
  const Reading called = read_bicep(text);
  ASSERT_EQ(called.observations.size(), 5u);
  EXPECT_EQ(called.observations[0].at.says, "perhaps (A.B/perhaps) is declared");
  EXPECT_EQ(called.observations[1].name, "n0");
  EXPECT_EQ(marks_of(called.observations[2])[1], "instance_type:Standard_B2s");
  EXPECT_EQ(called.observations[3].at.says, "none (A.B/none) is declared");
  const Reading root = read_bicep(text, {}, "infra/main.bicep");
  EXPECT_EQ(root.observations.size(), 3u);
  EXPECT_TRUE(skipped_text(root).starts_with(
      "line 5: not declared: its condition is false\n"
      "line 6: not declared: its condition is false\n"
      "line 8: not declared: it is made for each element of an empty list\n"));
  const Reading given = read_bicep(
      text,
      {{"infra/ai.parameters.json",
        R"({"parameters": {"on": {"value": "${ON}"}, "models": {"value": [{"name": "m"}]}}})"}});
  EXPECT_EQ(given.observations.size(), 5u);
  EXPECT_EQ(given.observations[3].name, "m");
}

TEST(Bicep, Modules) {
  const Reading reading = read_bicep(R"(
var ai = loadYamlContent('ai.yaml')
module account 'br/public:avm/res/cognitive-services/account:0.5' = {
  name: 'deploy'
  params: {
    name: 'oai'
    kind: 'OpenAI'
    sku: 'S0'
    apiKey: 'key=sk-abcdefghijklmnopqrstuvwx'
    deployments: concat(ai.deployments, unknown)
  }
}
module own 'core/ai.bicep' = { name: 'own', params: { deployments: [{ name: 'b', model: ai.m }] } }
module plain 'core/storage.bicep' = { name: 'plain', params: { kind: 'x' } }
)",
                                     {{"infra/ai.yaml",
                                       "deployments: [{name: a, model: {name: gpt-4o}}]\n"
                                       "m: {name: o3}\n"}});
  ASSERT_EQ(reading.observations.size(), 2u);
  EXPECT_EQ(reading.observations[0].name, "oai");
  EXPECT_EQ(marks_of(reading.observations[0]),
            (Words{"arm:Microsoft.CognitiveServices/accounts/deployments (kind=OpenAI sku=S0 "
                   "model=gpt-4o)",
                   "arm:avm/res/cognitive-services/account (kind=OpenAI sku=S0 model=gpt-4o)",
                   "azure_cognitive_kind:OpenAI", "model:gpt-4o"}));
  EXPECT_EQ(marks_of(reading.observations[1]),
            (Words{"arm:Microsoft.CognitiveServices/accounts/deployments (model=o3)", "model:o3"}));
  const std::vector<std::pair<std::string, std::string>> sources{
      {"br/public:avm/res/search/search-service:0.7.1", "avm/res/search/search-service"},
      {"br:mcr.microsoft.com/bicep/avm/res/web/site:0.1", "avm/res/web/site"},
      {"br/acme:modules/gpu", "acme:modules/gpu"},
      {"br:acme.azurecr.io/gpu:v1", "acme.azurecr.io/gpu"},
      {"./a.bicep", ""},
      {"br:", ""},
  };
  for (const auto& [path, source] : sources) EXPECT_EQ(azure::module_source_of(path), source);
}

TEST(Bicep, CallersGiveTheValues) {
  const std::string module = R"(
param kind string
param models array = []
param on bool = false
@secure()
param secret string = 'x'
resource account 'Microsoft.CognitiveServices/accounts@2023-05-01' = { name: secret, kind: kind }
resource model 'A.B/models@1' = [for model in models: { name: model.name }]
resource extra 'A.B/extra@1' = if (on) { name: 'extra' }
)";
  const Texts beside{
      {"infra/main.bicep", R"(
param kind string
module a 'app/a.bicep' = { name: 'a', params: { kind: kind, secret: 'geheim' } }
module off 'core/off.bicep' = if (false) { name: 'b' }
)"},
      {"infra/main.parameters.json", R"({"parameters": {"kind": {"value": "${KIND=OpenAI}"}}})"},
      {"infra/app/a.bicep", R"(
param kind string
module one '../core/ai.bicep' = { name: 'x', params: { kind: kind, models: [{ name: 'm' }] } }
module two '../core/ai.bicep' = [for k in ['FormRecognizer', kind]: { name: 'x', params: { kind: k } }]
)"},
      {"infra/core/ai.bicep", module}};
  const Reading reading = read_bicep(module, beside, "infra/core/ai.bicep");
  ASSERT_EQ(reading.observations.size(), 3u);
  EXPECT_EQ(marks_of(reading.observations[0])[1], "azure_cognitive_kind:OpenAI");
  EXPECT_EQ(reading.observations[0].name, "account");
  EXPECT_EQ(reading.observations[1].name, "m");
  EXPECT_EQ(marks_of(reading.observations[2])[1], "azure_cognitive_kind:FormRecognizer");
  EXPECT_TRUE(skipped_text(reading).contains("line 9: not declared: its condition is false"));
  for (const char* path : {"infra/core/off.bicep", "infra/core/lost.bicep"}) {
    const Reading uncalled = read_bicep(module, beside, path);
    EXPECT_TRUE(uncalled.observations.empty());
    EXPECT_EQ(skipped_text(uncalled), ": no file that is deployed calls this module\n");
  }
  // Beside main.bicep it may be deployed by itself.
  EXPECT_EQ(read_bicep(module, beside, "infra/other.bicep").observations.size(), 3u);
  // What is handed to a module of the evidence is read there.
  EXPECT_EQ(skipped_text(read_bicep(beside.at("infra/app/a.bicep"), beside, "infra/app/a.bicep")),
            "");
  EXPECT_EQ(azure::module_path("infra/app/a.bicep", "../core/ai.bicep"), "infra/core/ai.bicep");
  EXPECT_EQ(azure::module_path("a.bicep", "../core/ai.bicep"), "");
}

TEST(Bicep, BrokenAndHostile) {
  EXPECT_FALSE(bicep.recognises({"main.bicepparam", "using 'main.bicep'"}));
  EXPECT_FALSE(bicep.read({"a.bicep", "%% nothing ]]"}, {}));
  const Reading partly =
      read_bicep("resource a 'A.B/c@1' = { name: 'a' }\nresource b 'A.B/c@1' = { name: ]]] }\n");
  ASSERT_GE(partly.observations.size(), 1u);
  EXPECT_TRUE(skipped_text(partly).contains("this part of the code is not understood"));
  const Reading spread = read_bicep("resource a 'A.B/c@1' = {\n  ...base\n  kind: 'x'\n}\n");
  EXPECT_EQ(marks_of(spread.observations.at(0)), Words{"arm:A.B/c (kind=x)"});
  EXPECT_EQ(skipped_text(spread), "");
  std::string bomb = "var v0 = ['a']\nvar t0 = 'xxxxxxxxxxxxxxxxxxxxx'\nvar loop = loop\n";
  for (int i = 1; i < 60; ++i) {
    const std::string n = std::to_string(i);
    const std::string b = std::to_string(i - 1);
    bomb += "var v" + n + " = concat(v" + b + ", v" + b + ")\n";
    bomb += "var t" + n + " = '${t" + b + "}${t" + b + "}'\n";
  }
  EXPECT_EQ(marks_of(read_bicep(bomb + "resource a 'A.B/c@1' = { name: t59, kind: loop, "
                                       "properties: { image: v59, vmSize: t58 } }")
                         .observations.at(0)),
            Words{"arm:A.B/c"});
  std::string deep = "resource a 'A.B/c@1' = { name: " + std::string(20'000, '(') + "1" +
                     std::string(20'000, ')') + " }";
  (void)bicep.read({"a.bicep", deep}, {});
}

TEST(ArmTemplate, RecognisesTemplatesOnly) {
  const auto recognises = [](const std::string& path, const std::string& text) {
    return arm_template.recognises({path, text});
  };
  EXPECT_TRUE(recognises("a.json", arm("[]")));
  EXPECT_FALSE(recognises("a.md", arm("[]")));
  EXPECT_FALSE(
      recognises("a.parameters.json", R"({"$schema": "https://x/deploymentParameters.json#"})"));
  EXPECT_FALSE(recognises("a.tfstate.json",
                          R"({"version": 4, "t": "{\"$schema\": \"deploymentTemplate.json\"}"})"));
  EXPECT_FALSE(recognises("a.json", R"({"$schema": "x", "b": "deploymentTemplate.json#"})"));
}

TEST(ArmTemplate, ResourcesAndExpressions) {
  const Reading reading = read_with(
      arm_template, "infra/a.json",
      arm(R"([
    {"type": "Microsoft.CognitiveServices/accounts", "apiVersion": "1", "kind": "[parameters('kind')]",
     "name": "[format('{0}-{1}', variables('names').ai[0], toLower('X'))]",
     "location": "[resourceGroup().location]", "sku": {"name": "[if(equals(1, 1), 'S0', 'F0')]"},
     "resources": [{"type": "deployments", "name": "[concat('it''s', '/chat')]",
                    "properties": {"model": {"name": "[parameters('model')]"}, "key": "[[x]"}}]},
    {"type": "A.B/c", "name": "n", "condition": "[not(empty('a'))]", "properties": {"image": "[parameters('hidden')]"}},
    {"type": "A.B/c", "name": "off", "condition": false},
    {"type": "A.B/c", "name": "[broken((", "copy": {"count": "[length(createArray(1))]"}},
    {"name": "untyped"}])",
          R"("parameters": {"kind": {"type": "string", "defaultValue": "OpenAI"}, "model": {"type": "string"},
             "hidden": {"type": "secureString", "defaultValue": "geheim"}},
             "variables": {"names": {"ai": ["oai"]}, "loop": "[variables('loop')]"},)"),
      {{"infra/a.parameters.json", R"({"parameters": {"model": {"value": "gpt-4o-mini"}}})"}});
  ASSERT_EQ(reading.observations.size(), 4u);
  EXPECT_EQ(reading.observations[0].name, "oai-x");
  EXPECT_EQ(reading.observations[0].at.locator, "resources/0");
  EXPECT_EQ(reading.observations[0].at.says, "(Microsoft.CognitiveServices/accounts) is declared");
  EXPECT_EQ(marks_of(reading.observations[0]),
            (Words{"arm:Microsoft.CognitiveServices/accounts (kind=OpenAI sku=S0)",
                   "azure_cognitive_kind:OpenAI"}));
  EXPECT_TRUE(reading.observations[0].within.empty());
  EXPECT_EQ(reading.observations[1].at.locator, "resources/0/resources/0");
  EXPECT_EQ(reading.observations[1].name, "chat");
  EXPECT_EQ(marks_of(reading.observations[1]),
            (Words{"arm:Microsoft.CognitiveServices/accounts/deployments (model=gpt-4o-mini)",
                   "model:gpt-4o-mini"}));
  EXPECT_EQ(marks_of(reading.observations[2]), Words{"arm:A.B/c"});
  EXPECT_EQ(skipped_text(reading),
            "resources/2: not declared: its condition is false\nresources/4: it has no type\n");
}

TEST(ArmTemplate, NestedDeployments) {
  const Reading reading = read_with(arm_template, "a.json", arm(R"({
    "inner": {"type": "Microsoft.Resources/deployments", "properties": {
      "expressionEvaluationOptions": {"scope": "inner"}, "parameters": {"m": {"value": "gpt-4.1"}},
      "template": {"parameters": {"m": {"type": "string"}}, "resources": [
        {"type": "A.B/c", "name": "x", "properties": {"model": {"name": "[parameters('m')]"}}}]}}},
    "old": {"existing": true, "type": "A.B/c"},
    "linked": {"type": "Microsoft.Resources/deployments", "properties": {"templateLink": {}}}})"));
  ASSERT_EQ(reading.observations.size(), 1u);
  EXPECT_EQ(reading.observations[0].at.locator, "resources/inner/properties/template/resources/0");
  EXPECT_EQ(marks_of(reading.observations[0])[1], "model:gpt-4.1");
}

TEST(ArmTemplate, CompiledBicepCountsOnce) {
  const std::string compiled = arm(R"([{"type": "A.B/c", "name": "x"}])",
                                   R"("metadata": {"_generator": {"name": "bicep"}},)");
  const Texts beside{{"infra/main.bicep", ""}};
  const Reading reading = read_with(arm_template, "infra/main.json", compiled, beside);
  EXPECT_TRUE(reading.observations.empty());
  EXPECT_EQ(skipped_text(reading), ": compiled from main.bicep beside it\n");
  EXPECT_EQ(read_with(arm_template, "infra/azuredeploy.json", compiled, beside).skipped.size(), 1u);
  EXPECT_EQ(read_with(arm_template, "infra/b.json", compiled, beside).observations.size(), 1u);
  EXPECT_FALSE(arm_template.read({"a.json", "{\"$schema\": \"deploymentTemplate.json\""}, {}));
}

}  // namespace
}  // namespace fundable
