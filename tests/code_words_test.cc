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
  EXPECT_FALSE(has("\"ollama"));  // commands are told of Python alone
}

TEST(CodeWords, OfPythonAreImportsPathsAndCommands) {
  const auto words = code_words(shipped_catalogue(), "python");
  const auto has = [&](std::string_view word) { return std::ranges::binary_search(words, word); };
  EXPECT_TRUE(has("import boto3"));
  EXPECT_TRUE(has("from langchain_openai"));
  EXPECT_TRUE(has("aiplatform"));
  EXPECT_TRUE(has("azure.search.documents"));
  EXPECT_TRUE(has("azure.search import"));
  EXPECT_TRUE(has("\"az "));
  EXPECT_TRUE(has("\"az\""));
  EXPECT_TRUE(has("\"ollama"));  // `ollama*`
  EXPECT_FALSE(has("client"));
  EXPECT_FALSE(has("\"az"));
}

}  // namespace
}  // namespace fundable
