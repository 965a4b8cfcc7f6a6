// The technologies that are shipped, in data/technologies, for tests.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "model/technology.h"
#include "model/vocabulary.h"

namespace fundable {

[[nodiscard]] std::string bytes_of(const std::filesystem::path& path);
[[nodiscard]] const Vocabulary& shipped_vocabulary();
[[nodiscard]] Result<> add(Catalogue& catalogue, std::string_view yaml);
// All of data/technologies; a file that does not load fails the test.
[[nodiscard]] const Catalogue& shipped_catalogue();
// The ids of the technologies that `marks` show, with a space between them.
[[nodiscard]] std::string matched(const Catalogue& in, std::span<const Mark> marks);

}  // namespace fundable
