// Reads and prints ISO 8601 calendar days.
#include "base/date.h"

#include <charconv>

namespace fundable {
namespace {

bool number(std::string_view text, int& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  const bool shaped = text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
                      (text.size() == 10 || text[10] == 'T' || text[10] == ' ') &&
                      number(text.substr(0, 4), year) && number(text.substr(5, 2), month) &&
                      number(text.substr(8, 2), day);
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  if (!shaped || !date.ok()) {
    return failure(ErrorKind::kInput, "'" + std::string(text.substr(0, 40)) + "' is not a date", {},
                   "Write a date as 2026-11-22.");
  }
  return date;
}

std::string to_string(const Date& date) {
  const auto padded = [](unsigned number, std::size_t width) {
    std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
  };
  return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2);
}

}  // namespace fundable
