// One HTTP request at a time, with all that it may take bounded.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace fundable {

struct HttpRequest {
  std::string method = "GET";
  std::string url;  // http or https, without user and password
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  int total_ms = 60'000;
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};  // names in lower case
  std::string body = {};

  // The first header of this name (lower case); empty where there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

// The value of the header Authorization, `Basic …`.
[[nodiscard]] std::string basic_authorization(std::string_view user, std::string_view password);

struct HttpOptions {
  int connect_ms = 10'000;
  std::size_t body_bytes = 64u << 20;  // unpacked
  std::size_t header_bytes = 256u << 10;
  std::string ca_file = {};  // PEM, in the place of the system's authorities
  std::string proxy = {};    // empty: none, whatever the environment says
};

// Keeps its connections open between requests. Every certificate is verified; redirects are answers
// like any other; what is sent (headers, bodies, queries of URLs) never stands in an error.
// Not for two threads at once.
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options = {});
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;
  ~HttpClient();

  // Sends the request and reads the whole answer, whatever its status; retrying is the caller's.
  // Stops within a tenth of a second of being told to.
  // Errors: kMissing where the server cannot be reached: nothing was sent; kLimit where the answer
  // is too large or takes too long; kSystem where the connection breaks, or `stop` was asked for;
  // kInput where the URL or a header cannot be used, or the server does not prove who it is.
  [[nodiscard]] Result<HttpResponse> send(const HttpRequest& request,
                                          const std::stop_token& stop = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fundable
