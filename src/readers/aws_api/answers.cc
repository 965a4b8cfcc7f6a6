// One row a form of answer. Source: the API references of the services, "Response Syntax"; the
// order within SageMaker follows from which job's answer mentions which other job.
#include "readers/aws_api/answers.h"

#include <array>

namespace fundable::aws {
namespace {

constexpr bool kCommon = true;

constexpr std::array kAnswers{
    // SageMaker.
    Answer{"Endpoints", "EndpointArn", "AWS::SageMaker::Endpoint", "EndpointName", "EndpointStatus",
           kCommon},
    Answer{"EndpointConfigs", "EndpointConfigArn", "AWS::SageMaker::EndpointConfig",
           "EndpointConfigName", "", kCommon},
    Answer{"Models", "ModelArn", "AWS::SageMaker::Model", "ModelName", "", kCommon},
    Answer{"ProcessingJobSummaries", "ProcessingJobArn", "AWS::SageMaker::ProcessingJob",
           "ProcessingJobName", "ProcessingJobStatus"},
    Answer{"TransformJobSummaries", "TransformJobArn", "AWS::SageMaker::TransformJob",
           "TransformJobName", "TransformJobStatus"},
    Answer{"TrainingJobSummaries", "TrainingJobArn", "AWS::SageMaker::TrainingJob",
           "TrainingJobName", "TrainingJobStatus"},
    Answer{"HyperParameterTuningJobSummaries", "HyperParameterTuningJobArn",
           "AWS::SageMaker::HyperParameterTuningJob", "HyperParameterTuningJobName",
           "HyperParameterTuningJobStatus"},
    Answer{"AutoMLJobSummaries", "AutoMLJobArn", "AWS::SageMaker::AutoMLJob", "AutoMLJobName",
           "AutoMLJobStatus"},
    Answer{"CompilationJobSummaries", "CompilationJobArn", "AWS::SageMaker::CompilationJob",
           "CompilationJobName", "CompilationJobStatus"},
    Answer{"LabelingJobSummaryList", "LabelingJobArn", "AWS::SageMaker::LabelingJob",
           "LabelingJobName", "LabelingJobStatus"},
    Answer{"NotebookInstances", "NotebookInstanceArn", "AWS::SageMaker::NotebookInstance",
           "NotebookInstanceName", "NotebookInstanceStatus"},
    Answer{"Domains", "DomainArn", "AWS::SageMaker::Domain", "DomainName", "Status", kCommon},
    Answer{"ClusterSummaries", "ClusterArn", "AWS::SageMaker::Cluster", "ClusterName",
           "ClusterStatus"},
    Answer{"FeatureGroupSummaries", "FeatureGroupArn", "AWS::SageMaker::FeatureGroup",
           "FeatureGroupName", "FeatureGroupStatus"},
    Answer{"PipelineSummaries", "PipelineArn", "AWS::SageMaker::Pipeline", "PipelineName", ""},
    Answer{"ModelPackageGroupSummaryList", "ModelPackageGroupArn",
           "AWS::SageMaker::ModelPackageGroup", "ModelPackageGroupName", "ModelPackageGroupStatus"},
    Answer{"InferenceComponents", "InferenceComponentArn", "AWS::SageMaker::InferenceComponent",
           "InferenceComponentName", "InferenceComponentStatus"},
    Answer{"TrackingServerSummaries", "TrackingServerArn", "AWS::SageMaker::MlflowTrackingServer",
           "TrackingServerName", "TrackingServerStatus"},
    Answer{"JobDefinitionSummaries", "MonitoringJobDefinitionArn",
           "AWS::SageMaker::DataQualityJobDefinition", "MonitoringJobDefinitionName", ""},
    Answer{"", "JobDefinitionArn", "AWS::SageMaker::DataQualityJobDefinition", "JobDefinitionName",
           "", kCommon},
    Answer{"", "JobDefinitionArn", "AWS::SageMaker::ModelBiasJobDefinition", "JobDefinitionName",
           "", kCommon},
    Answer{"", "JobDefinitionArn", "AWS::SageMaker::ModelExplainabilityJobDefinition",
           "JobDefinitionName", "", kCommon},
    Answer{"", "JobDefinitionArn", "AWS::SageMaker::ModelQualityJobDefinition", "JobDefinitionName",
           "", kCommon},

    // Bedrock.
    Answer{"agentSummaries", "agentId", "AWS::Bedrock::Agent", "agentName", "agentStatus"},
    Answer{"agent", "agentArn", "AWS::Bedrock::Agent", "agentName", "agentStatus", kCommon},
    Answer{"knowledgeBaseSummaries", "knowledgeBaseId", "AWS::Bedrock::KnowledgeBase", "name",
           "status"},
    Answer{"knowledgeBase", "knowledgeBaseArn", "AWS::Bedrock::KnowledgeBase", "name", "status"},
    Answer{"modelSummaries", "modelArn", "AWS::Bedrock::CustomModel", "modelName", ""},
    Answer{"", "modelArn", "AWS::Bedrock::CustomModel", "modelName", "", kCommon},
    Answer{"provisionedModelSummaries", "provisionedModelArn",
           "AWS::Bedrock::ProvisionedModelThroughput", "provisionedModelName", "status"},
    Answer{"modelCustomizationJobSummaries", "jobArn", "AWS::Bedrock::ModelCustomizationJob",
           "jobName", "status"},
    Answer{"invocationJobSummaries", "jobArn", "AWS::Bedrock::ModelInvocationJob", "jobName",
           "status"},
    Answer{"jobSummaries", "jobArn", "AWS::Bedrock::EvaluationJob", "jobName", "status", kCommon},
    Answer{"inferenceProfileSummaries", "inferenceProfileArn",
           "AWS::Bedrock::ApplicationInferenceProfile", "inferenceProfileName", "status"},
    Answer{"guardrails", "id", "AWS::Bedrock::Guardrail", "name", "status", kCommon},
    Answer{"flowSummaries", "arn", "AWS::Bedrock::Flow", "name", "status"},
    Answer{"agentRuntimes", "agentRuntimeArn", "AWS::BedrockAgentCore::Runtime", "agentRuntimeName",
           "status"},

    // Machines and clusters.
    Answer{"Reservations", "Instances", "AWS::EC2::Instance", "", "", kCommon},
    Answer{"Instances", "InstanceId", "AWS::EC2::Instance", "InstanceId", "State", kCommon},
    Answer{"clusters", "arn", "AWS::EKS::Cluster", "name", "status", kCommon},
    Answer{"cluster", "arn", "AWS::EKS::Cluster", "name", "status", kCommon},
    Answer{"nodegroup", "nodegroupArn", "AWS::EKS::Nodegroup", "nodegroupName", "status"},
    Answer{"addon", "addonArn", "AWS::EKS::Addon", "addonName", "status", kCommon},
    Answer{"Clusters", "NormalizedInstanceHours", "AWS::EMR::Cluster", "Name", "Status", kCommon},
    Answer{"Cluster", "NormalizedInstanceHours", "AWS::EMR::Cluster", "Name", "Status", kCommon},
    Answer{"computeEnvironments", "computeEnvironmentArn", "AWS::Batch::ComputeEnvironment",
           "computeEnvironmentName", "status"},
    Answer{"jobQueues", "jobQueueArn", "AWS::Batch::JobQueue", "jobQueueName", "status"},
    Answer{"jobDefinitions", "jobDefinitionArn", "AWS::Batch::JobDefinition", "jobDefinitionName",
           "status"},

    // Search and data.
    Answer{"collectionSummaries", "arn", "AWS::OpenSearchServerless::Collection", "name", "status",
           kCommon},
    Answer{"collectionDetails", "arn", "AWS::OpenSearchServerless::Collection", "name", "status",
           kCommon},
    Answer{"DomainStatusList", "ARN", "AWS::OpenSearchService::Domain", "DomainName", "", kCommon},
    Answer{"DomainStatus", "ARN", "AWS::OpenSearchService::Domain", "DomainName", "", kCommon},
    Answer{"DomainNames", "DomainName", "AWS::OpenSearchService::Domain", "DomainName", "",
           kCommon},
    Answer{"IndexConfigurationSummaryItems", "Id", "AWS::Kendra::Index", "Name", "Status"},
    Answer{"FileSystems", "ResourceARN", "AWS::FSx::FileSystem", "FileSystemId", "Lifecycle",
           kCommon},
    Answer{"Volumes", "ResourceARN", "AWS::FSx::Volume", "Name", "Lifecycle", kCommon},
    Answer{"Backups", "ResourceARN", "AWS::FSx::Backup", "BackupId", "Lifecycle", kCommon},
    Answer{"StorageVirtualMachines", "ResourceARN", "AWS::FSx::StorageVirtualMachine", "Name",
           "Lifecycle"},

    // Language services.
    Answer{"EndpointPropertiesList", "EndpointArn", "AWS::Comprehend::Endpoint", "", "Status"},
    Answer{"EndpointProperties", "EndpointArn", "AWS::Comprehend::Endpoint", "", "Status", kCommon},
    Answer{"FlywheelSummaryList", "FlywheelArn", "AWS::Comprehend::Flywheel", "", "Status"},
    Answer{"DocumentClassifierPropertiesList", "DocumentClassifierArn",
           "AWS::Comprehend::DocumentClassifier", "", "Status"},
    Answer{"DocumentClassifierProperties", "DocumentClassifierArn",
           "AWS::Comprehend::DocumentClassifier", "", "Status"},
    Answer{"EntityRecognizerPropertiesList", "EntityRecognizerArn",
           "AWS::Comprehend::EntityRecognizer", "", "Status"},
    Answer{"EntityRecognizerProperties", "EntityRecognizerArn", "AWS::Comprehend::EntityRecognizer",
           "", "Status"},
};

}  // namespace

std::span<const Answer> answers() { return kAnswers; }

}  // namespace fundable::aws
