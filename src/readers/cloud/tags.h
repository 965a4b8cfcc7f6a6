// Tags and labels as observations keep them.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/document.h"

namespace fundable::cloud {

using Tags = std::map<std::string, std::string>;

// Adds one, fit to show; a value that is a secret by its key or its look is kept as `[redacted]`.
void add_tag(Tags& tags, std::string_view key, std::string_view value);

// Adds those of a map, or of a list of `{Key, Value}` or `{key, value}`; anything else adds none.
void add_tags(Tags& tags, Node node);

}  // namespace fundable::cloud
