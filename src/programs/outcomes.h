// What criteria come to, and sets of it: the arithmetic of verdicts.
#pragma once

#include <algorithm>
#include <cstdint>

#include "model/assessment.h"

namespace fundable {

// What a required criterion, an island or a program can come to; a smaller one is worse.
enum Outcome : std::uint8_t { kNo = 0, kReview = 1, kYes = 2 };
// A set of outcomes, one bit each.
using Outcomes = std::uint8_t;
inline constexpr Outcomes kAnything = 0b111;

constexpr Outcomes bit(Outcome outcome) { return static_cast<Outcomes>(1 << outcome); }

// The worst of one outcome from each set.
constexpr Outcomes worst(Outcomes a, Outcomes b) {
  Outcomes result = 0;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      if ((a >> i & 1) != 0 && (b >> j & 1) != 0) {
        result = static_cast<Outcomes>(result | 1 << std::min(i, j));
      }
    }
  }
  return result;
}

constexpr bool holds_several(Outcomes set) { return (set & (set - 1)) != 0; }

constexpr VerdictKind verdict_of(Outcomes set) {
  if (set == bit(kYes)) return VerdictKind::kEligible;
  if (set == bit(kReview)) return VerdictKind::kReview;
  if (set == bit(kNo)) return VerdictKind::kIneligible;
  return VerdictKind::kUndetermined;
}

}  // namespace fundable
