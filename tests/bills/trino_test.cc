// Trino's client against a coordinator on loopback that says what a test wants. How it fares with a
// real one: trino_server_test.cc.
#include "bills/trino.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <thread>

#include "tests/base/http_server.h"

namespace fundable {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

const TrinoOptions kQuick{.patience = {.first_ms = 1, .longest_ms = 5, .budget_ms = 200},
                          .before_anew_ms = 1,
                          .limits = {}};

Environment environment(std::map<std::string, std::string> variables = {}) {
  return [variables](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

TrinoSource source_at(const HttpServer& server) {
  return {.host = "127.0.0.1",
          .port = server.port(),
          .user = "ana",
          .catalog = "hive",
          .schema = "bills",
          .table = "focus",
          .session = {{"query_priority", "1 & 2"}},
          .password = {},
          .token = {},
          .ca_file = {}};
}

// The parts of an answer, given one after the other; the last one over and over. `%` stands for the
// server's own origin. What is asked with DELETE is not a part.
class Coordinator {
 public:
  explicit Coordinator(std::vector<CannedResponse> parts)
      : parts_(std::move(parts)), server_([this](const SeenRequest& request) {
          if (request.method == "DELETE") return CannedResponse{.status = 204};
          CannedResponse part = parts_[std::min(next_++, parts_.size() - 1)];
          for (auto at = part.body.find('%'); at != std::string::npos; at = part.body.find('%')) {
            part.body.replace(at, 1, server_.origin());
          }
          return part;
        }) {}

  [[nodiscard]] Result<RemoteRows> answer(const TrinoOptions& options = kQuick,
                                          std::stop_token stop = {}) const {
    return query_trino(source_at(server_), "select 1", options, std::move(stop));
  }
  [[nodiscard]] const HttpServer& server() const { return server_; }
  [[nodiscard]] std::string methods() const {
    std::string all;
    for (const auto& request : server_.seen()) all += request.method + " ";
    return all;
  }

 private:
  std::vector<CannedResponse> parts_;
  std::size_t next_ = 0;
  HttpServer server_;
};

CannedResponse part(std::string body) { return {.body = std::move(body)}; }

const CannedResponse kQueued =
    part(R"({"id":"q","nextUri":"%/v1/statement/queued/q/1","stats":{"state":"QUEUED"}})");
const std::string kColumns =
    R"~("columns":[{"name":"service","type":"varchar(20)"},{"name":"lines","type":"bigint"},)~"
    R"~({"name":"cost","type":"decimal(38,12)"}])~";
const CannedResponse kFirst = part(
    R"({"id":"q","nextUri":"%/v1/statement/executing/q/y/2?slug=x",)" + kColumns +
    R"(,"data":[["EC2",9007199254740993,"12345678901234567890.123456789012"],[null,null,null]],"stats":{"state":"RUNNING"}})");
const CannedResponse kLast = part(R"({"id":"q",)" + kColumns +
                                  R"(,"data":[["a\"b",-1,"-0.10"]],"stats":{"state":"FINISHED"}})");

CannedResponse failing(const std::string& name, const std::string& type) {
  return part(
      R"({"id":"q","stats":{"state":"FAILED"},"error":{"message":"line 1:8: it broke\nat x",)"
      R"("errorName":")" +
      name + R"(","errorType":")" + type + R"("}})");
}

TEST(Trino, GivesTheRowsOfAllPartsExactly) {
  const Coordinator coordinator({kQueued, kFirst, kLast});
  auto rows = coordinator.answer();
  ASSERT_TRUE(rows) << to_string(rows.error());
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ(rows->columns().at(2).type, "decimal(38,12)");
  EXPECT_FALSE(rows->text(0));
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "EC2");
  EXPECT_EQ(rows->integer(1), 9007199254740993);
  const auto units = rows->decimal(2);
  ASSERT_TRUE(units);
  EXPECT_EQ(static_cast<std::uint64_t>(*units / 1'000'000'000'000), 12345678901234567890U);
  EXPECT_EQ(static_cast<std::uint64_t>(*units % 1'000'000'000'000), 123456789012U);
  EXPECT_FALSE(rows->text(1));
  EXPECT_FALSE(rows->integer(2));
  EXPECT_FALSE(rows->text(9));
  ASSERT_TRUE(rows->next());
  EXPECT_FALSE(rows->text(0));
  EXPECT_FALSE(rows->integer(1));
  EXPECT_FALSE(rows->decimal(2));
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "a\"b");
  EXPECT_EQ(rows->decimal(2), -100'000'000'000);
  EXPECT_FALSE(rows->next());
  EXPECT_FALSE(rows->next());
  EXPECT_EQ(coordinator.methods(), "POST GET GET ");
}

TEST(Trino, SaysWhoAsksWhatAndWhere) {
  const Coordinator coordinator({kQueued, kFirst, kLast});
  ASSERT_TRUE(coordinator.answer());
  const auto seen = coordinator.server().seen();
  EXPECT_EQ(seen[0].target, "/v1/statement");
  EXPECT_EQ(seen[0].body, "select 1");
  EXPECT_EQ(seen[2].target, "/v1/statement/executing/q/y/2?slug=x");
  for (const auto& request : seen) {
    EXPECT_EQ(request.headers.at("x-trino-user"), "ana");
    EXPECT_EQ(request.headers.at("x-trino-source"), "fundable");
    EXPECT_EQ(request.headers.at("x-trino-catalog"), "hive");
    EXPECT_EQ(request.headers.at("x-trino-schema"), "bills");
    EXPECT_EQ(request.headers.at("x-trino-time-zone"), "UTC");
    EXPECT_EQ(request.headers.at("x-trino-session"), "query_priority=1%20%26%202");
    EXPECT_FALSE(request.headers.contains("authorization"));
  }
}

TEST(Trino, TriesAgainWhileTheCoordinatorIsBusy) {
  const Coordinator coordinator(
      {{.status = 503}, {.status = 429}, kQueued, {.status = 502}, kFirst, {.status = 504}, kLast});
  const auto rows = coordinator.answer();
  ASSERT_TRUE(rows) << to_string(rows.error());
  EXPECT_EQ(rows->size(), 3U);
  EXPECT_EQ(coordinator.methods(), "POST POST POST GET GET GET GET ");
}

TEST(Trino, GivesUpOnACoordinatorThatStaysBusyAndCancels) {
  const Coordinator coordinator({kQueued, kFirst, {.status = 503}});
  const auto rows = coordinator.answer();
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, ErrorKind::kSystem);
  EXPECT_TRUE(rows.error().says.contains("503"));
  EXPECT_TRUE(coordinator.methods().ends_with("GET DELETE ")) << coordinator.methods();
}

TEST(Trino, AsksAgainForAPartThatBrokeOff) {
  CannedResponse broken = kFirst;
  broken.breaks_off = true;
  const Coordinator coordinator({kQueued, broken, kFirst, kLast});
  const auto rows = coordinator.answer();
  ASSERT_TRUE(rows) << to_string(rows.error());
  EXPECT_EQ(rows->size(), 3U);
}

TEST(Trino, DoesNotPostAStatementTwice) {
  CannedResponse broken = kQueued;
  broken.breaks_off = true;
  const Coordinator coordinator({broken, kQueued, kFirst, kLast});
  EXPECT_FALSE(coordinator.answer());
  EXPECT_EQ(coordinator.methods(), "POST ");
}

TEST(Trino, TellsAQuerysErrorInOneSentence) {
  const Coordinator wrong({kQueued, failing("COLUMN_NOT_FOUND", "USER_ERROR")});
  const auto refused = wrong.answer();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kInput);
  EXPECT_EQ(refused.error().says, "Trino refuses the query: line 1:8: it broke (COLUMN_NOT_FOUND)");
  EXPECT_EQ(wrong.methods(), "POST GET ");
  const Coordinator small({failing("EXCEEDED_GLOBAL_MEMORY_LIMIT", "INSUFFICIENT_RESOURCES")});
  EXPECT_EQ(small.answer().error().kind, ErrorKind::kLimit);
  const Coordinator ill({failing("GENERIC_INTERNAL_ERROR", "INTERNAL_ERROR")});
  EXPECT_EQ(ill.answer().error().kind, ErrorKind::kSystem);
}

TEST(Trino, StartsAnewWhereANodeWasLost) {
  const CannedResponse lost = failing("REMOTE_TASK_ERROR", "INTERNAL_ERROR");
  const Coordinator coordinator({kQueued, kFirst, lost, kQueued, kFirst, kLast});
  const auto rows = coordinator.answer();
  ASSERT_TRUE(rows) << to_string(rows.error());
  EXPECT_EQ(rows->size(), 3U);  // not the two of the first run again
  const Coordinator again({kQueued, kFirst, lost, kQueued, kFirst, lost});
  const auto none = again.answer();
  ASSERT_FALSE(none);
  EXPECT_TRUE(none.error().says.starts_with("Trino lost a node while the query ran"))
      << none.error().says;
}

TEST(Trino, NeverGivesPartOfAnAnswer) {
  for (const char* state : {"RUNNING", "FAILED", "FINISHING", ""}) {
    const Coordinator coordinator(
        {kQueued, kFirst, part(R"({"id":"q","stats":{"state":")" + std::string(state) + "\"}}")});
    const auto rows = coordinator.answer();
    ASSERT_FALSE(rows);
    EXPECT_TRUE(rows.error().says.contains("not whole"));
  }
  const Coordinator gone({kQueued, kFirst, {.status = 404}});
  EXPECT_TRUE(gone.answer().error().says.contains("no longer knows the query"));
}

TEST(Trino, RefusesWhatCannotBeTakenExactly) {
  for (const char* row :
       {R"(["x",1,"0.1234567890123"])", R"(["x",92233720368547758080,"1"])", R"(["x",1.5,"1"])",
        R"(["x",1])", R"(["x",1,"1","y"])", R"([["x"],1,"1"])"}) {
    const Coordinator coordinator(
        {part("{\"nextUri\":\"%/v1/statement/q/2\"," + kColumns + ",\"data\":[" + row + "]}")});
    EXPECT_FALSE(coordinator.answer()) << row;
    EXPECT_EQ(coordinator.methods(), "POST DELETE ");
  }
  const Coordinator early({part(R"({"data":[["x"]],"stats":{"state":"FINISHED"}})")});
  EXPECT_FALSE(early.answer());
}

TEST(Trino, HoldsItsLimits) {
  TrinoOptions few = kQuick;
  few.limits.rows = 2;
  const Coordinator rows({kQueued, kFirst, kLast});
  EXPECT_EQ(rows.answer(few).error().kind, ErrorKind::kLimit);
  TrinoOptions small = kQuick;
  small.limits.bytes = 30;
  const Coordinator bytes({kQueued, kFirst, kLast});
  EXPECT_EQ(bytes.answer(small).error().kind, ErrorKind::kLimit);
  EXPECT_EQ(bytes.methods(), "POST GET DELETE ");
}

TEST(Trino, GoesNowhereElse) {
  for (const char* uri :
       {"http://evil.example/v1/statement/q/1", "https://127.0.0.1/v1/statement/q/1",
        "http://127.0.0.1:1/v1/statement/q/1", "%@evil.example/v1/statement/1", "%/v2/other",
        "/v1/statement/q/1", "file:///etc/passwd"}) {
    const Coordinator coordinator({part(R"({"nextUri":")" + std::string(uri) + "\"}")});
    const auto rows = coordinator.answer();
    ASSERT_FALSE(rows) << uri;
    EXPECT_TRUE(rows.error().says.contains("another server")) << rows.error().says;
    EXPECT_EQ(coordinator.methods(), "POST ");
  }
}

TEST(Trino, TellsWhatIsNoTrino) {
  for (const CannedResponse& response :
       {part("<html>"), part("[]"), CannedResponse{.status = 404}, CannedResponse{.status = 401},
        CannedResponse{.status = 302},
        CannedResponse{.status = 500, .body = "token=s3cr3ts3cr3t"}}) {
    const Coordinator coordinator({response});
    const auto rows = coordinator.answer();
    ASSERT_FALSE(rows);
    EXPECT_FALSE(rows.error().says.empty());
    EXPECT_FALSE(to_string(rows.error()).contains("s3cr3t"));
  }
  TrinoSource nobody;
  {
    const HttpServer gone([](const SeenRequest&) { return CannedResponse{}; });
    nobody = source_at(gone);
  }
  EXPECT_EQ(query_trino(nobody, "select 1", kQuick).error().kind, ErrorKind::kMissing);
}

TEST(Trino, CancelsWhenStopped) {
  CannedResponse slow = kFirst;
  slow.wait_ms = 1200;
  const Coordinator coordinator({kQueued, kFirst, slow});
  std::stop_source stop;
  std::jthread later([&] {
    while (coordinator.server().seen().size() < 3) std::this_thread::sleep_for(milliseconds(5));
    stop.request_stop();
  });
  const auto start = steady_clock::now();
  const auto rows = coordinator.answer(kQuick, stop.get_token());
  ASSERT_FALSE(rows);
  EXPECT_TRUE(rows.error().says.starts_with("stopped"));
  EXPECT_LT(steady_clock::now() - start, milliseconds(2500));
}

TEST(Trino, ListsATablesColumns) {
  const Coordinator coordinator({part(
      R"({"columns":[{"name":"column_name","type":"varchar"},{"name":"data_type","type":"varchar"}],)"
      R"~("data":[["billedcost","decimal(38,12)"],["tags","map(varchar, varchar)"]],)~"
      R"("stats":{"state":"FINISHED"}})")});
  const auto columns = trino_columns(source_at(coordinator.server()), kQuick);
  ASSERT_TRUE(columns) << to_string(columns.error());
  ASSERT_EQ(columns->size(), 2U);
  EXPECT_EQ((*columns)[1].name, "tags");
  EXPECT_EQ((*columns)[1].type, "map(varchar, varchar)");
}

TEST(TrinoUrl, NamesServerUserAndTable) {
  const auto source =
      trino_source("trino://ana@h.example/hive/Bi%22lls/focus?session.a=b", environment());
  ASSERT_TRUE(source) << to_string(source.error());
  EXPECT_EQ(source->host, "h.example");
  EXPECT_EQ(source->port, 8080);
  EXPECT_FALSE(source->tls);
  EXPECT_EQ(source->user, "ana");
  EXPECT_EQ(source->quoted_table(), "\"hive\".\"Bi\"\"lls\".\"focus\"");
  EXPECT_EQ(source->session.at(0).second, "b");
}

TEST(TrinoUrl, AsksForTls) {
  for (const char* url :
       {"trinos://a@h/c/s/t", "trino://a@h/c/s/t?tls=true", "trino://a@h:443/c/s/t"}) {
    const auto source = trino_source(url, environment({{"FUNDABLE_TRINO_TOKEN", "x"}}));
    ASSERT_TRUE(source) << url;
    EXPECT_TRUE(source->tls);
    EXPECT_EQ(source->port, 443);
    EXPECT_EQ(source->token, "x");
  }
  EXPECT_EQ(trino_source("trinos://a@h:8443/c/s/t", environment())->port, 8443);
}

TEST(TrinoUrl, SendsSecretsOverTlsOnly) {
  for (const char* name : {"FUNDABLE_TRINO_PASSWORD", "FUNDABLE_TRINO_TOKEN"}) {
    const auto source = trino_source("trino://a@h/c/s/t", environment({{name, "s3cr3t"}}));
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().kind, ErrorKind::kUsage);
    EXPECT_FALSE(to_string(source.error()).contains("s3cr3t"));
  }
  EXPECT_FALSE(trino_source("trinos://a@h/c/s/t", environment({{"FUNDABLE_TRINO_PASSWORD", "x"},
                                                               {"FUNDABLE_TRINO_TOKEN", "y"}})));
}

TEST(TrinoUrl, IsRefusedWhereItIsNoTable) {
  for (const char* url :
       {"trino://h/c/s/t", "trino://a@h/c/s", "trino://a@h/c/s/t/u", "trino://a@h/c//t",
        "trino://a@h/c/s/t?x=1", "trino://a@h/c/s/t?tls=maybe", "trinos://a@h/c/s/t?tls=false",
        "http://a@h/c/s/t", "trino://a:pw@h/c/s/t", "trino://a@h/c/s/%00"}) {
    EXPECT_FALSE(trino_source(url, environment())) << url;
  }
}

}  // namespace
}  // namespace fundable
