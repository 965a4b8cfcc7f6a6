// The words of a Go template's text: what stands outside of `{{ }}`, and what stands inside.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fundable::helm {

struct Token {
  enum class Kind : std::uint8_t {
    kName,      // if, include, true
    kField,     // .image, without its dot; `.` alone gives an empty one
    kVariable,  // $name, without the dollar
    kText,      // "a" or `a`, unquoted
    kNumber,
    kSign,  // ( ) | , = :=
  };
  Kind kind = Kind::kSign;
  std::string text;
  bool joined = false;  // nothing stands between it and the token before it
};

// A piece of a template: text that is copied, or one action.
struct Piece {
  bool is_action = false;
  std::uint32_t line = 0;     // 1-based, where it begins
  std::string_view text;      // lifetime: that of the template's text
  std::vector<Token> tokens;  // of an action
};

// Cuts a template; comments are gone, and white space is trimmed where `{{-` and `-}}` ask for it.
// Errors: kInput, with the line as place, where an action does not end or holds what is no token.
[[nodiscard]] Result<std::vector<Piece>> pieces_of(std::string_view text);

}  // namespace fundable::helm
