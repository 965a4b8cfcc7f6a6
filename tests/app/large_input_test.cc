// A file of 1 GB whose second line never ends: memory stays bounded, and the rest is assessed.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/folder.h"
#include "tests/app/program.h"
#include "tests/assessment_schema.h"

namespace fundable::end_to_end {
namespace {

struct Large {
  const char* file;
  std::string start;
  const char* why;
};

class OneLine : public ::testing::TestWithParam<Large> {};

// The start is text, so that nothing takes the file for a binary one; then there is a hole, which
// costs no disk and reads as zeros.
void write_large(const TemporaryFolder& folder, const Large& large) {
  const auto file = folder.write(large.file, large.start + std::string(100'000, 'x'));
  std::filesystem::resize_file(file, std::uintmax_t{1} << 30);
}

TEST_P(OneLine, OfAGigabyteIsLeftOut) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", bytes_of(example("folder-only") / "search.tfstate"));
  write_large(folder, GetParam());
  const Ended ended = run({"assess", folder.path(), "--goes-to", "aws", "--format", "json"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  const auto assessment = nlohmann::json::parse(ended.out);
  EXPECT_EQ(objections(assessment), "");
  const auto& source = assessment["sources"][0];
  ASSERT_EQ(source["path"], GetParam().file);
  ASSERT_FALSE(source["skipped"].empty());
  const std::string why = source["skipped"].dump();
  EXPECT_NE(why.find(GetParam().why), std::string::npos) << why;
  EXPECT_EQ(assessment["sources"][1]["observations"], 3);
  // The sanitizers keep what is freed, so there the number says nothing.
  if (!kSanitized) {
    EXPECT_LT(ended.peak_mib, 1000);
  }
}

std::string header_of_bill() {
  const std::string bill = bytes_of(example("folder-only") / "bill-focus.csv");
  return bill.substr(0, bill.find('\n') + 1);
}

INSTANTIATE_TEST_SUITE_P(
    EndToEnd, OneLine,
    ::testing::Values(Large{"a.csv", header_of_bill(), "row is longer than 2097152 bytes"},
                      Large{"a.tfstate", R"({"version": 4, "lineage": ")", "1073741824 bytes"},
                      Large{"a.txt", "JobID|State|AllocTRES|Elapsed\n1|", "1073741824 bytes"},
                      Large{"a.yaml", "apiVersion: v1\nkind: Pod\nx: ", "1073741824 bytes"}),
    [](const auto& tested) { return std::string(tested.param.file).substr(2); });

}  // namespace
}  // namespace fundable::end_to_end
