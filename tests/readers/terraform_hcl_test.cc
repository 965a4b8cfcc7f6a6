// Terraform code: what is declared, how far values are followed, and what stays unknown.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "model/observation.h"
#include "readers/infrastructure/literal.h"
#include "readers/terraform/module_call.h"

namespace fundable {
extern const Reader terraform_hcl;
namespace {

using Texts = std::map<std::string, std::string>;

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

Reading read_code(const std::string& text, const Texts& beside = {}) {
  const Folder around(beside);
  const EvidenceFile file{"infra/main.tf", text, &around};
  EXPECT_TRUE(terraform_hcl.recognises(file));
  auto reading = terraform_hcl.read(file, {});
  EXPECT_TRUE(reading) << to_string(reading.error());
  return reading ? *reading : Reading{};
}

Observation one(const std::string& text, const Texts& beside = {}) {
  const Reading reading = read_code(text, beside);
  EXPECT_EQ(reading.observations.size(), 1u);
  return reading.observations.empty() ? Observation{} : reading.observations[0];
}

// `channel:text` and, in brackets, details.
std::vector<std::string> marks_of(const Observation& seen) {
  std::vector<std::string> marks;
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

using Words = std::vector<std::string>;

TEST(TerraformHcl, RecognisesByName) {
  const auto recognises = [](const std::string& path, std::string_view text) {
    return terraform_hcl.recognises({path, text});
  };
  EXPECT_TRUE(recognises("a/main.tf", "resource"));
  EXPECT_TRUE(recognises("main.tofu", ""));
  EXPECT_TRUE(recognises("prod.tfvars", "a = 1"));
  EXPECT_FALSE(recognises("terraform.tfstate", "{}"));
  EXPECT_FALSE(recognises("job.hcl", "resource \"a\" \"b\" {}"));
}

TEST(TerraformHcl, AResourceIsWhatStateWouldShow) {
  const Observation seen = one(R"(
resource "azurerm_resource_group" "ml" {
  name     = "ml-${local.stage}"
  location = "swedencentral"
}
)",
                               {{"infra/locals.tf", "locals {\n  stage = \"prod\"\n}\n"}});
  EXPECT_EQ(seen.at.source, "infra/main.tf");
  EXPECT_EQ(seen.at.locator, "line 2");
  EXPECT_EQ(seen.at.says, "azurerm_resource_group.ml is declared");
  EXPECT_EQ(seen.proof, Proof::kDeclared);
  EXPECT_EQ(seen.platform, "azure");
  EXPECT_EQ(seen.name, "ml-prod");
  EXPECT_EQ(seen.within, (Texts{{"region", "swedencentral"}, {"resource_group", "ml-prod"}}));
}

TEST(TerraformHcl, ValuesAreFollowed) {
  const Texts beside{
      {"infra/variables.tf", R"(
variable "size" { default = "Standard_NC24ads_A100_v4" }
variable "given" { default = "no" }
variable "twice" { default = "no" }
variable "hidden" {
  default   = "Standard_ND96asr_v4"
  sensitive = true
}
variable "open" { type = string }
)"},
      {"infra/terraform.tfvars", "given = \"Standard_NV6ads_A10_v5\"\ntwice = \"x\""},
      {"infra/a.auto.tfvars", "twice = \"Standard_ND40rs_v2\""},
      {"infra/prod.tfvars", "size = \"Standard_B1s\""},
      {"infra/broken.tf", "locals { broken = [[[ \"size\""},
      {"infra/loop.tf", "locals {\n a = local.b\n b = local.a\n}"}};
  const std::vector<std::pair<std::string, Words>> cases{
      {"\"Standard_B2s\" # comment", {"Standard_B2s"}},
      {"var.size", {"Standard_NC24ads_A100_v4"}},
      {"var.given", {"Standard_NV6ads_A10_v5"}},
      {"var.twice", {"Standard_ND40rs_v2"}},
      {"var.hidden", {}},
      {"var.open", {}},
      {"local.a", {}},
      {"\"Standard_${upper(\"b2s\")}\"", {"Standard_B2S"}},
      {"\"${var.size}\"", {"Standard_NC24ads_A100_v4"}},
      {"\"${var.open}-x\"", {}},
      {"var.size == \"x\" ? \"a\" : \"b\"", {"b"}},
      {"var.open == \"x\" ? \"a\" : \"b\"", {}},
      {"false && var.open ? \"a\" : \"b\"", {"b"}},
      {"!(length([1, 2]) >= 2) || true ? \"a\" : \"b\"", {"a"}},
      {"{ gpu = \"Standard_NC6\", (var.open) = 1 }[\"gpu\"]", {"Standard_NC6"}},
      {"[for s in [\"b\", \"c\"] : \"Standard_${s}\" if s != \"b\"][0]", {"Standard_c"}},
      {"lookup({ a = \"x\" }, \"b\", \"Standard_D\")", {"Standard_D"}},
      {"format(\"%s_%s\", \"Standard\", \"E\")", {"Standard_E"}},
      {"merge({ s = var.open }, { s = \"late\" }).s", {"late"}},
      {"merge({ s = \"early\" }, var.open).s", {}},
      {"azurerm_batch_pool.other.vm_size", {}},
      {"azurerm_linux_virtual_machine.it.zone", {"1"}},
      {"file(\"size.txt\")", {}},
      {"null", {}},
  };
  for (const auto& [expression, sizes] : cases) {
    const Observation seen = one(
        "resource \"azurerm_linux_virtual_machine\" \"it\" {\n  zone = 1\n  size = " + expression +
            "\n}\n",
        beside);
    Words expected{"terraform:azurerm_linux_virtual_machine"};
    for (const std::string& size : sizes)
      expected.insert(expected.begin(), "instance_type:" + size);
    EXPECT_EQ(marks_of(seen), expected) << expression;
  }
}

TEST(TerraformHcl, EachInstanceOfALoopOverLiterals) {
  const Reading reading = read_code(R"(
locals { models = { chat = "gpt-4o", embed = "text-embedding-3-large" } }
resource "azurerm_cognitive_deployment" "it" {
  for_each = local.models
  name     = "dep-${each.key}"
  model {
    format = "OpenAI"
    name   = each.value
  }
}
resource "aws_instance" "off" { count = false ? 1 : 0 }
resource "aws_instance" "none" { for_each = toset([]) }
resource "aws_instance" "some" { count = 3 }
resource "aws_instance" "many" { for_each = var.unknown }
data "aws_ami" "it" {}
resource "random_id" "suffix" {}
)");
  ASSERT_EQ(reading.observations.size(), 4u);
  EXPECT_EQ(reading.observations[0].name, "dep-chat");
  EXPECT_EQ(reading.observations[0].at.says,
            "azurerm_cognitive_deployment.it[\"chat\"] is declared");
  EXPECT_EQ(marks_of(reading.observations[1]),
            (Words{"model:text-embedding-3-large", "terraform:azurerm_cognitive_deployment"}));
  EXPECT_EQ(reading.observations[2].at.says, "aws_instance.some is declared");
  EXPECT_EQ(reading.observations[3].at.says, "aws_instance.many is declared");
  EXPECT_TRUE(
      skipped_text(reading).starts_with("line 11: not declared: its count is 0\n"
                                        "line 12: not declared: its for_each is empty\n"
                                        "resources: 1 data source, managed elsewhere\n"));
}

// Whether a resource with this count is declared, in a folder with these files beside.
bool is_declared(const std::string& count, const Texts& beside) {
  return !read_code("resource \"aws_instance\" \"it\" { count = " + count +
                        " }\n"
                        "variable \"on\" { default = false }\n"
                        "variable \"all\" { default = [] }\n",
                    beside)
              .observations.empty();
}

TEST(TerraformHcl, ADefaultDecidesOnlyWhereNoCallerGivesValues) {
  const std::string count = "var.on && length(var.all) > 0 ? 1 : 0";
  EXPECT_TRUE(is_declared(count, {}));
  EXPECT_TRUE(is_declared(count, {{"infra/versions.tf", "terraform { required_providers {} }"}}));
  EXPECT_FALSE(is_declared(count, {{"infra/p.tf", "provider \"aws\" {}"}}));
  EXPECT_FALSE(is_declared(count, {{"infra/p.tf", "terraform {\n backend \"s3\" {}\n}"}}));
  EXPECT_FALSE(is_declared(count, {{"infra/terraform.tfvars", "x = 1"}}));
  EXPECT_FALSE(is_declared("0", {}));
  EXPECT_TRUE(is_declared("var.on ? 1 : 0", {{"infra/main.tfvars.json", R"({"on": "${ON}"})"}}));
  EXPECT_FALSE(is_declared("var.on ? 1 : 0", {{"infra/main.tfvars.json", R"({"x": 1})"}}));
  EXPECT_FALSE(
      is_declared("var.on ? 1 : 0", {{"infra/main.tfvars.json", R"({"on": "${ON=false}"})"}}));
  EXPECT_TRUE(is_declared("var.on ? 1 : 0", {{"infra/a.auto.tfvars.json", R"({"on": true})"}}));
}

TEST(TerraformHcl, BlocksAndJson) {
  EXPECT_EQ(marks_of(one(R"(
resource "aws_ecs_task_definition" "serve" {
  container_definitions = jsonencode([
    { name = "vllm", image = "vllm/vllm-openai:v0.6", secret = var.key },
    { name = "log", image = "fluent/fluent-bit:${2}\"x" },
  ])
  tags = { App = "serve", Owner = var.owner }
})")),
            (Words{"image:fluent/fluent-bit:2\"x", "image:vllm/vllm-openai:v0.6",
                   "terraform:aws_ecs_task_definition"}));
  EXPECT_EQ(marks_of(one(R"(
resource "google_cloud_run_v2_service" "api" {
  template {
    dynamic "containers" {
      for_each = ["img/a", "img/b"]
      content { image = containers.value }
    }
    dynamic "volumes" {
      for_each = var.volumes
      content { name = volumes.value }
    }
  }
})")),
            (Words{"image:img/a", "image:img/b", "terraform:google_cloud_run_v2_service"}));
}

TEST(TerraformHcl, ModulesFromElsewhere) {
  const Observation seen = one(R"(
module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "20.1"
  cluster_name = "train"
  db_password = "hunter2hunter2"
  groups = { gpu = { instance_types = ["p5.48xlarge"] } }
  tags = { app = "trainer" }
}
module "own" { source = "./modules/own" })");
  EXPECT_EQ(seen.at.says, "module.eks (terraform-aws-modules/eks/aws) is declared");
  EXPECT_EQ(seen.platform, "aws");
  EXPECT_EQ(seen.tags, (Texts{{"app", "trainer"}}));
  EXPECT_TRUE(seen.within.empty());
  EXPECT_EQ(marks_of(seen), (Words{"instance_type:p5.48xlarge",
                                   "terraform_module:terraform-aws-modules/eks/aws "
                                   "(cluster_name=train db_password=[redacted])"}));
  const std::vector<std::pair<std::string, std::string>> sources{
      {"Azure/aks/azurerm", "Azure/aks/azurerm"},
      {"registry.terraform.io/a/b/google", "a/b/google"},
      {"git::https://github.com/acme/terraform-google-gpu.git//nodes?ref=v1",
       "github.com/acme/terraform-google-gpu//nodes"},
      {"git::ssh://git@example.com/x.git", "example.com/x"},
      {"git@github.com:acme/x.git", "github.com/acme/x"},
      {"../shared", ""},
      {"./a", ""},
  };
  for (const auto& [source, plain] : sources) {
    EXPECT_EQ(terraform::module_source_of(source), plain);
  }
}

TEST(TerraformHcl, BrokenCodeKeepsWhatIsWhole) {
  const Reading reading = read_code(
      "resource \"aws_instance\" \"a\" { instance_type = \"p4d.24xlarge\" }\n"
      "resource \"aws_instance\" \"b\" { instance_type = = }\n");
  ASSERT_GE(reading.observations.size(), 1u);
  EXPECT_EQ(marks_of(reading.observations[0]),
            (Words{"instance_type:p4d.24xlarge", "terraform:aws_instance"}));
  EXPECT_TRUE(skipped_text(reading).contains("line 2: this part of the code is not understood"));
  const auto none = terraform_hcl.read({"x.tf", "\x01<<<{{ %%"}, {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().says, "not Terraform code");
}

TEST(TerraformHcl, BombsStayUnknown) {
  std::string doubling = "locals {\n  a0 = \"xxxxxxxxxxxxxxxxxxxxxxxx\"\n  l0 = [1, 2]\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = std::to_string(i - 1);
    doubling += "  a" + std::to_string(i) + " = \"${local.a" + before + "}${local.a" + before +
                "}\"\n  l" + std::to_string(i) + " = [local.l" + before + ", local.l" + before +
                "]\n";
  }
  const Observation seen =
      one("resource \"aws_instance\" \"it\" {\n instance_type = local.a59\n"
          " name = jsonencode(local.l59)\n tags = { x = local.l30 }\n}\n" +
          doubling + "}\n");
  EXPECT_EQ(marks_of(seen), Words{"terraform:aws_instance"});
  const std::string deep =
      "resource \"aws_instance\" \"it\" {\n instance_type = " + std::string(20'000, '(') + "1" +
      std::string(20'000, ')') + "\n}\n";
  EXPECT_TRUE(terraform_hcl.read({"deep.tf", deep}, {}) || true);
  const std::string nots =
      "resource \"aws_instance\" \"it\" {\n count = " + std::string(20'000, '!') + "true\n}\n";
  EXPECT_TRUE(terraform_hcl.read({"deep.tf", nots}, {}) || true);
}

}  // namespace
}  // namespace fundable
