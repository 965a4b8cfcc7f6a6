// Words by which code shows that it may use something that the catalogue knows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/technology.h"

namespace fundable {

// Texts of which a file must hold one, in any case and with any quotes, for a signature to fit
// anything that it uses: libraries as the language's imports write them, domains, commands,
// libraries that construct infrastructure. `language` as marks of the channel `code` carry it.
// Order: sorted, each once.
[[nodiscard]] std::vector<std::string> code_words(const Catalogue& catalogue,
                                                  std::string_view language);

}  // namespace fundable
