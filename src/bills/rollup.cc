// Builds the SQL that turns the lines of a bill into sums, for the embedded engine and for Trino
// and Athena.
//
// A dialect says what each line means (bills/dialect); from there on the statement is the same for
// all formats, and but for a few expressions for both engines. It groups twice: first over the
// columns as they are, where what is said of each line must be cheap; then over what they mean.
// What can be said of a group is not said of its lines: columns whose types leave no doubt are
// summed and compared as they are.
//
// Amounts become DECIMAL(38,12). Embedded, texts go through our own parser, registered as SQL
// functions, because the engine's own cast would round without saying so; amounts of more than 12
// decimals are rounded and counted. A line whose cost or period cannot be read falls into a group
// with a problem and no amount, so nothing is lost between the lines and the sums.
#include "bills/rollup.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/document.h"
#include "base/text.h"
#include "bills/sql.h"

namespace fundable {
namespace {

// No bill has a line of a quadrillion; so no sum of lines can overflow.
constexpr long long kLargestAmount = 1'000'000'000'000'000;
constexpr int kLargestDigits = 15;

// What tells sums apart, beside the month and a problem.
constexpr std::string_view kTexts =
    "provider, account, category, service, resource, resource_name, resource_type, sku, "
    "description, region, currency, unit, tags";

constexpr std::string_view kNoAmount = "cast(null as decimal(38, 12))";

// Support is bought for everything, and is no workload's.
constexpr std::string_view kIsSupport =
    "(lower(service) like '%support (%' or lower(service) like '% support' or lower(service) = "
    "'support' or lower(service) like 'awssupport%')";

// The expressions of one rollup. Everything is SQL over the columns of the step before.
class Statement {
 public:
  Statement(const BillLine& line, Sql sql, std::uint64_t prints_one_in)
      : line_(line),
        sql_(sql),
        one_in_(std::to_string(prints_one_in)),
        is_plain_(line.starts.is_typed && line.credits.empty() && is_narrow(*line.cost)) {}

  [[nodiscard]] std::string text(const std::string& from, const std::string& row) const {
    return "with texts as (" + texts(from, row) + "), days as (" + days() + "), judged as (" +
           judged() + "), grouped as (" + grouped() + "), cleaned as (" + cleaned() + ") " +
           summed();
  }

 private:
  [[nodiscard]] bool embedded() const { return sql_ == Sql::kDuckdb; }
  [[nodiscard]] static std::string as(const std::string& value, std::string_view name) {
    return value + " as " + std::string(name);
  }
  // As text, where a column of this name and of the cost's type stands.
  [[nodiscard]] std::string cost_text() const { return as_text({"cost", line_.cost->type}, sql_); }

  // Exact, and too small for any bound.
  [[nodiscard]] static bool is_narrow(const BillColumn& column) {
    const auto places = decimal_places(column);
    const auto digits = whole_digits(column);
    return places && *places <= Decimal::kPlaces && digits && *digits <= kLargestDigits;
  }

  [[nodiscard]] std::string money(const BillColumn& column, bool exactly) const {
    const std::string name = quoted_identifier(column.name);
    if (is_narrow(column)) return name;
    const std::string cast = "try_cast(" + name + " as decimal(38, 12))";
    if (decimal_places(column)) return cast;
    // Of a binary number the shortest decimal that means it, where it is money.
    if (embedded()) {
      return is_floating(column) && !exactly ? cast
                                             : "nearest_amount(" + as_text(column, sql_) + ")";
    }
    return is_floating(column) ? cast
                               : "coalesce(" + cast + ", try_cast(try_cast(" + name +
                                     " as double) as decimal(38, 12)))";
  }

  // Lines whose amount is not the cost to its last digit, where that is not so for all.
  [[nodiscard]] std::string is_rounded() const {
    const auto places = decimal_places(*line_.cost);
    if (line_.is_floating || (places && *places <= Decimal::kPlaces)) return "false";
    if (places) return "amount <> cost";
    const std::string exact = embedded() ? "exact_amount(" + cost_text() + ") is null"
                                         : "try_cast(cost as decimal(38, 20)) <> amount";
    return "length(" + cost_text() + ") > 13 and " + exact;
  }

  [[nodiscard]] std::string texts(const std::string& from, const std::string& row) const {
    std::string amount = money(*line_.cost, true);
    std::string credit(kNoAmount);
    if (!line_.credits.empty()) {
      amount += " + coalesce(discounts(" + line_.credits + "), 0)";
      credit = "credits(" + line_.credits + ")";
    }
    const std::string quantity =
        line_.quantity == nullptr ? std::string(kNoAmount) : money(*line_.quantity, false);
    const std::pair<std::string_view, std::string> values[] = {
        {"cost", quoted_identifier(line_.cost->name)},
        {"amount", amount},
        {"credit", credit},
        {"quantity", quantity},
        {"provider", line_.provider},
        {"account", line_.account},
        {"category", line_.category},
        {"service", line_.service},
        {"resource", line_.resource},
        {"resource_name", line_.resource_name},
        {"resource_type", line_.resource_type},
        {"sku", line_.sku},
        {"description", line_.description},
        {"region", line_.region},
        {"currency", line_.currency},
        {"unit", line_.unit},
        {"tags", line_.tags},
        {"starts", line_.starts.sql},
        {"ends", line_.ends.sql},
        {"charge_type", line_.charge_type},
    };
    std::string select = "select " + as(row, "row_number");
    for (const auto& [name, value] : values) select += ", " + as(value, name);
    if (!line_.apart.empty()) select += ", " + as(line_.apart, "apart");
    return select + " from " + from;
  }

  // The engines also take `infinity` and short forms for dates; bills do not.
  [[nodiscard]] static std::string day_of(const std::string& name) {
    return "case when " + name + " like '____-__-__%' and " + name +
           " >= '1' then try_cast(substr(" + name + ", 1, 10) as date) end";
  }

  // An end is the first moment that is not charged; some exporters give the last second instead.
  // Where it has a type, that is seen to after the grouping.
  [[nodiscard]] std::string days() const {
    const std::string first = line_.starts.is_typed ? "cast(starts as date)" : day_of("starts");
    const std::string next = "cast(" + first + " + interval '1' day as ";
    const std::string end = line_.ends.is_typed
                                ? "coalesce(cast(ends as timestamp), " + next + "timestamp))"
                                : "coalesce(case when substr(ends, 12, 5) >= '23:59' then cast(" +
                                      day_of("ends") + " + interval '1' day as date) else " +
                                      day_of("ends") + " end, " + next + "date))";
    return "select *, " + as(first, "first_day") + ", " + as(end, "last_end") + " from texts";
  }

  // Why a line cannot be counted.
  [[nodiscard]] std::string problem_of_line() const {
    const std::string starts = line_.starts.is_typed ? "cast(starts as varchar)" : "starts";
    const std::string problem =
        "case when nullif(" + cost_text() +
        ", '') is null then 'the line has no cost' when amount is null or abs(amount) >= " +
        std::to_string(kLargestAmount) + " then 'the cost ''' || substr(" + cost_text() +
        ", 1, 60) || ''' is not an amount of at most 15 digits' when nullif(" + starts +
        ", '') is null then 'the line has no period' when first_day is null then 'the period ''' "
        "|| substr(" +
        starts + ", 1, 40) || ''' is not a date' end";
    // Typed columns that are there and in bounds need no look at their texts.
    const bool is_quick = line_.starts.is_typed && decimal_places(*line_.cost).has_value();
    return is_quick
               ? "case when cost is not null and abs(amount) < " + std::to_string(kLargestAmount) +
                     " and first_day is not null then cast(null as varchar) else " + problem +
                     " end"
               : problem;
  }

  // Of plain columns all that may be wrong is that one is empty. A missing cost is kept in the
  // month, out of all years, because a key of its own takes a tenth of all time.
  [[nodiscard]] std::string judged() const {
    const std::string day = line_.starts.is_typed ? "starts" : "first_day";
    const std::string month = "date_trunc('month', " + day + ")";
    if (!is_plain_) {
      return "select *, " + as(month, "month") + ", " + as(problem_of_line(), "problem") +
             " from days";
    }
    return "select *, case when cost is not null then " + month + " else coalesce(" + month +
           ", date '2000-01-01') - interval '20000' year end as month from days";
  }

  [[nodiscard]] std::string problem_of_group() const {
    return is_plain_ ? "case when month < date '0001-01-01' then 'the line has no cost' when month "
                       "is null then 'the line has no period' end"
                     : "problem";
  }

  // Numbers that tell the lines of two files apart: of a sample, which is the same in every file,
  // whatever types its columns have.
  [[nodiscard]] std::string prints() const {
    if (!embedded()) return std::string(kNoText);
    const std::string moment =
        line_.starts.is_typed
            ? "substr(cast(cast(starts as timestamp) as varchar), 1, 16)"
            : "substr(starts, 1, 10) || ' ' || coalesce(nullif(substr(starts, 12, 5), ''), "
              "'00:00')";
    std::string texts;
    for (const char* const name : {"provider", "account", "service", "resource", "sku",
                                   "description", "region", "unit", "charge_type"}) {
      texts += "nullif(" + std::string(name) + ", ''), ";
    }
    if (!line_.apart.empty()) texts += "apart, ";
    texts += moment;
    // The last digits tell whether a line belongs to a smaller sample, too. By cases, because only
    // lines of the sample are worth the work.
    const std::string place = "hash(case when resource <> '' then resource end, first_day) % ";
    const std::string widest = std::to_string(kThinnestSample);
    return "string_agg(case when " + place + one_in_ + " = 0 then cast(hash(" + texts + ") // " +
           widest + " * " + widest + " + " + place + widest + " as varchar) end, ' ')";
  }

  [[nodiscard]] std::string grouped() const {
    const std::string keys =
        std::string(kTexts) + ", charge_type, month" + (is_plain_ ? "" : ", problem");
    const auto lines_that = [](const std::string& are) {
      return are == "false" ? "0" : "sum(case when " + are + " then 1 else 0 end)";
    };
    const bool has_credits = !line_.credits.empty();
    const std::pair<std::string_view, std::string> sums[] = {
        {"amount", "sum(amount)"},
        {"credit", has_credits ? "sum(credit)" : std::string(kNoAmount)},
        {"quantity", line_.quantity == nullptr ? std::string(kNoAmount) : "sum(quantity)"},
        {"rounded", lines_that(is_rounded())},
        {"credit_lines", lines_that(has_credits ? "credit <> 0" : "false")},
        {"lines", "count(*)"},
        {"first_row", "min(row_number)"},
        {"last_row", "max(row_number)"},
        {"prints", prints()},
        {"last_end", "max(last_end)"},
    };
    std::string select = "select " + keys;
    for (const auto& [name, value] : sums) select += ", " + as(value, name);
    return select + " from judged group by " + keys;
  }

  [[nodiscard]] std::string cleaned() const {
    std::string select = "select ";
    for (const std::string_view name : split(kTexts, ',')) {
      const std::string key(trimmed(name));
      select += "nullif(" + key + ", '') as " + key + ", ";
    }
    const std::string month = is_plain_ ? "case when month < date '0001-01-01' then month + "
                                          "interval '20000' year else month end"
                                        : "month";
    const std::string end =
        line_.ends.is_typed ? "cast(last_end + interval '1' minute as date)" : "last_end";
    return select + "case when " + line_.charge_class + " = 'usage' and " +
           std::string(kIsSupport) + " then 'support' else " + line_.charge_class +
           " end as class, " + as("substr(cast(" + month + " as varchar), 1, 7)", "month") + ", " +
           as(problem_of_group(), "problem") +
           ", amount, credit, quantity, rounded, credit_lines, lines, first_row, last_row, "
           "prints, " +
           as(end, "end_day") + " from grouped";
  }

  [[nodiscard]] std::string summed() const {
    const std::string keys = std::string(kTexts) + ", class, month, problem";
    const std::string all_prints = embedded() ? "string_agg(prints, ' ')" : std::string(kNoText);
    return "select provider, account, category, service, resource, resource_name, resource_type, "
           "sku, description, region, month, currency, unit, tags, class, problem, "
           "cast(sum(case when problem is null then amount end) as decimal(38, 12)), "
           "cast(sum(case when problem is null then credit end) as decimal(38, 12)), "
           "cast(sum(quantity) as decimal(38, 12)), "
           "cast(sum(case when problem is null then rounded else 0 end) as bigint), "
           "cast(sum(case when problem is null then credit_lines else 0 end) as bigint), "
           "cast(sum(lines) as bigint), min(first_row), max(last_row), " +
           all_prints + ", cast(max(end_day) as varchar) from cleaned group by " + keys;
  }

  const BillLine& line_;
  Sql sql_;
  std::string one_in_;
  bool is_plain_;  // the columns need no look at each line
};

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

std::vector<std::string> columns_read(const Rollup& rollup, const std::vector<std::string>& names) {
  std::vector<std::string> kept;
  for (const std::string& name : names) {
    const bool is_new = std::ranges::find(kept, name) == kept.end();
    if (is_new && rollup.sql.contains(quoted_identifier(name))) kept.push_back(name);
  }
  return kept;
}

Result<Rollup> rollup_of(const std::vector<BillColumn>& given, const std::string& from,
                         const std::string& row, std::uint64_t prints_one_in, Sql sql) {
  const Dialect* dialect = dialect_of(given);
  if (dialect == nullptr) {
    return failure(ErrorKind::kInput, "this is no bill: it has no column " + missing_in(given), {},
                   "Export the cost data as FOCUS 1.0, 1.1 or 1.2, CSV or Parquet.");
  }
  const Columns columns(given, sql);
  BillLine line = dialect->line(columns);
  line.is_floating = line.is_floating || is_floating(*line.cost);
  if (sql == Sql::kTrino && !line.credits.empty()) {
    return failure(ErrorKind::kInput,
                   "credits of Google's export are read from files only, not from a table", {},
                   "Make a FOCUS view of the export.");
  }
  return Rollup{.sql = Statement(line, sql, prints_one_in).text(from, row),
                .format = dialect->name,
                .cost_is = line.cost_is,
                .floating = line.is_floating ? line.cost->name : ""};
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
