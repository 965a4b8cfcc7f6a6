// The Java reader: names by imports and declared types, chains as one call, CDK.
#include <gtest/gtest.h>

#include "tests/readers/code/told.h"

namespace fundable {
extern const Reader java;
}

namespace fundable::java_code {
namespace {

using Lines = std::vector<std::string>;

Lines told(std::string_view text) { return code::told(java, "src/App.java", text); }

// The last thing told of `body`, a method's, in a class with these imports.
std::string last(const std::string& imports, const std::string& body) {
  const Lines lines =
      told(imports + "\nclass App extends Stack { void run(Object any) {\n" + body + "\n} }");
  return lines.empty() ? "" : lines.back();
}

TEST(Java, TakesSourcesByTheirNames) {
  EXPECT_TRUE(java.recognises({"src/App.java", "class App {}"}));
  for (const char* path : {"App.kt", "App.class", "java", "App.js"}) {
    EXPECT_FALSE(java.recognises({path, "class App {}"})) << path;
  }
}

TEST(Java, Imports) {
  EXPECT_EQ(told("package a.b;\nimport com.azure.ai.openai.OpenAIClient;\nimport java.util.List;\n"
                 "import static org.acme.Tools.ask;\nimport dev.langchain4j.model.*;\n"
                 "class App {}"),
            (Lines{"2 java:com.azure.ai.openai.OpenAIClient", "4 java:org.acme.Tools.ask",
                   "5 java:dev.langchain4j.model"}));
}

TEST(Java, ChainsAreOneCall) {
  const std::string azure = "import com.azure.ai.openai.OpenAIClientBuilder;";
  EXPECT_EQ(last(azure,
                 "var c = new OpenAIClientBuilder().endpoint(\"https://a.openai.azure.com\")\n"
                 "  .credential(key).buildClient();"),
            "3 java:com.azure.ai.openai.OpenAIClientBuilder endpoint=\"https://a.openai.azure.com\""
            " | endpoint a.openai.azure.com");
  const std::string langchain = "import dev.langchain4j.model.openai.OpenAiChatModel;";
  const std::string told =
      "3 java:dev.langchain4j.model.openai.OpenAiChatModel.builder"
      " modelName=\"gpt-4o\" temperature=\"0.3\" | model gpt-4o";
  EXPECT_EQ(
      last(langchain, "OpenAiChatModel.builder().modelName(\"gpt-4o\").temperature(0.3).build();"),
      told);
  EXPECT_EQ(last("import dev.langchain4j.model.openai.*;",
                 "OpenAiChatModel.builder().modelName(\"gpt-4o\").temperature(0.3).build();"),
            told);
  EXPECT_EQ(last("",
                 "dev.langchain4j.model.openai.OpenAiChatModel.builder()"
                 ".modelName(\"gpt-4o\").temperature(0.3).build();"),
            told);
  EXPECT_EQ(last("import com.openai.models.ChatModel; import com.openai.models.Params;",
                 "Params.builder().model(ChatModel.GPT_4O).build();"),
            "3 java:com.openai.models.Params.builder model=\"GPT_4O\" | model GPT_4O");
}

TEST(Java, VariablesHaveTheirDeclaredTypes) {
  const std::string import = "import ai.acme.Client; import ai.acme.Builder;\n";
  for (const std::string_view text :
       {"class A { private final Client c; void f() {\nc.ask(\"x\"); } }",
        "class A { void f() {\nthis.c.ask(\"x\"); } Client c; }",
        "class A { void f(Client c) {\nc.ask(\"x\"); } }",
        "class A { void f() { var c = Client.create();\nc.ask(\"x\"); } }",
        "class A { void f() { for (Client c : all) {\nc.ask(\"x\"); } } }",
        "class A { void f() { try (Client c = own()) {\nc.ask(\"x\"); } } }",
        "class A { void f() { Client c = new Builder().build();\nc.ask(\"x\"); } }"}) {
    const Lines lines = told(import + std::string(text));
    EXPECT_EQ(lines.back(), "3 java:ai.acme.Client.ask \"x\"") << text;
  }
  for (const std::string_view text :
       {"class A { void f(Own c) { c.ask(\"x\"); } }",
        "class A { Client c; void f(Own c) { c.ask(\"x\"); } }",
        "class A { Client c; void f() { all.each(c -> c.ask(\"x\")); } }",
        "class A { void g() { Client c; } void f() { c.ask(\"x\"); } }"}) {
    EXPECT_EQ(told(import + std::string(text)).size(), 2u) << text;
  }
}

TEST(Java, LiteralsAreFoundInTheFile) {
  const std::string import = "import ai.acme.Client;\n";
  const std::string ends = " model=\"gpt-4o\" | model gpt-4o";
  for (const std::string_view text :
       {"class A { static final String M = \"gpt-4o\"; Client c = Client.of().model(M); }",
        "class A { Client c = Client.of().model(M); static final String M = \"gpt-4o\"; }",
        "class A { @Value(\"${app.model:gpt-4o}\") String m; Client c = Client.of().model(m); }",
        "class A { A(@Value(\"${app.model:gpt-4o}\") String m) { Client.of().model(m); } }",
        "class A { Client c = Client.of().model(System.getenv().getOrDefault(\"M\", \"gpt-4o\")); "
        "}",
        "class A { Client c = Client.of().model(\"gpt-\" + \"4o\"); }"}) {
    EXPECT_EQ(told(import + std::string(text)).back(), "2 java:ai.acme.Client.of" + ends) << text;
  }
}

TEST(Java, Annotations) {
  EXPECT_EQ(told("import io.quarkiverse.langchain4j.RegisterAiService;\n"
                 "@RegisterAiService(modelName = \"chat\")\ninterface Bot {}")
                .back(),
            "2 java:io.quarkiverse.langchain4j.RegisterAiService modelName=\"chat\" | model chat");
}

TEST(Java, AddressesThatThePlatformCalls) {
  EXPECT_EQ(
      told("import java.net.URI;\nclass A { URI a = URI.create(\"https://api.openai.com/v1\");"
           " URI b = URI.create(\"own\"); }"),
      (Lines{"2 java:java.net.URI.create \"https://api.openai.com/v1\""
             " | endpoint api.openai.com"}));
}

TEST(Java, Constructs) {
  EXPECT_EQ(last("import software.amazon.awscdk.services.bedrock.*;",
                 "new CfnAgent(this, \"a\", CfnAgentProps.builder().agentName(\"n\").build());"),
            "3 java:software.amazon.awscdk.services.bedrock.CfnAgentProps.builder agentName=\"n\"");
  EXPECT_EQ(last("import software.amazon.awscdk.services.lambda.Function;",
                 "Function.Builder.create(this, \"id\").handler(\"h\").build();"),
            "3 java:software.amazon.awscdk.services.lambda.Function.Builder.create \"id\""
            " handler=\"h\" | cloudformation AWS::lambda::Function declared on aws");
}

TEST(Java, BrokenAndForeign) {
  EXPECT_EQ(told("import ai.acme.Client;\nclass A { void f( { Client.create(\"x\");\n"),
            (Lines{"1 java:ai.acme.Client", "2 java:ai.acme.Client.create \"x\""}));
  EXPECT_EQ(told("def f():\n  import openai\n"), Lines());
  EXPECT_EQ(told(""), Lines());
}

TEST(Java, Hostile) {
  code::expect_withstands_hostile_text(
      java, {"A.java", "import ai.acme.Thing;\nclass A {", "new Thing(\"a\")"});
}

}  // namespace
}  // namespace fundable::java_code
