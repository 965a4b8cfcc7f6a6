// `fundable assess --portfolio`: many projects, as people and scripts run it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/app/folder.h"
#include "tests/app/program.h"

namespace fundable::end_to_end {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

std::vector<Json> rows_of(const std::string& text) {
  std::vector<Json> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) rows.push_back(Json::parse(line));
  return rows;
}

Ended run_portfolio(const std::filesystem::path& portfolio, Words more = {}) {
  Words words{"assess", "--portfolio", portfolio.string(), "--as-of", "2026-11-22"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

const char* const kMoves =
    R"({"fundable":1,"project":"Moves","workloads":[{"name":"b","runs_on":"azure","goes_to":"aws"},)"
    R"({"name":"a","goes_to":"aws"}]})";
const char* const kNew =
    R"({"fundable":1,"project":"New \"one\"","workloads":[{"name":"bot","kind":"agent",)"
    R"("runs_on":"nowhere","goes_to":"aws","poc":{"ends":"2027-01-31"}}]})";

TEST(Portfolio, GivesARowAWorkloadInOrder) {
  const TemporaryFolder folder;
  const auto file = folder.write("all.ndjson", std::string(kMoves) + "\n\n" + kNew + "\n");
  const Ended ended = run_portfolio(file, {"--format", "ndjson"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  const auto rows = rows_of(ended.out);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0]["workload"], "a");
  EXPECT_EQ(rows[0]["motion"], "undetermined");
  EXPECT_EQ(rows[1]["workload"], "b");
  EXPECT_EQ(rows[1]["motion"], "migration");
  EXPECT_EQ(rows[2]["project"], "New \"one\"");
  EXPECT_EQ(rows[2]["motion"], "net_new");
  for (const Json& row : rows) ASSERT_GE(row["verdicts"].size(), 2U);
}

// What a row says is what `assess` says of the same project.
TEST(Portfolio, SaysWhatAssessSays) {
  const TemporaryFolder folder;
  const std::filesystem::path projects = folder.path() / "projects";
  int order = 0;
  for (const char* name : {"second", "first"}) {
    copy_shuffled(example("harbour-mutual"), projects / name, static_cast<unsigned>(order++));
  }
  folder.write("projects/.hidden/fundable.yaml", "not: a project");
  folder.write("projects/a file.txt", "no project");
  folder.write("projects/third/fundable.yaml", "fundable: 1\nproject: Third\nworkloads: 3\n");
  const Ended ended = run_portfolio(projects, {"--format", "ndjson", "--findings"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  const Ended one =
      run({"assess", (projects / "first").string(), "--as-of", "2026-11-22", "--format", "json"});
  const Json assessment = Json::parse(one.out);
  const auto rows = rows_of(ended.out);
  const std::size_t workloads = assessment["workloads"].size();
  ASSERT_EQ(rows.size(), 2 * workloads + 1);
  for (std::size_t i = 0; i < workloads; ++i) {
    const Json& workload = assessment["workloads"][i];
    Json row = rows[i];
    EXPECT_EQ(row, rows[workloads + i]);
    EXPECT_EQ(row["workload"], workload["name"]);
    EXPECT_EQ(row["motion"], workload["motion"]);
    for (Json& verdict : row["verdicts"]) {
      EXPECT_EQ(verdict["open"].empty(), verdict["verdict"] != "undetermined");
      verdict.erase("open");
    }
    EXPECT_EQ(row["verdicts"], workload["verdicts"]);
  }
  EXPECT_NE(rows.back()["place"].get<std::string>().find("third/fundable.yaml:3"),
            std::string::npos);
  EXPECT_NE(ended.err.find("1 project could not be assessed"), std::string::npos);
}

TEST(Portfolio, ABrokenLineIsToldAndStopsNothing) {
  const TemporaryFolder folder;
  const std::string text = std::string(kMoves) + "\n{\"fundable\":1,\n" +
                           R"({"fundable":1,"project":"x","projcet":1,"wrkloads":2})"
                           "\n" +
                           R"({"fundable":1,"project":"x","project":"y"})"
                           "\n" +
                           "[1]\n\xFF\n" + "{\"fundable\":1,\"project\":\"" +
                           std::string(1 << 20, 'x') + "\"}\n" + kNew + "\n";
  const auto file = folder.write("all.ndjson", text);
  const Ended ended = run_portfolio(file, {"--format", "ndjson"});
  EXPECT_EQ(ended.status, 0);
  const auto rows = rows_of(ended.out);
  ASSERT_EQ(rows.size(), 9U);
  for (std::size_t line = 2; line <= 7; ++line) {
    const std::string place = rows[line]["place"];
    EXPECT_NE(place.find("all.ndjson:" + std::to_string(line) + ":"), std::string::npos) << place;
  }
  EXPECT_NE(rows[3]["error"].get<std::string>().find("projcet"), std::string::npos);
  // A second problem of the line has its place, too.
  EXPECT_NE(rows[3]["error"].get<std::string>().find("all.ndjson:3:52: unknown key 'wrkloads'"),
            std::string::npos)
      << rows[3];
  EXPECT_NE(rows[4]["error"].get<std::string>().find("stands twice"), std::string::npos);
  EXPECT_EQ(rows[8]["workload"], "bot");
  EXPECT_NE(ended.err.find("6 projects could not be assessed"), std::string::npos);

  const Ended summary = run_portfolio(file);
  EXPECT_EQ(summary.status, 0);
  EXPECT_NE(summary.out.find("2 projects"), std::string::npos) << summary.out;
  EXPECT_NE(summary.out.find("workload.runs_on"), std::string::npos) << summary.out;
  EXPECT_NE(summary.out.find("all.ndjson:3:"), std::string::npos) << summary.out;
}

TEST(Portfolio, TheNumberOfThreadsChangesNothing) {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 6'000; ++i) {
    const char* places[] = {"azure", "nowhere", "aws", "vendor_api", "on_premises"};
    text += R"({"fundable":1,"project":"P)" + std::to_string(i) + R"(","workloads":[)" +
            R"({"name":"w","runs_on":")" + places[i % 5] + R"(","goes_to":"aws"},)" +
            R"({"name":"v","work_started":)" + (i % 3 == 0 ? "true" : "false") + "}]}\n";
    if (i % 1'000 == 500) text += "broken\n";
  }
  const auto file = folder.write("all.ndjson", text);
  const Ended one = run_portfolio(file, {"--format", "ndjson", "--threads", "1"});
  const Ended many = run_portfolio(file, {"--format", "ndjson", "--threads", "5"});
  EXPECT_EQ(rows_of(one.out).size(), 12'006U);
  EXPECT_EQ(one.out, many.out);
  EXPECT_EQ(run_portfolio(file, {"--threads", "1"}).out,
            run_portfolio(file, {"--threads", "3"}).out);
}

TEST(Portfolio, EndsWithTheStatusThatItsHelpTells) {
  const TemporaryFolder folder;
  const auto good = folder.write("good.ndjson", kMoves);
  const auto bad = folder.write("bad.ndjson", "{}\n{}\n");
  const auto empty = folder.write("empty.ndjson", "\n");
  const auto evidence = folder.write(
      "evidence.ndjson", R"({"fundable":1,"project":"x","evidence":["bill.csv"],"workloads":[]})");
  std::filesystem::create_directory(folder.path() / "nothing");
  EXPECT_EQ(run_portfolio(good).status, 0);
  EXPECT_EQ(run_portfolio(good, {"--fail-on", "undetermined"}).status, 3);
  EXPECT_EQ(run_portfolio(bad).status, 1);
  EXPECT_EQ(run_portfolio(empty).status, 1);
  EXPECT_EQ(run_portfolio(folder.path() / "missing").status, 1);
  EXPECT_EQ(run_portfolio(folder.path() / "nothing").status, 1);
  EXPECT_EQ(run_portfolio("-").status, 1);  // an empty standard input
  EXPECT_EQ(run_portfolio(good, {"--format", "json"}).status, 2);
  EXPECT_EQ(run_portfolio(good, {"--findings"}).status, 2);
  EXPECT_EQ(run_portfolio(good, {"--as-of", "today"}).status, 2);
  EXPECT_EQ(run({"assess", ".", "--format", "ndjson"}).status, 2);
  EXPECT_EQ(run({"assess", "elsewhere", "--portfolio", good.string()}).status, 2);
  EXPECT_NE(run_portfolio(evidence).out.find("1 line with evidence that was not read"),
            std::string::npos);
}

}  // namespace
}  // namespace fundable::end_to_end
