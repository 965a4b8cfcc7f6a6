// Builds the SQL that turns the lines of a bill into sums.
//
// A dialect says what each line means (bills/dialect); from there on the statement is the same for
// all. Amounts become DECIMAL through our own parser, registered as SQL functions; the engine's own
// cast would round without saying so. Amounts of more than 12 decimals are rounded and counted.
//
// A column that a file does not have is NULL. A line whose cost or period cannot be read falls into
// a group with a problem and no amount, so nothing is lost between the lines and the sums.
#include "bills/rollup.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/document.h"
#include "base/text.h"

namespace fundable {
namespace {

// No bill has a line of a quadrillion; so no sum of lines can overflow.
constexpr long long kLargestAmount = 1'000'000'000'000'000;

// An end is the first moment that is not charged; some exporters give the last second instead.
// The engine also takes `infinity` and short forms for dates; bills do not. Support is bought for
// everything, and is no workload's.
constexpr std::string_view kLines = R"(
  lines as (
    select *,
      case when starts like '____-__-__%' and starts >= '1'
        then try_cast(substr(starts, 1, 10) as date) end as first_day,
      case when ends like '____-__-__%' and ends >= '1'
        then try_cast(substr(ends, 1, 10) as date) end
        + case when substr(ends, 12, 5) >= '23:59' then 1 else 0 end as end_day,
      case when given_class = 'usage' and (lower(service) like '%support (%'
        or lower(service) like '% support' or lower(service) = 'support'
        or lower(service) like 'awssupport%') then 'support' else given_class end as class
    from texts),
  judged as (
    select *,
      case when cost is null then 'the line has no cost'
        when amount is null then 'the cost ''' || substr(cost, 1, 60)
          || ''' is not an amount of at most 15 digits'
        when starts is null then 'the line has no period'
        when first_day is null then 'the period ''' || substr(starts, 1, 40) || ''' is not a date'
        end as problem,
      hash(provider, account, service, resource, sku, description, region, unit, tags, class,
        substr(starts, 1, 10), substr(starts, 12, 5)) as print
    from lines)
  select provider, account, category, service, resource, resource_name, resource_type, sku,
    description, region, substr(cast(first_day as varchar), 1, 7) as month, currency, unit, tags,
    class, problem,
    sum(case when problem is null then amount end),
    sum(case when problem is null then credit end), sum(quantity),
    count(case when problem is null and length(cost) > 13 and exact_amount(cost) is null then 1 end),
    count(case when problem is null and credit <> 0 then 1 end), count(*), min(row_number), max(row_number),
    string_agg(cast(print as varchar), ' ') filter (where print % PRINTS_ONE_IN = 0),
    cast(max(coalesce(end_day, first_day + 1)) as varchar)
  from judged
  group by provider, account, category, service, resource, resource_name, resource_type, sku,
    description, region, month, currency, unit, tags, class, problem)";

// What a file lacks that is called a bill and is none.
std::string missing_in(const std::vector<BillColumn>& columns) {
  return dialects().front()->missing(Columns(columns));
}

bool is_given(std::string_view type, std::string_view name) {
  const std::string kind = lowered(type);
  if (!kind.empty()) return kind == "promotion" || kind == "free_tier";
  const std::string text = lowered(name);
  return text.contains("promotion") || text.contains("free") || text.contains("trial");
}

std::optional<__int128> fitting(const Result<Decimal>& amount) {
  if (!amount) return std::nullopt;
  const bool fits =
      *amount < Decimal::whole(kLargestAmount) && -Decimal::whole(kLargestAmount) < *amount;
  return fits ? std::optional(amount->units()) : std::nullopt;
}

std::optional<__int128> sum_of_credits(std::string_view text, bool given) {
  if (trimmed(text).empty()) return std::nullopt;
  const auto document = parse_json(text, {.bytes = 1u << 20, .depth = 20, .values = 10'000});
  if (!document || !document->root().is_list()) return std::nullopt;
  Decimal sum;
  for (const Node credit : document->root()) {
    if (is_given(credit["type"].text(), credit["name"].text()) != given) continue;
    const auto amount = nearest_amount(credit["amount"].text());
    if (!amount) return std::nullopt;
    sum += Decimal::from_units(*amount);
  }
  return sum.units();
}

}  // namespace

std::vector<std::string> columns_read(const std::vector<std::string>& names) {
  std::vector<BillColumn> columns;
  for (const std::string& name : names) columns.push_back({name, "VARCHAR"});
  const auto rollup = rollup_of(columns, "bill", "row");
  std::vector<std::string> kept;
  if (!rollup) return kept;
  for (const std::string& name : names) {
    if (std::ranges::find(kept, name) != kept.end()) continue;
    if (rollup->sql.contains(as_identifier(name))) kept.push_back(name);
  }
  return kept;
}

Result<Rollup> rollup_of(const std::vector<BillColumn>& given, const std::string& from,
                         const std::string& row, std::uint64_t prints_one_in) {
  const Dialect* dialect = dialect_of(given);
  if (dialect == nullptr) {
    return failure(ErrorKind::kInput, "this is no bill: it has no column " + missing_in(given), {},
                   "Export the cost data as FOCUS 1.0, 1.1 or 1.2, CSV or Parquet.");
  }
  const Columns columns(given);
  const BillLine line = dialect->line(columns);
  Rollup rollup;
  rollup.format = dialect->name;
  rollup.cost_is = line.cost_is;
  rollup.floating = line.floating;

  const bool has_credits = line.credits.find('"') != std::string::npos;
  std::string amount = "nearest_amount(" + line.cost + ")";
  if (has_credits) amount += " + coalesce(discounts(" + line.credits + "), 0)";
  const std::string credit =
      has_credits ? "credits(" + line.credits + ")" : "cast(null as decimal(38, 12))";
  rollup.sql = "with texts as (select " + row + " as row_number";
  const std::pair<std::string_view, const std::string&> values[] = {
      {"cost", line.cost},
      {"amount", amount},
      {"credit", credit},
      {"provider", line.provider},
      {"account", line.account},
      {"category", line.category},
      {"service", line.service},
      {"resource", line.resource},
      {"resource_name", line.resource_name},
      {"resource_type", line.resource_type},
      {"sku", line.sku},
      {"description", line.description},
      {"region", line.region},
      {"starts", line.starts},
      {"ends", line.ends},
      {"currency", line.currency},
      {"unit", line.unit},
      {"tags", line.tags},
      {"given_class", line.charge_class},
  };
  for (const auto& [name, value] : values) rollup.sql += ", " + value + " as " + std::string(name);
  rollup.sql += ", nearest_amount(" + line.quantity + ") as quantity";
  rollup.sql += " from " + from + "), " + std::string(kLines);
  constexpr std::string_view kOneIn = "PRINTS_ONE_IN";
  rollup.sql.replace(rollup.sql.rfind(kOneIn), kOneIn.size(), std::to_string(prints_one_in));
  return rollup;
}

std::optional<__int128> exact_amount(std::string_view text) {
  return fitting(Decimal::parse(trimmed(text)));
}

std::optional<__int128> nearest_amount(std::string_view text) {
  return fitting(Decimal::nearest(trimmed(text)));
}

std::optional<__int128> discounts(std::string_view text) { return sum_of_credits(text, false); }
std::optional<__int128> credits(std::string_view text) { return sum_of_credits(text, true); }

}  // namespace fundable
