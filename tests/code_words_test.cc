// The words by which code shows that it may use something known, for languages with namespaces.
#include "model/code_words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/technologies/shipped.h"

namespace fundable {
namespace {

TEST(CodeWords, OfCSharpAreNamespacesAndLongNamesInThem) {
  const auto words = code_words(shipped_catalogue(), "csharp");
  const auto has = [&](std::string_view word) { return std::ranges::binary_search(words, word); };
  EXPECT_TRUE(std::ranges::is_sorted(words));
  EXPECT_TRUE(has("Azure.AI.OpenAI"));
  EXPECT_TRUE(has("AddAzureOpenAI"));  // `Microsoft.SemanticKernel.AddAzureOpenAI*`
  EXPECT_TRUE(has("WebApplication"));
  EXPECT_FALSE(has("OpenAI.AI"));
  EXPECT_FALSE(has("Agents"));
  EXPECT_FALSE(has(""));
}

}  // namespace
}  // namespace fundable
