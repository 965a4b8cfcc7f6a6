// Finding many words at once, against looking for each of them.
#include "base/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/text.h"

namespace fundable {
namespace {

TEST(Words, AreFoundAnywhereInAnyCase) {
  const std::vector<std::string> words{"langgraph", "boto3", "Azure.AI.OpenAI", ""};
  const WordFinder finder(words);
  EXPECT_TRUE(finder.any_in("from LangGraph.prebuilt import x"));
  EXPECT_TRUE(finder.any_in("boto3"));
  EXPECT_TRUE(finder.any_in("using azure.ai.openai;"));
  EXPECT_TRUE(finder.any_in("bobolangraphboto3x"));
  EXPECT_FALSE(finder.any_in("langgrap boto 3 azure_ai"));
  EXPECT_FALSE(finder.any_in(""));
  EXPECT_FALSE(WordFinder({}).any_in("anything"));
  const std::vector<std::string> quoted{"\"ai\""};
  EXPECT_TRUE(WordFinder(quoted).any_in("import { x } from 'ai';"));
  EXPECT_FALSE(WordFinder(quoted).any_in("import { x } from 'aid';"));
}

TEST(Words, AgreeWithASearchForEach) {
  std::mt19937 random(20261125);
  const auto text_of = [&](std::size_t longest) {
    std::string text(random() % (longest + 1), ' ');
    for (char& c : text) c = "abcAB\xFF"[random() % 6];
    return text;
  };
  for (int round = 0; round < 2'000; ++round) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < 1 + random() % 6; ++i) words.push_back(text_of(4));
    const std::string text = text_of(40);
    const bool found = std::ranges::any_of(words, [&](const std::string& word) {
      return !word.empty() && lowered(text).find(lowered(word)) != std::string::npos;
    });
    ASSERT_EQ(WordFinder(words).any_in(text), found) << round << ' ' << text;
  }
}

}  // namespace
}  // namespace fundable
