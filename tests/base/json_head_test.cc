// The first keys of a JSON text, whole or torn.
#include "base/json_head.h"

#include <gtest/gtest.h>

namespace fundable {
namespace {

std::string paths(std::string_view text) {
  const JsonHead json(text);
  std::string all = json.is_list() ? "[] " : "";
  for (const JsonHead::Key& key : json.keys()) {
    all += key.path + (key.text.empty() ? " " : "=" + std::string(key.text) + ' ');
  }
  return all;
}

TEST(JsonHead, FindsKeysWithTheirPaths) {
  EXPECT_EQ(paths(R"({"a":"x","b":{"c":"y","d":1},"e":[{"f":"z"},{"g":"no"}],"h":true})"),
            "a=x b b/c=y b/d e e/f=z h ");
  EXPECT_EQ(paths(R"([{"id":"1","x":["a","b"]},{"other":"2"}])"), "[] id=1 x ");
  EXPECT_EQ(paths("\xEF\xBB\xBF \n{ \"a\" : \"x\" }"), "a=x ");
  EXPECT_EQ(paths(R"({"a":[[{"b":"1"}],{"c":"2"}],"d":"3"})"), "a a/b=1 d=3 ");
  EXPECT_EQ(paths(R"({"a\"{":"}","b":"[\\"})"), R"(a\"{=} b=[\\ )");
}

TEST(JsonHead, TakesWhatATornTextHas) {
  EXPECT_EQ(paths(R"({"a":"x","b":{"c":"cut)"), "a=x b b/c=cut ");
  EXPECT_EQ(paths(R"({"a":1}}}}]]{"b":2)"), "a ");
  EXPECT_EQ(paths("{"), "");
  EXPECT_EQ(paths(R"({"a\)"), "a\\ ");
  EXPECT_EQ(paths("name: x"), "");
  EXPECT_EQ(paths(""), "");
}

TEST(JsonHead, StopsAtItsLimits) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += R"({"k":)";
  EXPECT_EQ(JsonHead(deep).keys().size(), JsonHead::kDeepest + 1);
  std::string wide = "{";
  for (int i = 0; i < 1000; ++i) wide += "\"k" + std::to_string(i) + "\":0,";
  EXPECT_EQ(JsonHead(wide).keys().size(), JsonHead::kMostKeys);
  const std::string late = R"({"a":")" + std::string(JsonHead::kMostBytes, 'x') + R"(","b":1})";
  EXPECT_FALSE(JsonHead(late).has("b"));
  EXPECT_TRUE(JsonHead(late).has("a"));
}

}  // namespace
}  // namespace fundable
