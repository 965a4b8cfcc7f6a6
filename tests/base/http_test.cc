// The HTTP client against a server on loopback that misbehaves.
#include "base/http.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "tests/base/http_server.h"
#include "tests/deflated.h"

namespace fundable {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

HttpServer::Answer always(CannedResponse response) {
  return [response](const SeenRequest&) { return response; };
}

TEST(Http, SendsWhatItIsGivenAndGivesWhatComesBack) {
  HttpServer server(always({.status = 418, .headers = {{"X-Kind", "pot"}}, .body = "short"}));
  HttpClient client;
  const auto response = client.send({.method = "POST",
                                     .url = server.origin() + "/a?b=c",
                                     .headers = {{"X-User", "ana"}, {"X-Empty", ""}},
                                     .body = "select 1"});
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->status, 418);
  EXPECT_EQ(response->header("x-kind"), "pot");
  EXPECT_EQ(response->header("x-none"), "");
  EXPECT_EQ(response->body, "short");
  const auto seen = server.seen().at(0);
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.target, "/a?b=c");
  EXPECT_EQ(seen.headers.at("x-user"), "ana");
  EXPECT_EQ(seen.headers.at("x-empty"), "");
  EXPECT_EQ(seen.body, "select 1");
}

TEST(Http, SendsAMethodWithoutABodyAndSeveralRequestsInARow) {
  HttpServer server(always({.status = 204}));
  HttpClient client;
  for (const char* method : {"DELETE", "GET", "POST", "GET"}) {
    ASSERT_TRUE(client.send({.method = method, .url = server.origin()}));
    EXPECT_EQ(server.seen().back().method, method);
    EXPECT_EQ(server.seen().back().body, "");
  }
}

TEST(Http, WritesBasicAuthorization) {
  EXPECT_EQ(basic_authorization("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(basic_authorization("a", "bc"), "Basic YTpiYw==");
  EXPECT_EQ(basic_authorization("test", "123\xC2\xA3"), "Basic dGVzdDoxMjPCow==");
  EXPECT_EQ(basic_authorization("a", "b"), "Basic YTpi");
}

TEST(Http, DoesNotFollowRedirects) {
  HttpServer server(always({.status = 302, .headers = {{"Location", "http://127.0.0.1:1/"}}}));
  const auto response = HttpClient().send({.url = server.origin()});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(server.seen().size(), 1U);
}

TEST(Http, GoesThroughNoProxyOfTheEnvironment) {
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
  HttpServer server(always({}));
  EXPECT_TRUE(HttpClient().send({.url = server.origin()}));
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
  HttpServer proxy(always({.body = "through the proxy"}));
  const auto asked = HttpClient({.proxy = proxy.origin()}).send({.url = "http://h.invalid/x"});
  ASSERT_TRUE(asked) << to_string(asked.error());
  EXPECT_EQ(asked->body, "through the proxy");
}

TEST(Http, StopsReadingAtItsLimits) {
  HttpServer large(always({.body = std::string(200'000, 'x')}));
  const auto cut = HttpClient({.body_bytes = 100'000}).send({.url = large.origin()});
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, ErrorKind::kLimit);
  EXPECT_TRUE(HttpClient({.body_bytes = 200'000}).send({.url = large.origin()}));

  HttpServer bomb(always({.headers = {{"Content-Encoding", "gzip"}},
                          .body = deflated(std::string(5 << 20, 'x'), 15 + 16)}));
  const auto grown = HttpClient({.body_bytes = 1 << 20}).send({.url = bomb.origin()});
  ASSERT_FALSE(grown);
  EXPECT_EQ(grown.error().kind, ErrorKind::kLimit);
  EXPECT_EQ(HttpClient().send({.url = bomb.origin()})->body.size(), 5U << 20);

  HttpServer wordy(always({.headers = {{"X", std::string(80'000, 'x')}}}));
  const auto headed = HttpClient({.header_bytes = 50'000}).send({.url = wordy.origin()});
  ASSERT_FALSE(headed);
  EXPECT_EQ(headed.error().kind, ErrorKind::kLimit);
}

TEST(Http, GivesUpAfterItsTime) {
  HttpServer server(always({.wait_ms = 3000}));
  const auto late = HttpClient().send({.url = server.origin(), .total_ms = 200});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ErrorKind::kLimit);
}

TEST(Http, StopsWhenToldTo) {
  HttpServer server(always({.wait_ms = 5000}));
  std::stop_source source;
  std::jthread later([&] {
    std::this_thread::sleep_for(milliseconds(150));
    source.request_stop();
  });
  const auto start = steady_clock::now();
  const auto stopped = HttpClient().send({.url = server.origin()}, source.get_token());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().says, "stopped");
  EXPECT_LT(steady_clock::now() - start, milliseconds(1000));
}

TEST(Http, TellsABrokenConnectionFromNone) {
  HttpServer server(always({.body = std::string(1000, 'x'), .breaks_off = true}));
  const auto broken = HttpClient().send({.url = server.origin()});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, ErrorKind::kSystem);
  const auto none = HttpClient().send({.url = "http://127.0.0.1:1/"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::kMissing);
}

TEST(Http, TellsNothingOfWhatWasSent) {
  const auto failed = HttpClient().send({.method = "POST",
                                         .url = "http://127.0.0.1:1/v1?token=s3cr3t",
                                         .headers = {{"Authorization", "Bearer s3cr3t"}},
                                         .body = "s3cr3t"});
  ASSERT_FALSE(failed);
  EXPECT_FALSE(to_string(failed.error()).contains("s3cr3t")) << to_string(failed.error());
  EXPECT_EQ(failed.error().place, "http://127.0.0.1:1/v1");
}

TEST(Http, RefusesWhatItShouldNotSend) {
  HttpServer server(always({}));
  HttpClient client;
  EXPECT_FALSE(client.send({.url = "file:///etc/passwd"}));
  EXPECT_FALSE(client.send({.url = "http://ana@127.0.0.1/"}));
  EXPECT_FALSE(client.send({.url = server.origin(), .headers = {{"X", "a\r\nY: b"}}}));
  EXPECT_FALSE(client.send({.url = server.origin(), .headers = {{"X: y", "a"}}}));
  EXPECT_TRUE(server.seen().empty());
}

}  // namespace
}  // namespace fundable
