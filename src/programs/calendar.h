// The days on which a program's money is lost.
#pragma once

#include "programs/evaluate.h"
#include "programs/money_rules.h"

namespace fundable {

// `calendar` of a program: `{deadline, implements, says, of, not_after | not_before, source}`.
// Errors: kInput with the place: facts that are no dates, no parameter of that name.
[[nodiscard]] Result<std::vector<CalendarRule>> read_calendar(
    Node list, const RuleScope& scope, const std::vector<Parameter>& parameters);

// What each rule comes to for a subject on a day. Order: the program's.
[[nodiscard]] std::vector<Deadline> deadlines_of(const Program& program, const Subject& subject,
                                                 const Vocabulary& vocabulary, const Date& as_of);

// Order: by day, those that are still open before those that are settled; those without day last.
void sort_by_day(std::vector<Deadline>& deadlines);

}  // namespace fundable
