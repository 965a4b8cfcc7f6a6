// Athena's API: a query is started, asked after until it has ended, and its rows are fetched page
// by page. Every call is a POST of JSON, signed.
//
// A start carries a token that makes it one start however often it is sent; that is what makes it
// safe to try again, and to learn afterwards which query to stop.
//
// Left out on purpose: reading the result's CSV from S3. It is faster for millions of rows, and
// cannot tell NULL from an empty text; only a rollup comes back here.
#include "bills/athena.h"

#include <optional>
#include <random>

#include "base/document.h"
#include "base/http.h"
#include "base/json_out.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/url.h"

namespace fundable {
namespace {

constexpr std::size_t kStatementBytes = 262'144;  // Athena's own limit
constexpr int kPageRows = 1'000;                  // as well
constexpr int kRequestMs = 60'000;
constexpr int kStopMs = 1'500;
constexpr std::size_t kErrorBytes = 400;

constexpr std::string_view kThrottles[] = {"TooManyRequestsException", "ThrottlingException",
                                           "Throttling", "RequestLimitExceeded"};
constexpr std::string_view kStrangers[] = {"AccessDeniedException",
                                           "ExpiredTokenException",
                                           "InvalidSignatureException",
                                           "MissingAuthenticationToken",
                                           "UnrecognizedClientException",
                                           "InvalidClientTokenId",
                                           "MissingAuthenticationTokenException",
                                           "IncompleteSignature",
                                           "NotAuthorized"};

std::string random_token() {
  std::random_device device;
  std::string bytes;
  for (int i = 0; i < 5; ++i) {
    const unsigned int four = device();
    bytes.append(reinterpret_cast<const char*>(&four), sizeof four);
  }
  return "fundable-" + hexadecimal(bytes);
}

// `com.amazonaws.athena#TooManyRequestsException:http://…` → the name alone.
std::string error_name(const HttpResponse& response, Node body) {
  std::string_view name = body["__type"].text();
  if (name.empty()) name = response.header("x-amzn-errortype");
  name = name.substr(0, name.find(':'));
  const std::size_t hash = name.rfind('#');
  return std::string(hash == name.npos ? name : name.substr(hash + 1));
}

std::string type_of(Node column) {
  std::string type(column["Type"].text());
  if (type == "decimal") {
    type += "(" + std::string(column["Precision"].text()) + "," +
            std::string(column["Scale"].text()) + ")";
  }
  return type;
}

// One run of a statement. Its end, whatever the reason, leaves no query running.
class Run {
 public:
  Run(const AthenaSource& source, const AthenaOptions& options, std::stop_token stop)
      : source_(source),
        options_(options),
        stop_(std::move(stop)),
        client_({.ca_file = source.ca_file}) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() { stop_query(); }

  [[nodiscard]] Result<RemoteRows> rows(const std::string& sql);
  // Whether Athena says that the same query may work another time.
  [[nodiscard]] bool may_be_retried() const { return may_be_retried_; }

 private:
  [[nodiscard]] Result<HttpResponse> send(std::string_view action, const std::string& body,
                                          int total_ms, const std::stop_token& stop);
  [[nodiscard]] Result<Document> call(std::string_view action, const Json& body);
  [[nodiscard]] std::unexpected<Error> refusal(const HttpResponse& response, Node body) const;
  [[nodiscard]] Result<> start(const std::string& sql);
  [[nodiscard]] Result<> wait_for_end();
  [[nodiscard]] std::unexpected<Error> query_failure(Node status);
  [[nodiscard]] Result<> take_page(Node page, RemoteRows& rows, bool is_first) const;
  void stop_query();
  [[nodiscard]] std::unexpected<Error> failed(ErrorKind kind, std::string says,
                                              std::string fix = {}) const {
    return failure(kind, std::move(says), source_.endpoint, std::move(fix));
  }
  [[nodiscard]] std::unexpected<Error> stopped() const {
    return failed(ErrorKind::kSystem, "stopped; the query is stopped in Athena too");
  }

  const AthenaSource& source_;
  const AthenaOptions& options_;
  std::stop_token stop_;
  HttpClient client_;
  std::string starting_;  // the request that starts it, from when it may have been received
  std::string id_;
  bool runs_ = false;
  bool is_select_ = false;
  bool may_be_retried_ = false;
};

Result<HttpResponse> Run::send(std::string_view action, const std::string& body, int total_ms,
                               const std::stop_token& stop) {
  const std::size_t host = source_.endpoint.find("://") + 3;
  const std::string time = aws_time();
  AwsRequest request{.headers = {{"host", source_.endpoint.substr(host)},
                                 {"content-type", "application/x-amz-json-1.1"},
                                 {"x-amz-date", time},
                                 {"x-amz-target", "AmazonAthena." + std::string(action)}},
                     .body = body};
  if (!source_.credentials.session_token.empty()) {
    request.headers.emplace_back("x-amz-security-token", source_.credentials.session_token);
  }
  auto headers = request.headers;
  headers.erase(headers.begin());  // libcurl writes the host itself
  headers.emplace_back("authorization", aws_authorization(request, {source_.region, "athena", time},
                                                          source_.credentials));
  headers.emplace_back("user-agent", "fundable/" FUNDABLE_VERSION);
  return client_.send({.method = "POST",
                       .url = source_.endpoint + "/",
                       .headers = std::move(headers),
                       .body = body,
                       .total_ms = total_ms},
                      stop);
}

std::unexpected<Error> Run::refusal(const HttpResponse& response, Node body) const {
  const std::string name = error_name(response, body);
  Node message = body["message"];
  if (message.is_null()) message = body["Message"];
  const std::string said = "(" + (name.empty() ? "" : presentable(name, 80) + ", ") + "status " +
                           std::to_string(response.status) +
                           "): " + presentable(message.text(), kErrorBytes);
  if (is_one_of(name, kStrangers)) {
    return failed(ErrorKind::kInput, "AWS does not let these credentials ask Athena " + said,
                  "They need athena:StartQueryExecution, GetQueryExecution, GetQueryResults and "
                  "StopQueryExecution, and to read the table and write the output.");
  }
  if (is_one_of(name, kThrottles)) {
    return failed(ErrorKind::kSystem, "Athena throttles, again and again " + said);
  }
  return failed(response.status == 400 ? ErrorKind::kInput : ErrorKind::kSystem,
                "Athena refuses " + said);
}

// One call, tried again while Athena throttles or the way to it is broken: all calls here may be
// repeated.
Result<Document> Run::call(std::string_view action, const Json& body) {
  const std::string text = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  Patience patience(options_.patience);
  for (;;) {
    auto response = send(action, text, kRequestMs, stop_);
    if (stop_.stop_requested()) return stopped();
    if (!response) {
      const ErrorKind kind = response.error().kind;
      const bool again = kind == ErrorKind::kMissing || kind == ErrorKind::kSystem;
      if (again && patience.wait(stop_)) continue;
      return stop_.stop_requested() ? stopped() : std::unexpected(response.error());
    }
    auto document = parse_json(response->body);
    if (response->status == 200) {
      if (document && document->root().is_map()) return document;
      return failed(ErrorKind::kInput, "the answer is not that of Athena");
    }
    const Node root = document ? document->root() : Node();
    const bool busy = response->status == 429 || response->status >= 500 ||
                      is_one_of(error_name(*response, root), kThrottles);
    if (busy && patience.wait(stop_)) continue;
    if (stop_.stop_requested()) return stopped();
    return refusal(*response, root);
  }
}

Result<> Run::start(const std::string& sql) {
  if (sql.empty() || sql.size() > kStatementBytes) {
    return failed(ErrorKind::kLimit, "a statement of " + counted(sql.size(), "byte") +
                                         " is none that Athena takes: from 1 to " +
                                         std::to_string(kStatementBytes));
  }
  Json body{
      {"QueryString", sql},
      {"ClientRequestToken", random_token()},
      {"QueryExecutionContext", {{"Database", source_.database}, {"Catalog", source_.catalog}}},
      {"WorkGroup", source_.workgroup}};
  if (!source_.output.empty()) body["ResultConfiguration"]["OutputLocation"] = source_.output;
  starting_ = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto answer = call("StartQueryExecution", body);
  if (!answer) {
    if (!stop_.stop_requested()) starting_.clear();
    return std::unexpected(answer.error());
  }
  id_ = answer->root()["QueryExecutionId"].text();
  if (id_.empty()) return failed(ErrorKind::kInput, "the answer is not that of Athena");
  runs_ = true;
  return {};
}

std::unexpected<Error> Run::query_failure(Node status) {
  const std::string_view state = status["State"].text();
  const Node error = status["AthenaError"];
  Node reason = status["StateChangeReason"];
  if (reason.is_null()) reason = error["ErrorMessage"];
  const std::string said =
      presentable(reason.text().substr(0, reason.text().find('\n')), kErrorBytes);
  if (state == "CANCELLED") {
    return failed(ErrorKind::kSystem,
                  "the query was cancelled in Athena, and nothing of its answer "
                  "is used: " +
                      said);
  }
  may_be_retried_ = error["Retryable"].is_true();
  const bool by_us = error["ErrorCategory"].text() == "2";
  return failed(by_us ? ErrorKind::kInput : ErrorKind::kSystem,
                (by_us ? "Athena refuses the query: " : "the query failed in Athena: ") + said);
}

Result<> Run::wait_for_end() {
  Patience polling(options_.polling);
  for (;;) {
    const auto answer = call("GetQueryExecution", {{"QueryExecutionId", id_}});
    if (!answer) return std::unexpected(answer.error());
    const Node execution = answer->root()["QueryExecution"];
    const std::string_view state = execution["Status"]["State"].text();
    if (state == "SUCCEEDED" || state == "FAILED" || state == "CANCELLED") {
      runs_ = false;
      is_select_ = execution["StatementType"].text() == "DML";
      return state == "SUCCEEDED" ? Result<>() : query_failure(execution["Status"]);
    }
    if (state != "QUEUED" && state != "RUNNING") {
      return failed(ErrorKind::kInput,
                    "Athena gave the unknown state '" + presentable(state, 60) + "'");
    }
    if (polling.wait(stop_)) continue;
    return stop_.stop_requested() ? stopped()
                                  : failed(ErrorKind::kLimit, "the query takes too long");
  }
}

// The first row of a SELECT repeats the names of its columns. Were it ever left out, a row of data
// would be taken for it: so it is compared.
Result<> Run::take_page(Node page, RemoteRows& rows, bool is_first) const {
  std::vector<std::optional<std::string_view>> cells;
  bool is_header = is_first && is_select_;
  for (const Node row : page["ResultSet"]["Rows"]) {
    cells.clear();
    for (const Node cell : row["Data"]) {
      const Node value = cell["VarCharValue"];
      cells.push_back(value.is_null() ? std::nullopt : std::optional(value.text()));
    }
    if (is_header) {
      for (std::size_t i = 0; i < rows.columns().size(); ++i) {
        if (i >= cells.size() || cells[i] != rows.columns()[i].name) {
          return failed(ErrorKind::kInput, "the result does not begin with its columns' names");
        }
      }
      is_header = false;
      continue;
    }
    if (auto added = rows.add(cells); !added) {
      added.error().place = source_.endpoint;
      return added;
    }
  }
  return is_header ? failed(ErrorKind::kInput, "the result lacks its columns' names") : Result<>();
}

Result<RemoteRows> Run::rows(const std::string& sql) {
  if (auto started = start(sql); !started) return std::unexpected(started.error());
  if (auto ended = wait_for_end(); !ended) return std::unexpected(ended.error());
  std::optional<RemoteRows> rows;
  std::string token;
  do {
    Json body{{"QueryExecutionId", id_}, {"MaxResults", kPageRows}};
    if (!token.empty()) body["NextToken"] = token;
    const auto page = call("GetQueryResults", body);
    if (!page) return std::unexpected(page.error());
    const bool is_first = !rows.has_value();
    if (is_first) {
      std::vector<RemoteColumn> columns;
      for (const Node column : page->root()["ResultSet"]["ResultSetMetadata"]["ColumnInfo"]) {
        columns.push_back({std::string(column["Name"].text()), type_of(column)});
      }
      rows.emplace(std::move(columns), options_.limits);
    }
    if (auto taken = take_page(page->root(), *rows, is_first); !taken) {
      return std::unexpected(taken.error());
    }
    const std::string_view next = page->root()["NextToken"].text();
    if (!next.empty() && next == token) {
      return failed(ErrorKind::kInput, "Athena names the same page as the next one");
    }
    token = next;
  } while (!token.empty());
  return std::move(*rows);
}

void Run::stop_query() {
  if (!runs_ && (starting_.empty() || !id_.empty())) return;
  if (id_.empty()) {
    // It is not known whether the start arrived. The same one again gives the same query.
    const auto response = send("StartQueryExecution", starting_, kStopMs, {});
    const auto answer = response ? parse_json(response->body) : Result<Document>();
    if (!response || !answer) return;
    id_ = answer->root()["QueryExecutionId"].text();
    if (id_.empty()) return;
  }
  [[maybe_unused]] const auto best_effort =
      send("StopQueryExecution", Json{{"QueryExecutionId", id_}}.dump(), kStopMs, {});
}

}  // namespace

Result<RemoteRows> query_athena(const AthenaSource& source, const std::string& sql,
                                const AthenaOptions& options, const std::stop_token& stop) {
  for (int left = options.tries;; --left) {
    Run run(source, options, stop);
    auto rows = run.rows(sql);
    if (rows || !run.may_be_retried() || left <= 1) return rows;
    Patience before_anew({.first_ms = options.before_anew_ms});
    if (!before_anew.wait(stop)) return rows;
  }
}

Result<std::vector<RemoteColumn>> athena_columns(const AthenaSource& source,
                                                 const AthenaOptions& options,
                                                 const std::stop_token& stop) {
  auto rows = query_athena(source, columns_statement(source.database, source.table), options, stop);
  if (!rows) return std::unexpected(rows.error());
  if (rows->size() == 0) {
    return failure(ErrorKind::kMissing,
                   "Athena has no table " + presentable(source.quoted_table()) +
                       ", or none that these credentials may see",
                   source.endpoint);
  }
  return columns_of(*rows);
}

}  // namespace fundable
