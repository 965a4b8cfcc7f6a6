// Bills that lie in S3 and are asked through Athena: a statement goes there, its rows come back.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/aws.h"
#include "base/environment.h"
#include "base/patience.h"
#include "base/result.h"
#include "bills/remote_rows.h"

namespace fundable {

// A table in Athena, and how to get there.
struct AthenaSource {
  std::string workgroup;
  std::string catalog = "AwsDataCatalog";
  std::string database;
  std::string table;
  std::string output;  // `s3://bucket/prefix`; empty: the workgroup's own place
  std::string region;
  std::string endpoint;  // `https://athena.eu-west-1.amazonaws.com`
  AwsCredentials credentials;
  std::string ca_file;  // from FUNDABLE_CA_FILE

  // `"bills"."focus"`; the catalog goes with each request.
  [[nodiscard]] std::string quoted_table() const;
};

struct AthenaOptions {
  PatienceOptions patience;  // with an Athena that throttles or cannot be reached
  PatienceOptions polling = {.first_ms = 200, .longest_ms = 3'000, .budget_ms = 24 * 3600 * 1000};
  int tries = 2;  // of a query whose failure Athena calls retryable
  int before_anew_ms = 2'000;
  RemoteLimits limits;
};

// Reads `athena://workgroup/database/table?output=s3://…&region=…`, with `&catalog=…` where it is
// not AwsDataCatalog. Without a region it is AWS's tools' own. AWS_ENDPOINT_URL_ATHENA and
// AWS_ENDPOINT_URL name another endpoint: https, or http on this machine.
// Errors: kUsage where the URL is none of these, kMissing where there are no credentials.
[[nodiscard]] Result<AthenaSource> athena_source(std::string_view url,
                                                 const Environment& environment);

// Runs one statement that only reads and gives its rows once it has SUCCEEDED. Being stopped stops
// it in Athena too.
// Order: that of the statement. Errors: kInput where Athena refuses the statement, kLimit where it
// or its answer is too large, kMissing where the endpoint is not there, kSystem where the query
// broke off or was stopped; nothing of an answer that is not whole is ever given.
[[nodiscard]] Result<RemoteRows> query_athena(const AthenaSource& source, const std::string& sql,
                                              const AthenaOptions& options = {},
                                              const std::stop_token& stop = {});

// The columns of the source's table, with Trino's names of types.
// Errors: as above; kMissing where there is no such table.
[[nodiscard]] Result<std::vector<RemoteColumn>> athena_columns(const AthenaSource& source,
                                                               const AthenaOptions& options = {},
                                                               const std::stop_token& stop = {});

}  // namespace fundable
