// The packages of CDK follow one pattern in every language: a module a service, in it a class a
// resource (`CfnAgent` as CloudFormation has it, `Agent` as CDK's own). So the CloudFormation type
// can be read off the name; signatures compare without case. Pulumi's providers are made from
// Terraform's or from Azure's API by a pattern, too. A name that is no resource gives a type that
// no technology names.
//
// A construct is told from the settings and policies beside it by its first arguments: CDK hands
// it its scope and an id, Pulumi a name.
#include "readers/code/construct.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/text.h"

namespace fundable::code {
namespace {

// In front of the service's name.
constexpr std::array<std::string_view, 12> kCdk{
    "js:aws-cdk-lib/aws-",
    "js:aws-cdk-lib.aws_",
    "js:@aws-cdk/aws-",
    "js:@cdklabs/generative-ai-cdk-constructs.",
    "js:@cdklabs/generative-ai-cdk-constructs/lib/cdk-lib/",
    "python:aws_cdk.aws_",
    "python:cdklabs.generative_ai_cdk_constructs.",
    "java:software.amazon.awscdk.services.",
    "java:io.github.cdklabs.generative_ai_cdk_constructs.",
    "csharp:Amazon.CDK.AWS.",
    "go:github.com/aws/aws-cdk-go/awscdk/v2/aws",
    "go:github.com/aws/aws-cdk-go/awscdk"};

// The class that takes a type as a text.
constexpr std::array<std::string_view, 6> kCdkOfAnyType{
    "js:aws-cdk-lib.CfnResource",    "js:@aws-cdk/core.CfnResource",
    "python:aws_cdk.CfnResource",    "java:software.amazon.awscdk.CfnResource",
    "csharp:Amazon.CDK.CfnResource", "go:github.com/aws/aws-cdk-go/awscdk/v2.NewCfnResource"};

// Classes of CDK's own that are named otherwise than what they make; services without punctuation.
struct Alias {
  std::string_view service;
  std::string_view name;  // empty: every class
  std::string_view makes;
};
constexpr std::array kAliases{
    Alias{"lambdanodejs", "NodejsFunction", "lambda::Function"},
    Alias{"lambdapython", "PythonFunction", "lambda::Function"},
    Alias{"lambdago", "GoFunction", "lambda::Function"},
    Alias{"lambda", "DockerImageFunction", "lambda::Function"},
    Alias{"lambda", "SingletonFunction", "lambda::Function"},
    Alias{"ecs", "FargateService", "ecs::Service"},
    Alias{"ecs", "Ec2Service", "ecs::Service"},
    Alias{"ecs", "FargateTaskDefinition", "ecs::TaskDefinition"},
    Alias{"ecs", "Ec2TaskDefinition", "ecs::TaskDefinition"},
    Alias{"ecspatterns", "", "ecs::Service"},
    Alias{"eks", "FargateCluster", "eks::Cluster"},
    Alias{"apigateway", "LambdaRestApi", "apigateway::RestApi"},
    Alias{"apigatewayv2", "HttpApi", "apigatewayv2::Api"},
    Alias{"apigatewayv2", "WebSocketApi", "apigatewayv2::Api"},
    Alias{"dynamodb", "TableV2", "dynamodb::GlobalTable"},
    Alias{"rds", "DatabaseCluster", "rds::DBCluster"},
    Alias{"rds", "ServerlessCluster", "rds::DBCluster"},
    Alias{"rds", "DatabaseInstance", "rds::DBInstance"},
    Alias{"batch", "EcsJobDefinition", "batch::JobDefinition"},
    Alias{"batch", "EksJobDefinition", "batch::JobDefinition"},
    Alias{"batch", "ManagedEc2EcsComputeEnvironment", "batch::ComputeEnvironment"},
    Alias{"batch", "FargateComputeEnvironment", "batch::ComputeEnvironment"},
    Alias{"bedrock", "VectorKnowledgeBase", "bedrock::KnowledgeBase"},
    Alias{"bedrock", "GraphKnowledgeBase", "bedrock::KnowledgeBase"},
    Alias{"bedrock", "KendraKnowledgeBase", "bedrock::KnowledgeBase"},
    Alias{"opensearchserverless", "VectorCollection", "opensearchserverless::Collection"},
    Alias{"opensearchvectorindex", "VectorIndex", "opensearchserverless::Index"},
    Alias{"amazonaurora", "AmazonAuroraVectorStore", "rds::DBCluster"},
};

// A provider of Pulumi: what stands in front of the module's name, and what that name makes.
struct Provider {
  std::string_view path;
  std::string_view platform;
  std::string_view terraform;  // prefix of Terraform's types; `arm`: Azure's own names; else none
};
constexpr std::array kPulumi{
    Provider{"js:@pulumi/aws-native", "aws", ""},
    Provider{"js:@pulumi/aws", "aws", "aws_"},
    Provider{"js:@pulumi/azure-native", "azure", "arm"},
    Provider{"js:@pulumi/azure", "azure", "azurerm_"},
    Provider{"js:@pulumi/gcp", "gcp", "google_"},
    Provider{"js:@pulumi/google-native", "gcp", ""},
    Provider{"js:@pulumi/oci", "oci", "oci_"},
    Provider{"python:pulumi_aws_native", "aws", ""},
    Provider{"python:pulumi_aws", "aws", "aws_"},
    Provider{"python:pulumi_azure_native", "azure", "arm"},
    Provider{"python:pulumi_azure", "azure", "azurerm_"},
    Provider{"python:pulumi_gcp", "gcp", "google_"},
    Provider{"python:pulumi_google_native", "gcp", ""},
    Provider{"python:pulumi_oci", "oci", "oci_"},
    Provider{"java:com.pulumi.aws", "aws", "aws_"},
    Provider{"java:com.pulumi.azurenative", "azure", "arm"},
    Provider{"java:com.pulumi.azure", "azure", "azurerm_"},
    Provider{"java:com.pulumi.gcp", "gcp", "google_"},
    Provider{"go:github.com/pulumi/pulumi-aws-native/sdk/go/aws", "aws", ""},
    Provider{"go:github.com/pulumi/pulumi-aws/sdk", "aws", "aws_"},
    Provider{"go:github.com/pulumi/pulumi-azure-native-sdk", "azure", "arm"},
    Provider{"go:github.com/pulumi/pulumi-azure/sdk", "azure", "azurerm_"},
    Provider{"go:github.com/pulumi/pulumi-gcp/sdk", "gcp", "google_"},
    Provider{"csharp:Pulumi.AwsNative", "aws", ""},
    Provider{"csharp:Pulumi.Aws", "aws", "aws_"},
    Provider{"csharp:Pulumi.AzureNative", "azure", "arm"},
    Provider{"csharp:Pulumi.Azure", "azure", "azurerm_"},
    Provider{"csharp:Pulumi.Gcp", "gcp", "google_"},
};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// A class by convention: its name starts with a capital.
bool names_class(std::string_view name) { return !name.empty() && is_upper(name.front()); }

bool is_literal(const Argument& argument) { return !argument.text.empty(); }
bool is_positional(const Argument& argument) { return argument.name.empty(); }

// `(this, "id", …)`, `(scope=self, id="id")`; in Python readers pass literals only, `("id", …)`.
bool has_scope(std::string_view path, std::span<const Argument> arguments) {
  if (std::ranges::any_of(arguments, [](const Argument& a) { return a.name == "scope"; })) {
    return true;
  }
  if (arguments.empty() || !is_positional(arguments[0])) return path.starts_with("python:");
  if (is_literal(arguments[0])) return path.starts_with("python:");
  return arguments.size() > 1 && is_positional(arguments[1]);
}

// `("name", …)`, `(resource_name="name")`, in Go `(context, "name", …)`.
bool has_name(std::span<const Argument> arguments) {
  if (std::ranges::any_of(arguments, [](const Argument& a) { return a.name == "resource_name"; })) {
    return true;
  }
  const auto first = arguments.first(std::min<std::size_t>(arguments.size(), 2));
  return std::ranges::any_of(first,
                             [](const Argument& a) { return is_positional(a) && is_literal(a); });
}

// `opensearchserverless` of `opensearch-serverless`, `bedrockagentcore` of
// `bedrockagentcorealpha/v2`. Empty where more than a module stands there.
std::string service_of(std::string_view module) {
  if (const std::size_t version = module.rfind("/v"); version != std::string_view::npos) {
    module = module.substr(0, version);
  }
  if (module.find_first_of("./") != std::string_view::npos) return {};
  std::string service;
  for (const char c : module) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) service += c;
  }
  for (const std::string_view stage : {"alpha", "beta"}) {
    if (service.ends_with(stage)) service.resize(service.size() - stage.size());
  }
  return lowered(service);
}

std::string cloudformation_type(const std::string& service, std::string_view name) {
  if (name.starts_with("Cfn")) return "AWS::" + service + "::" + std::string(name.substr(3));
  for (const Alias& alias : kAliases) {
    const bool fits = alias.service == service && (alias.name.empty() || alias.name == name);
    if (fits) return "AWS::" + std::string(alias.makes);
  }
  return "AWS::" + service + "::" + std::string(name);
}

std::optional<Construct> cdk_of_any_type(std::span<const Argument> arguments) {
  for (const Argument& argument : arguments) {
    if (lowered(argument.name) == "type" && argument.text.starts_with("AWS::")) {
      return Construct{"aws", {"cloudformation", presentable(argument.text), {}}};
    }
  }
  return std::nullopt;
}

std::optional<Construct> cdk(std::string_view path, std::string_view module_and_name,
                             std::string_view name) {
  const std::string service =
      service_of(module_and_name.substr(0, module_and_name.find_last_of("./")));
  if (service.empty()) return std::nullopt;
  // CDK in Go starts each constructor with it.
  if (path.starts_with("go:") && name.starts_with("New")) name.remove_prefix(3);
  if (!names_class(name)) return std::nullopt;
  return Construct{"aws", {"cloudformation", cloudformation_type(service, name), {}}};
}

// `vertex_ai_endpoint` of `AiEndpoint` in `vertex`.
std::string snake(std::string_view module, std::string_view name) {
  std::string text = lowered(module);
  char before = 'A';
  for (const char c : name) {
    if (is_upper(c) && !is_upper(before)) text += '_';
    if (text.size() == module.size()) text += '_';
    text += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    before = c;
  }
  return text;
}

// `Microsoft.search/services`.
std::string arm_type(std::string_view module, std::string_view name) {
  std::string text = "Microsoft." + std::string(module) + '/' + std::string(name);
  if (text.ends_with('y')) return text.substr(0, text.size() - 1) + "ies";
  return text.ends_with('s') ? text : text + 's';
}

// The last part but one of a path that is no version: `sagemaker` of `aws/sagemaker/v2.Endpoint`.
std::string_view module_in(std::string_view rest) {
  rest = rest.substr(0, rest.find_last_of("./"));
  for (;;) {
    const std::size_t start = rest.find_last_of("./");
    const std::string_view last = start == std::string_view::npos ? rest : rest.substr(start + 1);
    const bool is_version =
        last.size() > 1 && (last[0] == 'v' || last[0] == 'V') && last[1] >= '0' && last[1] <= '9';
    if (!is_version || start == std::string_view::npos) return last;
    rest = rest.substr(0, start);
  }
}

std::optional<Construct> pulumi(const Provider& provider, std::string_view rest,
                                std::string_view name) {
  if (!rest.starts_with('.') && !rest.starts_with('/')) return std::nullopt;
  if (!names_class(name) || name.ends_with("Args")) return std::nullopt;
  Construct made{std::string(provider.platform), {}};
  const std::string_view module = module_in(rest);
  if (module.empty() || provider.terraform.empty()) return made;
  const bool is_arm = provider.terraform == "arm";
  made.mark = {
      is_arm ? "arm" : "terraform",
      is_arm ? arm_type(module, name) : std::string(provider.terraform) + snake(module, name),
      {}};
  return made;
}

}  // namespace

std::optional<Construct> construct_of(std::string_view path, std::span<const Argument> arguments) {
  if (std::ranges::find(kCdkOfAnyType, path) != kCdkOfAnyType.end()) {
    return cdk_of_any_type(arguments);
  }
  constexpr std::string_view kJavaBuilder = ".Builder.create";
  if (path.ends_with(kJavaBuilder)) path.remove_suffix(kJavaBuilder.size());
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string_view::npos) return std::nullopt;
  std::string_view name = path.substr(dot + 1);
  for (const std::string_view prefix : kCdk) {
    if (!path.starts_with(prefix) || dot <= prefix.size()) continue;
    if (!names_class(name) || !has_scope(path, arguments)) return std::nullopt;
    return cdk(path, path.substr(prefix.size()), name);
  }
  for (const Provider& provider : kPulumi) {
    if (!path.starts_with(provider.path)) continue;
    if (path.starts_with("go:")) {
      if (!name.starts_with("New")) return std::nullopt;
      name.remove_prefix(3);
    }
    if (!has_name(arguments)) return std::nullopt;
    if (auto made = pulumi(provider, path.substr(provider.path.size()), name)) return made;
  }
  return std::nullopt;
}

}  // namespace fundable::code
