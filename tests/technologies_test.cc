// The shipped technologies against cases that are data: each file of tests/technologies holds
// marks and what they mean, `- {channel: arm, text: …, details: …, is: [azure_ai_search]}`; marks
// that mean nothing have `is: []`. A file of cases that is called as a file of technologies
// begins, `azure` for azure_data.yaml, has a case for each of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/schema.h"
#include "base/text.h"
#include "tests/technologies/shipped.h"

namespace fundable {
namespace {

std::vector<std::filesystem::path> yaml_files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(FUNDABLE_ROOT + folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

Document parsed(const std::filesystem::path& path) {
  auto documents = parse_yaml(bytes_of(path));
  if (!documents) {
    ADD_FAILURE() << to_string(in_file(documents.error(), path.filename().string()));
    return {};
  }
  return std::move(documents->front());
}

class TechnologyCases : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(TechnologyCases, EveryMarkIsUnderstood) {
  const Document cases = parsed(GetParam());
  for (const Node one : cases.root()) {
    const Mark mark{std::string(one["channel"].text()), std::string(one["text"].text()),
                    std::string(one["details"].text())};
    EXPECT_NE(std::ranges::find(channels(), mark.channel), channels().end()) << mark.channel;
    auto expected = texts_under(one, "is");
    ASSERT_TRUE(expected && one["is"].exists()) << GetParam() << ":" << one.line();
    std::ranges::sort(*expected);
    EXPECT_EQ(matched(shipped_catalogue(), {&mark, 1}), joined(*expected, " "))
        << GetParam().filename() << ":" << one.line() << " " << mark.channel << " " << mark.text
        << " (" << mark.details << ")";
  }
}

TEST_P(TechnologyCases, EveryTechnologyHasOne) {
  std::set<std::string, std::less<>> shown;
  const Document cases = parsed(GetParam());
  for (const Node one : cases.root()) {
    for (const Node id : one["is"]) shown.emplace(id.text());
  }
  for (const auto& file : yaml_files("/data/technologies")) {
    if (!file.stem().string().starts_with(GetParam().stem().string())) continue;
    const Document technologies = parsed(file);
    for (const Node technology : technologies.root()) {
      EXPECT_TRUE(shown.contains(technology["technology"].text()))
          << GetParam().filename() << " has no case for " << technology["technology"].text();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, TechnologyCases,
                         testing::ValuesIn(yaml_files("/tests/technologies")),
                         [](const auto& name) { return name.param.stem().string(); });

}  // namespace
}  // namespace fundable
