// Infrastructure that code constructs: AWS CDK and Pulumi.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/observation.h"
#include "readers/code/uses.h"

namespace fundable::code {

struct Construct {
  std::string platform;  // as the facts call it
  // What it makes, in the channel that has such things: `cloudformation` for CDK
  // (`AWS::bedrock::Agent`, in the case that the code has), `terraform` or `arm` for Pulumi.
  // Its channel is empty where the name does not say it.
  Mark mark;
};

// What a call constructs, by its full path with the language in front:
// `js:aws-cdk-lib/aws-bedrock.CfnAgent`, `python:aws_cdk.aws_lambda.Function`,
// `js:@pulumi/azure-native/cognitiveservices.Account`. None where it constructs nothing: types of
// settings, policies and other classes of these libraries that are not handed a scope.
[[nodiscard]] std::optional<Construct> construct_of(std::string_view path,
                                                    std::span<const Argument> arguments);

}  // namespace fundable::code
