// FOCUS 1.0 to 1.2, the common format of cost data: which columns count, and the one question that
// is asked of them in SQL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fundable {

// A column of the file as SQL knows it.
struct BillColumn {
  std::string name;  // as in the file
  std::string type;  // SQL type
};

// The question, made for the columns that a file has.
struct FocusQuery {
  std::string sql;
  std::vector<std::string> floating;  // cost columns that are not exact in the file
};

// True where these names, in any case and order, are those of a FOCUS file: a cost, a period, a
// service and who provides it.
[[nodiscard]] bool is_focus(const std::vector<std::string>& names);

// The columns that count, of those given; the first one where a name stands twice.
[[nodiscard]] std::vector<std::string> focus_columns(const std::vector<std::string>& names);

// Makes the question for `from` (a table expression with these columns); `row` is an SQL
// expression for the number of a line.
// Errors: kInput naming the column that is missing.
[[nodiscard]] Result<FocusQuery> focus_query(const std::vector<BillColumn>& columns,
                                             const std::string& from, const std::string& row);

// What the query gives, by position. Each row is a sum over lines that agree in the texts.
enum class FocusField : std::size_t {
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
  kTags,
  kClass,    // `usage`, or `tax`, `credit`, `refund`, `purchase`
  kProblem,  // why the lines cannot be counted: a sentence; NULL where they can
  kAmount,
  kLines,
  kFirstRow,
  kLastRow,
  kEnd,  // the day after the last one that is charged, as text
};

// The exact amount that a cell holds, in units of 1e-12, as the SQL function `exact_amount` gives
// it; empty where it is no decimal number, does not fit, or is larger than any bill.
[[nodiscard]] std::optional<__int128> exact_amount(std::string_view text);

}  // namespace fundable
