// The formats in which providers export what they charge, each as a table of SQL expressions: how
// its columns say what every bill says. A new format is a file in bills/dialects and a line in
// dialect.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "bills/columns.h"

namespace fundable {

// What one line of any bill says: columns, and SQL expressions that give text, which may be empty
// or NULL.
struct BillLine {
  const BillColumn* cost = nullptr;      // in the currency of the line
  const BillColumn* quantity = nullptr;  // null where there is none
  std::string unit = kNoText;
  std::string provider = kNoText;
  std::string account = kNoText;
  std::string category = kNoText;
  std::string service = kNoText;
  std::string resource = kNoText;
  std::string resource_name = kNoText;
  std::string resource_type = kNoText;
  std::string sku = kNoText;
  std::string description = kNoText;
  std::string region = kNoText;
  Moment starts;
  Moment ends = {kNoText,
                 false};  // the first moment that is not charged, or the last second that is
  std::string currency = kNoText;
  std::string tags = kNoText;
  std::string charge_type = kNoText;  // what the format calls it
  // What else tells two lines apart (bills/charges.h), and nobody is shown.
  std::string apart;
  // `usage`, `tax`, `credit`, `refund` or `purchase`, of the text that is called charge_type.
  std::string charge_class = "'usage'";
  // A list of {name, type, amount} that belongs to the cost, as JSON; Google's alone.
  std::string credits;
  // Which column the cost is, and why.
  std::string cost_is;
  bool is_floating = false;  // it is not exact, whatever the type of its column
};

struct Dialect {
  const char* name = nullptr;  // `AWS Cost and Usage Report`
  // The column without which a file is none of this format; empty where nothing is missing.
  std::string (*missing)(const Columns& columns) = nullptr;
  BillLine (*line)(const Columns& columns) = nullptr;
};

[[nodiscard]] std::span<const Dialect* const> dialects();

// The first format of which a file with these columns is; null where it is none.
[[nodiscard]] const Dialect* dialect_of(const std::vector<BillColumn>& columns);

}  // namespace fundable
