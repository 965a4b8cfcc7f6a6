// The Go reader: names by import paths and declared types, structs as arguments, CDK and Pulumi.
#include <gtest/gtest.h>

#include "readers/go/values.h"
#include "tests/readers/code/told.h"

namespace fundable {
extern const Reader go;
}

namespace fundable::go_code {
namespace {

using Lines = std::vector<std::string>;

Lines told(std::string_view text) { return code::told(go, "cmd/main.go", text); }

// The last thing told of `body`, a function's, in a file with this import.
std::string last(const std::string& import, const std::string& body) {
  const Lines lines = told("import " + import + "\nfunc run(any int) {\n" + body + "\n}\n");
  return lines.empty() ? "" : lines.back();
}

TEST(Go, TakesSourcesByTheirNames) {
  EXPECT_TRUE(go.recognises({"cmd/main.go", "package main"}));
  for (const char* path : {"go.mod", "go", "main.got", "main.c"}) {
    EXPECT_FALSE(go.recognises({path, "package main"})) << path;
  }
}

TEST(Go, Imports) {
  EXPECT_EQ(told("package a\nimport (\n\t\"fmt\"\n\tai \"github.com/sashabaranov/go-openai\"\n"
                 "\t_ \"example.org/driver\"\n)\nimport \"example.org/one\"\nimport \"./own\"\n"),
            (Lines{"4 go:github.com/sashabaranov/go-openai", "5 go:example.org/driver",
                   "7 go:example.org/one"}));
}

TEST(Go, NamesThatImportsGo) {
  const std::vector<std::pair<std::string, Lines>> cases{
      {"github.com/openai/openai-go/v2", {"openai-go", "openai"}},
      {"github.com/sashabaranov/go-openai", {"go-openai", "openai"}},
      {"gopkg.in/yaml.v3", {"yaml"}},
      {"github.com/aws/aws-sdk-go-v2/service/bedrockruntime", {"bedrockruntime"}},
      {"v2", {"v2"}},
      {"", {""}},
  };
  for (const auto& [path, names] : cases) EXPECT_EQ(package_names(path), names) << path;
}

TEST(Go, CallsResolveToThePackage) {
  const std::string openai = "\"github.com/sashabaranov/go-openai\"";
  const std::string path = "3 go:github.com/sashabaranov/go-openai.";
  EXPECT_EQ(last("ai " + openai, "c := ai.NewClient(\"x\")"), path + "NewClient \"x\"");
  EXPECT_EQ(last(openai, "openai.NewClient(key).Ask(\"x\")"), path + "NewClient");
  EXPECT_EQ(last(openai, "openai.Ask[string](\"x\")"), path + "Ask \"x\"");
  EXPECT_EQ(last(openai, "c := openai.NewClient(\"x\"); c.Ask(ctx, \"y\")"),
            path + "NewClient.Ask \"y\"");
  EXPECT_EQ(last(openai, "c, err := openai.NewClient(\"x\"); if err != nil { c.Ask(\"y\") }"),
            path + "NewClient.Ask \"y\"");
  EXPECT_EQ(last(openai, "_ = openai.Request{Model: \"gpt-4o\", Own: own(), N: 3}"),
            path + "Request Model=\"gpt-4o\" N=\"3\" | model gpt-4o");
  EXPECT_EQ(last(openai, "c.Do(&openai.Request{Model: openai.GPT4o})"),
            path + "Request Model=\"GPT4o\" | model GPT4o");
  EXPECT_EQ(last(openai, "openai.Ask(openai.Request{Model: openai.F(\"gpt-4o\")})"),
            path + "Request Model=\"gpt-4o\" | model gpt-4o");
}

TEST(Go, VariablesHaveTheirDeclaredTypes) {
  const std::string import = "import \"example.org/acme\"\n";
  for (const std::string_view text : {
           "type A struct { c *acme.Client }\nfunc (a *A) f() { a.c.Ask(\"x\") }",
           "func (a A) f() {\na.c.Ask(\"x\") }\ntype A struct { b, c acme.Client }",
           "func f(c *acme.Client) {\nc.Ask(\"x\") }",
           "var c acme.Client\nfunc f() { c.Ask(\"x\") }",
           "func f() {\nvar c *acme.Client = own(); c.Ask(\"x\") }",
           "func f() {\nc := &acme.Client{}; c.Ask(\"x\") }",
           "func f(any interface{}) {\nswitch c := any.(type) { case *acme.Client: c.Ask(\"x\") } "
           "}",
       }) {
    const Lines lines = told(import + std::string(text));
    EXPECT_EQ(lines.back(), "3 go:example.org/acme.Client.Ask \"x\"") << text;
  }
  for (const std::string_view text : {
           "func f(acme Own) { acme.Ask(\"x\") }",
           "type A struct { c acme.Client }\nfunc (a B) f() { a.c.Ask(\"x\") }",
           "func g() { var c acme.Client }\nfunc f() { c.Ask(\"x\") }",
           "func f() { acme := own(); acme.Ask(\"x\") }",
           "func f() { for _, acme := range all { acme.Ask(\"x\") } }",
       }) {
    EXPECT_EQ(told(import + std::string(text)), Lines{"1 go:example.org/acme"}) << text;
  }
}

TEST(Go, LiteralsAreFoundInTheFile) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"const m = \"gpt-4o\"\nfunc f() { acme.Do(acme.R{Model: m}) }", "gpt-4o"},
      {"func f() { acme.Do(acme.R{Model: m}) }\nvar m = \"gpt-4o\"", "gpt-4o"},
      {"func f() { m := getEnv(\"M\", \"gpt-4o\"); acme.Do(acme.R{Model: m}) }", "gpt-4o"},
      {"func f() { acme.Do(acme.R{Model: `gpt-4o`}) }", "gpt-4o"},
      {"func f() { acme.Do(acme.R{Model: \"gpt-\" + \"4o\"}) }", "gpt-4o"},
      {"func f() { acme.Do(acme.R{Model: aws.String(\"gpt-4o\")}) }", ""},
      {"func f(m string) { acme.Do(acme.R{Model: m}) }", ""},
  };
  for (const auto& [text, model] : cases) {
    const Lines lines = told("import \"example.org/acme\"\n" + text);
    const std::string want = model.empty() ? "" : " Model=\"" + model + "\" | model " + model;
    EXPECT_EQ(lines.back().substr(lines.back().find(':') + 1), "example.org/acme.R" + want) << text;
  }
  EXPECT_EQ(last("\"fmt\"; import \"example.org/acme\"",
                 "acme.Get(fmt.Sprintf(\"https://%s-aiplatform.googleapis.com/v1/%d\", r, 1))"),
            "3 go:example.org/acme.Get \"https://aiplatform.googleapis.com/v1/1\""
            " | endpoint aiplatform.googleapis.com");
}

TEST(Go, AddressesThatTheStandardLibraryCalls) {
  EXPECT_EQ(last("\"net/http\"", "http.Post(\"https://api.openai.com/v1\", \"a/b\", body)"),
            "3 go:net/http.Post \"https://api.openai.com/v1\" \"a/b\" | endpoint api.openai.com");
  EXPECT_EQ(last("\"net/http\"", "http.Get(\"/own\"); http.StatusText(1)"), "");
}

TEST(Go, Constructs) {
  EXPECT_EQ(last("\"github.com/aws/aws-cdk-go/awscdk/v2/awsbedrock\"",
                 "awsbedrock.NewCfnAgent(stack, jsii.String(\"a\"), &awsbedrock.CfnAgentProps{"
                 "AgentName: jsii.String(\"n\")})"),
            "3 go:github.com/aws/aws-cdk-go/awscdk/v2/awsbedrock.CfnAgentProps");
  EXPECT_EQ(last("\"github.com/pulumi/pulumi-aws/sdk/v6/go/aws/sagemaker\"",
                 "sagemaker.NewEndpoint(ctx, \"e\", nil)"),
            "3 go:github.com/pulumi/pulumi-aws/sdk/v6/go/aws/sagemaker.NewEndpoint \"e\""
            " | terraform aws_sagemaker_endpoint declared on aws");
}

TEST(Go, BrokenAndForeign) {
  EXPECT_EQ(told("import \"example.org/acme\"\nfunc f( {\nacme.Create(\"x\")\n"),
            (Lines{"1 go:example.org/acme", "3 go:example.org/acme.Create \"x\""}));
  EXPECT_EQ(told("def f():\n  import openai\n"), Lines());
  EXPECT_EQ(told(""), Lines());
}

TEST(Go, Hostile) {
  code::expect_withstands_hostile_text(
      go, {"a.go", "package a\nimport \"example.org/acme\"\nfunc f() {", "acme.NewThing(\"a\")"});
}

}  // namespace
}  // namespace fundable::go_code
