// The base: decimals, dates, text, documents.
#include <gtest/gtest.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/document.h"
#include "base/sha256.h"
#include "base/text.h"

namespace fundable {
namespace {

TEST(Decimal, ReadsAndPrintsExactly) {
  EXPECT_EQ(Decimal::parse("812.40")->to_string(), "812.4");
  EXPECT_EQ(Decimal::parse("0.00000080000")->to_string(), "0.0000008");
  EXPECT_EQ(Decimal::parse("-8e-7")->to_string(), "-0.0000008");
  EXPECT_EQ(Decimal::parse("1.5E3")->to_string(2), "1500.00");
  EXPECT_EQ(Decimal::parse("0.005")->to_string(2), "0.01");
  EXPECT_EQ(Decimal::parse("-0.004")->to_string(2), "0.00");
  EXPECT_EQ(Decimal::parse("1.0000000000000000000")->to_string(), "1");
}

TEST(Decimal, RefusesWhatItCannotHold) {
  for (const char* text :
       {"", "-", ".", "1,5", "abc", "1e", "0x10", "1.2.3", "0.0000000000001",
        "999999999999999999999999999999", "1e40", "1e2147483647", "1e-2147483648"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(Decimal, SumsSayThatTheyOverflowed) {
  Decimal sum = *Decimal::parse("170000000000000000000000000");
  sum += sum;
  EXPECT_TRUE(sum.overflowed());
}

TEST(Date, KnowsTheCalendar) {
  EXPECT_EQ(to_string(*parse_date("2026-11-22")), "2026-11-22");
  EXPECT_EQ(to_string(*parse_date("2024-09-30 23:00:00")), "2024-09-30");
  for (const char* text : {"2026-02-30", "2026-1-1", "26-01-01", "", "2026-11-22x"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Text, NearestIsATypoAway) {
  const std::vector<std::string> known{"runs_on", "goes_to", "kind"};
  EXPECT_EQ(nearest("run_on", known), "runs_on");
  EXPECT_EQ(nearest("zebra", known), std::nullopt);
}

TEST(Text, PresentableHidesSecretsAndControls) {
  EXPECT_EQ(presentable("a\x1b[31mb"), "a [31mb");
  EXPECT_EQ(presentable("AccountKey=abc123==;Endpoint=x"), "AccountKey=[redacted];Endpoint=x");
  EXPECT_EQ(presentable("key AKIAIOSFODNN7EXAMPLE end"), "key [redacted] end");
  EXPECT_EQ(presentable("postgres://u:p@db/x"), "postgres://[redacted]@db/x");
  EXPECT_EQ(presentable("password: hunter2"), "password: [redacted]");
  EXPECT_EQ(presentable("a\xE2\x81\xA6z\xD8\x9Cz\xEF\xBB\xBFz"), "a z z z");
  EXPECT_EQ(presentable("\xff"
                        "a"),
            "\xEF\xBF\xBD"
            "a");
  EXPECT_EQ(presentable("abcdef", 3), "abc…");
}

TEST(Text, ShownPathsStayApart) {
  EXPECT_EQ(shown_path("a/\xC3\xA9 b.csv"), "a/\xC3\xA9 b.csv");
  EXPECT_EQ(shown_path("a\nb"), "a%0Ab");
  EXPECT_EQ(shown_path("a%0Ab"), "a%250Ab");
  EXPECT_EQ(shown_path("100%"), "100%");
  EXPECT_EQ(shown_path("\xFF"), "%FF");
}

TEST(Sha256, IsTheStandardSum) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Yaml, KeepsPlacesAndKinds) {
  const auto documents = parse_yaml("a: 1\nb:\n  - x\n  - 'true'\n  - true\n---\nc: ~\n");
  ASSERT_TRUE(documents) << to_string(documents.error());
  ASSERT_EQ(documents->size(), 2u);
  const Node root = (*documents)[0].root();
  EXPECT_EQ(root["a"].kind(), NodeKind::kNumber);
  EXPECT_EQ(root["b"].size(), 3u);
  std::vector<NodeKind> kinds;
  for (const Node node : root["b"]) kinds.push_back(node.kind());
  EXPECT_EQ(kinds, (std::vector{NodeKind::kText, NodeKind::kText, NodeKind::kTruth}));
  EXPECT_EQ(root["b"].line(), 3u);
  EXPECT_EQ(root["b"].column(), 3u);
  EXPECT_TRUE((*documents)[1].root()["c"].is_null());
}

TEST(Yaml, KnowsWhereKeysStand) {
  const auto documents = parse_yaml("a:\n    - 1\nb: {key: x}\nc: 2\n");
  ASSERT_TRUE(documents);
  const Node root = documents->front().root();
  EXPECT_EQ(root["a"].key_line(), 1u);
  EXPECT_EQ(root["a"].line(), 2u);
  EXPECT_EQ(root["b"]["key"].key_column(), 5u);
  EXPECT_EQ((*root["a"].begin()).key_line(), 2u);
}

TEST(Yaml, ExpandsAnchorsWithinTheBudget) {
  const auto fine = parse_yaml("a: &x {k: [1, 2]}\nb: *x\n");
  ASSERT_TRUE(fine);
  EXPECT_EQ((*fine)[0].root()["b"]["k"].size(), 2u);
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 9; ++j) bomb += ", " + before;
    bomb += "]\n";
  }
  const auto refused = parse_yaml(bomb, {.values = 100'000});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kLimit);
  EXPECT_FALSE(parse_yaml("a: &a [*a]\n"));
}

TEST(Yaml, SaysWhereItIsWrong) {
  const auto broken = parse_yaml("fundable: 1\nproject: [unclosed\n");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().place, "3:1");
  EXPECT_EQ(parse_yaml("a: 1\na: 2\n").error().place, "2:1");
  EXPECT_FALSE(parse_yaml(std::string(1000, '[')));
}

TEST(Json, KeepsPlacesAndEveryDigit) {
  const auto document = parse_json("{\"a\": [1.10, -2e5],\n \"b\": {\"c\": \"x\\u00e9\"}}");
  ASSERT_TRUE(document) << to_string(document.error());
  const Node root = document->root();
  EXPECT_EQ((*root["a"].begin()).text(), "1.10");
  EXPECT_EQ(root["b"]["c"].text(), "x\xC3\xA9");
  EXPECT_EQ(root["b"].line(), 2u);
  EXPECT_EQ(root["b"].column(), 7u);
}

TEST(Json, RefusesWhatIsBroken) {
  for (const char* text : {"", "{", "{\"a\":1", "[1,]", "{\"a\" 1}", "{} {}", "nul",
                           "{\"a\": nul1}", "{\"a\": tru}", "\xff\xfe{\0}\0", "[1 2]"}) {
    EXPECT_FALSE(parse_json(text)) << text;
  }
  const auto deep = parse_json(std::string(100'000, '[') + std::string(100'000, ']'));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().kind, ErrorKind::kLimit);
}

TEST(Decimal, TheNearestIsRoundedHalfAwayFromZeroAtTheTwelfthPlace) {
  const auto nearest = [](const char* text) {
    const auto number = Decimal::nearest(text);
    return number ? number->to_string() : "none";
  };
  EXPECT_EQ(nearest("2.5"), "2.5");
  EXPECT_EQ(nearest("2.48063499589542"), "2.480634995895");
  EXPECT_EQ(nearest("0.0000000000005"), "0.000000000001");
  EXPECT_EQ(nearest("-0.0000000000005"), "-0.000000000001");
  EXPECT_EQ(nearest("0.00000000000049999"), "0");
  EXPECT_EQ(nearest("0.0000000072922557592391990000"), "0.000000007292");
  EXPECT_EQ(nearest("9.9999999999999"), "10");
  EXPECT_EQ(nearest("1.23456789012345E-4"), "0.000123456789");
  EXPECT_EQ(nearest("7E-9999"), "0");
  EXPECT_EQ(nearest("123.4567890123456e1"), "1234.567890123456");
  for (const char* text : {"", ".", "-", "1.2.3", "abc", "1e", "e5", "1.0000000000001x", "1e999",
                           "0.1234567890123e-x", "99999999999999999999999999999.12345678901234"}) {
    EXPECT_EQ(nearest(text), "none") << text;
  }
}

}  // namespace
}  // namespace fundable
