// Infrastructure that code constructs: AWS CDK and Pulumi.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fundable::code {

struct Construct {
  std::string platform;        // as the facts call it
  std::string cloudformation;  // `AWS::bedrock::Agent`, in the case that the code has; may be empty
};

// What a call constructs, by its full path with the language in front:
// `js:aws-cdk-lib/aws-bedrock.CfnAgent`, `python:aws_cdk.aws_lambda.Function`,
// `js:@pulumi/azure-native/cognitiveservices.Account`. None where it constructs nothing.
[[nodiscard]] std::optional<Construct> construct_of(std::string_view path);

}  // namespace fundable::code
