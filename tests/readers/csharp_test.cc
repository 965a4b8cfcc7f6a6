// The C# reader: namespaces by known names, by words and alone; declared types, extensions, CDK.
#include <gtest/gtest.h>

#include <map>

#include "readers/csharp/namespaces.h"
#include "tests/readers/code/told.h"

namespace fundable {
extern const Reader csharp;
}

namespace fundable::csharp_code {
namespace {

using Lines = std::vector<std::string>;

Lines told(std::string_view text) { return code::told(csharp, "src/Shop.cs", text); }

// The last thing told of these statements, which start on line 2, in a file with these directives.
std::string last(const std::string& usings, const std::string& body) {
  const Lines lines = told(usings + "\n" + body + "\n");
  return lines.empty() ? "" : lines.back();
}

struct Around final : Surroundings {
  std::map<std::string, std::string> files;
  std::vector<std::string> files_in(const std::string&) const override { return {}; }
  std::optional<std::string> text_of(const std::string& path) const override {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  }
};

Lines told_with(const Around& around, const std::string& path, std::string_view text) {
  const auto reading = csharp.read({path, text, &around}, Limits{});
  Lines lines;
  for (const Observation& seen : reading->observations) lines.push_back(seen.marks.front().text);
  return lines;
}

TEST(CSharp, TakesSourcesByTheirNames) {
  for (const char* path : {"src/Shop.cs", "build.csx"}) {
    EXPECT_TRUE(csharp.recognises({path, "using A;"})) << path;
  }
  for (const char* path : {"Shop.csproj", "cs", "Shop.cshtml", "Shop.c"}) {
    EXPECT_FALSE(csharp.recognises({path, "using A;"})) << path;
  }
}

TEST(CSharp, Directives) {
  EXPECT_EQ(told("\xEF\xBB\xBFusing System.Text;\nglobal using Qdrant.Client;\n"
                 "using static TorchSharp.torch;\nusing AI = Azure.AI.OpenAI;\n"
                 "using global::OpenAI.Chat;\nnamespace Shop { using Pinecone; }\n"),
            (Lines{"2 csharp:Qdrant.Client", "3 csharp:TorchSharp.torch",
                   "4 csharp:Azure.AI.OpenAI", "5 csharp:OpenAI.Chat", "6 csharp:Pinecone"}));
}

TEST(CSharp, NamespacesOfNames) {
  Namespaces names({"src/Shop.cs", ""});
  for (const char* open :
       {"System", "Azure", "Azure.AI.OpenAI", "Azure.Identity", "Azure.Search.Documents",
        "Azure.Search.Documents.Models", "Amazon", "Amazon.BedrockRuntime",
        "Amazon.BedrockRuntime.Model", "Microsoft.SemanticKernel",
        "Microsoft.SemanticKernel.Agents", "Microsoft.SemanticKernel.ChatCompletion",
        "Microsoft.SemanticKernel.Connectors.OpenAI", "Microsoft.Extensions.AI", "OpenAI.Chat",
        "Microsoft.Extensions.Logging", "Acme.Shop.Agents"}) {
    names.open(open);
  }
  names.enter("Acme.Shop");
  names.add_own_class("Basket");
  const std::vector<std::pair<std::string, std::string>> cases{
      {"AzureOpenAIClient", "Azure.AI.OpenAI.AzureOpenAIClient"},
      {"SearchClient", "Azure.Search.Documents.SearchClient"},
      {"DefaultAzureCredential", "Azure.Identity.DefaultAzureCredential"},
      {"AmazonBedrockRuntimeClient", "Amazon.BedrockRuntime.AmazonBedrockRuntimeClient"},
      {"ConverseRequest", "Amazon.BedrockRuntime.Model.ConverseRequest"},
      {"Kernel", "Microsoft.SemanticKernel.Kernel"},
      {"IChatCompletionService", "Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService"},
      {"IChatClient", "Microsoft.Extensions.AI.IChatClient"},
      {"ChatClient", "OpenAI.Chat.ChatClient"},
      {"OpenAIPromptExecutionSettings",
       "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings"},
      {"WebApplication", "Microsoft.AspNetCore.Builder.WebApplication"},
      {"AIFunction", ""},
      {"ShopAgent", ""},  // as well the project's own
      {"Basket", ""},
      {"ILogger", ""},
      {"Azure", ""},
      {"Cart", ""},
      {"cart", ""},
      {"", ""},
  };
  for (const auto& [name, path] : cases) EXPECT_EQ(names.path_of(name), path) << name;
  EXPECT_EQ(names.path_of_dotted("OpenAI.Files.Client"), "OpenAI.Files.Client");
  EXPECT_EQ(names.path_of_dotted("Kernel.Builder"), "Microsoft.SemanticKernel.Kernel.Builder");
  EXPECT_EQ(names.path_of_dotted("Acme.Shop.Cart"), "");
  EXPECT_EQ(names.path_of_dotted("Cart.Line"), "");
}

TEST(CSharp, CallsResolveToTheLibrary) {
  const std::string chat = "using OpenAI.Chat;";
  const std::string path = "2 csharp:OpenAI.Chat.ChatClient";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"var c = new ChatClient(\"gpt-4o\", key);", path + " model=\"gpt-4o\" | model gpt-4o"},
      {"var c = new ChatClient(model: \"gpt-4o\");", path + " model=\"gpt-4o\" | model gpt-4o"},
      {"ChatClient c = new(\"gpt-4o\");", path + " model=\"gpt-4o\" | model gpt-4o"},
      {"var c = new OpenAI.Chat.ChatClient();", path},
      {"ChatClient.Create(1);", path + ".Create \"1\""},
      {"var c = new ChatClient(); c.Ask(\"x\");", path + ".Ask \"x\""},
      {"var c = ChatClient.Create(); await c.AskAsync(\"x\").ConfigureAwait(false);",
       path + ".AskAsync \"x\""},
      {"var c = ChatClient.Create().WithRetries(3).Build(); c?.Ask(\"x\");", path + ".Ask \"x\""},
      {"Ask(new ChatClient { Endpoint = new Uri(\"https://a.example.org\") });",
       path + " Endpoint=\"https://a.example.org\" | endpoint a.example.org"},
      {"c.Ask(); Ask(); this.Ask();", "1 csharp:OpenAI.Chat"},
  };
  for (const auto& [body, want] : cases) EXPECT_EQ(last(chat, body), want) << body;
  EXPECT_EQ(last("using AI = Azure.AI.OpenAI;", "new AI.AzureOpenAIClient().GetChatClient(\"m\");"),
            "2 csharp:Azure.AI.OpenAI.AzureOpenAIClient");
  EXPECT_EQ(last("using AI = Azure.AI.OpenAI;",
                 "var c = new AI.AzureOpenAIClient();"
                 "var d = c.GetChatClient(\"m\"); d.Ask(\"x\");"),
            "2 csharp:Azure.AI.OpenAI.AzureOpenAIClient.GetChatClient.Ask \"x\"");
  EXPECT_EQ(last("using Amazon.BedrockRuntime;\tusing Amazon.BedrockRuntime.Model;",
                 "var r = new ConverseRequest { ModelId = \"amazon.nova-lite-v1:0\" };"),
            "2 csharp:Amazon.BedrockRuntime.Model.ConverseRequest "
            "ModelId=\"amazon.nova-lite-v1:0\" | model amazon.nova-lite-v1:0");
}

TEST(CSharp, VariablesHaveTheirDeclaredTypes) {
  const std::string import = "using OpenAI.Chat;\n";
  for (const std::string_view text :
       {"class A { private readonly ChatClient? c; void F() { c.Ask(\"x\"); } }",
        "class A { void F() { this.c.Ask(\"x\"); } ChatClient c { get; } }",
        "class A(ChatClient c) { void F() => c.Ask(\"x\"); }",
        "class A { void F(ChatClient c) { c.Ask(\"x\"); } }",
        "class A { void F() { foreach (ChatClient c in all) c.Ask(\"x\"); } }",
        "class A { void F() { if (any is ChatClient c) { c.Ask(\"x\"); } } }",
        "void F(ChatClient c) { c.Ask(\"x\"); }",
        "class A { ChatClient c; A(ChatClient d) { c = d; } void F() { c!.Ask(\"x\"); } }"}) {
    EXPECT_EQ(told(import + std::string(text)).back(), "2 csharp:OpenAI.Chat.ChatClient.Ask \"x\"")
        << text;
  }
  for (const std::string_view text :
       {"class A { Own c; class Own {} void F() { c.Ask(\"x\"); } }",
        "class A { ChatClient c; void F(int c) { c.Ask(\"x\"); } }",
        "class A { ChatClient c; void F() { all.Each(c => c.Ask(\"x\")); } }",
        "class A { void G() { ChatClient c; } void F() { c.Ask(\"x\"); } }",
        "class A { Own Client { get; } void F() { Client.Ask(\"x\"); } class Own {} }"}) {
    EXPECT_EQ(told(import + std::string(text)), Lines{"1 csharp:OpenAI.Chat"}) << text;
  }
}

TEST(CSharp, LiteralsAreFoundInTheFile) {
  const std::string ends = " Model=\"gpt-4o\" | model gpt-4o";
  for (const std::string_view text :
       {"class A { const string M = \"gpt-4o\"; object c = new Chat { Model = M }; }",
        "class A { object c = new Chat { Model = M }; static string M = @\"gpt-4o\"; }",
        "class A { object c = new Chat { Model = B.M }; } class B { const string M = \"gpt-4o\"; }",
        "var m = configuration[\"Model\"] ?? \"gpt-4o\"; new Chat { Model = m };",
        "var m = configuration.GetValue(\"Model\", \"gpt-4o\"); new Chat { Model = m };",
        "new Chat { Model = \"gpt-\" + \"4o\" };", "new Chat { Model = \"\"\"gpt-4o\"\"\" };",
        "var v = \"4o\"; new Chat { Model = $\"gpt-{v}\" };",
        "new Chat(new() { Model = \"gpt-4o\" });", "new Chat(new { Model = \"gpt-4o\", v });"}) {
    EXPECT_EQ(last("using OpenAI.Chat;", std::string(text)), "2 csharp:OpenAI.Chat.Chat" + ends)
        << text;
  }
  for (const std::string_view text :
       {"new Chat { Model = m };", "class A { void F(string m) { new Chat { Model = m }; } }",
        "new Chat { Model = $\"gpt-{v}\" };",
        "var c = new Own { m = \"a\" }; new Chat { Model = m };", "new Chat(new { m, v });"}) {
    EXPECT_EQ(last("using OpenAI.Chat;", std::string(text)), "2 csharp:OpenAI.Chat.Chat") << text;
  }
}

TEST(CSharp, ExtensionMethods) {
  const std::string kernel = "using Microsoft.SemanticKernel;";
  EXPECT_EQ(last(kernel,
                 "builder.Services.AddAzureOpenAIChatCompletion(\"chat\", "
                 "$\"https://{name}.openai.azure.com\", key);"),
            "2 csharp:Microsoft.SemanticKernel.AddAzureOpenAIChatCompletion "
            "deploymentName=\"chat\" \"https://openai.azure.com\" | model chat | endpoint "
            "openai.azure.com");
  EXPECT_EQ(
      told(kernel + "\nvar k = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"gpt-4o\", a)"
                    ".Build();\nk.InvokePromptAsync(\"x\");"),
      (Lines{"1 csharp:Microsoft.SemanticKernel", "2 csharp:Microsoft.SemanticKernel.Kernel.Build",
             "2 csharp:Microsoft.SemanticKernel.AddOpenAIChatCompletion "
             "modelId=\"gpt-4o\" | model gpt-4o",
             "2 csharp:Microsoft.SemanticKernel.Kernel.CreateBuilder",
             "3 csharp:Microsoft.SemanticKernel.Kernel.InvokePromptAsync \"x\""}));
  EXPECT_EQ(last("", "builder.AddAzureOpenAIClient(\"openai\");"),
            "2 csharp:Microsoft.Extensions.Hosting.AddAzureOpenAIClient \"openai\"");
  EXPECT_EQ(last("using Acme;", "builder.AddOpenAIChatCompletion(\"a\"); app.AddAzureOpenAI(1);"),
            "1 csharp:Acme");
}

TEST(CSharp, Attributes) {
  EXPECT_EQ(last("using Microsoft.SemanticKernel;",
                 "class A { [KernelFunction(\"find\"), Description(\"y\")] void F() {} }"),
            "2 csharp:Microsoft.SemanticKernel.KernelFunction \"find\"");
}

TEST(CSharp, OtherFilesOfTheProject) {
  Around around;
  around.files = {{"app/Shop/GlobalUsings.cs", "global using Microsoft.SemanticKernel;"},
                  {"app/GlobalUsings.cs", "global using OpenAI.Chat;"},
                  {"app/Acme.Agents/Acme.Agents.csproj", "<Project/>"},
                  {"app/Shop/Own.csproj", "<Project/>"},
                  {"app/Shop/Bots/KernelBot.cs", "class KernelBot {}"}};
  EXPECT_EQ(
      told_with(around, "app/Shop/Bots/Bot.cs",
                "using Acme.Agents.Chat; using Own.Services; using Microsoft.SemanticKernel.Agents;"
                "new Kernel(); new KernelBot(); new ChatClient(); new AgentOfChats(); new "
                "KernelService();"),
      (Lines{"csharp:Microsoft.SemanticKernel.Agents", "csharp:Microsoft.SemanticKernel.Kernel"}));
}

TEST(CSharp, AddressesThatThePlatformCalls) {
  EXPECT_EQ(
      told("class A { HttpClient h; void F() {\nh.PostAsync(\"https://api.openai.com/v1\", b);"
           "h.GetAsync(\"/own\"); new Uri(\"own\"); } }"),
      (Lines{"2 csharp:System.Net.Http.HttpClient.PostAsync \"https://api.openai.com/v1\""
             " | endpoint api.openai.com"}));
  EXPECT_EQ(told("var a = new HttpClient { BaseAddress = new Uri(\"https://api.cohere.com\") };"),
            (Lines{"1 csharp:System.Net.Http.HttpClient BaseAddress=\"https://api.cohere.com\""
                   " | endpoint api.cohere.com"}));
}

TEST(CSharp, Constructs) {
  EXPECT_EQ(last("using Amazon.CDK; using Amazon.CDK.AWS.Bedrock; using Amazon.CDK.AWS.Lambda;",
                 "new CfnAgent(this, \"Agent\", own);"),
            "2 csharp:Amazon.CDK.AWS.Bedrock.CfnAgent \"Agent\""
            " | cloudformation AWS::bedrock::Agent declared on aws");
  EXPECT_EQ(last("using Aws = Pulumi.Aws;", "new Aws.Sagemaker.Endpoint(\"e\");"),
            "2 csharp:Pulumi.Aws.Sagemaker.Endpoint \"e\""
            " | terraform aws_sagemaker_endpoint declared on aws");
}

TEST(CSharp, BrokenAndForeign) {
  EXPECT_EQ(told("using OpenAI.Chat;\nclass A { void F( { new ChatClient(\"x\");\n").front(),
            "1 csharp:OpenAI.Chat");
  EXPECT_EQ(told("def f():\n  import openai\n"), Lines());
  EXPECT_EQ(told("import ai.acme.Client;\nclass A { Client c = new Client(); }"), Lines());
  EXPECT_EQ(told("using A.;\nusing A..B;\nusing ;\nnew Thing();"), Lines());
  EXPECT_EQ(told(""), Lines());
}

TEST(CSharp, Hostile) {
  code::expect_withstands_hostile_text(
      csharp, {"A.cs", "using Acme.Thing;\nclass A {", "new Thing(\"a\")"});
}

}  // namespace
}  // namespace fundable::csharp_code
