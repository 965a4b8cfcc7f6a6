// What every case of evidence that is broken or hostile asks for: a sentence about it, within its
// budget, and the rest assessed.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/app/program.h"

namespace fundable::end_to_end {

// Evidence that can be used, to lie beside what cannot.
[[nodiscard]] std::string good_evidence();
[[nodiscard]] std::string good_bill();
[[nodiscard]] std::string header_of_bill();

[[nodiscard]] std::string repeated(std::string_view text, std::size_t times);

// `text` and then lists of which each holds the one before ten times: 10^9 values in a few lines.
[[nodiscard]] std::string alias_bomb(std::string text);

// Assesses a folder, as JSON, and checks what holds for every assessment.
[[nodiscard]] nlohmann::json assessed(const std::filesystem::path& folder);

// What the program says of a folder in each of its formats.
[[nodiscard]] std::vector<std::string> shown_in_every_format(const std::filesystem::path& folder);

[[nodiscard]] nlohmann::json source_of(const nlohmann::json& assessment, const std::string& path);

// How many files were left out for that reason.
[[nodiscard]] std::size_t left_out(const nlohmann::json& assessment, const std::string& why);

// The good evidence, in search.tfstate, is read and made a workload.
void expect_the_rest(const nlohmann::json& assessment);

// A file that is made to harm.
struct Hostile {
  const char* what;
  const char* file;
  std::string (*bytes)();
  const char* why;  // part of the sentence about it; empty: it is read without a loss
};
inline void PrintTo(const Hostile& hostile, std::ostream* out) { *out << hostile.what; }

// Assesses it beside good evidence and expects all of the above.
void expect_told(const Hostile& hostile);

}  // namespace fundable::end_to_end
