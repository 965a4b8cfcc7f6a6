// Evidence that is broken, hostile or no evidence: it is named with its place and counted, and the
// rest is still assessed.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/app/folder.h"
#include "tests/app/hostile.h"
#include "tests/app/program.h"

namespace fundable::end_to_end {
namespace {

namespace fs = std::filesystem;
using Tree = nlohmann::json;

struct Bad {
  const char* what;
  const char* file;
  std::string bytes;
  const char* format;  // how the source is called
  const char* place;   // the locator of the first loss
  const char* why;     // what its sentence holds
};

class BadEvidence : public ::testing::TestWithParam<Bad> {};

TEST_P(BadEvidence, IsNamedAndTheRestIsAssessed) {
  const Bad& bad = GetParam();
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  folder.write(bad.file, bad.bytes);
  const Tree assessment = assessed(folder.path());
  expect_the_rest(assessment);
  const Tree source = source_of(assessment, bad.file);
  EXPECT_EQ(source["format"], bad.format);
  ASSERT_FALSE(source["skipped"].empty());
  EXPECT_EQ(source["skipped"][0]["locator"], bad.place);
  const std::string why = source["skipped"][0]["why"];
  EXPECT_NE(why.find(bad.why), std::string::npos) << why;

  const Ended shown = run({"assess", folder.path(), "--goes-to", "aws"});
  EXPECT_EQ(shown.status, 0);
  EXPECT_NE(shown.out.find(bad.file), std::string::npos) << shown.out;
}

const std::string kPod = "apiVersion: v1\nkind: Pod\nmetadata: ";

std::vector<Bad> all_bad() {
  const std::string state = good_evidence();
  const std::string bill = good_bill();
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("{\"version\": 4}")) utf16 += {c, '\0'};
  std::string columns = header_of_bill();
  for (int i = 0; i < 10'000; ++i) columns += ",x" + std::to_string(i);
  // A quote that is opened in the last cell of the third line, and never closed.
  const std::size_t third = bill.find('\n', bill.find('\n', bill.find('\n') + 1) + 1);
  const std::string open_quote = bill.substr(0, third) + "\n\"" + bill.substr(third + 1);
  const std::string deep(100'000, '[');
  return {
      {"Empty", "empty.json", "", "unread", "", "empty"},
      {"TruncatedState", "cut.tfstate", state.substr(0, state.size() / 2), "unusable",
       "cut.tfstate:1:1", "not JSON"},
      {"TruncatedDump", "cut.json", R"({"apiVersion":"v1","kind":"List","items":[{"kind":"Pod",)",
       "unusable", "cut.json:1", "not JSON"},
      {"Utf16", "wide.json", utf16, "unread", "", "UTF-16. Save it as UTF-8."},
      {"BytesThatAreNoText", "bytes.json", "{\"\xFF\xFE\x80\": \x81" + std::string(999, '\x82'),
       "unread", "", "no reader"},
      {"DeepJson", "deep.tfstate",
       R"({"version": 4, "lineage": "a", "serial": 1, "resources": )" + deep, "unusable",
       "deep.tfstate:1:257", "nested deeper than 200 levels"},
      {"DeepDump", "deep.json", R"({"apiVersion": "v1", "kind": "Pod", "x": )" + deep, "unusable",
       "deep.json:1", "nested deeper than 200 levels"},
      {"DeepYaml", "deep.yaml", kPod + deep + std::string(100'000, ']') + "\n", "unusable",
       "deep.yaml:3", "nested deeper than 200 levels"},
      {"AliasBomb", "bomb.yaml", alias_bomb("apiVersion: v1\nkind: Pod\n"), "unusable",
       "bomb.yaml:7", "more than 100000 values"},
      {"ParquetThatIsNone", "none.parquet",
       "PAR1" + std::string(500, '\0') + "\xFF\xFF\xFF\x7FPAR1", "unusable", "none.parquet",
       "none.parquet"},
      {"YamlOfNoFormat", "notes.yml", "owner: [ann, bob\nteam: claims\n", "unread", "notes.yml:2:5",
       "not YAML: "},
      {"BillOfAHeader", "header.csv", header_of_bill(), "unread", "", "a bill without lines"},
      {"UnclosedQuote", "quote.csv", open_quote, "bill", "row 4", "quote"},
      {"TenThousandColumns", "columns.csv", columns + "\n", "unusable", "columns.csv",
       "10033 columns"},
  };
}

INSTANTIATE_TEST_SUITE_P(EndToEnd, BadEvidence, ::testing::ValuesIn(all_bad()),
                         [](const auto& tested) { return std::string(tested.param.what); });

TEST(BadFolder, NamesWithControlCharactersAreShownEscaped) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  folder.write("a\n\x1B[31m\x01\xFF.txt", "hello");
  const Tree assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_EQ(source_of(assessment, "a%0A%1B[31m%01%FF.txt")["format"], "unread");
}

TEST(BadFolder, BinaryFilesPipesAndLoopsAreCounted) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  folder.write("binary.json", std::string("{\0\1\2", 4) + std::string(5000, '\0'));
  folder.write("a/b/readme.txt", "hello");
  fs::create_directory_symlink("..", folder.path() / "a/b/up");
  fs::create_symlink("self", folder.path() / "self");
  ASSERT_EQ(::mkfifo((folder.path() / "pipe.json").c_str(), 0600), 0);
  const Tree assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_EQ(left_out(assessment, "binary file"), 1U);
  EXPECT_EQ(left_out(assessment, "link to a folder"), 1U);
  EXPECT_EQ(left_out(assessment, "link that leads nowhere"), 1U);
  EXPECT_EQ(left_out(assessment, "pipe, socket or device"), 1U);
  EXPECT_EQ(assessment["sources"].size(), 2U);
}

TEST(BadFolder, BrokenBillsAndWorkbooksAreNamed) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  for (const char* name : {"a.parquet", "b.xlsx", "c.csv.gz"}) {
    folder.write(name, std::string("\7\0\1\2", 4) + std::string(500, '\0'));
  }
  folder.write("fundable.yml", "fundable: 1\nproject: P\n");
  const Tree assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_EQ(source_of(assessment, "a.parquet")["skipped"][0]["why"],
            "this is no Parquet file, or a broken one");
  EXPECT_EQ(source_of(assessment, "b.xlsx")["format"], "unusable");
  EXPECT_EQ(source_of(assessment, "c.csv.gz")["format"], "unread");
  EXPECT_EQ(source_of(assessment, "fundable.yml")["skipped"][0]["why"],
            "the project file is called fundable.yaml. Rename it.");
}

TEST(BadFolder, UnreadableFilesAndFoldersAreCounted) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  fs::permissions(folder.write("locked.json", "{}"), fs::perms::none);
  fs::permissions(folder.write("closed/a.json", "{}").parent_path(), fs::perms::none);
  const Tree assessment = assessed(folder.path());
  fs::permissions(folder.path() / "closed", fs::perms::owner_all);
  expect_the_rest(assessment);
  EXPECT_EQ(left_out(assessment, "unreadable"), 1U);
  EXPECT_EQ(left_out(assessment, "unreadable (folder)"), 1U);
}

TEST(BadFolder, TwentyThousandFilesAreEachNamed) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  for (int i = 0; i < 20'000; ++i) folder.write("note" + std::to_string(i) + ".txt", "a note");
  const Tree assessment = assessed(folder.path());
  expect_the_rest(assessment);
  EXPECT_EQ(assessment["sources"].size(), 20'001U);
  EXPECT_EQ(source_of(assessment, "note19999.txt")["skipped"].size(), 1U);
}

// The project itself cannot be used: exit status 1, nothing on standard output, one sentence.
void expect_refused(const std::string& project, const std::string& sentence) {
  SCOPED_TRACE(project);
  const Ended ended = run({"assess", project});
  EXPECT_EQ(ended.status, 1);
  EXPECT_EQ(ended.out, "");
  EXPECT_NE(ended.err.find(sentence), std::string::npos) << ended.err;
}

TEST(BadProject, IsRefusedInASentence) {
  const TemporaryFolder folder;
  const std::string path = folder.path();
  expect_refused(path + "/nowhere", path + "/nowhere: it is not there");
  expect_refused("/dev/null", "/dev/null: it is no regular file");
  fs::create_symlink("round", folder.path() / "round");
  expect_refused(path + "/round", "it is not there");
  ASSERT_EQ(::mkfifo((path + "/pipe").c_str(), 0600), 0);
  expect_refused(path + "/pipe", "it is no regular file");
  expect_refused(folder.write("empty.yaml", "project:\n"),
                 "empty.yaml:1:1: 'fundable', the version");
}

TEST(BadProject, FileIsRefusedWithItsPlace) {
  const std::string start = "fundable: 1\nproject: Claims\n";
  const std::pair<std::string, const char*> files[] = {
      {"", "fundable.yaml"},
      {start + "evidense: [a]\n", "fundable.yaml:3:1: "},
      {start + "evidence: [gone/]\n", "'gone/'"},
      {start + "evidence: [../]\n", "fundable.yaml:3:"},
      {alias_bomb(start), "more than 100000 values"},
      {"fundable: 1\nproject: " + std::string(100'000, '[') + "\n", "nested deeper than 50 levels"},
      {"\xFF\xFE" + std::string("f\0u\0", 4), "fundable.yaml"},
      {start + std::string(2 << 20, '#'), "1048576"},
  };
  for (const auto& [text, sentence] : files) {
    const TemporaryFolder folder;
    folder.write("fundable.yaml", text);
    folder.write("search.tfstate", good_evidence());
    expect_refused(folder.path(), sentence);
  }
}

}  // namespace
}  // namespace fundable::end_to_end
