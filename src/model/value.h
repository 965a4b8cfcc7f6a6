// The value of a fact.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"

namespace fundable {

// Named fields, as written, in the order of the evidence: {metric: …, target: …}.
using Record = std::vector<std::pair<std::string, std::string>>;

// The text of a field; empty where the record does not have it.
[[nodiscard]] std::string_view field(const Record& record, std::string_view name);

// A truth, an amount, a day, a word or text, several texts, or records (a single record is a list
// of one). Equality is exact.
using Value =
    std::variant<bool, Decimal, Date, std::string, std::vector<std::string>, std::vector<Record>>;

// The value on one line, for people.
[[nodiscard]] std::string to_string(const Value& value);

}  // namespace fundable
