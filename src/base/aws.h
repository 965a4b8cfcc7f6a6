// What every request to AWS needs: who asks, and the proof of it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/environment.h"
#include "base/result.h"

namespace fundable {

struct AwsCredentials {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token;  // empty where they are long-lived
};

// Finds credentials in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or else in
// the shared credentials file (AWS_SHARED_CREDENTIALS_FILE, ~/.aws/credentials) under AWS_PROFILE.
// Errors: kMissing where there are none, with how others (SSO, roles) become these.
[[nodiscard]] Result<AwsCredentials> aws_credentials(const Environment& environment);

// AWS_REGION, AWS_DEFAULT_REGION, or the profile's in ~/.aws/config; empty where none says.
[[nodiscard]] std::string aws_region(const Environment& environment);

// One request to be signed. `headers` are those that are sent and signed, `host` among them.
struct AwsRequest {
  std::string method = "POST";
  std::string path = "/";  // encoded
  std::vector<std::pair<std::string, std::string>> query = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

struct AwsScope {
  std::string region;
  std::string service;
  std::string time;  // `20150830T123600Z`
};

// The value of the header Authorization: Signature Version 4 over every header given. The headers
// x-amz-date and, with a session token, x-amz-security-token must be among them.
// Source: AWS, Create a signed AWS API request (IAM user guide).
[[nodiscard]] std::string aws_authorization(const AwsRequest& request, const AwsScope& scope,
                                            const AwsCredentials& credentials);

// The present time as SigV4 writes it.
[[nodiscard]] std::string aws_time();

}  // namespace fundable
