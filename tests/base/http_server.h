// A small HTTP server on loopback, for tests of clients: it answers with what a function says.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace fundable {

struct SeenRequest {
  std::string method;
  std::string target;                          // path and query, as sent
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body = {};
};

struct CannedResponse {
  int status = 200;
  std::map<std::string, std::string> headers = {};
  std::string body = {};
  int wait_ms = 0;          // before it answers
  bool breaks_off = false;  // closes the connection after half of the body
};

class HttpServer {
 public:
  using Answer = std::function<CannedResponse(const SeenRequest&)>;
  explicit HttpServer(Answer answer);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  [[nodiscard]] int port() const { return port_; }
  // `http://127.0.0.1:PORT`.
  [[nodiscard]] std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::vector<SeenRequest> seen() const;

 private:
  void serve();
  void serve_one(int connection);

  Answer answer_;
  int socket_ = -1;
  int port_ = 0;
  std::atomic<bool> stops_ = false;
  mutable std::mutex mutex_;
  std::vector<SeenRequest> seen_;
  std::thread thread_;
};

}  // namespace fundable
