// Bills that lie in Trino: a statement goes there, its rows come back.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/environment.h"
#include "base/patience.h"
#include "base/result.h"
#include "bills/remote_rows.h"

namespace fundable {

// A table in Trino, and how to get there.
struct TrinoSource {
  std::string host;
  int port = 8080;
  bool tls = false;
  std::string user;
  std::string catalog;
  std::string schema;
  std::string table;
  std::vector<std::pair<std::string, std::string>> session;
  std::string password;  // from FUNDABLE_TRINO_PASSWORD
  std::string token;     // from FUNDABLE_TRINO_TOKEN
  std::string ca_file;   // from FUNDABLE_CA_FILE

  // `"hive"."bills"."focus"`.
  [[nodiscard]] std::string quoted_table() const;
};

struct TrinoOptions {
  PatienceOptions patience;  // with a coordinator that is busy or cannot be reached
  int tries = 2;             // of a query that lost one of its workers
  int before_anew_ms = 2'000;
  RemoteLimits limits;
};

// Reads `trino://user@host:port/catalog/schema/table`. `trinos://`, `?tls=true` and port 443 mean
// TLS; without a port it is 8080, or 443 with TLS. `?session.NAME=VALUE` sets a session property.
// Errors: kUsage, and never with what is secret, where the URL is none of these, names a password,
// or a password or token would go over a connection that others can read.
[[nodiscard]] Result<TrinoSource> trino_source(std::string_view url,
                                               const Environment& environment);

// Runs one statement that only reads, in the source's catalog and schema, in UTC, and gives its
// rows once it has ended well. Being stopped cancels it.
// Order: that of the statement. Errors: kInput where Trino refuses the statement, kLimit where it
// or the answer takes too much, kMissing where the server is not there, kSystem where the query
// broke off or was stopped; nothing of an answer that is not whole is ever given.
[[nodiscard]] Result<RemoteRows> query_trino(const TrinoSource& source, const std::string& sql,
                                             const TrinoOptions& options = {},
                                             const std::stop_token& stop = {});

// The columns of the source's table. Errors: as above; kMissing where there is no such table.
[[nodiscard]] Result<std::vector<RemoteColumn>> trino_columns(const TrinoSource& source,
                                                              const TrinoOptions& options = {},
                                                              const std::stop_token& stop = {});

}  // namespace fundable
