// The packages of CDK follow one pattern in every language: a module a service, in it a class a
// resource (`CfnAgent` as CloudFormation has it, `Agent` as CDK's own). So the CloudFormation type
// can be read off the name; signatures compare without case. Classes that are no resource give
// types that no technology names.
#include "readers/code/construct.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace fundable::code {
namespace {

struct Prefix {
  std::string_view path;
  std::string_view platform;
};

// In front of the service's name.
constexpr std::array kCdk{
    Prefix{"js:aws-cdk-lib/aws-", "aws"},
    Prefix{"js:aws-cdk-lib.aws_", "aws"},
    Prefix{"js:@aws-cdk/aws-", "aws"},
    Prefix{"js:@cdklabs/generative-ai-cdk-constructs.", "aws"},
    Prefix{"python:aws_cdk.aws_", "aws"},
    Prefix{"python:cdklabs.generative_ai_cdk_constructs.", "aws"},
    Prefix{"java:software.amazon.awscdk.services.", "aws"},
    Prefix{"csharp:Amazon.CDK.AWS.", "aws"},
    Prefix{"go:github.com/aws/aws-cdk-go/awscdk/v2/aws", "aws"},
};

constexpr std::array kPulumi{
    Prefix{"js:@pulumi/aws", "aws"},
    Prefix{"python:pulumi_aws", "aws"},
    Prefix{"js:@pulumi/azure", "azure"},
    Prefix{"python:pulumi_azure", "azure"},
    Prefix{"js:@pulumi/gcp", "gcp"},
    Prefix{"python:pulumi_gcp", "gcp"},
    Prefix{"js:@pulumi/google-native", "gcp"},
    Prefix{"python:pulumi_google_native", "gcp"},
    Prefix{"js:@pulumi/oci", "oci"},
    Prefix{"python:pulumi_oci", "oci"},
    Prefix{"go:github.com/pulumi/pulumi-aws/", "aws"},
    Prefix{"go:github.com/pulumi/pulumi-azure", "azure"},
    Prefix{"go:github.com/pulumi/pulumi-gcp/", "gcp"},
    Prefix{"csharp:Pulumi.Aws.", "aws"},
    Prefix{"csharp:Pulumi.AzureNative.", "azure"},
    Prefix{"csharp:Pulumi.Gcp.", "gcp"},
};

// A class by convention: its name starts with a capital.
bool names_class(std::string_view name) {
  return !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
}

// `opensearchserverless` of `opensearch-serverless`, `sagemaker` of `sagemaker-alpha`.
std::string service_of(std::string_view module) {
  for (const std::string_view stage : {"-alpha", "_alpha", "-beta", "_beta"}) {
    if (module.ends_with(stage)) module.remove_suffix(stage.size());
  }
  std::string service;
  for (const char c : module) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) service += c;
  }
  return service;
}

}  // namespace

std::optional<Construct> construct_of(std::string_view path) {
  const std::size_t dot = path.find_last_of("./");
  std::string_view name = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  if (path.starts_with("go:") && name.starts_with("New")) name.remove_prefix(3);
  if (!names_class(name)) return std::nullopt;
  for (const Prefix& prefix : kCdk) {
    if (!path.starts_with(prefix.path) || dot <= prefix.path.size()) continue;
    const std::string service =
        service_of(path.substr(prefix.path.size(), dot - prefix.path.size()));
    if (service.empty()) return std::nullopt;
    if (name.starts_with("Cfn")) name.remove_prefix(3);
    return Construct{std::string(prefix.platform), "AWS::" + service + "::" + std::string(name)};
  }
  for (const Prefix& prefix : kPulumi) {
    if (path.starts_with(prefix.path)) return Construct{std::string(prefix.platform), {}};
  }
  return std::nullopt;
}

}  // namespace fundable::code
