// A file is a head, then blocks of a dozen shapes with other words in them each time. How densely
// code names things matters to what is measured, its sense does not.
#include "bench/scan/code.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace fundable::bench {
namespace {

using Text = std::string_view;

constexpr std::array<Text, 48> kWords{
    "account",  "address",  "amount",  "archive", "balance",  "basket",  "batch",   "branch",
    "budget",   "carrier",  "channel", "claim",   "contract", "country", "credit",  "customer",
    "delivery", "discount", "dispute", "entry",   "event",    "ledger",  "limit",   "market",
    "member",   "message",  "notice",  "offer",   "order",    "parcel",  "partner", "payment",
    "period",   "policy",   "price",   "product", "quota",    "receipt", "region",  "report",
    "request",  "return",   "route",   "session", "shipment", "status",  "store",   "supplier"};

// A library for AI: what imports it and what calls it.
struct Use {
  Text import;
  Text call;
};

struct Shapes {
  Text head;
  std::array<Text, 4> blocks;
  std::array<Use, 4> uses;
  Text tail;
};

constexpr Shapes kPython{
    "import json\nimport logging\nfrom dataclasses import dataclass\nfrom pathlib import Path\n",
    {"\n\ndef load_@1_@2(path: Path) -> dict:\n    \"\"\"Reads the @1 of one @3 from a "
     "file.\"\"\"\n"
     "    with path.open(encoding=\"utf-8\") as lines:\n        found = json.load(lines)\n"
     "    if not found.get(\"@2\"):\n        raise ValueError(f\"no @2 in {path}\")\n"
     "    return {key: value for key, value in found.items() if value is not None}\n",
     "\n\n@dataclass\nclass @4Line@9:\n    # One line of a @2, as the @3 system sends it.\n"
     "    @1: str\n    @2: int = @9\n\n    def is_open(self) -> bool:\n"
     "        return self.@2 > 0 and self.@1.strip() != \"\"\n",
     "\n\ndef sum_@2(@1s, limit=@9):\n    total = 0\n    for @1 in @1s:\n"
     "        if @1.@3 is None:\n            logging.info(\"passed over %s\", @1)\n"
     "            continue\n        total += min(@1.@3, limit)\n    return total\n",
     "\n\nasync def send_@1(client, @2, retries=@9):\n    for attempt in range(retries):\n"
     "        reply = await client.post(f\"/v1/@1/{@2}\", json={\"@3\": @2, \"attempt\": "
     "attempt})\n"
     "        if reply.status < 500:\n            return await reply.json()\n    return None\n"},
    {{{"from openai import OpenAI\n",
       "\n\nclient = OpenAI()\n\n\ndef describe_@1(@2):\n"
       "    reply = client.chat.completions.create(\n        model=\"gpt-4o\",\n"
       "        messages=[{\"role\": \"user\", \"content\": @2}],\n    )\n"
       "    return reply.choices[0].message.content\n"},
      {"import boto3\n",
       "\n\nruntime = boto3.client(\"bedrock-runtime\", region_name=\"eu-central-1\")\n\n\n"
       "def describe_@1(@2):\n    return runtime.converse(\n"
       "        modelId=\"anthropic.claude-3-haiku-20240307-v1:0\",\n"
       "        messages=[{\"role\": \"user\", \"content\": [{\"text\": @2}]}],\n    )\n"},
      {"from langchain_openai import ChatOpenAI\nfrom langgraph.graph import StateGraph\n",
       "\n\ndef graph_of_@1(@2):\n    graph = StateGraph(dict)\n"
       "    graph.add_node(\"@1\", lambda state: ChatOpenAI().invoke(state[\"@2\"]))\n"
       "    return graph.compile()\n"},
      {"import torch\nfrom transformers import AutoModelForCausalLM, AutoTokenizer\n",
       "\n\ndef load_model():\n    name = \"mistralai/Mistral-7B-v0.1\"\n"
       "    model = AutoModelForCausalLM.from_pretrained(name, torch_dtype=torch.bfloat16)\n"
       "    return model, AutoTokenizer.from_pretrained(name)\n"}}},
    ""};

constexpr Shapes kTypeScript{
    "import { readFile } from \"node:fs/promises\";\nimport { z } from \"zod\";\n"
    "import { logger } from \"../logger\";\n",
    {"\nexport interface @4Line@9 {\n  @1: string;\n  @2?: number;\n  @3: ReadonlyArray<string>;\n"
     "}\n",
     "\n// Sums what is open of each @1, up to a limit.\nexport function sum@4@9(@1s: Array<{ @2: "
     "number }>, limit = @9): number {\n  return @1s\n    .filter((@1) => @1.@2 !== undefined)\n"
     "    .reduce((total, @1) => total + Math.min(@1.@2, limit), 0);\n}\n",
     "\nexport async function load@4@9(path: string): Promise<Record<string, unknown>> {\n"
     "  const text = await readFile(path, \"utf8\");\n  const @1 = JSON.parse(text);\n"
     "  if (!@1.@2) {\n    logger.warn(`no @2 in ${path}`);\n    throw new Error(\"@2 missing\");\n"
     "  }\n  return { ...@1, @3: @1.@3 ?? @9 };\n}\n",
     "\nexport const @1@9Schema = z.object({\n  @1: z.string().min(1),\n  @2: z.number().int()"
     ".default(@9),\n  @3: z.array(z.string()).optional(),\n});\n"},
    {{{"import OpenAI from \"openai\";\n",
       "\nconst client = new OpenAI();\n\nexport async function describe@4(@2: string) {\n"
       "  const reply = await client.chat.completions.create({\n    model: \"gpt-4o\",\n"
       "    messages: [{ role: \"user\", content: @2 }],\n  });\n"
       "  return reply.choices[0].message.content;\n}\n"},
      {"import Anthropic from \"@anthropic-ai/sdk\";\n",
       "\nconst anthropic = new Anthropic();\n\nexport async function describe@4(@2: string) {\n"
       "  return anthropic.messages.create({\n    model: \"claude-3-5-sonnet-latest\",\n"
       "    max_tokens: @9,\n    messages: [{ role: \"user\", content: @2 }],\n  });\n}\n"},
      {"import { BedrockRuntimeClient, ConverseCommand } from "
       "\"@aws-sdk/client-bedrock-runtime\";\n",
       "\nconst runtime = new BedrockRuntimeClient({ region: \"eu-central-1\" });\n\n"
       "export function describe@4(@2: string) {\n"
       "  return runtime.send(new ConverseCommand({ modelId: \"amazon.nova-lite-v1:0\",\n"
       "    messages: [{ role: \"user\", content: [{ text: @2 }] }] }));\n}\n"},
      {"import { ChatOpenAI } from \"@langchain/openai\";\n",
       "\nexport const @1Model = new ChatOpenAI({ model: \"gpt-4o-mini\", temperature: 0 });\n"}}},
    ""};

constexpr Shapes kJava{
    "package org.example.orders;\n\nimport java.math.BigDecimal;\nimport java.util.List;\n"
    "import java.util.Optional;\n",
    {"\n  /** One line of a @2, as the @3 system sends it. */\n"
     "  public record @4Line@9(String @1, int @2, BigDecimal @3) {}\n",
     "\n  public BigDecimal sum@4@9(List<@4Line> @1s) {\n    BigDecimal total = BigDecimal.ZERO;\n"
     "    for (@4Line @1 : @1s) {\n      if (@1.@2() > @9) {\n        continue;\n      }\n"
     "      total = total.add(@1.@3());\n    }\n    return total;\n  }\n",
     "\n  private Optional<String> find@4@9(String @2) {\n    return repository.findBy(@2)\n"
     "        .filter(@1 -> !@1.isBlank())\n        .map(@1 -> @1.substring(0, @9));\n  }\n",
     "\n  @Override\n  public void on@4@9(Event @1) {\n    if (@1.@2() == null) {\n"
     "      throw new IllegalArgumentException(\"no @2\");\n    }\n    publish(\"@3\", @1);\n  "
     "}\n"},
    {{{"import dev.langchain4j.model.openai.OpenAiChatModel;\n",
       "\n  private final OpenAiChatModel @1Model = OpenAiChatModel.builder()\n"
       "      .modelName(\"gpt-4o\").build();\n"},
      {"import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\n",
       "\n  private final BedrockRuntimeClient @1Runtime = BedrockRuntimeClient.create();\n"},
      {"import com.azure.ai.openai.OpenAIClientBuilder;\n",
       "\n  private final Object @1Client = new OpenAIClientBuilder().buildClient();\n"},
      {"import org.springframework.ai.chat.client.ChatClient;\n",
       "\n  String describe@4(ChatClient chat, String @2) {\n"
       "    return chat.prompt().user(@2).call().content();\n  }\n"}}},
    "}\n"};

constexpr Shapes kGo{
    "package orders\n\nimport (\n\t\"context\"\n\t\"errors\"\n\t\"fmt\"\n",
    {"\n// @4Line@9 is one line of a @2.\ntype @4Line@9 struct {\n\t@4 string `json:\"@1\"`\n"
     "\tOpen int `json:\"@2\"`\n}\n",
     "\nfunc sum@4@9(lines []@4Line, limit int) int {\n\ttotal := 0\n\tfor _, @1 := range lines {\n"
     "\t\tif @1.Open > limit {\n\t\t\tcontinue\n\t\t}\n\t\ttotal += @1.Open\n\t}\n"
     "\treturn total + @9\n}\n",
     "\nfunc (s *Store) Load@4@9(ctx context.Context, @2 string) (*@4Line, error) {\n"
     "\trow, err := s.db.Find(ctx, \"@1\", @2)\n\tif err != nil {\n"
     "\t\treturn nil, fmt.Errorf(\"load @1 %q: %w\", @2, err)\n\t}\n\treturn row, nil\n}\n",
     "\nvar errNo@4@9 = errors.New(\"no @1 for this @2\")\n"},
    {{{"\topenai \"github.com/sashabaranov/go-openai\"\n",
       "\nfunc describe@4(key string) *openai.Client {\n\treturn openai.NewClient(key)\n}\n"},
      {"\t\"github.com/aws/aws-sdk-go-v2/service/bedrockruntime\"\n",
       "\nfunc runtimeOf@4(cfg Config) *bedrockruntime.Client {\n"
       "\treturn bedrockruntime.NewFromConfig(cfg)\n}\n"},
      {"\t\"github.com/tmc/langchaingo/llms/openai\"\n",
       "\nfunc modelOf@4() (*openai.LLM, error) {\n\treturn openai.New()\n}\n"},
      {"\t\"google.golang.org/genai\"\n",
       "\nfunc clientOf@4(ctx context.Context) (*genai.Client, error) {\n"
       "\treturn genai.NewClient(ctx, nil)\n}\n"}}},
    ""};

constexpr Shapes kCSharp{
    "using System;\nusing System.Collections.Generic;\nusing System.Linq;\n",
    {"\n    /// <summary>One line of a @2.</summary>\n"
     "    public record @4Line@9(string @1, int @2, decimal @3);\n",
     "\n    public decimal Sum@4@9(IEnumerable<@4Line> @1s)\n    {\n"
     "        return @1s.Where(@1 => @1.@2 > @9).Sum(@1 => @1.@3);\n    }\n",
     "\n    public async Task<string> Load@4@9(string @2)\n    {\n"
     "        var @1 = await store.FindAsync(@2);\n        if (@1 is null)\n        {\n"
     "            throw new InvalidOperationException($\"no @1 for {@2}\");\n        }\n"
     "        return @1.@3;\n    }\n",
     "\n    private static readonly Dictionary<string, int> @4Limits@9 = new()\n    {\n"
     "        [\"@1\"] = @9,\n        [\"@2\"] = @9,\n    };\n"},
    {{{"using Azure.AI.OpenAI;\n",
       "\n    private readonly AzureOpenAIClient @1Client = new(endpoint, credential);\n"},
      {"using Microsoft.SemanticKernel;\n",
       "\n    private readonly Kernel @1Kernel = Kernel.CreateBuilder().Build();\n"},
      {"using OpenAI.Chat;\n",
       "\n    private readonly ChatClient @1Chat = new(\"gpt-4o\", key);\n"},
      {"using Amazon.BedrockRuntime;\n",
       "\n    private readonly AmazonBedrockRuntimeClient @1Runtime = new();\n"}}},
    "}\n"};

const Shapes& shapes_of(Tongue tongue) {
  switch (tongue) {
    case Tongue::kCSharp:
      return kCSharp;
    case Tongue::kGo:
      return kGo;
    case Tongue::kJava:
      return kJava;
    case Tongue::kPython:
      return kPython;
    case Tongue::kTypeScript:
      break;
  }
  return kTypeScript;
}

// What opens behind the imports.
std::string opening(Tongue tongue, Random& random) {
  if (tongue == Tongue::kGo) return ")\n";
  if (tongue == Tongue::kJava) return filled("\npublic class @4Service {\n", random);
  if (tongue == Tongue::kCSharp) {
    return filled("\nnamespace Example.Orders;\n\npublic class @4Service\n{\n", random);
  }
  return {};
}

}  // namespace

std::string_view word(Random& random) { return pick(std::span<const Text>(kWords), random); }

std::string filled(std::string_view shape, Random& random) {
  const std::array<Text, 3> words{word(random), word(random), word(random)};
  std::string text;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool is_place =
        shape[i] == '@' && i + 1 < shape.size() && shape[i + 1] >= '1' && shape[i + 1] <= '9';
    if (!is_place) {
      text += shape[i];
      continue;
    }
    const char place = shape[++i];
    if (place == '9') {
      text += std::to_string(random() % 1'000);
    } else {
      text += words[place == '4' ? 0 : static_cast<std::size_t>(place - '1')];
    }
    if (place == '4') text[text.size() - words[0].size()] -= 'a' - 'A';
  }
  return text;
}

std::string code(Tongue tongue, std::size_t lines, bool ai, Random& random) {
  const Shapes& shapes = shapes_of(tongue);
  const Use& use = pick(std::span<const Use>(shapes.uses), random);
  std::string text(shapes.head);
  if (ai) text += use.import;
  text += opening(tongue, random);
  if (ai) text += filled(use.call, random);
  while (static_cast<std::size_t>(std::ranges::count(text, '\n')) < lines) {
    text += filled(pick(std::span<const Text>(shapes.blocks), random), random);
  }
  return text + std::string(shapes.tail);
}

}  // namespace fundable::bench
