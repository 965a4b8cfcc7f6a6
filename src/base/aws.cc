// Signature Version 4, and where AWS's own tools keep credentials.
//
// libcurl could sign too, but Debian 12's version (7.88) leaves it to chance which headers it signs
// and gives no way to test a signature at a fixed time; and all of it is thirty lines here.
//
// Left out on purpose: SSO, assumed roles and instance metadata. Each needs a protocol of its own,
// and AWS's command line turns any of them into the three variables.
#include "base/aws.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <sstream>

#include "base/sha256.h"
#include "base/text.h"
#include "base/url.h"

namespace fundable {
namespace {

constexpr std::size_t kMostLines = 100'000;

using Section = std::map<std::string, std::string>;

// One section of an INI file as AWS's tools read it; empty where there is none.
Section section_of(const std::string& path, const std::string& wanted) {
  Section found;
  std::ifstream file(path);
  std::string line;
  bool inside = false;
  for (std::size_t i = 0; i < kMostLines && std::getline(file, line); ++i) {
    const std::string_view text = trimmed(line);
    if (text.starts_with('[')) {
      inside = trimmed(text.substr(1, text.find(']') - 1)) == wanted;
      continue;
    }
    // Indented lines belong to settings that hold settings.
    const std::size_t equals = text.find('=');
    if (!inside || text.starts_with('#') || text.starts_with(';') || equals == text.npos ||
        line[0] == ' ' || line[0] == '\t') {
      continue;
    }
    found[lowered(trimmed(text.substr(0, equals)))] = trimmed(text.substr(equals + 1));
  }
  return found;
}

std::string file_of(const Environment& environment, const char* variable, const char* name) {
  const std::string named = environment(variable);
  return named.empty() ? environment("HOME") + "/.aws/" + name : named;
}

std::string profile_of(const Environment& environment) {
  const std::string named = environment("AWS_PROFILE");
  return named.empty() ? "default" : named;
}

// Encoded and in order, as the signature wants it.
std::string canonical_query(const AwsRequest& request) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& [name, value] : request.query) {
    all.emplace_back(percent_encoded(name), percent_encoded(value));
  }
  std::ranges::sort(all);
  std::vector<std::string> parts;
  for (const auto& [name, value] : all) parts.push_back(name + "=" + value);
  return joined(parts, "&");
}

// Runs of spaces count as one.
std::string canonical_value(std::string_view value) {
  std::string out;
  for (const char c : trimmed(value)) {
    if (c != ' ' || !out.ends_with(' ')) out.push_back(c);
  }
  return out;
}

// `/a//b/../c` → `/a/c`: every service but S3 signs the path that is meant.
std::string canonical_path(std::string_view path) {
  std::vector<std::string> parts;
  for (const std::string_view part : split(path, '/')) {
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (!part.empty() && part != "." && part != "..") parts.emplace_back(part);
  }
  const bool folder = path.size() > 1 && path.ends_with('/') && !parts.empty();
  return "/" + joined(parts, "/") + (folder ? "/" : "");
}

}  // namespace

Result<AwsCredentials> aws_credentials(const Environment& environment) {
  AwsCredentials found{environment("AWS_ACCESS_KEY_ID"), environment("AWS_SECRET_ACCESS_KEY"),
                       environment("AWS_SESSION_TOKEN")};
  const std::string profile = profile_of(environment);
  if (found.access_key_id.empty() && found.secret_access_key.empty()) {
    const auto section =
        section_of(file_of(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials"), profile);
    const auto value = [&section](const char* name) {
      const auto at = section.find(name);
      return at == section.end() ? std::string() : at->second;
    };
    found = {value("aws_access_key_id"), value("aws_secret_access_key"),
             value("aws_session_token")};
  }
  if (!found.access_key_id.empty() && !found.secret_access_key.empty()) return found;
  return failure(ErrorKind::kMissing,
                 "there are no AWS credentials in the environment, nor for the profile '" +
                     presentable(profile, 60) + "'",
                 {},
                 "For SSO or a role: eval \"$(aws configure export-credentials --format env)\"");
}

std::string aws_region(const Environment& environment) {
  for (const char* const variable : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    if (std::string region = environment(variable); !region.empty()) return region;
  }
  const std::string profile = profile_of(environment);
  const auto section = section_of(file_of(environment, "AWS_CONFIG_FILE", "config"),
                                  profile == "default" ? profile : "profile " + profile);
  const auto region = section.find("region");
  return region == section.end() ? std::string() : region->second;
}

std::string aws_authorization(const AwsRequest& request, const AwsScope& scope,
                              const AwsCredentials& credentials) {
  std::map<std::string, std::string> headers;
  for (const auto& [name, value] : request.headers) {
    std::string& known = headers[lowered(name)];
    known += (known.empty() ? "" : ",") + canonical_value(value);
  }
  std::string lines;
  std::vector<std::string> names;
  for (const auto& [name, value] : headers) {
    lines += name + ":" + value + "\n";
    names.push_back(name);
  }
  const std::string signed_names = joined(names, ";");
  const std::string canonical = request.method + "\n" + canonical_path(request.path) + "\n" +
                                canonical_query(request) + "\n" + lines + "\n" + signed_names +
                                "\n" + sha256(request.body);

  const std::string day = scope.time.substr(0, 8);
  const std::string credential = day + "/" + scope.region + "/" + scope.service + "/aws4_request";
  const std::string text =
      "AWS4-HMAC-SHA256\n" + scope.time + "\n" + credential + "\n" + sha256(canonical);
  std::string key = "AWS4" + credentials.secret_access_key;
  for (const std::string_view part :
       {std::string_view(day), std::string_view(scope.region), std::string_view(scope.service),
        std::string_view("aws4_request")}) {
    key = hmac_sha256(key, part);
  }
  return "AWS4-HMAC-SHA256 Credential=" + credentials.access_key_id + "/" + credential +
         ", SignedHeaders=" + signed_names + ", Signature=" + hexadecimal(hmac_sha256(key, text));
}

std::string aws_time() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(now - day);
  const auto padded = [](auto number, std::size_t digits) {
    const std::string text = std::to_string(number);
    return std::string(digits - std::min(digits, text.size()), '0') + text;
  };
  return padded(static_cast<int>(date.year()), 4) + padded(static_cast<unsigned>(date.month()), 2) +
         padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(clock.hours().count(), 2) +
         padded(clock.minutes().count(), 2) + padded(clock.seconds().count(), 2) + "Z";
}

}  // namespace fundable
