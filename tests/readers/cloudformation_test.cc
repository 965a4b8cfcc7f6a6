// CloudFormation and SAM templates: what they declare, and which values they tell.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/tagged_yaml.h"
#include "model/observation.h"

namespace fundable {
extern const Reader cloudformation;
extern const Reader kubernetes;
namespace {

using Texts = std::map<std::string, std::string>;
using Words = std::vector<std::string>;

Reading read_template(const std::string& text, const std::string& path = "infra/stack.yaml") {
  EXPECT_TRUE(cloudformation.recognises({path, text}));
  auto reading = cloudformation.read({path, text}, {});
  EXPECT_TRUE(reading) << to_string(reading.error());
  return reading ? *reading : Reading{};
}

Words marks_of(const Observation& seen) {
  Words marks;
  for (const Mark& mark : seen.marks) {
    marks.push_back(mark.channel + ":" + mark.text +
                    (mark.details.empty() ? "" : " (" + mark.details + ")"));
  }
  std::ranges::sort(marks);
  return marks;
}

TEST(CloudFormation, RecognisesTemplatesOnly) {
  const auto recognises = [](const std::string& path, std::string_view text) {
    return cloudformation.recognises({path, text});
  };
  EXPECT_TRUE(recognises("a.yaml", "# x\nAWSTemplateFormatVersion: '2010-09-09'\n"));
  EXPECT_TRUE(recognises("a.template", "{\"AWSTemplateFormatVersion\": \"2010-09-09\"}"));
  EXPECT_TRUE(recognises("a.yml", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n"));
  EXPECT_TRUE(recognises("a.json", R"({"Resources": {"A": {"Type": "AWS::S3::Bucket"}}})"));
  EXPECT_FALSE(recognises("a.md", "AWSTemplateFormatVersion: '2010-09-09'\n"));
  EXPECT_FALSE(
      recognises("samconfig.yaml", "version: 0.1\ndefault:\n  Resources: AWS::S3::Bucket"));
  EXPECT_FALSE(recognises("buildspec.yml", "version: 0.2\nphases:\n  build: AWS::X\n"));
  EXPECT_FALSE(recognises("s.json", R"({"version": 4, "x": "{\"Resources\": \"AWS::S3\"}"})"));
  EXPECT_FALSE(recognises("s.json", R"({"a": {"AWSTemplateFormatVersion": "1"}})"));
  EXPECT_FALSE(recognises("pod.yaml", "apiVersion: v1\nkind: Pod\n"));
  EXPECT_FALSE(kubernetes.recognises({"a.yaml", "AWSTemplateFormatVersion: 1\nkind: x\n"}));
}

TEST(CloudFormation, AFunctionWithItsValues) {
  const Reading reading = read_template(R"(AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Environment: {Variables: {MODEL_ID: !Ref Model}}
Parameters:
  Model: {Type: String, Default: anthropic.claude-3-haiku}
  Secret: {Type: String, NoEcho: true, Default: us.secret-model}
  Kept: {Type: "AWS::SSM::Parameter::Value<String>", Default: /path}
Resources:
  Chat:
    Type: AWS::Serverless::Function
    Condition: WithChat
    Properties:
      FunctionName: !Sub chat-${Model}
      PackageType: Image
      ImageUri: !Sub "${AWS::AccountId}.dkr.ecr.example/chat:1"
      Environment: {Variables: {PASSWORD: hunter2hunter2, MODEL_NAME: !Ref Secret}}
      Tags: {app: rag}
  Agent:
    Type: AWS::Bedrock::Agent
    Properties:
      AgentName: !Ref Kept
      FoundationModel: !Sub "arn:aws:bedrock:${AWS::Region}::foundation-model/${Model}"
      Tags: [{Key: team, Value: search}]
  Node:
    Type: AWS::EC2::Instance
    Properties: {InstanceType: !If [Big, p5.48xlarge, t3.micro], ImageId: ami-1}
  Db:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, MasterUserPassword: geheim}
  Thing: {Type: MongoDB::Atlas::Cluster}
  Broken: {Properties: {}}
)");
  ASSERT_EQ(reading.observations.size(), 5u);
  const Observation& chat = reading.observations[0];
  EXPECT_EQ(chat.name, "chat-anthropic.claude-3-haiku");
  EXPECT_EQ(chat.at.locator, "line 11");
  EXPECT_EQ(chat.at.says,
            "Chat (AWS::Serverless::Function) is declared under the condition WithChat");
  EXPECT_EQ(chat.platform, "aws");
  EXPECT_EQ(chat.proof, Proof::kDeclared);
  EXPECT_EQ(chat.tags, (Texts{{"app", "rag"}}));
  EXPECT_EQ(marks_of(chat), (Words{"cloudformation:AWS::Serverless::Function (PackageType=Image "
                                   "MODEL_ID=anthropic.claude-3-haiku)",
                                   "image:${AWS::AccountId}.dkr.ecr.example/chat:1",
                                   "model:anthropic.claude-3-haiku"}));
  const Observation& agent = reading.observations[1];
  EXPECT_EQ(agent.name, "Agent");
  EXPECT_EQ(agent.tags, (Texts{{"team", "search"}}));
  EXPECT_EQ(marks_of(agent).back(), "model:anthropic.claude-3-haiku");
  EXPECT_EQ(marks_of(reading.observations[2]), Words{"cloudformation:AWS::EC2::Instance"});
  EXPECT_EQ(marks_of(reading.observations[3]),
            Words{"cloudformation:AWS::RDS::DBCluster (Engine=aurora-postgresql)"});
  EXPECT_EQ(reading.observations[4].platform, "");
  ASSERT_EQ(reading.skipped.size(), 1u);
  EXPECT_EQ(reading.skipped[0].why, "it has no type");
}

TEST(CloudFormation, JsonHasPointers) {
  const Reading reading = read_template(R"({"Parameters": {"T": {"Default": "g5.xlarge"}},
    "Mappings": {"M": {"a": {"b": "p4d.24xlarge"}}},
    "Resources": {"A": {"Type": "AWS::EKS::Nodegroup", "Properties": {
      "InstanceTypes": [{"Ref": "T"}, {"Fn::FindInMap": ["M", "a", "b"]}, {"Fn::GetAtt": ["X", "Y"]}],
      "NodegroupName": {"Fn::Join": ["-", ["gpu", {"Ref": "T"}]]}}}}})",
                                        "stack.json");
  ASSERT_EQ(reading.observations.size(), 1u);
  EXPECT_EQ(reading.observations[0].at.locator, "Resources/A");
  EXPECT_EQ(reading.observations[0].name, "gpu-g5.xlarge");
  EXPECT_EQ(marks_of(reading.observations[0]),
            (Words{"cloudformation:AWS::EKS::Nodegroup (InstanceTypes=g5.xlarge "
                   "InstanceTypes=p4d.24xlarge)",
                   "instance_type:g5.xlarge", "instance_type:p4d.24xlarge"}));
}

TEST(CloudFormation, PartsAndBrokenTemplates) {
  const auto broken = cloudformation.read({"a.yaml", "Resources:\n  A: [AWS::\n b"}, {});
  ASSERT_FALSE(broken);
  EXPECT_TRUE(broken.error().place.starts_with("a.yaml:"));
  EXPECT_FALSE(cloudformation.read({"a.json", "{\"Resources\": {\"AWS::"}, {}));
  for (const char* text :
       {"A:\n  Type: AWS::Bedrock::Flow\n",
        "service: x\nresources:\n  Resources:\n    A:\n      Type: 'AWS::Bedrock::Flow'\n"}) {
    EXPECT_EQ(marks_of(read_template(text).observations.at(0)),
              Words{"cloudformation:AWS::Bedrock::Flow"});
  }
  const auto none = cloudformation.read({"a.yaml", "Resources: {} # AWS::\n"}, {});
  ASSERT_TRUE(none);
  EXPECT_EQ(none->skipped.at(0).why, "it holds no resources");
}

TEST(TaggedYaml, TagsBecomeMapsOfOne) {
  const auto documents =
      parse_tagged_yaml("a: !Ref X\nb: !If [c, !Ref Y, 3]\nc: &n !Sub {k: v}\nd: *n\ne: !!str 5\n");
  ASSERT_TRUE(documents);
  const Node root = documents->at(0).root();
  EXPECT_EQ(root.size(), 5u);
  EXPECT_EQ(root["a"]["!Ref"].text(), "X");
  EXPECT_EQ(root["b"]["!If"].size(), 3u);
  EXPECT_EQ(root["c"]["!Sub"]["k"].text(), "v");
  EXPECT_EQ(root["d"]["!Sub"]["k"].text(), "v");
  EXPECT_EQ(root["e"].text(), "5");
  std::string deep = "a: ";
  for (int i = 0; i < 300; ++i) deep += "!T [";
  EXPECT_FALSE(parse_tagged_yaml(deep));
}

}  // namespace
}  // namespace fundable
