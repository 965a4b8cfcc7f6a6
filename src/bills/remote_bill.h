// Bills that stay where they are: the rollup goes to Trino or Athena, and its rows come back.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "base/environment.h"
#include "bills/bill.h"

namespace fundable {

struct RemoteBill {
  std::string shown;   // the address without a user and options: `trino://host:8080/hive/b/focus`
  std::string sha256;  // of the rows that came back, whatever their order
  Bill bill;
};

// Whether the text is an address of a bill: `trino://…`, `trinos://…`, `athena://…`.
[[nodiscard]] bool is_remote_bill(std::string_view text);

// Asks the table for its columns, and then the one question of every bill.
// Errors: as trino_source and query_trino, athena_source and query_athena; kInput where the table
// is no bill.
[[nodiscard]] Result<RemoteBill> read_remote_bill(const std::string& address,
                                                  const Environment& environment,
                                                  const std::stop_token& stop = {});

}  // namespace fundable
