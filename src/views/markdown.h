// The assessment as a report in Markdown.
#pragma once

#include <string>

#include "model/assessment.h"

namespace fundable {

// A report in GitHub-flavoured Markdown, ends with a newline. Nothing in it that came from evidence
// is markup, HTML or a link that could be followed.
[[nodiscard]] std::string markdown_of(const Assessment& assessment);

}  // namespace fundable
