// The names of functions, and the few whose arguments stand in an order of their own.
#include "readers/azure/functions.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/infrastructure/functions.h"

namespace fundable::azure {
namespace {

using infra::Literal;
using Arguments = std::span<const Literal>;

struct Named {
  std::string_view name;
  infra::Function function;
};

// `{0}` to `{9}`; other shapes are left unknown.
Literal formatted(Arguments arguments) {
  if (arguments.empty() || !arguments[0].is_scalar()) return {};
  std::string text;
  std::string_view rest = arguments[0].text();
  for (std::size_t at = rest.find('{'); at != rest.npos; at = rest.find('{')) {
    const bool plain =
        rest.size() > at + 2 && rest[at + 1] >= '0' && rest[at + 1] <= '9' && rest[at + 2] == '}';
    if (!plain) return {};
    const auto index = static_cast<std::size_t>(rest[at + 1] - '0') + 1;
    if (index >= arguments.size() || !arguments[index].is_scalar()) return {};
    text.append(rest.substr(0, at)) += arguments[index].text();
    rest.remove_prefix(at + 3);
    if (text.size() > 100'000) return {};
  }
  return Literal::text(text.append(rest));
}

Literal united(Arguments arguments) {
  const bool lists = std::ranges::any_of(
      arguments, [](const Literal& value) { return value.is(Literal::Kind::kList); });
  return lists ? infra::concatenated(arguments) : infra::merged(arguments);
}

Literal joined(Arguments arguments) {
  return arguments.size() == 2 ? infra::joined(arguments[0], arguments[1]) : Literal();
}

constexpr std::array kFunctions{
    Named{"and", infra::all_true},
    Named{"array", infra::in_list},
    Named{"bool", infra::same},
    Named{"coalesce", infra::first_given},
    Named{"concat", infra::concatenated},
    Named{"contains", infra::contains},
    Named{"createarray", infra::listed},
    Named{"empty", infra::is_empty},
    Named{"equals", infra::equal},
    Named{"first", infra::first},
    Named{"format", formatted},
    Named{"if", infra::chosen},
    Named{"int", infra::same},
    Named{"join", joined},
    Named{"length", infra::length},
    Named{"not", infra::negated},
    Named{"or", infra::any_true},
    Named{"replace", infra::replaced},
    Named{"string", infra::as_text},
    Named{"tolower", infra::lower},
    Named{"toupper", infra::upper},
    Named{"trim", infra::stripped},
    Named{"union", united},
};

}  // namespace

Literal call(std::string_view function, Arguments arguments) {
  const auto* const found = std::ranges::find(kFunctions, lowered(function), &Named::name);
  return found == kFunctions.end() ? Literal() : found->function(arguments);
}

}  // namespace fundable::azure
