// The table from an ARN's service and kind to the type's name in CloudFormation.
//
// Sources: the service authorization reference, for the form of each service's ARNs, and the
// CloudFormation resource types. The kind is the first word of the ARN's resource; services whose
// ARNs have none (`arn:aws:s3:::bucket`) have an empty one here.
#include <algorithm>
#include <array>

#include "readers/cloud/aws.h"
#include "readers/cloud/ids.h"

namespace fundable::cloud {
namespace {

struct Kind {
  std::string_view service;
  std::string_view kind;
  std::string_view type;
};

constexpr std::array kKinds{
    Kind{"aoss", "collection", "AWS::OpenSearchServerless::Collection"},
    Kind{"apigateway", "restapis", "AWS::ApiGateway::RestApi"},
    Kind{"apigateway", "apis", "AWS::ApiGatewayV2::Api"},
    Kind{"apprunner", "service", "AWS::AppRunner::Service"},
    Kind{"athena", "workgroup", "AWS::Athena::WorkGroup"},
    Kind{"autoscaling", "autoScalingGroup", "AWS::AutoScaling::AutoScalingGroup"},
    Kind{"batch", "compute-environment", "AWS::Batch::ComputeEnvironment"},
    Kind{"batch", "job-definition", "AWS::Batch::JobDefinition"},
    Kind{"batch", "job-queue", "AWS::Batch::JobQueue"},
    Kind{"bedrock", "agent", "AWS::Bedrock::Agent"},
    Kind{"bedrock", "agent-alias", "AWS::Bedrock::AgentAlias"},
    Kind{"bedrock", "application-inference-profile", "AWS::Bedrock::ApplicationInferenceProfile"},
    Kind{"bedrock", "custom-model", "AWS::Bedrock::CustomModel"},
    Kind{"bedrock", "custom-model-deployment", "AWS::Bedrock::CustomModelDeployment"},
    Kind{"bedrock", "data-automation-project", "AWS::Bedrock::DataAutomationProject"},
    Kind{"bedrock", "evaluation-job", "AWS::Bedrock::EvaluationJob"},
    Kind{"bedrock", "flow", "AWS::Bedrock::Flow"},
    Kind{"bedrock", "guardrail", "AWS::Bedrock::Guardrail"},
    Kind{"bedrock", "imported-model", "AWS::Bedrock::ImportedModel"},
    Kind{"bedrock", "knowledge-base", "AWS::Bedrock::KnowledgeBase"},
    Kind{"bedrock", "model-customization-job", "AWS::Bedrock::ModelCustomizationJob"},
    Kind{"bedrock", "model-invocation-job", "AWS::Bedrock::ModelInvocationJob"},
    Kind{"bedrock", "prompt", "AWS::Bedrock::Prompt"},
    Kind{"bedrock", "provisioned-model", "AWS::Bedrock::ProvisionedModelThroughput"},
    Kind{"bedrock-agentcore", "browser-custom", "AWS::BedrockAgentCore::BrowserCustom"},
    Kind{"bedrock-agentcore", "code-interpreter-custom",
         "AWS::BedrockAgentCore::CodeInterpreterCustom"},
    Kind{"bedrock-agentcore", "gateway", "AWS::BedrockAgentCore::Gateway"},
    Kind{"bedrock-agentcore", "memory", "AWS::BedrockAgentCore::Memory"},
    Kind{"bedrock-agentcore", "runtime", "AWS::BedrockAgentCore::Runtime"},
    Kind{"cloudformation", "stack", "AWS::CloudFormation::Stack"},
    Kind{"cloudfront", "distribution", "AWS::CloudFront::Distribution"},
    Kind{"cloudwatch", "alarm", "AWS::CloudWatch::Alarm"},
    Kind{"comprehend", "document-classifier", "AWS::Comprehend::DocumentClassifier"},
    Kind{"comprehend", "document-classifier-endpoint", "AWS::Comprehend::Endpoint"},
    Kind{"comprehend", "entity-recognizer", "AWS::Comprehend::EntityRecognizer"},
    Kind{"comprehend", "entity-recognizer-endpoint", "AWS::Comprehend::Endpoint"},
    Kind{"comprehend", "flywheel", "AWS::Comprehend::Flywheel"},
    Kind{"connect", "instance", "AWS::Connect::Instance"},
    Kind{"dynamodb", "table", "AWS::DynamoDB::Table"},
    Kind{"ec2", "image", "AWS::EC2::Image"},
    Kind{"ec2", "instance", "AWS::EC2::Instance"},
    Kind{"ec2", "launch-template", "AWS::EC2::LaunchTemplate"},
    Kind{"ec2", "security-group", "AWS::EC2::SecurityGroup"},
    Kind{"ec2", "snapshot", "AWS::EC2::Snapshot"},
    Kind{"ec2", "subnet", "AWS::EC2::Subnet"},
    Kind{"ec2", "volume", "AWS::EC2::Volume"},
    Kind{"ec2", "vpc", "AWS::EC2::VPC"},
    Kind{"ecr", "repository", "AWS::ECR::Repository"},
    Kind{"ecs", "cluster", "AWS::ECS::Cluster"},
    Kind{"ecs", "service", "AWS::ECS::Service"},
    Kind{"ecs", "task-definition", "AWS::ECS::TaskDefinition"},
    Kind{"eks", "addon", "AWS::EKS::Addon"},
    Kind{"eks", "cluster", "AWS::EKS::Cluster"},
    Kind{"eks", "nodegroup", "AWS::EKS::Nodegroup"},
    Kind{"elasticache", "cluster", "AWS::ElastiCache::CacheCluster"},
    Kind{"elasticache", "replicationgroup", "AWS::ElastiCache::ReplicationGroup"},
    Kind{"elasticache", "serverlesscache", "AWS::ElastiCache::ServerlessCache"},
    Kind{"elasticfilesystem", "file-system", "AWS::EFS::FileSystem"},
    Kind{"elasticloadbalancing", "loadbalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer"},
    Kind{"elasticmapreduce", "cluster", "AWS::EMR::Cluster"},
    Kind{"emr-serverless", "applications", "AWS::EMRServerless::Application"},
    Kind{"es", "domain", "AWS::OpenSearchService::Domain"},
    Kind{"events", "rule", "AWS::Events::Rule"},
    Kind{"firehose", "deliverystream", "AWS::KinesisFirehose::DeliveryStream"},
    Kind{"forecast", "predictor", "AWS::Forecast::Predictor"},
    Kind{"frauddetector", "detector", "AWS::FraudDetector::Detector"},
    Kind{"fsx", "backup", "AWS::FSx::Backup"},
    Kind{"fsx", "file-system", "AWS::FSx::FileSystem"},
    Kind{"fsx", "storage-virtual-machine", "AWS::FSx::StorageVirtualMachine"},
    Kind{"fsx", "volume", "AWS::FSx::Volume"},
    Kind{"glue", "crawler", "AWS::Glue::Crawler"},
    Kind{"glue", "database", "AWS::Glue::Database"},
    Kind{"glue", "job", "AWS::Glue::Job"},
    Kind{"glue", "table", "AWS::Glue::Table"},
    Kind{"iam", "policy", "AWS::IAM::ManagedPolicy"},
    Kind{"iam", "role", "AWS::IAM::Role"},
    Kind{"iam", "user", "AWS::IAM::User"},
    Kind{"kafka", "cluster", "AWS::MSK::Cluster"},
    Kind{"kendra", "index", "AWS::Kendra::Index"},
    Kind{"kinesis", "stream", "AWS::Kinesis::Stream"},
    Kind{"kms", "key", "AWS::KMS::Key"},
    Kind{"lambda", "function", "AWS::Lambda::Function"},
    Kind{"lex", "bot", "AWS::Lex::Bot"},
    Kind{"logs", "log-group", "AWS::Logs::LogGroup"},
    Kind{"memorydb", "cluster", "AWS::MemoryDB::Cluster"},
    Kind{"airflow", "environment", "AWS::MWAA::Environment"},
    Kind{"neptune-graph", "graph", "AWS::NeptuneGraph::Graph"},
    Kind{"personalize", "campaign", "AWS::Personalize::Campaign"},
    Kind{"personalize", "dataset-group", "AWS::Personalize::DatasetGroup"},
    Kind{"personalize", "solution", "AWS::Personalize::Solution"},
    Kind{"pcs", "cluster", "AWS::PCS::Cluster"},
    Kind{"qbusiness", "application", "AWS::QBusiness::Application"},
    Kind{"rds", "cluster", "AWS::RDS::DBCluster"},
    Kind{"rds", "db", "AWS::RDS::DBInstance"},
    Kind{"redshift", "cluster", "AWS::Redshift::Cluster"},
    Kind{"redshift-serverless", "namespace", "AWS::RedshiftServerless::Namespace"},
    Kind{"redshift-serverless", "workgroup", "AWS::RedshiftServerless::Workgroup"},
    Kind{"rekognition", "project", "AWS::Rekognition::Project"},
    Kind{"rekognition", "streamprocessor", "AWS::Rekognition::StreamProcessor"},
    Kind{"s3", "", "AWS::S3::Bucket"},
    Kind{"s3", "bucket", "AWS::S3::Bucket"},
    Kind{"s3tables", "bucket", "AWS::S3Tables::TableBucket"},
    Kind{"s3vectors", "bucket", "AWS::S3Vectors::VectorBucket"},
    Kind{"sagemaker", "app", "AWS::SageMaker::App"},
    Kind{"sagemaker", "automl-job", "AWS::SageMaker::AutoMLJob"},
    Kind{"sagemaker", "cluster", "AWS::SageMaker::Cluster"},
    Kind{"sagemaker", "compilation-job", "AWS::SageMaker::CompilationJob"},
    Kind{"sagemaker", "data-quality-job-definition", "AWS::SageMaker::DataQualityJobDefinition"},
    Kind{"sagemaker", "domain", "AWS::SageMaker::Domain"},
    Kind{"sagemaker", "endpoint", "AWS::SageMaker::Endpoint"},
    Kind{"sagemaker", "endpoint-config", "AWS::SageMaker::EndpointConfig"},
    Kind{"sagemaker", "feature-group", "AWS::SageMaker::FeatureGroup"},
    Kind{"sagemaker", "hyper-parameter-tuning-job", "AWS::SageMaker::HyperParameterTuningJob"},
    Kind{"sagemaker", "inference-component", "AWS::SageMaker::InferenceComponent"},
    Kind{"sagemaker", "labeling-job", "AWS::SageMaker::LabelingJob"},
    Kind{"sagemaker", "mlflow-tracking-server", "AWS::SageMaker::MlflowTrackingServer"},
    Kind{"sagemaker", "model", "AWS::SageMaker::Model"},
    Kind{"sagemaker", "model-bias-job-definition", "AWS::SageMaker::ModelBiasJobDefinition"},
    Kind{"sagemaker", "model-explainability-job-definition",
         "AWS::SageMaker::ModelExplainabilityJobDefinition"},
    Kind{"sagemaker", "model-package", "AWS::SageMaker::ModelPackage"},
    Kind{"sagemaker", "model-package-group", "AWS::SageMaker::ModelPackageGroup"},
    Kind{"sagemaker", "model-quality-job-definition", "AWS::SageMaker::ModelQualityJobDefinition"},
    Kind{"sagemaker", "monitoring-schedule", "AWS::SageMaker::MonitoringSchedule"},
    Kind{"sagemaker", "notebook-instance", "AWS::SageMaker::NotebookInstance"},
    Kind{"sagemaker", "pipeline", "AWS::SageMaker::Pipeline"},
    Kind{"sagemaker", "processing-job", "AWS::SageMaker::ProcessingJob"},
    Kind{"sagemaker", "project", "AWS::SageMaker::Project"},
    Kind{"sagemaker", "training-job", "AWS::SageMaker::TrainingJob"},
    Kind{"sagemaker", "transform-job", "AWS::SageMaker::TransformJob"},
    Kind{"sagemaker", "user-profile", "AWS::SageMaker::UserProfile"},
    Kind{"secretsmanager", "secret", "AWS::SecretsManager::Secret"},
    Kind{"sns", "", "AWS::SNS::Topic"},
    Kind{"sns", "topic", "AWS::SNS::Topic"},
    Kind{"sqs", "", "AWS::SQS::Queue"},
    Kind{"sqs", "queue", "AWS::SQS::Queue"},
    Kind{"ssm", "parameter", "AWS::SSM::Parameter"},
    Kind{"states", "stateMachine", "AWS::StepFunctions::StateMachine"},
    Kind{"translate", "parallel-data", "AWS::Translate::ParallelData"},
};

std::string_view type_of(std::string_view service, std::string_view kind) {
  for (const Kind& one : kKinds) {
    if (one.service == service && one.kind == kind) return one.type;
  }
  return {};
}

}  // namespace

std::string_view aws_type_of(std::string_view id) {
  const auto arn = arn_of(id);
  if (!arn) return {};
  std::string_view resource = arn->resource;
  // API Gateway starts its resources with a slash.
  if (resource.starts_with('/')) resource.remove_prefix(1);
  const std::size_t end = resource.find_first_of("/:");
  if (arn->service == "s3") return resource.contains('/') ? "" : type_of("s3", "");
  return type_of(arn->service,
                 end == std::string_view::npos ? std::string_view() : resource.substr(0, end));
}

std::string_view aws_type_named(std::string_view service_and_kind) {
  const std::size_t colon = service_and_kind.find(':');
  if (colon == std::string_view::npos) return {};
  std::string_view kind = service_and_kind.substr(colon + 1);
  return type_of(service_and_kind.substr(0, colon), kind.substr(0, kind.find('/')));
}

}  // namespace fundable::cloud
