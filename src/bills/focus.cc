// Builds the SQL that turns the lines of a FOCUS file into sums.
//
// Every column is brought to text first, because exporters disagree about types: Parquet holds
// timestamps or strings, decimals or doubles, tags as maps, structs or JSON. The SQL is then the
// same for CSV and Parquet. Amounts become DECIMAL through our own exact parser, registered as the
// SQL function exact_amount; the engine's own cast would round without saying so.
//
// A column that a file does not have is NULL. A line whose cost or period cannot be read falls into
// a group with a problem and no amount, so nothing is lost between the lines and the sums.
//
// Left out on purpose: EffectiveCost where BilledCost is given (what was invoiced decides), list
// prices, quantities, and the columns that a vendor adds (x_…).
#include "bills/focus.h"

#include <algorithm>
#include <array>

#include "base/decimal.h"
#include "base/text.h"

namespace fundable {
namespace {

// Every column that the query reads.
constexpr std::array<std::string_view, 21> kColumns{
    "BilledCost",         "EffectiveCost",    "BillingCurrency",
    "BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart",
    "ChargePeriodEnd",    "ChargeCategory",   "ChargeDescription",
    "ProviderName",       "PublisherName",    "ServiceCategory",
    "ServiceName",        "ResourceId",       "ResourceName",
    "ResourceType",       "RegionId",         "SkuId",
    "SubAccountId",       "SubAccountName",   "Tags"};

// No bill has a line of a quadrillion; so no sum of lines can overflow.
constexpr long long kLargestAmount = 1'000'000'000'000'000;

std::string as_identifier(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

bool is_floating(std::string_view type) { return type == "DOUBLE" || type == "FLOAT"; }

std::string as_text(const BillColumn& column) {
  const std::string name = as_identifier(column.name);
  const std::string_view type = column.type;
  if (type == "VARCHAR") return "nullif(" + name + ", '')";
  // Shown in UTC, whatever the zone of this machine.
  if (type == "TIMESTAMP WITH TIME ZONE") {
    return "cast(make_timestamp(epoch_us(" + name + ")) as varchar)";
  }
  if (type.starts_with("MAP") || type.starts_with("STRUCT") || type.ends_with("[]")) {
    return "cast(to_json(" + name + ") as varchar)";
  }
  return "cast(" + name + " as varchar)";
}

// The columns of a file by FOCUS name.
class Columns {
 public:
  explicit Columns(const std::vector<BillColumn>& columns) : columns_(columns) {}

  [[nodiscard]] const BillColumn* find(std::string_view name) const {
    const std::string wanted = lowered(name);
    const auto found = std::ranges::find(
        columns_, wanted, [](const BillColumn& column) { return lowered(column.name); });
    return found == columns_.end() ? nullptr : &*found;
  }

  // The first of these columns that a line fills, as text.
  [[nodiscard]] std::string text(std::initializer_list<std::string_view> names) const {
    std::string values;
    for (const std::string_view name : names) {
      if (const auto* column = find(name)) values += as_text(*column) + ", ";
    }
    return values.empty() ? "cast(null as varchar)"
                          : "coalesce(" + values.substr(0, values.size() - 2) + ")";
  }

  [[nodiscard]] bool has_any(std::initializer_list<std::string_view> names) const {
    return std::ranges::any_of(names, [&](auto name) { return find(name) != nullptr; });
  }

 private:
  const std::vector<BillColumn>& columns_;
};

// `costs` and the like: what is missing, or empty.
std::string missing_in(const Columns& columns) {
  if (!columns.has_any({"BilledCost", "EffectiveCost"})) return "BilledCost or EffectiveCost";
  if (!columns.has_any({"ServiceName", "ServiceCategory"})) return "ServiceName or ServiceCategory";
  if (!columns.has_any({"ProviderName", "PublisherName"})) return "ProviderName or PublisherName";
  if (!columns.has_any({"ChargePeriodStart", "BillingPeriodStart"})) {
    return "ChargePeriodStart or BillingPeriodStart";
  }
  return {};
}

std::string amount_of(const std::string& cost, bool floating) {
  const std::string exact = "exact_amount(" + cost + ")";
  // The shortest decimal that means the same binary number, at most rounded at the twelfth place.
  return floating ? "coalesce(" + exact + ", exact_amount(cast(try_cast(" + cost +
                        " as decimal(38, 12)) as varchar)))"
                  : exact;
}

// An end is the first moment that is not charged; some exporters give the last second instead.
// The engine also takes `infinity` and short forms for dates; FOCUS does not.
constexpr std::string_view kLines = R"(
  lines as (
    select *,
      case when starts like '____-__-__%' and starts >= '1'
        then try_cast(left(starts, 10) as date) end as first_day,
      case when ends like '____-__-__%' and ends >= '1' then try_cast(left(ends, 10) as date) end
        + case when substr(ends, 12, 5) >= '23:59' then 1 else 0 end as end_day,
      case when lower(category_of_charge) in ('tax', 'credit', 'refund', 'purchase')
        then lower(category_of_charge) else 'usage' end as class
    from texts),
  judged as (
    select *,
      case when cost is null then 'the line has no cost'
        when amount is null then 'the cost ''' || left(cost, 60)
          || ''' is not an amount with at most 12 decimals and 15 digits'
        when starts is null then 'the line has no period'
        when first_day is null then 'the period ''' || left(starts, 40) || ''' is not a date'
        end as problem
    from lines)
  select provider, account, category, service, resource, resource_name, resource_type, sku,
    description, region, strftime(first_day, '%Y-%m') as month, currency, tags, class, problem,
    sum(case when problem is null then amount end), count(*), min(row_number), max(row_number),
    cast(max(coalesce(end_day, first_day + 1)) as varchar)
  from judged
  group by provider, account, category, service, resource, resource_name, resource_type, sku,
    description, region, month, currency, tags, class, problem)";

}  // namespace

bool is_focus(const std::vector<std::string>& names) {
  std::vector<BillColumn> columns;
  for (const std::string& name : names) columns.push_back({name, "VARCHAR"});
  return missing_in(Columns(columns)).empty();
}

std::vector<std::string> focus_columns(const std::vector<std::string>& names) {
  std::vector<std::string> kept;
  for (const std::string_view column : kColumns) {
    const auto found = std::ranges::find(names, lowered(column), lowered);
    if (found != names.end()) kept.push_back(*found);
  }
  return kept;
}

Result<FocusQuery> focus_query(const std::vector<BillColumn>& given, const std::string& from,
                               const std::string& row) {
  const Columns columns(given);
  if (const std::string missing = missing_in(columns); !missing.empty()) {
    return failure(ErrorKind::kInput, "this is no FOCUS bill: it has no column " + missing, {},
                   "Export the cost data as FOCUS 1.0, 1.1 or 1.2, CSV or Parquet.");
  }
  FocusQuery query;
  const BillColumn* billed = columns.find("BilledCost");
  const BillColumn& cost = billed != nullptr ? *billed : *columns.find("EffectiveCost");
  if (is_floating(cost.type)) query.floating.push_back(cost.name);

  const std::string month_end =
      columns.has_any({"ChargePeriodEnd"}) ? "ChargePeriodEnd" : "BillingPeriodEnd";
  query.sql = "with texts as (select " + row + " as row_number, " + as_text(cost) + " as cost, " +
              amount_of(as_text(cost), is_floating(cost.type)) + " as amount";
  const std::pair<std::string_view, std::string> texts[] = {
      {"provider", columns.text({"ProviderName", "PublisherName"})},
      {"account", columns.text({"SubAccountId", "SubAccountName"})},
      {"category", columns.text({"ServiceCategory"})},
      {"service", columns.text({"ServiceName", "ServiceCategory"})},
      {"resource", columns.text({"ResourceId"})},
      {"resource_name", columns.text({"ResourceName"})},
      {"resource_type", columns.text({"ResourceType"})},
      {"sku", columns.text({"SkuId"})},
      {"description", columns.text({"ChargeDescription"})},
      {"region", columns.text({"RegionId"})},
      {"starts", columns.text({"ChargePeriodStart", "BillingPeriodStart"})},
      {"ends", columns.text({month_end})},
      {"currency", columns.text({"BillingCurrency"})},
      {"tags", columns.text({"Tags"})},
      {"category_of_charge", columns.text({"ChargeCategory"})},
  };
  for (const auto& [name, value] : texts) query.sql += ", " + value + " as " + std::string(name);
  query.sql += " from " + from + "), " + std::string(kLines);
  return query;
}

std::optional<__int128> exact_amount(std::string_view text) {
  const auto amount = Decimal::parse(trimmed(text));
  if (!amount) return std::nullopt;
  const bool fits =
      *amount < Decimal::whole(kLargestAmount) && -Decimal::whole(kLargestAmount) < *amount;
  return fits ? std::optional(amount->units()) : std::nullopt;
}

}  // namespace fundable
