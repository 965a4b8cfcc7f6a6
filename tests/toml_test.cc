// The tree that TOML gives, and what it refuses.
#include "base/toml.h"

#include <gtest/gtest.h>

#include <string>

namespace fundable {
namespace {

std::string error_of(std::string_view toml, const Limits& limits = {}) {
  const auto document = parse_toml(toml, limits);
  return document ? "none" : document.error().place + " " + document.error().says;
}

TEST(Toml, GivesTheTreeWithLinesInOrder) {
  const auto document = parse_toml(
      "[tool.b]\nz = 7\na = 0.25\n\n[project]\nname = 'x' # y\nlist = [\n  \"one\",\n  {on = "
      "true}]\n"
      "day = 2026-11-25\n");
  ASSERT_TRUE(document) << to_string(document.error());
  const Node root = document->root();
  EXPECT_EQ((*root.begin()).key(), "tool");
  const Node b = root["tool"]["b"];
  EXPECT_EQ((*b.begin()).key(), "z");
  EXPECT_EQ(b["z"].text(), "7");
  EXPECT_EQ(b["z"].kind(), NodeKind::kNumber);
  EXPECT_EQ(b["a"].text(), "0.25");
  EXPECT_EQ(b["a"].line(), 3u);
  const Node list = root["project"]["list"];
  EXPECT_EQ((*list.begin()).text(), "one");
  EXPECT_EQ((*list.begin()).line(), 8u);
  EXPECT_TRUE((*++list.begin())["on"].is_true());
  EXPECT_EQ(root["project"]["day"].text(), "2026-11-25");
}

TEST(Toml, SaysWhereItIsBroken) {
  EXPECT_NE(error_of("a = 1\nb = [1,\n").find("not TOML"), std::string::npos);
  EXPECT_TRUE(error_of("a = 1\na = 2\n").starts_with("2:"));
  EXPECT_TRUE(error_of("key: value\n").starts_with("1:4 not TOML"));
  EXPECT_NE(error_of("a = \"\xFF\"\n"), "none");
}

TEST(Toml, RefusesControlCharacters) {
  for (const char c : {'\0', '\v', '\x1B', '\x7F'}) {
    for (const std::string& text :
         {"a = 1\n[" + std::string(1, c) + "b]\n", "a = 1\nb = \"" + std::string(1, c) + "\"\n"}) {
      const auto parsed = parse_toml(text);
      ASSERT_FALSE(parsed);
      EXPECT_EQ(parsed.error().says, "not TOML: it holds a control character");
      EXPECT_EQ(parsed.error().place, "2:1");
    }
  }
  EXPECT_TRUE(parse_toml("a = 1\r\n\tb = 2\r\n"));
}

TEST(Toml, ItsSentencesAreFitToShow) {
  const auto broken = parse_toml("a = tr\n\x1B");
  ASSERT_FALSE(broken);
  EXPECT_FALSE(broken.error().says.contains('\n')) << broken.error().says;
  EXPECT_FALSE(broken.error().says.contains('\x1B')) << broken.error().says;
}

// The parser's own statements about a key do not hold for these.
TEST(Toml, RefusesKeysThatDoNotBegin) {
  for (const char* broken : {"[= true}\n", "[.a]\n", "a. = 1\n", "[[= 1]]\n"}) {
    EXPECT_FALSE(parse_toml(broken)) << broken;
  }
}

TEST(Toml, KeepsItsLimits) {
  EXPECT_EQ(error_of("a.b.c = 1", {.depth = 2}), "1:3 nested deeper than 2 levels");
  EXPECT_EQ(error_of("a = [1, 2]", {.values = 3}), "1:9 more than 3 values");
  EXPECT_EQ(error_of("a = 1", {.bytes = 4}), " larger than 4 bytes");
  std::string key = "a";
  for (int i = 0; i < 1'000'000; ++i) key += ".a";
  EXPECT_EQ(error_of(key + " = 1"), "1:1 a key of more than 50 parts");
  EXPECT_EQ(error_of("x = [\"\"\"\"\"\"\"\"\", '\"',\n {" + key + " = 1}]"),
            "2:1 a key of more than 50 parts");
  EXPECT_EQ(error_of("[" + key + "]"), "1:1 a key of more than 50 parts");
  EXPECT_EQ(error_of("a = '" + key + "' # " + key), "none");
  EXPECT_NE(error_of("a = " + std::string(100'000, '[')), "none");
}

}  // namespace
}  // namespace fundable
