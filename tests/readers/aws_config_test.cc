// AWS Config, Resource Explorer and tagging: three ways to list the same things.
#include <gtest/gtest.h>

#include "tests/readers/inventory.h"

namespace fundable {
extern const Reader aws_config;
namespace {

TEST(AwsConfig, ReadsAnItemWithItsConfigurationAsText) {
  const Reading reading = read_with(
      aws_config,
      R"({"configurationItems":[{"accountId":"111122223333","configurationItemStatus":"OK",)"
      R"("arn":"arn:aws:ec2:eu-west-1:111122223333:instance/i-0a","resourceType":)"
      R"("AWS::EC2::Instance","resourceId":"i-0a","awsRegion":"eu-west-1",)"
      R"("tags":{"app":"ranker"},"configuration":"{\"instanceType\":\"p5.48xlarge\",)"
      R"(\"userData\":\"secret\"}"}]})");
  ASSERT_EQ(reading.observations.size(), 1U);
  const Observation& seen = reading.observations[0];
  EXPECT_EQ(seen.at.locator, "configurationItems/0");
  EXPECT_EQ(seen.at.says, "AWS::EC2::Instance i-0a is recorded by AWS Config");
  EXPECT_EQ(seen.proof, Proof::kRuns);
  EXPECT_EQ(seen.platform, "aws");
  EXPECT_EQ(seen.id, "arn:aws:ec2:eu-west-1:111122223333:instance/i-0a");
  EXPECT_EQ(marks_text(seen), "cloudformation AWS::EC2::Instance\ninstance_type p5.48xlarge\n");
  EXPECT_EQ(seen.tags, (Place{{"app", "ranker"}}));
  EXPECT_EQ(seen.within, (Place{{"account", "111122223333"}, {"region", "eu-west-1"}}));
}

TEST(AwsConfig, ReadsSnapshotsQueriesAndIdentifiers) {
  const auto first = [](const std::string& text) {
    EXPECT_TRUE(aws_config.recognises({"a.json", text})) << text;
    const Reading reading = read_with(aws_config, text);
    EXPECT_EQ(reading.observations.size(), 1U) << text;
    return reading.observations.at(0);
  };
  const Observation snapshot = first(
      R"({"fileVersion":"1.0","configurationItems":[{"ARN":"arn:aws:sagemaker:eu-west-1:1:model/m",)"
      R"("resourceType":"AWS::SageMaker::Model","awsAccountId":"1","configuration":)"
      R"({"PrimaryContainer":{"Image":"1.dkr.ecr.eu-west-1.amazonaws.com/tgi:2"}}}]})");
  EXPECT_EQ(
      marks_text(snapshot),
      "cloudformation AWS::SageMaker::Model\nimage 1.dkr.ecr.eu-west-1.amazonaws.com/tgi:2\n");
  const Observation query =
      first(R"({"Results":["{\"resourceType\":\"AWS::EKS::Cluster\",\"resourceId\":\"ml\",)"
            R"(\"accountId\":\"222\",\"awsRegion\":\"us-east-1\"}"],"QueryInfo":{}})");
  EXPECT_EQ(query.at.locator, "Results/0");
  EXPECT_EQ(query.name, "ml");
  EXPECT_EQ(query.within, (Place{{"account", "222"}, {"region", "us-east-1"}}));
  const Observation identifier =
      first(R"({"resourceIdentifiers":[{"resourceType":"AWS::S3::Bucket","resourceId":"lake"}]})");
  EXPECT_EQ(identifier.name, "lake");
  EXPECT_EQ(identifier.id, "");
}

TEST(AwsConfig, ReadsResourceExplorerAndTagging) {
  const Reading explored = read_with(
      aws_config,
      R"({"Count":{"TotalResources":2},"Resources":[{"Arn":)"
      R"("arn:aws:bedrock:us-east-1:333:agent/AG1","OwningAccountId":"333","Region":"us-east-1",)"
      R"("ResourceType":"bedrock:agent","Service":"bedrock","Properties":[{"Name":"tags","Data":)"
      R"([{"Key":"app","Value":"claims"}]}]},{"Arn":"arn:aws:lambda:us-east-1:333:layer:x",)"
      R"("ResourceType":"lambda:layer"}]})");
  ASSERT_EQ(explored.observations.size(), 2U);
  EXPECT_EQ(marks_text(explored.observations[0]), "cloudformation AWS::Bedrock::Agent\n");
  EXPECT_EQ(explored.observations[0].tags, (Place{{"app", "claims"}}));
  EXPECT_EQ(marks_text(explored.observations[1]), "cloudformation lambda:layer\n");
  const Reading tagged =
      read_with(aws_config,
                R"({"status_code":200,"data":{"PaginationToken":"p","ResourceTagMappingList":[)"
                R"({"ResourceARN":"arn:aws:s3:::lake","Tags":[{"Key":"app","Value":"lake"}]},)"
                R"({"ResourceARN":"arn:aws:nosuch:eu-west-1:1:thing/x","Tags":[]},)"
                R"({"ResourceARN":"arn:aws:sagemaker:eu-west-1:1:endpoint/ranker","Tags":[]}]}})");
  ASSERT_EQ(tagged.observations.size(), 2U);
  EXPECT_EQ(marks_text(tagged.observations[0]), "cloudformation AWS::S3::Bucket\n");
  EXPECT_EQ(tagged.observations[1].at.says,
            "AWS::SageMaker::Endpoint ranker is listed with its tags");
  EXPECT_EQ(skipped_text(tagged),
            "data/PaginationToken: the list goes on: this is one page of it\n"
            ": 1 resource of a type that is not known: nosuch:thing\n");
}

TEST(AwsConfig, TheNewestStateCountsAndDeletedThingsAreGone) {
  const Reading reading = read_with(
      aws_config,
      R"({"configurationItems":[)"
      R"({"arn":"arn:aws:eks:eu-west-1:1:cluster/ml","resourceType":"AWS::EKS::Cluster"},)"
      R"({"arn":"arn:aws:eks:eu-west-1:1:cluster/ml","resourceType":"AWS::EKS::Cluster"},)"
      R"({"arn":"arn:aws:eks:eu-west-1:1:cluster/old","resourceType":"AWS::EKS::Cluster",)"
      R"("configurationItemStatus":"ResourceDeleted"},{"x":1},8]})");
  EXPECT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(skipped_text(reading),
            "configurationItems/2: it is deleted\n"
            "configurationItems/3: it has neither a type nor an ARN\n"
            "configurationItems/4: it has neither a type nor an ARN\n"
            ": 1 older state of resources that are read already\n");
}

TEST(AwsConfig, ABrokenConfigurationCostsItself) {
  const Reading reading =
      read_with(aws_config,
                R"({"configurationItems":[{"resourceType":"AWS::EC2::Instance","resourceId":"i-1",)"
                R"("configuration":"{\"instanceType"}]})");
  ASSERT_EQ(reading.observations.size(), 1U);
  ASSERT_EQ(reading.skipped.size(), 1U);
  EXPECT_EQ(reading.skipped[0].locator, "configurationItems/0/configuration");
  EXPECT_FALSE(aws_config.read({"a.json", R"({"Results":["{)"}, {}));
  EXPECT_FALSE(aws_config.read({"a.json", R"({"other":[]})"}, {}));
}

TEST(AwsConfig, RecognisesItsListsOnly) {
  const auto is = [](std::string_view text) { return aws_config.recognises({"a.json", text}); };
  EXPECT_TRUE(is(R"({"status_code":200,"data":{"Results":["{\"resourceId\":\"x\"}"]}})"));
  EXPECT_FALSE(is(R"({"AWSTemplateFormatVersion":"2010-09-09","Resources":{"B":{"Type":"x"}}})"));
  EXPECT_FALSE(is(R"({"Resources":[{"name":"x"}]})"));
  EXPECT_FALSE(is(R"({"Results":[{"a":1}]})"));
  EXPECT_FALSE(is(R"({"Endpoints":[{"EndpointArn":"arn:aws:sagemaker:r:1:endpoint/e"}]})"));
  EXPECT_FALSE(is(""));
}

}  // namespace
}  // namespace fundable
