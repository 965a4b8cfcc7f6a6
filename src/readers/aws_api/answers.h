// What AWS's APIs answer with: the table of their lists.
#pragma once

#include <span>
#include <string_view>

namespace fundable::aws {

struct Answer {
  std::string_view list;   // the key of the list, or of the one thing: `Endpoints`, `agent`
  std::string_view key;    // each thing's own ARN, or what identifies it
  std::string_view type;   // as CloudFormation calls it, or in its manner
  std::string_view name;   // the key of its name; may be `key`
  std::string_view state;  // the key of its state; empty: it has none
  bool is_common = false;  // others use the list's key as well: it needs `key` beside it

  // Whether the list's key alone is proof enough.
  [[nodiscard]] constexpr bool is_own_word() const { return !is_common; }
};

// Order: where several have the same list, or an answer about one thing holds several ARNs, the
// first that fits is right.
[[nodiscard]] std::span<const Answer> answers();

}  // namespace fundable::aws
