// Answers of AWS's APIs: whose they are, what state decides, and what is a catalogue.
#include <gtest/gtest.h>

#include "tests/readers/inventory.h"

namespace fundable {
extern const Reader aws_api;
namespace {

Observation only(const std::string& text) {
  EXPECT_TRUE(aws_api.recognises({"a.json", text})) << text;
  const Reading reading = read_with(aws_api, text);
  EXPECT_EQ(reading.observations.size(), 1U) << text << skipped_text(reading);
  return reading.observations.empty() ? Observation{} : reading.observations[0];
}

TEST(AwsApi, ReadsAListOfEndpoints) {
  const Observation seen = only(R"({"Endpoints":[{"EndpointName":"ranker","EndpointArn":)"
                                R"("arn:aws:sagemaker:eu-central-1:444455556666:endpoint/ranker",)"
                                R"("EndpointStatus":"InService"}]})");
  EXPECT_EQ(seen.at.locator, "Endpoints/0");
  EXPECT_EQ(seen.at.says, "AWS::SageMaker::Endpoint ranker is in the API's answer");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(seen.platform, "aws");
  EXPECT_EQ(seen.name, "ranker");
  EXPECT_EQ(seen.id, "arn:aws:sagemaker:eu-central-1:444455556666:endpoint/ranker");
  EXPECT_EQ(marks_text(seen), "cloudformation AWS::SageMaker::Endpoint\n");
  EXPECT_EQ(seen.within, (Place{{"account", "444455556666"}, {"region", "eu-central-1"}}));
}

TEST(AwsApi, ReadsMachinesOfReservations) {
  const std::string machines =
      R"({"Reservations":[{"OwnerId":"777","Instances":[)"
      R"({"InstanceId":"i-1","InstanceType":"g5.12xlarge","State":{"Code":80,"Name":"stopped"},)"
      R"("Tags":[{"Key":"Name","Value":"llm-1"}]},)"
      R"({"InstanceId":"i-2","InstanceType":"t3.small","State":{"Name":"terminated"}}]}]})";
  const Observation seen = only(machines);
  EXPECT_EQ(marks_text(seen), "cloudformation AWS::EC2::Instance\ninstance_type g5.12xlarge\n");
  EXPECT_EQ(seen.at.locator, "Reservations/0/Instances/0");
  EXPECT_EQ(seen.tags, (Place{{"Name", "llm-1"}}));
  EXPECT_EQ(skipped_text(read_with(aws_api, machines)),
            "Reservations/0/Instances/1: it is deleted\n");
}

TEST(AwsApi, KnowsEachAnswer) {
  struct Case {
    std::string text, marks;
  };
  const Case cases[] = {
      {R"({"TrainingJobName":"t","TrainingJobArn":"arn:aws:sagemaker:r:1:training-job/t",)"
       R"("TuningJobArn":"arn:aws:sagemaker:r:1:hyper-parameter-tuning-job/h",)"
       R"("AlgorithmSpecification":{"TrainingImage":"1.dkr.ecr.r.amazonaws.com/llm:1"},)"
       R"("ResourceConfig":{"InstanceType":"ml.p4d.24xlarge"}})",
       "cloudformation AWS::SageMaker::TrainingJob\ninstance_type ml.p4d.24xlarge\n"
       "image 1.dkr.ecr.r.amazonaws.com/llm:1\n"},
      {R"({"agent":{"agentId":"A1","agentName":"claims","agentStatus":"PREPARED","agentArn":)"
       R"("arn:aws:bedrock:r:1:agent/A1","foundationModel":"anthropic.claude-v3"}})",
       "cloudformation AWS::Bedrock::Agent\nmodel anthropic.claude-v3\n"},
      {R"({"modelArn":"arn:aws:bedrock:r:1:custom-model/m","modelName":"m","baseModelArn":)"
       R"("arn:aws:bedrock:r::foundation-model/amazon.nova-lite-v1:0"})",
       "cloudformation AWS::Bedrock::CustomModel\nmodel amazon.nova-lite-v1:0\n"},
      {R"({"agentSummaries":[{"agentId":"A2","agentName":"claims","agentStatus":"PREPARED"}]})",
       "cloudformation AWS::Bedrock::Agent\n"},
      {R"({"jobSummaries":[{"jobArn":"arn:aws:bedrock:r:1:evaluation-job/e","jobName":"e"}]})",
       "cloudformation AWS::Bedrock::EvaluationJob\n"},
      {R"({"cluster":{"name":"ml","arn":"arn:aws:eks:r:1:cluster/ml","status":"ACTIVE"}})",
       "cloudformation AWS::EKS::Cluster\n"},
      {R"({"clusters":["ml"]})", "cloudformation AWS::EKS::Cluster\n"},
      {R"({"Clusters":[{"Id":"j-1","Name":"spark","NormalizedInstanceHours":6,"Status":)"
       R"({"State":"TERMINATED"},"ClusterArn":"arn:aws:elasticmapreduce:r:1:cluster/j-1"}]})",
       "cloudformation AWS::EMR::Cluster\n"},
      {R"({"DomainStatusList":[{"ARN":"arn:aws:es:r:1:domain/vectors","DomainName":"vectors",)"
       R"("ClusterConfig":{"InstanceType":"r6g.large.search"}}]})",
       "cloudformation AWS::OpenSearchService::Domain\ninstance_type r6g.large.search\n"},
      {R"({"Name":"kb","Id":"7","Edition":"ENTERPRISE_EDITION","RoleArn":"arn:aws:iam::1:role/k",)"
       R"("Status":"ACTIVE","IndexStatistics":{}})",
       "cloudformation AWS::Kendra::Index\n"},
      {R"({"FileSystems":[{"FileSystemId":"fs-1","FileSystemType":"LUSTRE","Lifecycle":)"
       R"("AVAILABLE","ResourceARN":"arn:aws:fsx:r:1:file-system/fs-1"}]})",
       "cloudformation AWS::FSx::FileSystem (type=LUSTRE)\n"},
      {R"({"computeEnvironments":[{"computeEnvironmentArn":)"
       R"("arn:aws:batch:r:1:compute-environment/b","status":"VALID","computeResources":)"
       R"({"instanceTypes":["optimal","p3.2xlarge"]}}]})",
       "cloudformation AWS::Batch::ComputeEnvironment\ninstance_type p3.2xlarge\n"},
      {R"({"EndpointPropertiesList":[{"EndpointArn":)"
       R"("arn:aws:comprehend:r:1:document-classifier-endpoint/d","Status":"IN_SERVICE"}]})",
       "cloudformation AWS::Comprehend::Endpoint\n"},
  };
  for (const Case& one : cases) {
    const Observation seen = only(one.text);
    EXPECT_EQ(marks_text(seen), one.marks);
    EXPECT_EQ(seen.proof, Proof::kRuns) << one.text;
  }
}

TEST(AwsApi, TheStateDecidesTheProof) {
  const auto job = [](const std::string& state) {
    return only(R"({"TrainingJobSummaries":[{"TrainingJobName":"t","TrainingJobArn":)"
                R"("arn:aws:sagemaker:r:1:training-job/t","TrainingJobStatus":")" +
                state + "\"}]}");
  };
  EXPECT_EQ(job("Completed").proof, Proof::kRuns);
  EXPECT_EQ(job("InProgress").proof, Proof::kRuns);
  EXPECT_EQ(job("Failed").proof, Proof::kDeclared);
  EXPECT_EQ(job("Failed").at.says, "AWS::SageMaker::TrainingJob t failed");
  const Reading gone = read_with(
      aws_api, R"({"status_code":200,"data":{"DomainStatus":{"ARN":"arn:aws:es:r:1:domain/d",)"
               R"("DomainName":"d","Deleted":true}}})");
  EXPECT_EQ(skipped_text(gone), "data/DomainStatus: it is deleted\n");
}

TEST(AwsApi, ACatalogueIsNoUsage) {
  const Reading models = read_with(
      aws_api,
      R"({"modelSummaries":[{"modelArn":"arn:aws:bedrock:r::foundation-model/amazon.nova"},)"
      R"({"modelArn":"arn:aws:bedrock:r:1:custom-model/x","modelName":"mine"}]})");
  ASSERT_EQ(models.observations.size(), 1U);
  EXPECT_EQ(models.observations[0].name, "mine");
  EXPECT_EQ(skipped_text(models),
            ": 1 model of AWS's catalogue, which says nothing about what is used\n");
}

TEST(AwsApi, OtherServicesUseTheSameWords) {
  const Reading reading =
      read_with(aws_api, R"({"Endpoints":[{"EndpointArn":"arn:aws:dms:r:1:endpoint:ABC"},3]})");
  EXPECT_TRUE(reading.observations.empty());
  EXPECT_EQ(skipped_text(reading),
            "Endpoints/0: it is of a service that is not read\n"
            "Endpoints/1: it has no name and no ARN\n");
  EXPECT_FALSE(aws_api.read({"a.json", R"({"Endpoints":[)"}, {}));
}

TEST(AwsApi, RecognisesItsAnswersOnly) {
  const auto is = [](std::string_view text) { return aws_api.recognises({"a.json", text}); };
  EXPECT_TRUE(is(R"({"status_code":200,"data":{"x":[],"ResponseMetadata":{}}})"));
  EXPECT_FALSE(is(R"({"status_code":200,"data":{"users":[{"name":"x"}]}})"));
  EXPECT_FALSE(
      is(R"({"status_code":200,"data":{"ResourceTagMappingList":[],"ResponseMetadata":{}}})"));
  EXPECT_FALSE(is(R"({"Endpoints":["https://example.org"]})"));
  EXPECT_FALSE(is(R"({"Models":[{"name":"x"}]})"));
  EXPECT_FALSE(is(R"({"clusters":[{"name":"c","server":"https://x"}],"kind":"Config"})"));
  EXPECT_FALSE(is(R"({"agent":{"name":"x"}})"));
  EXPECT_FALSE(is(R"({"configurationItems":[{"resourceType":"AWS::EC2::Instance"}]})"));
  EXPECT_FALSE(is(R"({"apiVersion":"v1","kind":"Pod","status":{}})"));
}

}  // namespace
}  // namespace fundable
