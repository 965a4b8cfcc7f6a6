#include "bills/remote_bill.h"

#include <algorithm>

#include "base/sha256.h"
#include "base/text.h"
#include "bills/athena.h"
#include "bills/rollup.h"
#include "bills/rollup_rows.h"
#include "bills/trino.h"

namespace fundable {
namespace {

// `trino://ann@host:8080/hive/bills/focus?tls=true` → `trino://host:8080/hive/bills/focus`.
std::string shown_address(std::string_view address) {
  address = address.substr(0, address.find('?'));
  const std::size_t start = address.find("://") + 3;
  const std::size_t slash = std::min(address.find('/', start), address.size());
  const std::size_t user = address.substr(0, slash).rfind('@');
  std::string shown(address.substr(0, start));
  shown += address.substr(user == address.npos ? start : user + 1);
  return presentable(shown, 300);
}

Error at(Error error, const std::string& shown) {
  error.place = shown;
  error.says = presentable(error.says, 400);
  return error;
}

Result<Rollup> rollup_over(const std::vector<RemoteColumn>& columns, const std::string& table) {
  std::vector<BillColumn> known;
  for (const RemoteColumn& column : columns) known.push_back({column.name, column.type});
  return rollup_of(known, table, "cast(null as bigint)", 1, Sql::kTrino);
}

// What came back, as a text that does not depend on the order of its rows.
std::string digest_of(std::vector<std::string> lines) {
  std::ranges::sort(lines);
  return sha256(joined(lines, "\n"));
}

Result<RemoteBill> folded(const Rollup& rollup, RemoteRows rows, const std::string& shown) {
  RemoteBill remote{shown, {}, Bill{rollup.format, rollup.cost_is, Charges(shown), {}}};
  std::vector<std::string> lines;
  while (rows.next()) {
    const ChargeSum sum = sum_of(rows);
    if (auto added = remote.bill.charges.add(sum); !added) return std::unexpected(added.error());
    std::string line;
    for (const std::string& text :
         {sum.provider, sum.account, sum.service, sum.resource, sum.sku, sum.description,
          sum.region, sum.month, sum.currency, sum.unit, sum.tags, sum.charge_class, sum.problem,
          sum.amount.to_string(), sum.quantity.to_string(), std::to_string(sum.lines), sum.end}) {
      line += text + '\t';
    }
    lines.push_back(std::move(line));
  }
  remote.sha256 = digest_of(std::move(lines));
  if (!rollup.floating.empty()) {
    remote.bill.losses.push_back({"column " + presentable(rollup.floating, 60),
                                  "the column holds binary floating point numbers, each rounded at "
                                  "the twelfth place, so the "
                                  "sums are only as exact as the table"});
  }
  return remote;
}

}  // namespace

bool is_remote_bill(std::string_view text) {
  return text.starts_with("trino://") || text.starts_with("trinos://") ||
         text.starts_with("athena://");
}

Result<RemoteBill> read_remote_bill(const std::string& address, const Environment& environment,
                                    const std::stop_token& stop) {
  const std::string shown = shown_address(address);
  const auto ask = [&](const auto& source, const auto& columns_of_it,
                       const auto& query) -> Result<RemoteBill> {
    if (!source) return std::unexpected(source.error());
    const auto columns = columns_of_it(*source);
    if (!columns) return std::unexpected(at(columns.error(), shown));
    const auto rollup = rollup_over(*columns, source->quoted_table());
    if (!rollup) return std::unexpected(at(rollup.error(), shown));
    auto rows = query(*source, rollup->sql);
    if (!rows) return std::unexpected(at(rows.error(), shown));
    return folded(*rollup, std::move(*rows), shown);
  };
  if (address.starts_with("athena://")) {
    return ask(
        athena_source(address, environment),
        [&](const AthenaSource& source) { return athena_columns(source, {}, stop); },
        [&](const AthenaSource& source, const std::string& sql) {
          return query_athena(source, sql, {}, stop);
        });
  }
  return ask(
      trino_source(address, environment),
      [&](const TrinoSource& source) { return trino_columns(source, {}, stop); },
      [&](const TrinoSource& source, const std::string& sql) {
        return query_trino(source, sql, {}, stop);
      });
}

}  // namespace fundable
