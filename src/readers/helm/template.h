// A Go template as a tree.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "readers/infrastructure/literal.h"

namespace fundable::helm {

struct Expression {
  enum class Kind : std::uint8_t {
    kLiteral,   // `value`
    kDot,       // what the template is about at this place
    kVariable,  // `name`; empty for `$`
    kFields,    // `fields` of parts[0], one in the other
    kCall,      // the function `name` with `parts`; what is piped into it is the last of them
    kMethod,    // something that only Helm itself can call: `name`
  };
  Kind kind = Kind::kLiteral;
  infra::Literal value{};
  std::string name{};
  std::vector<std::string> fields{};
  std::vector<Expression> parts{};
};

// What a template does, one after the other.
struct Step {
  enum class Kind : std::uint8_t {
    kText,      // `text`
    kValue,     // writes the expression
    kAssign,    // gives it to a variable
    kIf,        // `body` or `otherwise`
    kWith,      // the same, with the dot at the expression
    kRange,     // `body` for each element
    kTemplate,  // writes the template `text`
    kBreak,
    kContinue,
  };
  Kind kind = Kind::kText;
  std::uint32_t line = 0;
  std::string text{};
  Expression expression{};
  std::vector<std::string> variables{};  // which the action gives values
  bool declares = false;                 // they are new: `:=`
  std::vector<Step> body{};
  std::vector<Step> otherwise{};
};

using Steps = std::vector<Step>;

// What `define` and `block` name.
using Definitions = std::map<std::string, Steps, std::less<>>;

// Reads a template; what it defines goes to `definitions`, over what they hold of that name.
// Errors: kInput with the line as place where it is none; kLimit where it nests too deep.
[[nodiscard]] Result<Steps> parse_template(std::string_view text, Definitions& definitions);

}  // namespace fundable::helm
