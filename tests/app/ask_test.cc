// The interview, on a real terminal and from a pipe.
#include <gtest/gtest.h>

#include "tests/app/folder.h"
#include "tests/app/program.h"

namespace fundable::end_to_end {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kFile =
    "fundable: 1\n"
    "project: Claims\n"
    "workloads:\n"
    "  - name: training      # the GPUs in the cellar\n"
    "    kind: training_pipeline\n"
    "  - name: agent\n"
    "    kind: agent\n"
    "    runs_on: nowhere\n"
    "    goes_to: aws\n";

Ended asked(const TemporaryFolder& folder, const std::string& input, bool on_terminal,
            std::vector<std::string> more = {}) {
  std::vector<std::string> words{"ask", folder.path().string(), "--by", "Ada"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words, {.on_terminal = on_terminal, .input = input});
}

TEST(Ask, WritesAnswersAsTheyAreTypedOnATerminal) {
  if (!has_pseudo_terminals()) GTEST_SKIP() << "this machine gives no pseudo-terminals";
  TemporaryFolder folder;
  folder.write("fundable.yaml", kFile);
  // Where it goes by its number, then where it runs by its name; then to stop.
  const Ended ended = asked(folder, "1\non_premises\nq\n", true);
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_TRUE(holds(ended.out, "training: Where will it run after the project?")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "Its answer can still change the verdict of map")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "2 answers written to ")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "training  map: eligible  poc: ineligible")) << ended.out;
  const std::string file = bytes_of(folder.path() / "fundable.yaml");
  EXPECT_TRUE(holds(file,
                    "  - name: training      # the GPUs in the cellar\n"
                    "    kind: training_pipeline\n"
                    "    goes_to: aws  # answered "))
      << file;
  EXPECT_TRUE(holds(file, " by Ada\n    runs_on: on_premises  # answered ")) << file;
}

TEST(Ask, GoesBackWithoutLosingLaterAnswers) {
  TemporaryFolder folder;
  folder.write("fundable.yaml", kFile);
  const Ended ended = asked(folder, "aws\non_premises\nb\nazure\nb\nb\naws\nq\n", false);
  EXPECT_EQ(ended.status, 0) << ended.err;
  const std::string file = bytes_of(folder.path() / "fundable.yaml");
  EXPECT_TRUE(holds(file, "    runs_on: azure  # answered ")) << file;
  EXPECT_TRUE(holds(file, "before: on_premises")) << file;
  EXPECT_TRUE(holds(file, "    goes_to: aws  # answered ")) << file;
}

TEST(Ask, GoesOnWhereItStopped) {
  TemporaryFolder folder;
  folder.write("fundable.yaml", kFile);
  EXPECT_EQ(asked(folder, "aws\n", false).status, 0);
  const Ended again = asked(folder, "azure\n", false);
  EXPECT_FALSE(holds(again.out, "training: Where will it run after the project?")) << again.out;
  EXPECT_TRUE(holds(bytes_of(folder.path() / "fundable.yaml"), "    runs_on: azure  # answered "));
}

TEST(Ask, AsksAgainAfterWhatIsNoAnswerAndPutsOffWhatNobodyKnows) {
  TemporaryFolder folder;
  folder.write("fundable.yaml", kFile);
  const Ended ended = asked(folder, "?\nazur\n?\n?\n?\n?\n?\n", false);
  EXPECT_TRUE(holds(ended.out, "'azur' is none of the choices\n  Did you mean azure?"))
      << ended.out;
  EXPECT_TRUE(holds(ended.out, "0 answers written")) << ended.out;
  EXPECT_EQ(bytes_of(folder.path() / "fundable.yaml"), kFile);
}

TEST(Ask, TakesARecordFieldByField) {
  TemporaryFolder folder;
  folder.write("fundable.yaml",
               "fundable: 1\nproject: P\nworkloads:\n  - name: agent\n    runs_on: nowhere\n"
               "    goes_to: aws\n    poc:\n      scope: An agent\n");
  const Ended ended = asked(
      folder, "judged correct\n>= 90 %\n200 claims\nHead of claims\n2027-06-01\n120,000\n", false);
  EXPECT_EQ(ended.status, 0) << ended.err;
  const std::string file = bytes_of(folder.path() / "fundable.yaml");
  EXPECT_TRUE(holds(file,
                    "      success_criteria: [{metric: \"judged correct\", target: \">= 90 %\", "
                    "measured_by: \"200 claims\"}]  # answered"))
      << ended.out << file;
  EXPECT_TRUE(holds(file, "yearly_aws_cost_usd: 120000}")) << file;
  EXPECT_TRUE(holds(ended.out, "Nothing is open.")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "poc: eligible")) << ended.out;
}

TEST(Ask, TakesItsWordsInEveryFieldAndWantsWhatDecides) {
  TemporaryFolder folder;
  const std::string file =
      "fundable: 1\nproject: P\nworkloads:\n  - name: agent\n    runs_on: nowhere\n"
      "    goes_to: aws\n    poc:\n      scope: An agent\n";
  folder.write("fundable.yaml", file);
  const Ended put_off = asked(folder, "judged correct\n?\nHead\nq\n", false);
  EXPECT_TRUE(holds(put_off.out, "0 answers written")) << put_off.out;
  EXPECT_EQ(bytes_of(folder.path() / "fundable.yaml"), file);
  const Ended empty = asked(folder, "judged correct\n\n\nhigh\n\nq\n", false);
  EXPECT_TRUE(holds(empty.out, "agent under poc: undetermined, now ineligible")) << empty.out;
}

TEST(Ask, IsAboutAProject) {
  TemporaryFolder folder;
  folder.write("sacct.txt", "JobID|State\n");
  const Ended ended = run({"ask", (folder.path() / "sacct.txt").string()});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(holds(ended.err, "fundable ask FOLDER")) << ended.err;
}

TEST(Ask, MakesAProjectFileWhereThereIsNone) {
  TemporaryFolder folder;
  folder.write("sacct.txt",
               "JobID|JobName|Account|Partition|State|ElapsedRaw|AllocTRES|NodeList\n"
               "1|train|vision|gpu|COMPLETED|7200|cpu=8,gres/gpu=4|gpu01\n");
  const Ended ended = asked(folder, "aws\n", false);
  EXPECT_EQ(ended.status, 0) << ended.err;
  const std::string file = bytes_of(folder.path() / "fundable.yaml");
  EXPECT_TRUE(holds(file, "fundable: 1\nproject: ")) << ended.out;
  EXPECT_TRUE(holds(file, "    goes_to: aws  # answered ")) << file;
  EXPECT_TRUE(holds(ended.out, "map: eligible")) << ended.out;
}

TEST(Ask, ListsWithoutAsking) {
  TemporaryFolder folder;
  folder.write("fundable.yaml", kFile);
  const Ended ended = asked(folder, "1\n", false, {"--no-input"});
  EXPECT_EQ(ended.status, 0);
  EXPECT_TRUE(holds(ended.out, "training: Where does it run today?  (runs_on)")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "1 on_premises")) << ended.out;
  EXPECT_EQ(bytes_of(folder.path() / "fundable.yaml"), kFile);
}

}  // namespace
}  // namespace fundable::end_to_end
