// Terraform's names of functions. Those that read files, cut networks or make random values are
// left out: their values are not in the code.
#include "readers/terraform/functions.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "readers/infrastructure/functions.h"

namespace fundable::terraform {
namespace {

using infra::Literal;
using Arguments = std::span<const Literal>;

struct Named {
  std::string_view name;
  infra::Function function;
};

// `%s`, `%v`, `%d` and `%%` only; other verbs shape numbers.
Literal formatted(Arguments arguments) {
  if (arguments.empty() || !arguments[0].is_scalar()) return {};
  std::size_t next = 1;
  return infra::formatted(arguments[0].text(), [&](char verb, std::string& text) {
    const bool plain = verb == 's' || verb == 'v' || verb == 'd';
    if (!plain || next >= arguments.size() || !arguments[next].is_scalar()) return false;
    text += arguments[next++].text();
    return text.size() <= 100'000;
  });
}

Literal coalesced(Arguments arguments) {
  for (const Literal& value : arguments) {
    const bool is_empty = value.is(Literal::Kind::kText) && value.text().empty();
    if (!value.is(Literal::Kind::kNull) && !is_empty) return value;
  }
  return {};
}

Literal tried(Arguments arguments) { return arguments.empty() ? Literal() : arguments[0]; }

Literal element(Arguments arguments) {
  if (arguments.size() != 2 || !arguments[1].is_scalar()) return {};
  const std::string& text = arguments[1].text();
  std::size_t index = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
  return read.ec == std::errc() ? arguments[0].at(index) : Literal();
}

Literal joined(Arguments arguments) {
  return arguments.size() == 2 ? infra::joined(arguments[1], arguments[0]) : Literal();
}

constexpr std::array kFunctions{
    Named{"coalesce", coalesced},
    Named{"concat", infra::concatenated},
    Named{"contains", infra::contains},
    Named{"element", element},
    Named{"format", formatted},
    Named{"join", joined},
    Named{"jsonencode", infra::json_text},
    Named{"keys", infra::keys},
    Named{"length", infra::length},
    Named{"lookup", infra::looked_up},
    Named{"lower", infra::lower},
    Named{"merge", infra::merged},
    Named{"nonsensitive", infra::same},
    Named{"one", infra::first},
    Named{"replace", infra::replaced},
    Named{"tobool", infra::same},
    Named{"tolist", infra::same},
    Named{"tomap", infra::same},
    Named{"tonumber", infra::same},
    Named{"toset", infra::same},
    Named{"tostring", infra::as_text},
    Named{"trimspace", infra::stripped},
    Named{"try", tried},
    Named{"upper", infra::upper},
    Named{"values", infra::values},
};

}  // namespace

Literal call(std::string_view function, Arguments arguments) {
  const auto* const found = std::ranges::find(kFunctions, function, &Named::name);
  return found == kFunctions.end() ? Literal() : found->function(arguments);
}

}  // namespace fundable::terraform
