// The words that all views share: what people read for a kind, a platform, an amount.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"

namespace fundable {

// `training pipeline`, `AI application`; `kind unknown` where empty. A word that is not known here
// is shown as it is, with spaces for underscores.
[[nodiscard]] std::string kind_label(std::string_view kind);
// `migration`, `net new`, `on AWS`; `undetermined` where empty.
[[nodiscard]] std::string motion_label(std::string_view motion);
// `on premises`, `Azure`, `nowhere yet`; `unknown` where empty.
[[nodiscard]] std::string platform_label(std::string_view platform);
// Where it runs; where that is unknown, the platforms that code declares: `Azure (declared)`,
// `AWS or Azure (declared)`.
[[nodiscard]] std::string place_label(const AssessedWorkload& workload);
// `AWS`, `stays where it is`, `retired`, `elsewhere`; `unknown` where empty.
[[nodiscard]] std::string destination_label(std::string_view goes_to);
// `MAP` and `PoC`; any other program by its id.
[[nodiscard]] std::string program_label(std::string_view id);
// `required`, `at submission`.
[[nodiscard]] std::string criterion_label(CriterionKind kind);

// `-1234567.5` → `-1,234,567.5`.
[[nodiscard]] std::string with_thousands(std::string digits);
// `41,233.00 USD`, rounded to two places; a sum that overflowed says so.
[[nodiscard]] std::string money_label(const Money& money);
// One amount a currency, joined by ` + `; empty for none.
[[nodiscard]] std::string money_label(std::span<const Money> amounts);
// What a planned cost comes to; `amount not stated` where nobody said.
[[nodiscard]] std::string amount_label(const PlannedCost& cost);

// `a, b and c`; with more than `at_most` names the rest is counted: `a, b, c and 9 more`.
[[nodiscard]] std::string listed(std::span<const std::string> names, std::size_t at_most = 1000,
                                 std::string_view last = "and");

// Where a statement of a program comes from, on one line: title, section, when it was checked.
[[nodiscard]] std::string source_label(const ProgramSource& source);

// `evidence/sacct.txt, line 12`.
[[nodiscard]] std::string place_label(const Origin& origin);

// Any text of an assessment, fit to show: see presentable(). Views show nothing else.
[[nodiscard]] std::string shown(std::string_view text);
// A value of a fact on one line, fit to show.
[[nodiscard]] std::string value_label(const Value& value);

// The sentence that every view ends with.
inline constexpr std::string_view kDisclaimer = "A reasoned pre-assessment. AWS decides.";

}  // namespace fundable
