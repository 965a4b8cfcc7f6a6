// The URL of a table in Trino. Secrets come from the environment, and go out over TLS only.
#include <algorithm>

#include "base/url.h"
#include "bills/sql.h"
#include "bills/trino.h"

namespace fundable {
namespace {

constexpr int kPlainPort = 8080;
constexpr int kTlsPort = 443;

std::unexpected<Error> unusable(std::string says) {
  return failure(ErrorKind::kUsage, std::move(says), {},
                 "Write trino://user@host:8080/catalog/schema/table, with trinos:// for TLS.");
}

Result<> read_parameters(const Url& url, TrinoSource& source) {
  const auto parameters = url.parameters();
  if (!parameters) return std::unexpected(parameters.error());
  for (const auto& [name, value] : *parameters) {
    if (name == "tls" && (value == "true" || value == "false")) {
      if (value == "false" && source.tls) {
        return unusable("the Trino URL asks for TLS and for none");
      }
      source.tls = value == "true";
    } else if (name.starts_with("session.") && name.size() > 8) {
      source.session.emplace_back(name.substr(8), value);
    } else {
      return unusable("the Trino URL has the parameter '" + name +
                      "'; known are tls=true and session.NAME=VALUE");
    }
  }
  return {};
}

Result<> read_secrets(const Environment& environment, TrinoSource& source) {
  source.password = environment("FUNDABLE_TRINO_PASSWORD");
  source.token = environment("FUNDABLE_TRINO_TOKEN");
  source.ca_file = environment("FUNDABLE_CA_FILE");
  if (!source.password.empty() && !source.token.empty()) {
    return failure(ErrorKind::kUsage,
                   "FUNDABLE_TRINO_PASSWORD and FUNDABLE_TRINO_TOKEN are both set", {},
                   "Set the one that this Trino takes.");
  }
  if (!source.tls && !(source.password.empty() && source.token.empty())) {
    return failure(ErrorKind::kUsage,
                   "a password or token for Trino is set, but the connection is not encrypted", {},
                   "Write trinos:// for TLS, or unset it.");
  }
  return {};
}

}  // namespace

std::string TrinoSource::quoted_table() const {
  return quoted_identifier(catalog) + "." + quoted_identifier(schema) + "." +
         quoted_identifier(table);
}

Result<TrinoSource> trino_source(std::string_view text, const Environment& environment) {
  const auto url = parse_url(text);
  if (!url) return std::unexpected(url.error());
  if (url->scheme != "trino" && url->scheme != "trinos") {
    return unusable("a URL of Trino begins with trino:// or trinos://");
  }
  if (url->user.empty()) return unusable("the Trino URL names no user");
  const auto names = url->segments();
  if (!names) return std::unexpected(names.error());
  if (names->size() != 3 || std::ranges::any_of(*names, &std::string::empty)) {
    return unusable("the Trino URL does not name catalog, schema and table");
  }
  TrinoSource source{.host = url->host,
                     .tls = url->scheme == "trinos" || url->port == kTlsPort,
                     .user = url->user,
                     .catalog = (*names)[0],
                     .schema = (*names)[1],
                     .table = (*names)[2],
                     .session = {},
                     .password = {},
                     .token = {},
                     .ca_file = {}};
  if (auto read = read_parameters(*url, source); !read) return std::unexpected(read.error());
  source.port = url->port != 0 ? url->port : source.tls ? kTlsPort : kPlainPort;
  if (auto read = read_secrets(environment, source); !read) return std::unexpected(read.error());
  return source;
}

}  // namespace fundable
