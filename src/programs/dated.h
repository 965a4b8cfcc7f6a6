// Rules and values that hold from a day, or until one.
#pragma once

#include <optional>

#include "base/date.h"
#include "base/document.h"

namespace fundable {

// The day under `key`; none where nothing stands there. Errors: kInput where it is no day.
[[nodiscard]] Result<std::optional<Date>> day_under(Node map, std::string_view key);

// Whether a rule holds on a day: `in_force: {from: DATE, until: DATE}`, both included, each may be
// left out; a rule without it always holds. Errors: kInput with the place.
[[nodiscard]] Result<bool> is_in_force(Node rule, const Date& as_of);

// The entry of a list of dated values that holds on a day: the last whose `from` has come, or the
// first where none has. Errors: kInput where the list is empty, an entry has no day, or the days
// do not rise.
[[nodiscard]] Result<Node> value_on(Node list, const Date& as_of);

}  // namespace fundable
