// Exact decimal numbers for money and usage: sums do not depend on order, nothing is rounded
// before it is shown.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fundable {

// A number with twelve decimal places in 128 bits.
// Range: ±1.7e26. Errors: parsing refuses what does not fit, sums saturate into `overflowed()`.
class Decimal {
 public:
  static constexpr int kPlaces = 12;

  constexpr Decimal() = default;
  [[nodiscard]] static constexpr Decimal whole(long long number) {
    return Decimal(static_cast<__int128>(number) * kUnit);
  }
  // The number of 1e-12 units, as DuckDB's DECIMAL(38,12) holds it.
  [[nodiscard]] static constexpr Decimal from_units(__int128 units) { return Decimal(units); }

  // Reads `-12.50`, `8e-7`, `1200`; no thousands separators, no currency.
  // Errors: kInput where it is no number, has more than 12 decimals that matter, or is too large.
  [[nodiscard]] static Result<Decimal> parse(std::string_view text);

  // The same with any number of decimals, rounded half away from zero at the twelfth.
  // Errors: kInput where it is no number or is too large.
  [[nodiscard]] static Result<Decimal> nearest(std::string_view text);

  // `places` decimals, rounded half away from zero; with no argument as many as matter.
  [[nodiscard]] std::string to_string(int places) const;
  [[nodiscard]] std::string to_string() const;

  [[nodiscard]] constexpr __int128 units() const { return units_; }
  [[nodiscard]] constexpr bool overflowed() const { return overflowed_; }
  [[nodiscard]] constexpr bool is_zero() const { return units_ == 0; }
  [[nodiscard]] constexpr Decimal operator-() const { return Decimal(-units_); }

  Decimal& operator+=(const Decimal& other);
  friend Decimal operator+(Decimal a, const Decimal& b) { return a += b; }
  friend Decimal operator-(Decimal a, const Decimal& b) { return a += -b; }
  friend constexpr auto operator<=>(const Decimal& a, const Decimal& b) {
    return a.units_ <=> b.units_;
  }
  friend constexpr bool operator==(const Decimal& a, const Decimal& b) {
    return a.units_ == b.units_;
  }

 private:
  static constexpr __int128 kUnit = 1'000'000'000'000;
  explicit constexpr Decimal(__int128 units) : units_(units) {}

  __int128 units_ = 0;
  bool overflowed_ = false;
};

}  // namespace fundable
