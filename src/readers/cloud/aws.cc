// APIs, AWS Config and CloudFormation write the same attributes in different case, which paths do
// not mind. Prices of instances are per size; what a service calls a class of machine is its size.
#include "readers/cloud/aws.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/cloud/ids.h"
#include "readers/cloud/tags.h"
#include "readers/cloud/telling.h"

namespace fundable::cloud {
namespace {

constexpr std::array kTelling{
    Telling{"AWS::Batch::ComputeEnvironment", "instance_type", "computeResources.instanceTypes"},
    Telling{"AWS::Batch::JobDefinition", "instance_type",
            "nodeProperties.nodeRangeProperties.container.instanceType"},
    Telling{"AWS::EC2::Instance", "instance_type", "instanceType"},
    Telling{"AWS::EKS::Nodegroup", "instance_type", "instanceTypes"},
    Telling{"AWS::EMR::Cluster", "instance_type", "instanceGroups.instanceType"},
    Telling{"AWS::OpenSearchService::Domain", "instance_type",
            "elasticsearchClusterConfig.instanceType"},
    Telling{"AWS::OpenSearchService::Domain", "instance_type", "clusterConfig.instanceType"},
    Telling{"AWS::SageMaker::Cluster", "instance_type", "instanceGroups.instanceType"},
    Telling{"AWS::SageMaker::EndpointConfig", "instance_type", "productionVariants.instanceType"},
    Telling{"AWS::SageMaker::HyperParameterTuningJob", "instance_type",
            "trainingJobDefinition.resourceConfig.instanceType"},
    Telling{"AWS::SageMaker::HyperParameterTuningJob", "instance_type",
            "trainingJobDefinitions.resourceConfig.instanceType"},
    Telling{"AWS::SageMaker::NotebookInstance", "instance_type", "instanceType"},
    Telling{"AWS::SageMaker::ProcessingJob", "instance_type",
            "processingResources.clusterConfig.instanceType"},
    Telling{"AWS::SageMaker::TrainingJob", "instance_type", "resourceConfig.instanceType"},
    Telling{"AWS::SageMaker::TransformJob", "instance_type", "transformResources.instanceType"},

    Telling{"AWS::Batch::JobDefinition", "image", "containerProperties.image"},
    Telling{"AWS::ECS::TaskDefinition", "image", "containerDefinitions.image"},
    Telling{"AWS::SageMaker::Endpoint", "image",
            "productionVariants.deployedImages.specifiedImage"},
    Telling{"AWS::SageMaker::Model", "image", "primaryContainer.image"},
    Telling{"AWS::SageMaker::Model", "image", "containers.image"},
    Telling{"AWS::SageMaker::ProcessingJob", "image", "appSpecification.imageUri"},
    Telling{"AWS::SageMaker::TrainingJob", "image", "algorithmSpecification.trainingImage"},

    Telling{"AWS::Bedrock::Agent", "model", "foundationModel"},
    Telling{"AWS::Bedrock::ApplicationInferenceProfile", "model", "models.modelArn"},
    Telling{"AWS::Bedrock::CustomModel", "model", "baseModelArn"},
    Telling{"AWS::Bedrock::ModelInvocationJob", "model", "modelId"},
    Telling{"AWS::Bedrock::ProvisionedModelThroughput", "model", "foundationModelArn"},
};

// What makes the type's own mark more telling.
constexpr std::array kDetails{
    Telling{"AWS::Bedrock::KnowledgeBase", "storage", "storageConfiguration.type"},
    Telling{"AWS::EMR::Cluster", "application", "applications.name"},
    Telling{"AWS::FSx::FileSystem", "type", "fileSystemType"},
    Telling{"AWS::OpenSearchServerless::Collection", "type", "type"},
    Telling{"AWS::RDS::DBCluster", "engine", "engine"},
    Telling{"AWS::RDS::DBInstance", "engine", "engine"},
};

// Only what stands in an Agent's or a job's text may be secret; these paths are words and sizes.
Mark mark_of(const AwsResource& resource) {
  Mark mark{"cloudformation", presentable(resource.type), {}};
  for (const Telling& telling : kDetails) {
    if (!fits(resource.type, telling.type)) continue;
    visit_texts(resource.attributes, telling.path, [&](std::string_view text) {
      if (mark.details.size() > 300) return;
      if (!mark.details.empty()) mark.details += ' ';
      mark.details += std::string(telling.channel) + '=' + presentable(trimmed(text), 100);
    });
  }
  return mark;
}

// `docs` of `…:endpoint/docs`.
std::string_view name_of(const AwsResource& resource) {
  if (!resource.name.empty()) return resource.name;
  const std::string_view id = resource.id;
  return id.substr(std::min(id.find_last_of("/:") + 1, id.size()));
}

}  // namespace

Observation observation_of(const AwsResource& resource) {
  Observation seen;
  seen.proof = Proof::kRuns;
  seen.platform = "aws";
  seen.name = presentable(name_of(resource));
  seen.id = presentable(resource.id, 500);
  seen.marks.push_back(mark_of(resource));
  add_told(seen.marks, resource.type, resource.attributes, kTelling);
  // `anthropic.claude-v2` of `arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2`.
  for (Mark& mark : seen.marks) {
    constexpr std::string_view kInArn = "::foundation-model/";
    const std::size_t at = mark.channel == "model" ? mark.text.find(kInArn) : std::string::npos;
    if (at != std::string::npos) mark.text.erase(0, at + kInArn.size());
  }
  // A cluster's or a batch of machines' sizes may be left to AWS.
  std::erase_if(seen.marks, [](const Mark& mark) {
    return mark.channel == "instance_type" && !mark.text.contains('.');
  });
  for (const char* key : {"tags", "Tags", "TagList"}) {
    add_tags(seen.tags, resource.attributes[key]);
  }
  const auto put = [&](const char* key, std::string_view in_arn, std::string_view beside) {
    const std::string_view value = in_arn.empty() ? beside : in_arn;
    if (!value.empty() && value != "global") seen.within.emplace(key, presentable(value));
  };
  put("account", account_of(resource.id), resource.account);
  put("region", region_of(resource.id), resource.region);
  return seen;
}

std::string subject_of(const AwsResource& resource) {
  return presentable(std::string(resource.type) + ' ' + std::string(name_of(resource)), 250);
}

}  // namespace fundable::cloud
