// Reads and prints exact decimals.
//
// One representation for all money: an integer of 1e-12 units. Bills carry up to twelve decimals
// (FOCUS samples show 0.00000080000), so nothing that a bill says is lost, and addition is integer
// addition. Parsing accumulates digits and shifts by the exponent; digits beyond the twelfth
// decimal must be zero, because dropping them would be a silent rounding.
#include "base/decimal.h"

#include <algorithm>
#include <charconv>

namespace fundable {
namespace {

constexpr __int128 kLargest = static_cast<__int128>((~static_cast<unsigned __int128>(0)) >> 1);

std::unexpected<Error> not_a_number(std::string_view text) {
  return failure(ErrorKind::kInput,
                 "'" + std::string(text.substr(0, 40)) + "' is not a decimal number");
}

std::unexpected<Error> does_not_fit(std::string_view text) {
  return failure(ErrorKind::kInput, "'" + std::string(text.substr(0, 60)) +
                                        "' does not fit a number with 12 decimals and 26 digits");
}

std::string digits_of(unsigned __int128 number) {
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(number % 10)));
    number /= 10;
  } while (number != 0);
  std::ranges::reverse(digits);
  return digits;
}

}  // namespace

Result<Decimal> Decimal::parse(std::string_view text) {
  const std::string_view whole_text = text;
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  int exponent = 0;
  if (const auto at = text.find_first_of("eE"); at != std::string_view::npos) {
    std::string_view power = text.substr(at + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (error != std::errc() || end != power.data() + power.size()) return not_a_number(whole_text);
    text = text.substr(0, at);
  }
  // Beyond any number that fits; so that adding to it cannot overflow.
  exponent = std::clamp(exponent, -10'000, 10'000);
  __int128 units = 0;
  int shift = kPlaces + exponent;
  bool any = false;
  bool after_point = false;
  for (const char c : text) {
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (c < '0' || c > '9') return not_a_number(whole_text);
    any = true;
    if (after_point && c == '0' && shift <= 0) continue;
    if (after_point) --shift;
    if (shift < 0 && c != '0' && after_point) return does_not_fit(whole_text);
    if (units > (kLargest - 9) / 10) return does_not_fit(whole_text);
    units = units * 10 + (c - '0');
  }
  if (!any) return not_a_number(whole_text);
  for (; shift > 0 && units != 0; --shift) {
    if (units > kLargest / 10) return does_not_fit(whole_text);
    units *= 10;
  }
  for (; shift < 0 && units != 0; ++shift) {
    if (units % 10 != 0) return does_not_fit(whole_text);
    units /= 10;
  }
  return from_units(negative ? -units : units);
}

// Drops the digits behind the twelfth place from the text, and counts one up where the first of
// them says so.
Result<Decimal> Decimal::nearest(std::string_view text) {
  auto exact = parse(text);
  if (exact) return exact;
  const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::size_t power = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(sign, std::max(power, sign) - sign);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  if (point < mantissa.size()) digits += mantissa.substr(point + 1);
  int exponent = 0;
  if (power < text.size()) {
    std::string_view number = text.substr(power + 1);
    if (number.starts_with('+')) number.remove_prefix(1);
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), exponent);
    if (error != std::errc() || end != number.data() + number.size()) return exact;
    exponent = std::clamp(exponent, -10'000, 10'000);
  }
  const bool is_number =
      !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
  const auto decimals = static_cast<long long>(digits.size() - point) - exponent;
  if (!is_number || decimals <= kPlaces) return exact;
  const auto dropped = static_cast<std::size_t>(decimals - kPlaces);
  if (dropped > digits.size()) return Decimal();
  const bool up = digits[digits.size() - dropped] >= '5';
  digits.resize(digits.size() - dropped);
  auto kept = parse("0" + digits + "e-12");
  if (!kept) return kept;
  *kept += from_units(up ? 1 : 0);
  return text.starts_with('-') ? -*kept : *kept;
}

std::string Decimal::to_string(int places) const {
  places = std::clamp(places, 0, kPlaces);
  __int128 step = 1;
  for (int i = places; i < kPlaces; ++i) step *= 10;
  const unsigned __int128 size =
      units_ < 0 ? -static_cast<unsigned __int128>(units_) : static_cast<unsigned __int128>(units_);
  const unsigned __int128 rounded =
      (size + static_cast<unsigned __int128>(step) / 2) / static_cast<unsigned __int128>(step);
  std::string digits = digits_of(rounded);
  if (static_cast<int>(digits.size()) <= places) {
    digits.insert(0, static_cast<std::size_t>(places) + 1 - digits.size(), '0');
  }
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), 1, '.');
  return units_ < 0 && rounded != 0 ? "-" + digits : digits;
}

std::string Decimal::to_string() const {
  std::string text = to_string(kPlaces);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

Decimal& Decimal::operator+=(const Decimal& other) {
  overflowed_ =
      overflowed_ || other.overflowed_ || __builtin_add_overflow(units_, other.units_, &units_);
  return *this;
}

}  // namespace fundable
