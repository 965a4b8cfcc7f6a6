// A value as YAML text, as `toYaml` writes it.
#pragma once

#include "readers/infrastructure/literal.h"

namespace fundable::helm {

// In block style, two spaces a level. Unknown: where it would be too long for a Literal; what is
// unknown inside of it is left out.
[[nodiscard]] infra::Literal yaml_text_of(const infra::Literal& value);

}  // namespace fundable::helm
