// What functions of infrastructure languages compute. Each language has its own names for them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "readers/infrastructure/literal.h"

namespace fundable::infra {

// Of the arguments, in order. Unknown: where an argument that matters is, or where the language
// would refuse them.
using Function = Literal (*)(std::span<const Literal>);

// Whether two values are the same; unknown for lists and maps that are not both empty.
[[nodiscard]] Literal equal(std::span<const Literal> both);
[[nodiscard]] Literal negated(std::span<const Literal> one);
// False where any argument is false, whatever the others are.
[[nodiscard]] Literal all_true(std::span<const Literal> values);
// True where any argument is true, whatever the others are.
[[nodiscard]] Literal any_true(std::span<const Literal> values);
// The second or third value, by the first.
[[nodiscard]] Literal chosen(std::span<const Literal> condition_and_two);

// The first that is not null.
[[nodiscard]] Literal first_given(std::span<const Literal> values);
[[nodiscard]] Literal same(std::span<const Literal> one);
[[nodiscard]] Literal listed(std::span<const Literal> elements);
[[nodiscard]] Literal as_list(std::span<const Literal> one);
// A list of one where the value is no list.
[[nodiscard]] Literal in_list(std::span<const Literal> one);
[[nodiscard]] Literal as_text(std::span<const Literal> one);

[[nodiscard]] Literal length(std::span<const Literal> one);
[[nodiscard]] Literal is_empty(std::span<const Literal> one);
// Whether the first, a list, map or text, holds the second as element, key or part.
[[nodiscard]] Literal contains(std::span<const Literal> both);
[[nodiscard]] Literal keys(std::span<const Literal> one);
[[nodiscard]] Literal values(std::span<const Literal> one);
// The value of a map under a key, or else the third argument.
[[nodiscard]] Literal looked_up(std::span<const Literal> map_key_default);
[[nodiscard]] Literal first(std::span<const Literal> one);
// The lists after each other, or the texts. What follows an unknown list is kept, as elements.
[[nodiscard]] Literal concatenated(std::span<const Literal> lists);
// All members, later ones first in rank. What an unknown map may override is left out.
[[nodiscard]] Literal merged(std::span<const Literal> maps);

[[nodiscard]] Literal lower(std::span<const Literal> one);
[[nodiscard]] Literal upper(std::span<const Literal> one);
[[nodiscard]] Literal stripped(std::span<const Literal> one);
// The text with every occurrence of the second argument replaced by the third.
[[nodiscard]] Literal replaced(std::span<const Literal> three);
// The elements of the list with the separator between them.
[[nodiscard]] Literal joined(const Literal& list, const Literal& separator);
// A format as C's: `%%` stands for itself, and `write` appends what any other verb stands for.
// Unknown where it gives false; of a `%` at the end the verb is NUL.
[[nodiscard]] Literal formatted(std::string_view format,
                                const std::function<bool(char verb, std::string& text)>& write);
[[nodiscard]] Literal json_text(std::span<const Literal> one);

}  // namespace fundable::infra
