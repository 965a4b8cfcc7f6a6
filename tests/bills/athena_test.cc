// Athena's client against a strict stand-in on loopback: it recomputes every signature, knows the
// operations, and answers in pages. What goes over the wire is held against AWS's service model.
#include "bills/athena.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>
#include <thread>

#include "base/decimal.h"
#include "base/text.h"
#include "tests/base/aws_model.h"
#include "tests/base/http_server.h"

namespace fundable {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

const AwsCredentials kCredentials{"AKIDTEST", "s3cr3tkey", "t0ken/+=="};
const AthenaOptions kQuick{.patience = {.first_ms = 1, .longest_ms = 5, .budget_ms = 200},
                           .polling = {.first_ms = 1, .longest_ms = 5, .budget_ms = 500},
                           .before_anew_ms = 1,
                           .limits = {}};

Environment environment(std::map<std::string, std::string> variables = {}) {
  variables.try_emplace("AWS_ACCESS_KEY_ID", "AKIDTEST");
  variables.try_emplace("AWS_SECRET_ACCESS_KEY", "s3cr3tkey");
  return [variables](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

CannedResponse json(const Json& body, int status = 200) {
  return {.status = status,
          .headers = {{"Content-Type", "application/x-amz-json-1.1"}},
          .body = body.dump()};
}
CannedResponse refused(const std::string& type, int status = 400) {
  return json({{"__type", "com.amazonaws.athena#" + type}, {"message", "because of it"}}, status);
}

Json state(const std::string& name, const Json& error = Json::object()) {
  Json status{{"State", name}};
  if (!error.empty()) status["AthenaError"] = error;
  if (name == "FAILED") status["StateChangeReason"] = "COLUMN_NOT_FOUND: line 1:8: it broke\nat x";
  return {{"QueryExecution",
           {{"QueryExecutionId", "q-1"}, {"StatementType", "DML"}, {"Status", status}}}};
}

Json row(const std::vector<std::optional<std::string>>& cells) {
  Json data = Json::array();
  for (const auto& cell : cells)
    data.push_back(cell ? Json{{"VarCharValue", *cell}} : Json::object());
  return {{"Data", data}};
}

Json page(const std::vector<Json>& rows, const std::string& next = "") {
  Json all{
      {"UpdateCount", 0},
      {"ResultSet",
       {{"Rows", Json(rows)},
        {"ResultSetMetadata",
         {{"ColumnInfo",
           {{{"Name", "service"}, {"Type", "varchar"}, {"Precision", 2147483647}, {"Scale", 0}},
            {{"Name", "lines"}, {"Type", "bigint"}, {"Precision", 19}, {"Scale", 0}},
            {{"Name", "cost"}, {"Type", "decimal"}, {"Precision", 38}, {"Scale", 12}}}}}}}}};
  if (!next.empty()) all["NextToken"] = next;
  return all;
}
const Json kHeader = row({"service", "lines", "cost"});

// Answers each operation with its own list of answers, the last one over and over.
class Athena {
 public:
  using Script = std::map<std::string, std::vector<CannedResponse>>;
  explicit Athena(Script changes = {})
      : server_([this](const SeenRequest& r) { return answer(r); }) {
    script_ = {{"StartQueryExecution", {json({{"QueryExecutionId", "q-1"}})}},
               {"GetQueryExecution",
                {json(state("QUEUED")), json(state("RUNNING")), json(state("SUCCEEDED"))}},
               {"GetQueryResults",
                {json(page({kHeader,
                            row({"EC2", "9007199254740993", "12345678901234567890.123456789012"})},
                           "n1")),
                 json(page({row({"", std::nullopt, "0E-12"})}, "n2")),
                 json(page({row({std::nullopt, "-1", "-0.10"})}))}},
               {"StopQueryExecution", {json(Json::object())}}};
    for (auto& [operation, answers] : changes) script_[operation] = std::move(answers);
  }

  [[nodiscard]] AthenaSource source() const {
    return {.workgroup = "Primary_1",
            .database = "bills",
            .table = "focus",
            .output = "s3://bucket/athena/",
            .region = "eu-west-1",
            .endpoint = server_.origin(),
            .credentials = kCredentials,
            .ca_file = {}};
  }
  [[nodiscard]] Result<RemoteRows> ask(const AthenaOptions& options = kQuick,
                                       std::stop_token stop = {}) const {
    return query_athena(source(), "select 1", options, std::move(stop));
  }
  // `Start Get Get Results`, and what was wrong with the requests.
  [[nodiscard]] std::string calls() const {
    std::string all;
    for (const auto& request : server_.seen()) all += operation(request) + " ";
    return all + joined(complaints_, "; ");
  }
  [[nodiscard]] std::vector<SeenRequest> seen() const { return server_.seen(); }
  [[nodiscard]] const Script& script() const { return script_; }
  static std::string operation(const SeenRequest& request) {
    const std::string target = request.headers.at("x-amz-target");
    return target.starts_with("AmazonAthena.") ? target.substr(13) : "?" + target;
  }

 private:
  CannedResponse answer(const SeenRequest& request) {
    judge(request);
    auto& answers = script_.at(operation(request));
    const std::size_t at = asked_[operation(request)]++;
    return answers[std::min(at, answers.size() - 1)];
  }

  void judge(const SeenRequest& request) {
    const auto header = [&request](const std::string& name) {
      const auto found = request.headers.find(name);
      return found == request.headers.end() ? std::string() : found->second;
    };
    const auto expect = [this](bool good, const char* what) {
      if (!good) complaints_.emplace_back(what);
    };
    expect(request.method == "POST" && request.target == "/", "is no POST to /");
    expect(header("content-type") == "application/x-amz-json-1.1", "content type");
    expect(header("x-amz-security-token") == kCredentials.session_token, "no session token");
    expect(header("x-amz-date").substr(0, 8) == aws_time().substr(0, 8), "date");
    const std::string authorization = header("authorization");
    const auto part = [&authorization](const std::string& name) {
      const std::size_t from = authorization.find(name + "=") + name.size() + 1;
      return authorization.substr(from, authorization.find(',', from) - from);
    };
    AwsRequest as_signed{.body = request.body};
    std::set<std::string> names;
    const std::string signed_headers = part("SignedHeaders");
    for (const auto name : split(signed_headers, ';')) {
      names.emplace(name);
      as_signed.headers.emplace_back(name, header(std::string(name)));
    }
    for (const char* name :
         {"host", "content-type", "x-amz-date", "x-amz-target", "x-amz-security-token"}) {
      expect(names.contains(name), "a header is not signed");
    }
    expect(
        authorization == aws_authorization(as_signed, {"eu-west-1", "athena", header("x-amz-date")},
                                           kCredentials),
        "the signature differs");
  }

  Script script_;
  std::map<std::string, std::size_t> asked_;
  std::vector<std::string> complaints_;
  HttpServer server_;
};

TEST(Athena, GivesTheRowsOfAllPagesExactly) {
  const Athena athena;
  auto rows = athena.ask();
  ASSERT_TRUE(rows) << to_string(rows.error());
  EXPECT_EQ(athena.calls(),
            "StartQueryExecution GetQueryExecution GetQueryExecution GetQueryExecution "
            "GetQueryResults GetQueryResults GetQueryResults ");
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ(rows->columns().at(2).type, "decimal(38,12)");
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "EC2");
  EXPECT_EQ(rows->integer(1), 9007199254740993);
  EXPECT_EQ(Decimal::from_units(rows->decimal(2).value()).to_string(),
            "12345678901234567890.123456789012");
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "");
  EXPECT_FALSE(rows->integer(1));
  EXPECT_EQ(rows->decimal(2), 0);
  ASSERT_TRUE(rows->next());
  EXPECT_FALSE(rows->text(0));
  EXPECT_EQ(rows->decimal(2), -100'000'000'000);
  EXPECT_FALSE(rows->next());
  const auto seen = athena.seen();
  EXPECT_EQ(Json::parse(seen[5].body)["NextToken"], "n1");
  EXPECT_EQ(Json::parse(seen[6].body)["NextToken"], "n2");
}

TEST(Athena, SendsWhatItsModelAllowsAndIsAnsweredSo) {
  const auto model = AwsModel::of("athena");
  if (!model) GTEST_SKIP() << "../shared/aws-models/athena is not there";
  const Athena athena({{"GetQueryExecution", {json(state("RUNNING"))}}});
  EXPECT_FALSE(athena.ask());
  AthenaSource bare = athena.source();
  bare.output.clear();
  EXPECT_FALSE(query_athena(bare, "select 'é'", kQuick));
  const Athena whole;
  ASSERT_TRUE(whole.ask());
  std::set<std::string> operations;
  for (const Athena* const each : {&athena, &whole}) {
    for (const auto& request : each->seen()) {
      operations.insert(Athena::operation(request));
      EXPECT_EQ(
          joined(model->complaints_of_input(Athena::operation(request), Json::parse(request.body)),
                 "; "),
          "");
    }
    for (const auto& [operation, answers] : each->script()) {
      for (const auto& answer : answers) {
        EXPECT_EQ(joined(model->complaints_of_output(operation, Json::parse(answer.body)), "; "),
                  "");
      }
    }
  }
  EXPECT_EQ(operations.size(), 4U);
}

TEST(Athena, HasAJudgeThatSees) {
  const auto model = AwsModel::of("athena");
  if (!model) GTEST_SKIP() << "../shared/aws-models/athena is not there";
  EXPECT_EQ(model
                ->complaints_of_input("StartQueryExecution", {{"WorkGroup", "a b"},
                                                              {"ClientRequestToken", "short"},
                                                              {"X", 1},
                                                              {"ExecutionParameters", 7}})
                .size(),
            5U);
  EXPECT_EQ(model
                ->complaints_of_input("GetQueryResults",
                                      {{"QueryExecutionId", "q"}, {"MaxResults", 1001}})
                .size(),
            1U);
  EXPECT_EQ(model->complaints_of_input("Nothing", {}).size(), 1U);
}

TEST(Athena, TriesAgainWhenThrottled) {
  const Athena athena(
      {{"StartQueryExecution",
        {refused("TooManyRequestsException"),
         {.status = 503},
         json({{"QueryExecutionId", "q-1"}})}},
       {"GetQueryExecution", {refused("ThrottlingException"), json(state("SUCCEEDED"))}},
       {"GetQueryResults", {refused("InternalServerException", 500), json(page({kHeader}))}}});
  const auto rows = athena.ask();
  ASSERT_TRUE(rows) << to_string(rows.error());
  EXPECT_EQ(rows->size(), 0U);
  std::set<std::string> tokens;
  for (const auto& request : athena.seen()) {
    if (Athena::operation(request) == "StartQueryExecution") {
      tokens.insert(Json::parse(request.body)["ClientRequestToken"].get<std::string>());
    }
  }
  EXPECT_EQ(tokens.size(), 1U);  // so that Athena starts it once
}

TEST(Athena, GivesUpWhenThrottledForLong) {
  const Athena athena({{"StartQueryExecution", {refused("TooManyRequestsException")}}});
  const auto rows = athena.ask();
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, ErrorKind::kSystem);
  EXPECT_TRUE(rows.error().says.contains("TooManyRequestsException")) << rows.error().says;
}

TEST(Athena, TellsAFailureInOneSentence) {
  const Athena user({{"GetQueryExecution",
                      {json(state("FAILED", {{"ErrorCategory", 2}, {"Retryable", false}}))}}});
  const auto wrong = user.ask();
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::kInput);
  EXPECT_EQ(wrong.error().says, "Athena refuses the query: COLUMN_NOT_FOUND: line 1:8: it broke");
  EXPECT_EQ(user.calls(), "StartQueryExecution GetQueryExecution ");
  const Athena other({{"GetQueryExecution", {json(state("CANCELLED"))}}});
  EXPECT_TRUE(other.ask().error().says.starts_with("the query was cancelled in Athena"));
  EXPECT_EQ(other.calls(), "StartQueryExecution GetQueryExecution ");
  const Athena request({{"StartQueryExecution", {refused("InvalidRequestException")}}});
  EXPECT_EQ(request.ask().error().kind, ErrorKind::kInput);
  const Athena stranger({{"StartQueryExecution", {refused("AccessDeniedException")}}});
  EXPECT_TRUE(stranger.ask().error().fix.contains("athena:StartQueryExecution"));
}

TEST(Athena, StartsAnewWhereAthenaSaysThatItMayWork) {
  const Json broken = state("FAILED", {{"ErrorCategory", 1}, {"Retryable", true}});
  const Athena athena({{"GetQueryExecution", {json(broken), json(state("SUCCEEDED"))}}});
  const auto rows = athena.ask();
  ASSERT_TRUE(rows) << to_string(rows.error());
  EXPECT_EQ(rows->size(), 3U);
  const Athena again({{"GetQueryExecution", {json(broken)}}});
  EXPECT_EQ(again.ask().error().kind, ErrorKind::kSystem);
  EXPECT_EQ(again.calls(),
            "StartQueryExecution GetQueryExecution StartQueryExecution GetQueryExecution ");
}

TEST(Athena, NeverGivesPartOfAnAnswer) {
  const Json first = page({kHeader, row({"EC2", "1", "1"})}, "n1");
  for (const CannedResponse& second :
       {refused("InvalidRequestException"), json(page({row({"EC2", "1"})})),
        json(page({row({"x", "1.5", "1"})})), json(page({row({"x", "1", "0.1234567890123"})})),
        json(page({row({"x", "1", "1"})}, "n1")), CannedResponse{.body = "<html>"}}) {
    const Athena athena({{"GetQueryResults", {json(first), second}}});
    EXPECT_FALSE(athena.ask());
  }
  const Athena headless({{"GetQueryResults", {json(page({row({"EC2", "1", "1"})}))}}});
  EXPECT_TRUE(headless.ask().error().says.contains("columns' names"));
  const Athena empty({{"GetQueryResults", {json(page({}))}}});
  EXPECT_FALSE(empty.ask());
}

TEST(Athena, IsToldToStop) {
  const Athena athena({{"GetQueryExecution", {json(state("RUNNING"))}}});
  std::stop_source stop;
  std::jthread later([&] {
    while (athena.seen().size() < 3) std::this_thread::sleep_for(milliseconds(2));
    stop.request_stop();
  });
  const auto start = steady_clock::now();
  const auto rows = athena.ask(kQuick, stop.get_token());
  ASSERT_FALSE(rows);
  EXPECT_TRUE(rows.error().says.starts_with("stopped"));
  EXPECT_LT(steady_clock::now() - start, milliseconds(1500));
  EXPECT_EQ(Athena::operation(athena.seen().back()), "StopQueryExecution");
  EXPECT_EQ(Json::parse(athena.seen().back().body)["QueryExecutionId"], "q-1");
}

TEST(Athena, StopsAQueryThatItDoesNotKnowYet) {
  CannedResponse slow = json({{"QueryExecutionId", "q-7"}});
  slow.wait_ms = 300;
  const Athena athena({{"StartQueryExecution", {slow, json({{"QueryExecutionId", "q-7"}})}}});
  std::stop_source stop;
  std::jthread later([&] {
    while (athena.seen().empty()) std::this_thread::sleep_for(milliseconds(2));
    stop.request_stop();
  });
  EXPECT_FALSE(athena.ask(kQuick, stop.get_token()));
  const auto seen = athena.seen();
  ASSERT_EQ(athena.calls(), "StartQueryExecution StartQueryExecution StopQueryExecution ");
  EXPECT_EQ(seen[0].body, seen[1].body);
  EXPECT_EQ(Json::parse(seen[2].body)["QueryExecutionId"], "q-7");
}

TEST(Athena, HoldsItsLimits) {
  const Athena athena;
  AthenaOptions few = kQuick;
  few.limits.rows = 1;
  EXPECT_EQ(athena.ask(few).error().kind, ErrorKind::kLimit);
  EXPECT_EQ(query_athena(athena.source(), std::string(262'145, 'x'), kQuick).error().kind,
            ErrorKind::kLimit);
  const Athena endless({{"GetQueryExecution", {json(state("RUNNING"))}}});
  EXPECT_EQ(endless.ask().error().kind, ErrorKind::kLimit);
  EXPECT_EQ(Athena::operation(endless.seen().back()), "StopQueryExecution");
}

TEST(AthenaUrl, NamesWorkgroupAndTable) {
  const auto source =
      athena_source("athena://Prod_1/bills/fo%22cus?output=s3://bucket/a/b&region=eu-west-1",
                    environment({{"AWS_SESSION_TOKEN", "t"}, {"AWS_REGION", "us-east-1"}}));
  ASSERT_TRUE(source) << to_string(source.error());
  EXPECT_EQ(source->workgroup, "Prod_1");
  EXPECT_EQ(source->quoted_table(), "\"bills\".\"fo\"\"cus\"");
  EXPECT_EQ(source->output, "s3://bucket/a/b");
  EXPECT_EQ(source->endpoint, "https://athena.eu-west-1.amazonaws.com");
  EXPECT_EQ(source->catalog, "AwsDataCatalog");
  EXPECT_EQ(source->credentials.session_token, "t");
  EXPECT_EQ(athena_source("athena://w/d/t", environment({{"AWS_REGION", "cn-north-1"}}))->endpoint,
            "https://athena.cn-north-1.amazonaws.com.cn");
}

TEST(AthenaUrl, TakesAnEndpointOfItsOwn) {
  const auto at = [](const std::string& endpoint) {
    return athena_source("athena://w/d/t?region=eu-west-1",
                         environment({{"AWS_ENDPOINT_URL_ATHENA", endpoint}}));
  };
  EXPECT_EQ(at("http://127.0.0.1:4566/")->endpoint, "http://127.0.0.1:4566");
  EXPECT_EQ(at("https://vpce-1.example")->endpoint, "https://vpce-1.example");
  for (const char* endpoint : {"http://h.example", "ftp://h", "https://h/x", "https://a@h", "h"}) {
    EXPECT_FALSE(at(endpoint)) << endpoint;
  }
}

TEST(AthenaUrl, IsRefusedWhereItIsNoTable) {
  const Environment good = environment({{"AWS_REGION", "eu-west-1"}});
  for (const char* url : {"athena://w/d", "athena://w/d/t/u", "athena://w//t", "athena://a@w/d/t",
                          "athena://w:1/d/t", "athena://w/d/t?output=bucket", "athena://w/d/t?x=1",
                          "athena://w/d/t?region=evil.example/", "trino://w/d/t"}) {
    EXPECT_FALSE(athena_source(url, good)) << url;
  }
  EXPECT_FALSE(athena_source("athena://w/d/t", environment({{"AWS_CONFIG_FILE", "/nonexistent"}})));
}

}  // namespace
}  // namespace fundable
