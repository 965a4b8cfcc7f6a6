// The tree and the events that XML gives, and what it refuses.
#include "base/xml.h"

#include <gtest/gtest.h>

#include <string>

namespace fundable {
namespace {

std::string error_of(std::string_view xml, const Limits& limits = {}) {
  const auto document = parse_xml(xml, limits);
  return document ? "none" : document.error().place + " " + document.error().says;
}

TEST(Xml, GivesAttributesChildrenAndTextAsOneMap) {
  const auto document = parse_xml(
      "<?xml version=\"1.0\"?>\n<p:log xmlns:p=\"urn:p\" p:unit=\"W\">\n"
      "  <gpu id=\"0\"> A100 <!-- x -->80GB<fan/></gpu>\n  <gpu><name>L4 &amp; &#76;</name></gpu>\n"
      "</p:log>");
  ASSERT_TRUE(document) << to_string(document.error());
  const Node root = document->root();
  EXPECT_EQ(root.key(), "log");
  EXPECT_EQ(root.size(), 3u);
  EXPECT_EQ(root["unit"].text(), "W");
  const Node first = *++root.begin();
  EXPECT_EQ(first["id"].text(), "0");
  EXPECT_EQ(first["fan"].kind(), NodeKind::kText);
  EXPECT_EQ(first["fan"].text(), "");
  EXPECT_EQ(first[kXmlText].text(), "A100 80GB");
  EXPECT_EQ(first.line(), 3u);
  EXPECT_EQ(root["gpu"]["name"].text(), "L4 & L");
  EXPECT_EQ(root["gpu"]["name"].line(), 4u);
}

TEST(Xml, RefusesEveryDocumentType) {
  for (const std::string xml :
       {"<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>"}) {
    EXPECT_NE(error_of(xml).find("DOCTYPE"), std::string::npos) << xml;
  }
  EXPECT_EQ(error_of("<a>&undeclared;</a>"), "1:4 not XML: undefined entity");
}

TEST(Xml, SaysWhereItIsBroken) {
  EXPECT_EQ(error_of("<a>\n<b></a>"), "2:6 not XML: mismatched tag");
  EXPECT_EQ(error_of(""), "1:1 not XML: no element found");
  EXPECT_EQ(error_of("<a b='1' b='2'/>"), "1:10 not XML: duplicate attribute");
  EXPECT_NE(error_of("<a>\xFF</a>"), "none");
}

TEST(Xml, KeepsItsLimitsWhileItReads) {
  EXPECT_EQ(error_of("<a><b><c/></b></a>", {.depth = 2}), "1:7 nested deeper than 2 levels");
  EXPECT_EQ(error_of("<a b='1' c='2'/>", {.values = 2}), "1:1 more than 2 values");
  EXPECT_EQ(error_of("<a>12345</a>", {.bytes = 5}), " larger than 5 bytes");
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  EXPECT_EQ(error_of(deep), "1:601 nested deeper than 200 levels");
  EXPECT_EQ(error_of("<a b='" + std::string(3u << 20, 'x') + "'/>"),
            "1:1 a tag or comment longer than 1 MiB");
}

TEST(Xml, StreamsWhatComesInPieces) {
  struct Counter final : XmlEvents {
    std::string seen;
    Result<> starts(std::string_view name, std::span<const XmlAttribute> attributes,
                    TextPlace) override {
      seen += "<" + std::string(name) + std::to_string(attributes.size());
      return name == "stop" ? failure(ErrorKind::kLimit, "enough") : Result<>();
    }
    Result<> ends(std::string_view name) override {
      seen += ">" + std::string(name);
      return {};
    }
    Result<> text(std::string_view piece) override {
      seen += piece;
      return {};
    }
  } counter;
  XmlStream stream(counter, {});
  for (const char c : std::string_view("<row><c r='A1'>7</c></row>")) {
    ASSERT_TRUE(stream.feed({&c, 1}));
  }
  ASSERT_TRUE(stream.finish());
  EXPECT_EQ(counter.seen, "<row0<c17>c>row");
  XmlStream stopped(counter, {});
  const auto fed = stopped.feed("<a><stop/></a>");
  ASSERT_FALSE(fed);
  EXPECT_EQ(fed.error().says, "enough");
  EXPECT_FALSE(stopped.finish());
}

}  // namespace
}  // namespace fundable
