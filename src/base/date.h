// Calendar days, without time zones: the only notion of time that decisions use.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fundable {

using Date = std::chrono::year_month_day;

// Reads `2026-11-22`, alone or at the start of a timestamp (`2026-09-01T00:00:00Z`).
// Errors: kInput where it is no day of the calendar.
[[nodiscard]] Result<Date> parse_date(std::string_view text);

// `2026-11-22`.
[[nodiscard]] std::string to_string(const Date& date);

}  // namespace fundable
