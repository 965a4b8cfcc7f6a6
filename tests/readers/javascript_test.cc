// The JavaScript reader: which files it takes, how names resolve to packages, what it tells of
// calls.
#include <gtest/gtest.h>

#include "readers/javascript/specifier.h"
#include "tests/readers/code/told.h"

namespace fundable {
extern const Reader javascript;
}

namespace fundable::js {
namespace {

using Lines = std::vector<std::string>;

Lines told(std::string_view text, const std::string& path = "src/chat.ts") {
  return code::told(javascript, path, text);
}

TEST(JavaScript, TakesSourcesByTheirNames) {
  for (const char* path : {"a.js", "a.mjs", "a.cjs", "a.jsx", "a.ts", "a.mts", "a.cts", "a.TSX"}) {
    EXPECT_TRUE(javascript.recognises({path, "import 'x'"})) << path;
  }
  for (const char* path : {"a.d.ts", "a.d.mts", "a.d.cts", "a.json", "a.vue", "js", "a.tsv"}) {
    EXPECT_FALSE(javascript.recognises({path, "import 'x'"})) << path;
  }
  EXPECT_FALSE(javascript.recognises({"app_de.ts", "<?xml version=\"1.0\"?>\n<!DOCTYPE TS>"}));
}

TEST(JavaScript, StatementsOfSqlInStrings) {
  EXPECT_EQ(told("await db.query('CREATE EXTENSION IF NOT EXISTS vector');\n"
                 "await db.query(`create table ${name} (\n  at vector(384))`);\n"),
            (Lines{"1 create extension vector", "2 column vector"}));
}

TEST(JavaScript, SpecifiersNamePackages) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"openai", "openai"},
      {"@langchain/langgraph/prebuilt", "@langchain/langgraph/prebuilt"},
      {"@modelcontextprotocol/sdk/server/mcp.js", "@modelcontextprotocol/sdk/server/mcp"},
      {"chart.js", "chart.js"},
      {"npm:@anthropic-ai/sdk@0.30.1", "@anthropic-ai/sdk"},
      {"https://esm.sh/openai@4.1/helpers", "openai/helpers"},
      {"./openai", ""},
      {"../openai", ""},
      {"/openai", ""},
      {"@/lib/openai", ""},
      {"~/openai", ""},
      {"#openai", ""},
      {"node:fs", ""},
      {"fs/promises", ""},
      {"https://example.com/openai.js", ""},
      {"", ""},
  };
  for (const auto& [specifier, path] : cases) EXPECT_EQ(package_path(specifier), path) << specifier;
}

TEST(JavaScript, ImportsInEveryForm) {
  EXPECT_EQ(
      told(R"(import OpenAI, { toFile as file, type Uploadable } from "openai";
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import "dotenv/config";
import redis = require("redis");
import own from "./own";
import { readFile } from "node:fs";
export { tool } from "ai";
export * from "@ai-sdk/openai";
const { OpenAIEmbeddings: Embeddings, default: all } = require("@langchain/openai");
const late = await import("@google/genai");
import { default as weaviate } from "weaviate-client";
)"),
      (Lines{"1 js:openai.OpenAI", "1 js:openai.toFile", "1 js:openai.Uploadable",
             "2 js:aws-cdk-lib/aws-bedrock", "3 js:dotenv/config", "4 js:redis", "7 js:ai.tool",
             "8 js:@ai-sdk/openai", "9 js:@langchain/openai.OpenAIEmbeddings",
             "9 js:@langchain/openai", "10 js:@google/genai", "11 js:weaviate-client.weaviate"}));
}

TEST(JavaScript, CallsResolveToThePackage) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"import OpenAI from 'openai'; const c = new OpenAI();\n"
       "await c.chat.completions.create({model: 'gpt-4o'});",
       "2 js:openai.OpenAI.chat.completions.create model=\"gpt-4o\" | model gpt-4o"},
      {"import { AzureOpenAI as Azure } from 'openai';\n"
       "new Azure({endpoint: 'https://acme.openai.azure.com', deployment: 'gpt-4o'})",
       "2 js:openai.AzureOpenAI endpoint=\"https://acme.openai.azure.com\" deployment=\"gpt-4o\""
       " | endpoint acme.openai.azure.com | model gpt-4o"},
      {"import * as genai from '@google/genai';\nnew genai.GoogleGenAI({vertexai: true})",
       "2 js:@google/genai.GoogleGenAI vertexai=\"true\""},
      {"const AWS = require('aws-sdk');\nnew AWS.SageMakerRuntime({region: 'eu-west-1'})",
       "2 js:aws-sdk.SageMakerRuntime region=\"eu-west-1\""},
      {"const Client = require('openai');\nnew Client()", "2 js:openai.Client"},
      {"import {createOpenAI} from '@ai-sdk/openai'; const p = createOpenAI();\np('gpt-5')",
       "2 js:@ai-sdk/openai.createOpenAI \"gpt-5\""},
      {"import {openai} from '@ai-sdk/openai';\nopenai.embedding('text-embedding-3-small')",
       "2 js:@ai-sdk/openai.openai.embedding \"text-embedding-3-small\""},
      {"import lancedb from '@lancedb/lancedb'; const db = await lancedb.connect('data');\n"
       "db.createTable('t')",
       "2 js:@lancedb/lancedb.connect.createTable \"t\""},
      {"class A { private client = new (require('openai').OpenAI)();\n"
       "ask() { return this.client.responses.create({model: `o3`}) } }",
       "2 js:openai.OpenAI.responses.create model=\"o3\" | model o3"},
      {"import type {BedrockRuntimeClient as B} from '@aws-sdk/client-bedrock-runtime';\n"
       "class A { m() { this.b.send(1) } constructor(private readonly b: B) {} }",
       "2 js:@aws-sdk/client-bedrock-runtime.BedrockRuntimeClient.send"},
      {"import OpenAI from 'openai'; let a: OpenAI | null = null;\na!.models.list()",
       "2 js:openai.OpenAI.models.list"},
      {"import OpenAI from 'openai'; function f(c: OpenAI) {\nc.models.list() }",
       "2 js:openai.OpenAI.models.list"},
      {"import OpenAI from 'openai'; const f = (g.c ?? new OpenAI());\nf.models.list()",
       "2 js:openai.OpenAI.models.list"},
      {"import OpenAI from 'openai'; class A { constructor() { this.c = new OpenAI(); }\n"
       "m() { this.c.models.list() } }",
       "2 js:openai.OpenAI.models.list"},
      {"import OpenAI from 'openai'; function f() {\nreturn c.models.list() }\n"
       "const c = new OpenAI();",
       "2 js:openai.OpenAI.models.list"},
  };
  for (const auto& [text, line] : cases) {
    const auto lines = code::told_of(javascript, "a.ts", text, line.substr(0, line.find(' ', 2)));
    ASSERT_FALSE(lines.empty()) << text;
    EXPECT_EQ(lines.back(), line) << text;
  }
}

TEST(JavaScript, LiteralsAreFoundInTheFile) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"const M = 'gpt-4o'; create('x', {model: M})", "model=\"gpt-4o\" | model gpt-4o"},
      {"const model = process.env.M ?? \"gpt-4o\"; create('x', {model})",
       "model=\"gpt-4o\" | model gpt-4o"},
      {"create('x', {model: process.env['M'] || 'gpt-4o'})", "model=\"gpt-4o\" | model gpt-4o"},
      {"const all = {chat: 'gpt-4o'}; create('x', {model: all.chat as string})",
       "model=\"gpt-4o\" | model gpt-4o"},
      {"const options = {model: 'gpt-4o'}; create('x', options)",
       "model=\"gpt-4o\" | model gpt-4o"},
      {"function f(m = 'gpt-4o') { create('x', {model: m}) }", "model=\"gpt-4o\" | model gpt-4o"},
      {"const v = '4o'; create('x', {model: `gpt-${v}`})", "model=\"gpt-4o\" | model gpt-4o"},
      {"create('x', {model: 'gpt-' + '4o'})", "model=\"gpt-4o\" | model gpt-4o"},
      {"create('x', {configuration: {baseURL: 'https://a.example/v1'}})",
       "baseURL=\"https://a.example/v1\" | endpoint a.example"},
      {"create('x', {url: `https://${name}.openai.azure.com/deployments/${d}/chat`})",
       "url=\"https://openai.azure.com/deployments/\" | endpoint openai.azure.com"},
      {"create('x', {url: `https://bedrock-runtime.${region}.amazonaws.com`})",
       "url=\"https://bedrock-runtime.amazonaws.com\" | endpoint bedrock-runtime.amazonaws.com"},
      {"create('x', {url: `https://${l}-aiplatform.googleapis.com/v1`})",
       "url=\"https://aiplatform.googleapis.com/v1\" | endpoint aiplatform.googleapis.com"},
      {"create('x', {stop: ['a', 'b']})", "stop=\"a\" stop=\"b\""},
      {"create('x', {headers: {Referer: 'https://me.example'}})", "Referer=\"https://me.example\""},
      {"create('x', {apiKey: 'sk-abcdefghijklmnopqrstuvwx'})", "apiKey=[redacted]\""},
      // Not known without running the code.
      {"let model = 'gpt-4o'; model = pick(); create('x', {model})", ""},
      {"create('x', {model: `gpt-${v}`})", ""},
      {"create('x', {url: `https://${host}/v1`})", ""},
      {"create('x', {url: `https://a${b}.c`})", ""},
      {"create('x', {system: `You are\na helper`})", ""},
      {"const model = 'gpt-4o'; function f(model) { create('x', {model}) }", ""},
      {"const model = 'gpt-4o'; for (const model of all) create('x', {model})", ""},
      {"{ const model = 'gpt-4o' } create('x', {model})", ""},
  };
  for (const auto& [text, details] : cases) {
    const Lines lines = told("import {create} from 'lib';\n" + text);
    ASSERT_EQ(lines.size(), 2u) << text;
    EXPECT_EQ(lines[1], "2 js:lib.create \"x\"" + (details.empty() ? "" : " " + details)) << text;
  }
}

TEST(JavaScript, OwnThingsAreNotTheLibrarys) {
  const Lines import{"1 js:openai.OpenAI"};
  for (const std::string_view text :
       {"import OpenAI from 'openai';\nfunction f(OpenAI) { new OpenAI() }",
        "import OpenAI from 'openai';\nfunction f({OpenAI}) { new OpenAI() }",
        "import OpenAI from 'openai';\nfunction f() { const OpenAI = own(); new OpenAI() }",
        "import OpenAI from 'openai';\nOpenAI => OpenAI()",
        "import OpenAI from 'openai';\n{ class X { OpenAI() { this.OpenAI() } } }",
        "import OpenAI from 'openai';\n// new OpenAI()\nconst s = 'new OpenAI()';",
        "import OpenAI from 'openai';\ntry {} catch (e) { e.openai() }"}) {
    EXPECT_EQ(told(text), import) << text;
  }
  // What a method gives is not known, nor what a function of another kind gives.
  EXPECT_EQ(told("import {generateText, openai} from 'ai';\n"
                 "const {text} = await generateText({model: openai('gpt-5')}); text.trim();"),
            (Lines{"1 js:ai.generateText", "1 js:ai.openai", "2 js:ai.openai \"gpt-5\""}));
}

TEST(JavaScript, AddressesThatAreCalled) {
  EXPECT_EQ(told("fetch('https://api.openai.com/v1/models', {method: 'GET'})\nfetch('/api/own')\n"
                 "fetch(address)\nnew WebSocket(`wss://api.openai.com/v1/realtime?model=${m}`)\n"
                 "fetch('http://localhost:11434/api')\nown.fetch('https://a.example')"),
            (Lines{"1 js:fetch \"https://api.openai.com/v1/models\" | endpoint api.openai.com",
                   "4 js:WebSocket \"wss://api.openai.com/v1/realtime?model=\""
                   " | endpoint api.openai.com",
                   "5 js:fetch \"http://localhost:11434/api\""}));
}

TEST(JavaScript, Grammars) {
  EXPECT_EQ(
      told("import {a} from 'b';\nexport const C = () => <div onClick={() => a('x')}/>;", "c.tsx"),
      (Lines{"1 js:b.a", "2 js:b.a \"x\""}));
  EXPECT_EQ(
      told("import {a} from 'b';\nexport const C = () => <div onClick={() => a('x')}/>;", "c.js"),
      (Lines{"1 js:b.a", "2 js:b.a \"x\""}));
  EXPECT_EQ(told("\xEF\xBB\xBFimport {a} from 'b';\nconst x = <string>a('x');", "c.mts"),
            (Lines{"1 js:b.a", "2 js:b.a \"x\""}));
}

TEST(JavaScript, BrokenCodeGivesWhatCanBeRead) {
  EXPECT_EQ(told("import {a} from 'b';\na('x');\nconst = = {{{\n"),
            (Lines{"1 js:b.a", "2 js:b.a \"x\""}));
  EXPECT_EQ(told("%%%%"), Lines());
  EXPECT_EQ(told(""), Lines());
}

TEST(JavaScript, BundlesAreLeftOut) {
  const Lines left_out{"skipped: a bundle that a tool has written: its lines are too long"};
  EXPECT_EQ(told("require('openai');" + std::string(5'001, ' ') + "\n"), left_out);
  EXPECT_EQ(told("/* by */\n" + std::string(9'000, ';') + "\n"), left_out);
}

TEST(JavaScript, Hostile) {
  code::expect_withstands_hostile_text(javascript,
                                       {"a.ts", "import Thing from 'openai';", "new Thing(\"a\")"});
}

}  // namespace
}  // namespace fundable::js
