// The one question that is asked of the lines of a bill, in SQL: which of them agree, and what they
// sum up to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bills/dialect.h"

namespace fundable {

struct Rollup {
  std::string sql;
  std::string format;    // the dialect's name
  std::string cost_is;   // which column the cost is, and why
  std::string floating;  // that column's name where it is not exact in the file
};

// No sample of lines is thinner than one of so many.
inline constexpr std::uint64_t kThinnestSample = 1 << 20;

// Makes the question for `from` (a table expression with these columns); `row` is an SQL
// expression for the number of a line. Of `prints_one_in` lines about one gets a print.
// Range: a power of two, at most kThinnestSample.
// Errors: kInput naming the column that is missing in what comes closest.
[[nodiscard]] Result<Rollup> rollup_of(const std::vector<BillColumn>& columns,
                                       const std::string& from, const std::string& row,
                                       std::uint64_t prints_one_in = 1, Sql sql = Sql::kDuckdb);

// The columns that it reads, of those given; the first one where a name stands twice.
[[nodiscard]] std::vector<std::string> columns_read(const Rollup& rollup,
                                                    const std::vector<std::string>& names);

// What it gives, by position. Each row is a sum over lines that agree in the texts.
enum class RollupField : std::size_t {
  kProvider,
  kAccount,
  kCategory,
  kService,
  kResource,
  kResourceName,
  kResourceType,
  kSku,
  kDescription,
  kRegion,
  kMonth,
  kCurrency,
  kUnit,
  kTags,
  kClass,     // `usage`, or `tax`, `credit`, `refund`, `purchase`, `support`
  kProblem,   // why the lines cannot be counted: a sentence; NULL where they can
  kAmount,    // DECIMAL(38,12)
  kCredit,    // DECIMAL(38,12): what was given on top, at most zero; NULL where nothing was
  kQuantity,  // DECIMAL(38,12), of the unit; NULL where a line has none
  kRounded,   // lines whose cost has more than 12 decimals
  kCreditLines,
  kLines,
  kFirstRow,
  kLastRow,
  kPrints,  // numbers that tell lines apart, parted by blanks, of a sample of the lines
  kEnd,     // the day after the last one that is charged
};

// The exact amount that a cell holds, in units of 1e-12, as the SQL function `exact_amount` gives
// it; empty where it is no decimal number, does not fit, or is larger than any bill. And the one
// nearest to it, where it has more decimals, as `nearest_amount` gives it.
[[nodiscard]] std::optional<__int128> exact_amount(std::string_view text);
[[nodiscard]] std::optional<__int128> nearest_amount(std::string_view text);

// The sum of a list of credits as JSON, [{"type": …, "name": …, "amount": …}], as the SQL functions
// `discounts` and `credits` give it: what lowers a price, and what somebody gave. Empty where
// the text is no such list or an amount is not exact.
[[nodiscard]] std::optional<__int128> discounts(std::string_view text);
[[nodiscard]] std::optional<__int128> credits(std::string_view text);

}  // namespace fundable
