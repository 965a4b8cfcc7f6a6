// `fundable programs`: cases, tables, and what a change of the rules changes.
#include <gtest/gtest.h>

#include "tests/app/folder.h"
#include "tests/app/program.h"

namespace fundable::end_to_end {
namespace {

namespace fs = std::filesystem;

const std::string kRoot = FUNDABLE_ROOT;

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Puts a copy of our data into a folder, in which one file has `from` replaced by `to`.
void copy_changed(const TemporaryFolder& folder, const std::string& file, const std::string& from,
                  const std::string& to) {
  fs::copy(kRoot + "/data", folder.path() / "data", fs::copy_options::recursive);
  std::string text = bytes_of(folder.path() / "data" / file);
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  write(folder.path() / "data" / file, text);
}

TEST(ProgramsCommand, RunsTheCases) {
  const Ended ours = run({"programs", "test", "--as-of", "2026-11-25"});
  EXPECT_EQ(ours.status, 0) << ours.out << ours.err;
  EXPECT_TRUE(holds(ours.out, "map: ")) << ours.out;
  const Ended packs = run({"programs", "test", "--as-of", "2026-11-25", "--programs",
                           kRoot + "/examples/packs/green-compute"});
  EXPECT_EQ(packs.status, 0) << packs.out << packs.err;
  EXPECT_TRUE(holds(packs.out, "green_compute: 6 cases hold"));
}

TEST(ProgramsCommand, ACaseThatFailsAndACriterionWithoutCaseFail) {
  const TemporaryFolder wrong;
  copy_changed(wrong, "programs/map.yaml", "fact: workload.goes_to\n    is: aws",
               "fact: workload.goes_to\n    is: stays");
  const Ended failed = run({"programs", "test", (wrong.path() / "data").string()});
  EXPECT_EQ(failed.status, 1);
  EXPECT_TRUE(holds(failed.out, "cases/map.yaml:")) << failed.out;
  EXPECT_TRUE(holds(failed.out, "criterion goes_to_aws is no, and should be yes")) << failed.out;
  const TemporaryFolder unseen;
  copy_changed(unseen, "programs/cases/poc.yaml",
               "answers: {yes: [results_are_told, customer_signed_off]}",
               "answers: {yes: [results_are_told]}");
  const Ended missing = run({"programs", "test", (unseen.path() / "data").string()});
  EXPECT_EQ(missing.status, 1);
  EXPECT_TRUE(holds(missing.out, "poc: criterion customer_signed_off was never yes"))
      << missing.out;
}

TEST(ProgramsCommand, TheTableInTheDocumentsIsThatOfTheData) {
  const Ended table = run({"programs", "table", "--as-of", "2026-11-25"});
  ASSERT_EQ(table.status, 0) << table.err;
  const std::string document = bytes_of(kRoot + "/docs/programs.md");
  const auto line = document.find("\n---\n");
  ASSERT_NE(line, std::string::npos);
  EXPECT_EQ(document.substr(line + 5), table.out)
      << "docs/programs.md: put the output of `fundable programs table --as-of 2026-11-25` under "
         "its line";
}

TEST(ProgramsCommand, DiffNamesWhatFlipsAndWhy) {
  TemporaryFolder portfolio;
  portfolio.write("one/fundable.yaml",
                  "fundable: 1\nproject: One\nworkloads:\n"
                  "  - {name: calls, runs_on: vendor_api, goes_to: aws}\n"
                  "  - {name: training, runs_on: on_premises, goes_to: aws}\n");
  portfolio.write("two/fundable.yaml",
                  "fundable: 1\nproject: Two\nworkloads:\n"
                  "  - {name: chat, runs_on: vendor_api, goes_to: aws}\n");
  const TemporaryFolder wrong;
  copy_changed(wrong, "programs/map.yaml", "fact: workload.runs_on\n    is_not: vendor_api",
               "fact: workload.runs_on\n    is_not: colocation");
  const std::string ours = kRoot + "/data";
  const Ended diff = run({"programs", "diff", ours, (wrong.path() / "data").string(), "--projects",
                          portfolio.path().string(), "--as-of", "2026-11-25"});
  EXPECT_EQ(diff.status, 0) << diff.err;
  EXPECT_TRUE(holds(diff.out,
                    "one / calls: map was review, is eligible\n"
                    "    source_is_infrastructure was no (review) and is yes"))
      << diff.out;
  EXPECT_TRUE(holds(diff.out, "two / chat: map was review, is eligible")) << diff.out;
  EXPECT_FALSE(holds(diff.out, "training")) << diff.out;
  EXPECT_TRUE(holds(diff.out, "2 projects, 6 verdicts compared: 2 changes.")) << diff.out;
  const Ended same = run({"programs", "diff", ours, ours, "--projects", portfolio.path().string()});
  EXPECT_TRUE(holds(same.out, "none changes")) << same.out;
  EXPECT_EQ(run({"programs", "diff", ours}).status, 2);
}

TEST(ProgramsCommand, APackStandsInPlaceOfOurProgram) {
  TemporaryFolder packs;
  std::string map = bytes_of(kRoot + "/data/programs/map.yaml");
  const std::string from = "is: 100000, source";
  map.replace(map.find(from), from.size(), "is: 250000, source");
  packs.write("map.yaml", map);
  const Ended shown = run({"assess", kRoot + "/examples/harbour-mutual", "--programs",
                           packs.path().string(), "--format", "json", "--as-of", "2026-11-22"});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_TRUE(holds(shown.out, "\"value\": \"250000\"")) << "the pack's figure";
  packs.write("assessment.json", shown.out);
  const std::string file = (packs.path() / "assessment.json").string();
  const std::string project = kRoot + "/examples/harbour-mutual";
  EXPECT_EQ(run({"verify", file, "--project", project, "--programs", packs.path().string()}).status,
            0);
  EXPECT_EQ(run({"verify", file, "--project", project}).status, 1);
}

}  // namespace
}  // namespace fundable::end_to_end
