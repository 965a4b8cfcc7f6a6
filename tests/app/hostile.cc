// Runs the program on a folder of good and hostile evidence. Time and memory are bounded here for
// all cases alike, far above what any of them needs: what is not bounded at all goes beyond.
#include "tests/app/hostile.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/app/folder.h"
#include "tests/assessment_schema.h"

namespace fundable::end_to_end {

using Tree = nlohmann::json;

std::string good_evidence() { return bytes_of(example("folder-only") / "search.tfstate"); }
std::string good_bill() { return bytes_of(example("folder-only") / "bill-focus.csv"); }
std::string header_of_bill() { return good_bill().substr(0, good_bill().find('\n')); }

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string alias_bomb(std::string text) {
  text += "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'i'; ++c) {
    const std::string before(1, static_cast<char>(c - 1));
    text += std::string(1, c) + ": &" + c + " [" + repeated("*" + before + ", ", 9) + "*" + before +
            "]\n";
  }
  return text;
}

Tree assessed(const std::filesystem::path& folder) {
  const auto start = std::chrono::steady_clock::now();
  const Ended ended = run({"assess", folder, "--goes-to", "aws", "--format", "json"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  if (!kSanitized) {
    EXPECT_LT(ended.peak_mib, 1000);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
  }
  Tree tree = Tree::parse(ended.out);
  EXPECT_EQ(objections(tree), "");
  EXPECT_EQ(ended.out.find(folder.string()), std::string::npos) << "shows a path of this machine";
  return tree;
}

std::vector<std::string> shown_in_every_format(const std::filesystem::path& folder) {
  std::vector<std::string> all;
  for (const char* format : {"json", "markdown", "html", "terminal"}) {
    Ended ended = run({"assess", folder, "--goes-to", "aws", "--format", format});
    EXPECT_EQ(ended.status, 0) << ended.err;
    all.push_back(std::move(ended.out) + ended.err);
  }
  return all;
}

Tree source_of(const Tree& assessment, const std::string& path) {
  for (const Tree& source : assessment["sources"]) {
    if (source["path"] == path) return source;
  }
  ADD_FAILURE() << path << " is no source in " << assessment["sources"].dump(1);
  return {};
}

std::size_t left_out(const Tree& assessment, const std::string& why) {
  for (const Tree& reason : assessment["left_out"]) {
    if (reason["why"] == why) return reason["files"];
  }
  return 0;
}

void expect_the_rest(const Tree& assessment) {
  EXPECT_EQ(source_of(assessment, "search.tfstate")["observations"], 3);
  EXPECT_FALSE(assessment["workloads"].empty());
}

void expect_told(const Hostile& hostile) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  folder.write(hostile.file, hostile.bytes());
  const Tree assessment = assessed(folder.path());
  expect_the_rest(assessment);
  const Tree source = source_of(assessment, hostile.file);
  const std::string told = source["skipped"].dump();
  if (*hostile.why == '\0') {
    EXPECT_TRUE(source["skipped"].empty()) << told;
    EXPECT_GT(source["observations"], 0);
  } else {
    EXPECT_NE(told.find(hostile.why), std::string::npos) << told;
  }
}

}  // namespace fundable::end_to_end
