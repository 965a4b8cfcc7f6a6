// What the properties of something declared tell the catalogue of technologies beyond its type.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"
#include "readers/infrastructure/literal.h"

namespace fundable::infra {

// A property that says something, wherever it stands in a declaration.
struct Telling {
  std::string_view key;      // whole, upper and lower case alike
  std::string_view channel;  // of the mark that it makes; empty: none
  bool in_details;           // whether the first mark's details name it
};

// Adds `as=value` to details, in which secrets are redacted, while they are not too long.
void add_detail(std::string& details, std::string_view as, std::string_view value);

// Walks `value` for these properties. A list gives a mark for each element, a map for its `name`.
// Every other property stays unread: it may be a secret. `marks` holds the first mark already.
void tell(const Literal& value, std::span<const Telling> tellings, std::vector<Mark>& marks);

// The tags among `tags`: a map, or a list of maps with `Key` and `Value`.
[[nodiscard]] std::map<std::string, std::string> tags_of(const Literal& tags);

}  // namespace fundable::infra
