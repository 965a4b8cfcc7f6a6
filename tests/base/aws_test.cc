// Signatures against the vectors that AWS published for Signature Version 4, and where credentials
// are found.
#include "base/aws.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>

#include "base/sha256.h"
#include "tests/bills/sample.h"

namespace fundable {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

const AwsCredentials kSuite{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ""};
const AwsScope kScope{"us-east-1", "service", "20150830T123600Z"};

Pairs headers(const Pairs& more = {}) {
  Pairs all{{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

void expect_signature(const AwsRequest& request, const std::string& names,
                      const std::string& signature) {
  EXPECT_EQ(aws_authorization(request, kScope, kSuite),
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            "SignedHeaders=" +
                names + ", Signature=" + signature);
}

TEST(AwsSignature, IsThatOfThePublishedVectors) {
  const std::string vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
  for (const char* path : {"/", "/example/..", "/example1/example2/../..", "//", "/./"}) {
    expect_signature({.method = "GET", .path = path, .headers = headers()}, "host;x-amz-date",
                     vanilla);
  }
  expect_signature({.headers = headers()}, "host;x-amz-date",
                   "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
  expect_signature({.method = "GET",
                    .query = {{"Param2", "value2"}, {"Param1", "value1"}},
                    .headers = headers()},
                   "host;x-amz-date",
                   "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
  expect_signature({.headers = headers({{"Content-Type", "application/x-www-form-urlencoded"}}),
                    .body = "Param1=value1"},
                   "content-type;host;x-amz-date",
                   "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
  expect_signature({.headers = headers({{"My-Header1", "VALUE1"}})}, "host;my-header1;x-amz-date",
                   "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d");
  expect_signature(
      {.method = "GET",
       .headers = headers({{"My-Header1", " value1"}, {"My-Header2", " \"a   b   c\""}})},
      "host;my-header1;my-header2;x-amz-date",
      "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
}

TEST(AwsSignature, CoversTheSessionToken) {
  const std::string token =
      "AQoDYXdzEPT//////////"
      "wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPf"
      "IeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/"
      "kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7W"
      "Z0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+"
      "scqKmlzm8F"
      "DrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";
  expect_signature({.headers = headers({{"X-Amz-Security-Token", token}})},
                   "host;x-amz-date;x-amz-security-token",
                   "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
}

TEST(AwsSignature, IsThatOfTheUserGuide) {
  const AwsRequest request{
      .method = "GET",
      .query = {{"Action", "ListUsers"}, {"Version", "2010-05-08"}},
      .headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"},
                  {"host", "iam.amazonaws.com"},
                  {"x-amz-date", "20150830T123600Z"}}};
  EXPECT_TRUE(aws_authorization(request, {"us-east-1", "iam", "20150830T123600Z"}, kSuite)
                  .ends_with("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));
}

TEST(AwsSignature, RestsOnHmac) {  // RFC 4231, test case 2
  EXPECT_EQ(hexadecimal(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(AwsSignature, WritesTheTime) {
  EXPECT_TRUE(
      std::regex_match(aws_time(), std::regex(R"(20\d\d[01]\d[0-3]\dT[0-2]\d[0-5]\d[0-6]\dZ)")));
}

class AwsCredentialsTest : public testing::Test {
 protected:
  AwsCredentialsTest() : file_("credentials", kFile), config_("config", kConfig) {
    variables_ = {{"AWS_SHARED_CREDENTIALS_FILE", file_.path()},
                  {"AWS_CONFIG_FILE", config_.path()}};
  }
  Environment environment() {
    return [this](const std::string& name) {
      const auto found = variables_.find(name);
      return found == variables_.end() ? std::string() : found->second;
    };
  }

  static constexpr std::string_view kFile =
      "# comment\n[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key=abc/+=\n"
      "[half]\naws_access_key_id = AKIDHALF\n"
      "  [ work ]  \naws_access_key_id=AKIDWORK\nAWS_SECRET_ACCESS_KEY = def\r\n; x = y\n"
      "nested =\n  aws_secret_access_key = no\naws_session_token = tok==\n";
  static constexpr std::string_view kConfig =
      "[default]\nregion = eu-west-1\n[profile work]\nregion=us-gov-west-1\n";

  TemporaryFile file_;
  TemporaryFile config_;
  std::map<std::string, std::string> variables_;
};

TEST_F(AwsCredentialsTest, ComeFromTheEnvironmentFirst) {
  variables_["AWS_ACCESS_KEY_ID"] = "AKIDENV";
  variables_["AWS_SECRET_ACCESS_KEY"] = "s";
  variables_["AWS_SESSION_TOKEN"] = "t";
  const auto found = aws_credentials(environment());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->access_key_id, "AKIDENV");
  EXPECT_EQ(found->session_token, "t");
}

TEST_F(AwsCredentialsTest, ComeFromTheProfile) {
  auto found = aws_credentials(environment());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->access_key_id, "AKIDDEFAULT");
  EXPECT_EQ(found->secret_access_key, "abc/+=");
  EXPECT_EQ(found->session_token, "");
  EXPECT_EQ(aws_region(environment()), "eu-west-1");
  variables_["AWS_PROFILE"] = "work";
  found = aws_credentials(environment());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->access_key_id, "AKIDWORK");
  EXPECT_EQ(found->secret_access_key, "def");
  EXPECT_EQ(found->session_token, "tok==");
  EXPECT_EQ(aws_region(environment()), "us-gov-west-1");
  variables_["AWS_DEFAULT_REGION"] = "eu-north-1";
  EXPECT_EQ(aws_region(environment()), "eu-north-1");
}

TEST_F(AwsCredentialsTest, AreMissingWithAWayOut) {
  for (const char* profile : {"half", "none"}) {
    variables_["AWS_PROFILE"] = profile;
    const auto found = aws_credentials(environment());
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::kMissing);
    EXPECT_TRUE(found.error().fix.contains("export-credentials"));
    EXPECT_FALSE(to_string(found.error()).contains("AKIDHALF"));
  }
  variables_ = {{"AWS_ACCESS_KEY_ID", "AKIDENV"}};
  EXPECT_FALSE(aws_credentials(environment()));
  EXPECT_EQ(aws_region(environment()), "");
}

}  // namespace
}  // namespace fundable
