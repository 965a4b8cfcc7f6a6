// The parts that the page is put together from. Each gives HTML that is escaped already.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"

namespace fundable::html {

// Text fit to show, escaped for content and for attributes in double quotes.
[[nodiscard]] std::string escaped(std::string_view text);
// `<tag class="…">content</tag>`; the content is HTML, the class is left out where empty.
[[nodiscard]] std::string element(std::string_view tag, std::string_view css_class,
                                  std::string_view content);
// A verdict as a coloured word; an absent one as a dash.
[[nodiscard]] std::string verdict_badge(const Verdict* verdict);
// Where a statement of a program comes from; a link where the program gives an address.
[[nodiscard]] std::string citation(const ProgramSource& source);
// `workload-3`: what links within the page name the third workload by.
[[nodiscard]] std::string anchor(std::size_t workload);

// The style sheet, without its element.
[[nodiscard]] std::string_view style();
// A picture of who pays for what, with the same in words.
[[nodiscard]] std::string picture(const Assessment& assessment);
// One workload with its findings and evidence, folded.
[[nodiscard]] std::string workload_details(const Assessment& assessment, std::size_t workload);
// What each program takes, with what is to be done and to be heeded.
[[nodiscard]] std::string plan(const Assessment& assessment);
// Evidence files, what was not used, and the programs that judged.
[[nodiscard]] std::string sources(const Assessment& assessment);

}  // namespace fundable::html
