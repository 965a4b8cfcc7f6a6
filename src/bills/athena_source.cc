// The URL of a table in Athena; region, credentials and endpoint as AWS's own tools find them.
#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "bills/athena.h"
#include "bills/sql.h"

namespace fundable {
namespace {

std::unexpected<Error> unusable(std::string says) {
  return failure(
      ErrorKind::kUsage, std::move(says), {},
      "Write athena://workgroup/database/table?output=s3://bucket/prefix&region=REGION.");
}

// A region becomes part of a host's name.
bool is_region(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string suffix_of(std::string_view region) {
  if (region.starts_with("cn-")) return "amazonaws.com.cn";
  if (region.starts_with("eusc-")) return "amazonaws.eu";
  return "amazonaws.com";
}

Result<> read_endpoint(const Environment& environment, AthenaSource& source) {
  source.endpoint = "https://athena." + source.region + "." + suffix_of(source.region);
  for (const char* const variable : {"AWS_ENDPOINT_URL_ATHENA", "AWS_ENDPOINT_URL"}) {
    const std::string named = environment(variable);
    if (named.empty()) continue;
    const auto url = parse_url(named);
    const bool here =
        url && (url->host == "127.0.0.1" || url->host == "localhost" || url->host == "[::1]");
    if (!url || !url->user.empty() || !url->query.empty() || url->path.size() > 1 ||
        (url->scheme != "https" && !(url->scheme == "http" && here))) {
      return failure(ErrorKind::kUsage, std::string(variable) + " names no endpoint to be used", {},
                     "It must be https://host or https://host:port; http only on this machine.");
    }
    source.endpoint =
        url->scheme + "://" + url->host + (url->port == 0 ? "" : ":" + std::to_string(url->port));
    break;
  }
  return {};
}

Result<> read_parameters(const Url& url, AthenaSource& source) {
  const auto parameters = url.parameters();
  if (!parameters) return std::unexpected(parameters.error());
  for (const auto& [name, value] : *parameters) {
    if (name == "output") {
      source.output = value;
    } else if (name == "region") {
      source.region = value;
    } else if (name == "catalog" && !value.empty()) {
      source.catalog = value;
    } else {
      return unusable("the Athena URL has the parameter '" + presentable(name, 60) +
                      "'; known are output, region and catalog");
    }
  }
  if (!source.output.empty() && !source.output.starts_with("s3://")) {
    return unusable("output is no place in S3: " + presentable(source.output));
  }
  return {};
}

}  // namespace

std::string AthenaSource::quoted_table() const {
  return quoted_identifier(database) + "." + quoted_identifier(table);
}

Result<AthenaSource> athena_source(std::string_view text, const Environment& environment) {
  const auto url = parse_url(text);
  if (!url) return std::unexpected(url.error());
  if (url->scheme != "athena") return unusable("a URL of Athena begins with athena://");
  if (!url->user.empty() || url->port != 0 || url->name.size() > 128) {
    return unusable("the Athena URL names no workgroup");
  }
  const auto names = url->segments();
  if (!names) return std::unexpected(names.error());
  if (names->size() != 2 || std::ranges::any_of(*names, &std::string::empty)) {
    return unusable("the Athena URL does not name database and table");
  }
  AthenaSource source;
  source.workgroup = url->name;
  source.database = (*names)[0];
  source.table = (*names)[1];
  if (auto read = read_parameters(*url, source); !read) return std::unexpected(read.error());
  if (source.region.empty()) source.region = aws_region(environment);
  if (source.region.empty()) return unusable("no AWS region is known");
  if (!is_region(source.region)) {
    return unusable("'" + presentable(source.region, 60) + "' is no AWS region");
  }
  if (auto read = read_endpoint(environment, source); !read) return std::unexpected(read.error());
  source.ca_file = environment("FUNDABLE_CA_FILE");
  auto credentials = aws_credentials(environment);
  if (!credentials) return std::unexpected(credentials.error());
  source.credentials = std::move(*credentials);
  return source;
}

}  // namespace fundable
