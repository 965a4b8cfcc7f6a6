// References to container images, as files that build and run containers write them.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/observation.h"

namespace fundable::containers {

using Values = std::map<std::string, std::string, std::less<>>;

// The text with variables put in: `$NAME` and `${NAME}` where their value is known,
// `${NAME:-default}` else with its default. What stays unknown stands as written.
[[nodiscard]] std::string filled(std::string_view text, const Values& known);

// Adds the mark of an image, unless all of its name is left to a variable.
void add_image(std::string_view image, std::vector<Mark>& marks);

}  // namespace fundable::containers
