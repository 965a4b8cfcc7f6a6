// TLS of the HTTP client, against OpenSSL's own server with a certificate made for the test.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <thread>

#include "base/http.h"
#include "tests/bills/sample.h"

namespace fundable {
namespace {

// `openssl s_server` with a certificate for `name`; ends with the test.
class TlsServer {
 public:
  TlsServer(const std::string& name, const std::string& options)
      : certificate_("certificate.pem"), key_("key.pem"), said_("said") {
    const std::string make =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=test' -addext "
        "'subjectAltName=" +
        name + "' -keyout " + key_.path() + " -out " + certificate_.path() + " 2>/dev/null";
    if (std::system(make.c_str()) != 0) return;
    const std::string serve = "exec openssl s_server -accept 127.0.0.1:0 -www " + options +
                              " -cert " + certificate_.path() + " -key " + key_.path() + " >" +
                              said_.path() + " 2>&1";
    const char* const words[] = {"sh", "-c", serve.c_str(), nullptr};
    if (posix_spawn(&process_, "/bin/sh", nullptr, nullptr, const_cast<char* const*>(words),
                    environ) != 0)
      return;
    const std::regex accepts("ACCEPT 127\\.0\\.0\\.1:(\\d+)");
    for (int i = 0; i < 200 && port_.empty(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
      std::ifstream said(said_.path());
      const std::string text{std::istreambuf_iterator<char>(said), {}};
      if (std::smatch found; std::regex_search(text, found, accepts)) port_ = found[1];
    }
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  ~TlsServer() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  [[nodiscard]] bool runs() const { return !port_.empty(); }
  [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + port_ + "/"; }
  [[nodiscard]] const std::string& certificate() const { return certificate_.path(); }

 private:
  TemporaryFile certificate_;
  TemporaryFile key_;
  TemporaryFile said_;
  pid_t process_ = 0;
  std::string port_;
};

TEST(Https, TakesACertificateThatItsAuthorityVouchesFor) {
  const TlsServer server("IP:127.0.0.1", "");
  ASSERT_TRUE(server.runs());
  const auto response = HttpClient({.ca_file = server.certificate()}).send({.url = server.url()});
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->status, 200);
}

TEST(Https, RefusesAStranger) {
  const TlsServer server("IP:127.0.0.1", "");
  ASSERT_TRUE(server.runs());
  const auto response = HttpClient().send({.url = server.url()});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kInput);
}

TEST(Https, RefusesAnotherServersCertificate) {
  const TlsServer server("DNS:other.example", "");
  ASSERT_TRUE(server.runs());
  const auto response = HttpClient({.ca_file = server.certificate()}).send({.url = server.url()});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::kInput);
}

TEST(Https, RefusesOldVersions) {
  const TlsServer server("IP:127.0.0.1", "-tls1_1 -cipher DEFAULT@SECLEVEL=0");
  ASSERT_TRUE(server.runs());
  EXPECT_FALSE(HttpClient({.ca_file = server.certificate()}).send({.url = server.url()}));
}

}  // namespace
}  // namespace fundable
