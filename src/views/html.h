// The assessment as a page to read, print and send.
#pragma once

#include <string>

#include "model/assessment.h"

namespace fundable {

// One self-contained HTML page: no script, no request to anywhere, readable in light and dark, on
// paper and by a screen reader. Nothing in it that came from evidence is markup or a link.
[[nodiscard]] std::string html_of(const Assessment& assessment);

}  // namespace fundable
