// A resource of AWS, from an inventory or from a service's own API, as an observation.
#pragma once

#include <string>
#include <string_view>

#include "model/observation.h"

namespace fundable::cloud {

// `AWS::SageMaker::Endpoint` of `arn:aws:sagemaker:…:endpoint/docs`. Things that CloudFormation
// cannot make are called in the same manner: `AWS::SageMaker::TrainingJob`.
// Unknown: empty for an ARN of a kind that is not in the table.
[[nodiscard]] std::string_view aws_type_of(std::string_view arn);

// The same of `sagemaker:endpoint`, as Resource Explorer writes it.
[[nodiscard]] std::string_view aws_type_named(std::string_view service_and_kind);

// Lifetime: views into the document that it was read from.
struct AwsResource {
  std::string_view type;     // `AWS::SageMaker::Endpoint`
  std::string id;            // ARN; empty where the evidence holds none
  std::string_view name;     // may be empty
  std::string_view account;  // where the ARN tells none
  std::string_view region;   // where the ARN tells none
  Node attributes;           // as API or AWS Config write them; may be absent
};

// The observation; `at` is left to the reader. Proof: kRuns.
[[nodiscard]] Observation observation_of(const AwsResource& resource);

// `AWS::SageMaker::Endpoint docs`, fit to show.
[[nodiscard]] std::string subject_of(const AwsResource& resource);

}  // namespace fundable::cloud
