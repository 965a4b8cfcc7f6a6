// Renders a chart's template with what the chart itself says.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/observation.h"
#include "readers/helm/template.h"

namespace fundable::helm {

struct Rendered {
  std::string text;
  std::vector<std::uint32_t> lines;  // for each line of the text: that of the template it is from
  std::vector<Skipped> left_out;     // what nothing but a cluster or a user decides
};

// `root` is what the template calls `$`. Unknown values write nothing, and a condition that is
// unknown is taken as not met.
// Errors: kLimit, with the line as place, where it does not end within its budget.
[[nodiscard]] Result<Rendered> render(const Steps& steps, const Definitions& definitions,
                                      const infra::Literal& root);

}  // namespace fundable::helm
