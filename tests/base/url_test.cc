#include "base/url.h"

#include <gtest/gtest.h>

namespace fundable {
namespace {

TEST(Url, FallsIntoItsParts) {
  const auto url =
      parse_url("Trino://ana%40x@Query.example:8443/hive/my%20bills/a%2Fb?tls=true&n=%26");
  ASSERT_TRUE(url) << to_string(url.error());
  EXPECT_EQ(url->scheme, "trino");
  EXPECT_EQ(url->user, "ana@x");
  EXPECT_EQ(url->host, "query.example");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->segments(), (std::vector<std::string>{"hive", "my bills", "a/b"}));
  const auto parameters = url->parameters();
  ASSERT_TRUE(parameters);
  ASSERT_EQ(parameters->size(), 2U);
  EXPECT_EQ((*parameters)[1].second, "&");
}

TEST(Url, MayLackAllButSchemeAndHost) {
  const auto url = parse_url("http://[::1]:8080");
  ASSERT_TRUE(url) << to_string(url.error());
  EXPECT_EQ(url->host, "[::1]");
  EXPECT_EQ(url->port, 8080);
  EXPECT_EQ(url->path, "");
  EXPECT_TRUE(url->segments()->empty());
  EXPECT_EQ(parse_url("http://h?x=1")->query, "x=1");
}

TEST(Url, IsRefusedWhereItCouldBeReadInTwoWays) {
  for (const char* text :
       {"", "http", "http:/h", "://h", "http://", "http://h:0", "http://h:65536", "http://h:8x",
        "http://h h", "http://h\\@evil", "http://h#x", "http://h\n", "http://a@b@c/", "http://[::1",
        "http://[zz]", "http://h:", "http://\xC3\xA9"}) {
    const auto url = parse_url(text);
    EXPECT_TRUE(!url || url->host == "c") << text << " " << url->host;
  }
  EXPECT_FALSE(parse_url("http://h/%4")->segments());
  EXPECT_FALSE(parse_url("http://h/%0A")->segments());
  EXPECT_FALSE(parse_url("http://h/?a=%zz")->parameters());
}

TEST(Url, MayHoldNoPassword) {
  const auto url = parse_url("trino://ana:s3cr3t@h/c");
  ASSERT_FALSE(url);
  EXPECT_EQ(url.error().kind, ErrorKind::kUsage);
  EXPECT_FALSE(to_string(url.error()).contains("s3cr3t"));
}

TEST(Url, EncodesAllThatIsNotPlain) {
  EXPECT_EQ(percent_encoded("a b/c~\xC3\xA9="), "a%20b%2Fc~%C3%A9%3D");
}

}  // namespace
}  // namespace fundable
