// Trino's client protocol: a statement is posted, and every answer names where the next part of the
// result is, until one names none. Only that last one says whether the query ended well, so rows
// are kept back until then.
//
// Parts are numbered, and the coordinator keeps the last one, so that asking again for one that
// got lost on the way is safe. A query that lost a worker is started anew: it only reads.
//
// The address of the next part comes from the answer. It is taken only where it leads to the same
// server, since the request carries the password or token.
#include "bills/trino.h"

#include <charconv>
#include <optional>

#include "base/document.h"
#include "base/http.h"
#include "base/text.h"
#include "base/url.h"

namespace fundable {
namespace {

constexpr std::size_t kAnswerBytes = 256u << 20;
constexpr int kRequestMs = 60'000;
constexpr int kCancelMs = 1'500;
constexpr std::size_t kErrorBytes = 400;

// The errors of a query that lost a node rather than being wrong.
constexpr std::string_view kLosses[] = {"ABANDONED_TASK",         "NO_NODES_AVAILABLE",
                                        "PAGE_TRANSPORT_ERROR",   "REMOTE_HOST_GONE",
                                        "PAGE_TRANSPORT_TIMEOUT", "REMOTE_TASK_ERROR",
                                        "SERVER_STARTING_UP",     "REMOTE_TASK_MISMATCH",
                                        "SERVER_SHUTTING_DOWN",   "TOO_MANY_REQUESTS_FAILED"};

bool says_later(int status) {
  return status == 429 || status == 502 || status == 503 || status == 504;
}

// One run of a statement. Its end, whatever the reason, leaves no query behind.
class Run {
 public:
  Run(const TrinoSource& source, const TrinoOptions& options, std::stop_token stop)
      : source_(source),
        options_(options),
        stop_(std::move(stop)),
        client_({.body_bytes = kAnswerBytes, .ca_file = source.ca_file}),
        origin_((source.tls ? "https://" : "http://") + source.host + ":" +
                std::to_string(source.port)) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() {
    if (next_.empty()) return;
    [[maybe_unused]] const auto best_effort = client_.send(
        {.method = "DELETE", .url = origin_ + next_, .headers = headers(), .total_ms = kCancelMs});
  }

  [[nodiscard]] Result<RemoteRows> rows(const std::string& sql);
  // Whether it failed because a node was lost.
  [[nodiscard]] bool lost_a_node() const { return lost_a_node_; }

 private:
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> headers() const;
  [[nodiscard]] Result<Document> exchange(const HttpRequest& request);
  [[nodiscard]] std::unexpected<Error> refusal(const HttpResponse& response) const;
  [[nodiscard]] std::unexpected<Error> query_failure(Node error);
  [[nodiscard]] Result<> follow(Node next);
  void take_columns(Node columns);
  [[nodiscard]] Result<> take_rows(Node data);
  [[nodiscard]] std::unexpected<Error> failed(ErrorKind kind, std::string says,
                                              std::string fix = {}) const {
    return failure(kind, std::move(says), origin_, std::move(fix));
  }

  const TrinoSource& source_;
  const TrinoOptions& options_;
  std::stop_token stop_;
  HttpClient client_;
  std::string origin_;
  std::string next_;  // path of the next part; empty before the first and after the last
  std::optional<RemoteRows> rows_;
  bool lost_a_node_ = false;
};

std::vector<std::pair<std::string, std::string>> Run::headers() const {
  std::vector<std::pair<std::string, std::string>> all{
      {"X-Trino-User", source_.user},       {"X-Trino-Source", "fundable"},
      {"X-Trino-Catalog", source_.catalog}, {"X-Trino-Schema", source_.schema},
      {"X-Trino-Time-Zone", "UTC"},         {"User-Agent", "fundable/" FUNDABLE_VERSION}};
  std::vector<std::string> session;
  for (const auto& [name, value] : source_.session) {
    session.push_back(name + "=" + percent_encoded(value));
  }
  if (!session.empty()) all.emplace_back("X-Trino-Session", joined(session, ","));
  if (!source_.password.empty()) {
    all.emplace_back("Authorization", basic_authorization(source_.user, source_.password));
  } else if (!source_.token.empty()) {
    all.emplace_back("Authorization", "Bearer " + source_.token);
  }
  return all;
}

std::unexpected<Error> Run::refusal(const HttpResponse& response) const {
  const std::string status = std::to_string(response.status);
  if (response.status == 401) {
    return failed(ErrorKind::kInput, "Trino does not know who asks (status 401)",
                  "Set FUNDABLE_TRINO_PASSWORD or FUNDABLE_TRINO_TOKEN, and use trinos://.");
  }
  if (response.status == 403) {
    return failed(ErrorKind::kInput, "Trino does not let this user ask (status 403)");
  }
  if (response.status >= 300 && response.status < 400) {
    return failed(ErrorKind::kInput, "the server sends us elsewhere (status " + status + ")",
                  "If it wants TLS, use trinos://.");
  }
  if (says_later(response.status)) {
    return failed(ErrorKind::kSystem,
                  "Trino stayed too busy to answer (status " + status + " again and again)");
  }
  if (response.status == 404 || response.status == 410) {
    return failed(ErrorKind::kSystem, next_.empty()
                                          ? "no Trino answers here (status " + status + ")"
                                          : "the coordinator no longer knows the query");
  }
  return failed(ErrorKind::kSystem, "Trino answered with status " + status + ": " +
                                        presentable(response.body, kErrorBytes));
}

// One request, tried again while the coordinator is busy or the way to it is broken. A statement
// whose connection broke may be running, so only what was not sent is posted again.
Result<Document> Run::exchange(const HttpRequest& request) {
  Patience patience(options_.patience);
  for (;;) {
    const auto response = client_.send(request, stop_);
    if (stop_.stop_requested())
      return failed(ErrorKind::kSystem, "stopped; the query is cancelled");
    int asked_ms = 0;
    if (response && response->status == 200) {
      auto document = parse_json(response->body);
      if (!document || !document->root().is_map()) {
        return failed(ErrorKind::kInput, "the answer is not that of a Trino");
      }
      return document;
    }
    if (response) {
      if (!says_later(response->status)) return refusal(*response);
      int seconds = 0;
      const std::string_view after = response->header("retry-after");
      std::from_chars(after.data(), after.data() + after.size(), seconds);
      asked_ms = seconds > 0 && seconds < 1000 ? seconds * 1000 : 0;
    } else {
      const ErrorKind kind = response.error().kind;
      const bool again =
          kind == ErrorKind::kMissing || (kind == ErrorKind::kSystem && !next_.empty());
      if (!again) return std::unexpected(response.error());
    }
    if (patience.wait(stop_, asked_ms)) continue;
    if (stop_.stop_requested())
      return failed(ErrorKind::kSystem, "stopped; the query is cancelled");
    return response ? refusal(*response) : Result<Document>(std::unexpected(response.error()));
  }
}

std::unexpected<Error> Run::query_failure(Node error) {
  next_.clear();  // it has ended
  const std::string_view name = error["errorName"].text();
  const std::string_view type = error["errorType"].text();
  std::string_view message = error["message"].text();
  message = message.substr(0, message.find('\n'));
  const std::string said = presentable(message, kErrorBytes) + " (" + presentable(name) + ")";
  if (is_one_of(name, kLosses)) {
    lost_a_node_ = true;
    return failed(
        ErrorKind::kSystem,
        "Trino lost a node while the query ran, and nothing of its answer is used: " + said);
  }
  if (type == "USER_ERROR") return failed(ErrorKind::kInput, "Trino refuses the query: " + said);
  if (type == "INSUFFICIENT_RESOURCES") {
    return failed(ErrorKind::kLimit, "the query takes more than Trino grants it: " + said);
  }
  return failed(ErrorKind::kSystem, "the query failed in Trino: " + said);
}

Result<> Run::follow(Node next) {
  next_.clear();
  if (next.is_null()) return {};
  const auto url = parse_url(next.text());
  const auto port = [](const Url& of) {
    return of.port != 0 ? of.port : of.scheme == "https" ? 443 : 80;
  };
  const auto own = parse_url(origin_);
  if (!url || !own || url->scheme != own->scheme || url->host != own->host ||
      port(*url) != port(*own) || !url->path.starts_with("/v1/statement/") || !url->user.empty()) {
    return failed(ErrorKind::kInput,
                  "the answer leads to another server than the one that was asked, where nothing "
                  "is sent: " +
                      (url ? presentable(url->scheme + "://" + url->host) : "no URL"),
                  "Behind a proxy, Trino needs http-server.process-forwarded=true.");
  }
  next_ = url->path + (url->query.empty() ? "" : "?" + url->query);
  return {};
}

void Run::take_columns(Node columns) {
  if (columns.is_null() || rows_) return;
  std::vector<RemoteColumn> all;
  for (const Node column : columns) {
    all.push_back({std::string(column["name"].text()), std::string(column["type"].text())});
  }
  rows_.emplace(std::move(all), options_.limits);
}

Result<> Run::take_rows(Node data) {
  std::vector<std::optional<std::string_view>> cells;
  for (const Node row : data) {
    if (!rows_) return failed(ErrorKind::kInput, "Trino gave rows before it named their columns");
    cells.clear();
    for (const Node cell : row) {
      if (cell.is_list() || cell.is_map()) {
        return failed(ErrorKind::kInput, "the query gives lists or maps, which are not read");
      }
      cells.push_back(cell.is_null() ? std::nullopt : std::optional(cell.text()));
    }
    if (auto added = rows_->add(cells); !added) {
      added.error().place = origin_;
      return added;
    }
  }
  return {};
}

Result<RemoteRows> Run::rows(const std::string& sql) {
  HttpRequest request{.method = "POST",
                      .url = origin_ + "/v1/statement",
                      .headers = headers(),
                      .body = sql,
                      .total_ms = kRequestMs};
  for (;;) {
    const auto part = exchange(request);
    if (!part) return std::unexpected(part.error());
    const Node answer = part->root();
    if (auto followed = follow(answer["nextUri"]); !followed) {
      return std::unexpected(followed.error());
    }
    if (const Node error = answer["error"]; !error.is_null()) return query_failure(error);
    take_columns(answer["columns"]);
    if (auto taken = take_rows(answer["data"]); !taken) return std::unexpected(taken.error());
    if (next_.empty()) {
      const std::string_view state = answer["stats"]["state"].text();
      if (state == "FINISHED") return std::move(rows_).value_or(RemoteRows());
      return failed(ErrorKind::kSystem, "the query ended in the state '" + presentable(state) +
                                            "', so its answer is not whole");
    }
    request.method = "GET";
    request.body.clear();
    request.url = origin_ + next_;
  }
}

}  // namespace

Result<RemoteRows> query_trino(const TrinoSource& source, const std::string& sql,
                               const TrinoOptions& options, const std::stop_token& stop) {
  for (int left = options.tries;; --left) {
    Run run(source, options, stop);
    auto rows = run.rows(sql);
    if (rows || !run.lost_a_node() || left <= 1) return rows;
    Patience before_anew({.first_ms = options.before_anew_ms});
    if (!before_anew.wait(stop)) return rows;
  }
}

Result<std::vector<RemoteColumn>> trino_columns(const TrinoSource& source,
                                                const TrinoOptions& options,
                                                const std::stop_token& stop) {
  auto rows = query_trino(source, columns_statement(source.schema, source.table), options, stop);
  if (!rows) return std::unexpected(rows.error());
  if (rows->size() == 0) {
    return failure(ErrorKind::kMissing,
                   "Trino has no table " + presentable(source.quoted_table()) +
                       ", or none that this user may see",
                   source.host);
  }
  return columns_of(*rows);
}

}  // namespace fundable
