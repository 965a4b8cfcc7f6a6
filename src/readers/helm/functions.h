// The functions of Helm's templates, as far as their results follow from their arguments.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "readers/infrastructure/literal.h"

namespace fundable::helm {

// Of the arguments, in order. Unknown: where an argument that matters is, or is of a wrong kind.
using Function = infra::Literal (*)(std::span<const infra::Literal>);

// Null where the name is no function that can be computed.
[[nodiscard]] Function function_of(std::string_view name);

// How many steps a call counts for. Members of values are shared, so that some functions go through
// far more than their arguments show.
[[nodiscard]] std::size_t cost_of(std::string_view function);

// The whole part of a number, which a text may hold; absent where it is none.
[[nodiscard]] std::optional<std::int64_t> whole_number(const infra::Literal& value);

// Whether a condition takes the value as true: not null, false, zero or empty. Unknown as it is.
[[nodiscard]] infra::Literal truth_of(const infra::Literal& value);

// The value of a map under a key: null where the map has none.
[[nodiscard]] infra::Literal field_of(const infra::Literal& map, std::string_view key);

// The text that a value writes into a template: nothing for null and for what is unknown.
[[nodiscard]] std::string_view written(const infra::Literal& value);

// Maps merged at every depth; `over` counts where both have a value, and takes it away by null.
[[nodiscard]] infra::Literal merged(const infra::Literal& base, const infra::Literal& over);

}  // namespace fundable::helm
