// docs/threats.md and the corpus of the fuzzers, held to what is there: every threat has a guard
// and a case that exist, every reader has a seed in one family.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "base/text.h"
#include "tests/house/tree.h"

namespace fundable::house {
namespace {

const std::string& text_of(const std::string& path) {
  static const std::string kNone;
  const auto found = std::ranges::find(tree().files, path, &File::path);
  return found == tree().files.end() ? kNone : found->text;
}

// What stands between backticks.
std::vector<std::string> quoted_in(std::string_view cell) {
  std::vector<std::string> all;
  const auto parts = split(cell, '`');
  for (std::size_t i = 1; i < parts.size(); i += 2) all.emplace_back(parts[i]);
  return all;
}

// `Suite.Name` is a test, or the instance Name of a suite with parameters.
bool is_case(const std::string& name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos) return false;
  const std::string suite = name.substr(0, dot);
  const std::string rest = name.substr(dot + 1);
  return std::ranges::any_of(code("tests/"), [&](const File& file) {
    const bool is_plain = file.text.contains("TEST(" + suite + ", " + rest + ")") ||
                          file.text.contains("TEST_F(" + suite + ", " + rest + ")") ||
                          file.text.contains("TEST_P(" + suite + ", " + rest + ")");
    return is_plain || (file.text.contains("TEST_P(" + suite + ", ") &&
                        file.text.contains("{\"" + rest + "\""));
  });
}

// The rows of a table of four columns: threat, CWE, guard, case.
Complaints rows_that_show_nothing(const File& document) {
  Complaints all;
  std::istringstream lines(document.text);
  std::string text;
  for (std::size_t line = 1; std::getline(lines, text); ++line) {
    const auto cells = split(text, '|');
    if (cells.size() != 6 || text.starts_with("|--") || cells[2] == " CWE ") continue;
    const auto complain = [&](const std::string& says) {
      all.push_back(complaint(document.path, line, says));
    };
    if (!trimmed(cells[2]).starts_with("CWE-")) complain("no CWE");
    const auto guards = quoted_in(cells[3]);
    const auto cases = quoted_in(cells[4]);
    if (guards.empty()) complain("no guard");
    if (cases.empty()) complain("no case");
    for (const std::string& guard : guards) {
      if (text_of(guard).empty()) complain("`" + guard + "` is no file");
    }
    for (const std::string& name : cases) {
      if (!is_case(name)) complain("`" + name + "` is no test");
    }
  }
  return all;
}

TEST(House, EveryThreatHasAGuardAndACase) {
  const File threats{"docs/threats.md", text_of("docs/threats.md")};
  EXPECT_TRUE(threats.text.contains("| CWE-"));
  for (const std::string& says : rows_that_show_nothing(threats)) ADD_FAILURE() << says;
}
TEST(House, SeesAThreatWithoutACase) {
  const auto complaints = [](const std::string& row) {
    return rows_that_show_nothing({"docs/threats.md", row + "\n"}).size();
  };
  EXPECT_EQ(complaints("| bombs | CWE-1 | `src/base/zip.cc` | `House.SeesAThreatWithoutACase` |"),
            0U);
  EXPECT_EQ(complaints("| bombs | CWE-1 | `src/base/zip.cc` | `House.IsNoSuchTest` |"), 1U);
  EXPECT_EQ(complaints("| bombs | CWE-1 | `src/base/nothing.cc` | |"), 2U);
  EXPECT_EQ(complaints("| bombs | none | | `House.SeesAThreatWithoutACase` |"), 2U);
}

TEST(House, EveryReaderHasASeedInOneFamily) {
  std::map<std::string, std::set<std::string>> families;  // by reader
  for (const auto& seed :
       fs::recursive_directory_iterator(fs::path(FUNDABLE_ROOT) / "fuzz/seeds")) {
    if (!seed.is_regular_file()) continue;
    std::string name;
    std::ifstream(seed.path()) >> name;
    families[name].insert(seed.path().parent_path().filename().string());
  }
  for (const File& file : code("src/readers/")) {
    const fs::path path = file.path;
    if (path.parent_path() != "src/readers" || path.extension() != ".cc") continue;
    EXPECT_EQ(families[path.stem().string()].size(), 1U)
        << path << ": write fuzz/seeds/FAMILY/NAME";
  }
}

}  // namespace
}  // namespace fundable::house
