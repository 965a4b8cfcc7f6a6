// The Python reader: names followed through a file to the library that they come from.
#include <gtest/gtest.h>

#include "tests/readers/code/told.h"

namespace fundable {
extern const Reader python;
}

namespace fundable::py {
namespace {

using Lines = std::vector<std::string>;

Lines told(std::string_view text) { return code::told(python, "app/main.py", text); }

// The last thing told of a file that ends with this statement.
std::string last(const std::string& text) {
  const Lines lines = told(text + "\n");
  return lines.empty() ? "" : lines.back();
}

TEST(Python, TakesSourcesByTheirNames) {
  EXPECT_TRUE(python.recognises({"app/main.py", "import os"}));
  for (const char* path : {"main.pyc", "py", "main.py.txt", "main.ipynb"}) {
    EXPECT_FALSE(python.recognises({path, "import os"})) << path;
  }
}

TEST(Python, ImportsInEveryForm) {
  EXPECT_EQ(told("import os, openai\n"
                 "import google.cloud.aiplatform as ai\n"
                 "from langchain_openai import ChatOpenAI as Chat, OpenAI\n"
                 "from vllm import *\n"
                 "from . import own\nfrom .own import thing\nfrom __future__ import annotations\n"
                 "from typing import TYPE_CHECKING\n"
                 "if TYPE_CHECKING:\n    import anthropic\n"
                 "try:\n    import faiss\nexcept ImportError:\n    faiss = None\n"),
            (Lines{"1 python:openai", "2 python:google.cloud.aiplatform",
                   "3 python:langchain_openai.ChatOpenAI", "3 python:langchain_openai.OpenAI",
                   "4 python:vllm", "12 python:faiss"}));
}

TEST(Python, CallsResolveToTheLibrary) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"import openai\nopenai.OpenAI()", "2 python:openai.OpenAI"},
      {"import openai as o\nclient = o.OpenAI()\nclient.chat.completions.create(model='gpt-4o')",
       "3 python:openai.OpenAI.chat.completions.create model=\"gpt-4o\" | model gpt-4o"},
      {"import boto3\nsession = boto3.Session()\nsession.client('bedrock-runtime', "
       "region_name='eu-west-1')",
       "3 python:boto3.client \"bedrock-runtime\" region_name=\"eu-west-1\""},
      {"from openai import OpenAI\nclass A:\n  def __init__(self):\n    self.c = OpenAI()\n"
       "  def f(self):\n    self.c.responses.create()",
       "6 python:openai.OpenAI.responses.create"},
      {"from openai import OpenAI\ndef make() -> OpenAI:\n  return connect()\nmake().files.list()",
       "4 python:openai.OpenAI.files.list"},
      {"import os\nfrom transformers import pipeline\n"
       "NAME = os.getenv('MODEL', 'acme/tiny')\npipeline('summarization', model=NAME)",
       "4 python:transformers.pipeline \"summarization\" model=\"acme/tiny\" | model acme/tiny"},
      {"from openai import AzureOpenAI\nhost = input()\n"
       "AzureOpenAI(azure_endpoint=f'https://{host}.openai.azure.com/')",
       "3 python:openai.AzureOpenAI azure_endpoint=\"https://openai.azure.com/\" | endpoint "
       "openai.azure.com"},
      {"import azure.identity as i\ni.get_bearer_token_provider('https://x.azure.com/.default')",
       "2 python:azure.identity.get_bearer_token_provider \"https://x.azure.com/.default\""},
      {"import openai\nopenai.api_type = 'azure'", "2 python:openai.api_type \"azure\""},
      {"from ray import serve\n@serve.deployment\ndef f(): pass", "2 python:ray.serve.deployment"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(last(text), expected) << text;
}

TEST(Python, WhatIsNotTheLibraryIsNotTold) {
  for (const char* text : {"openai = 1\nopenai.OpenAI()", "OpenAI()", "from own import OpenAI\n",
                           "x = 'import openai'", "# import openai", "def openai(): pass\nopenai()",
                           "import json\njson.loads('1')"}) {
    const Lines lines = told(text);
    for (const std::string& line : lines) EXPECT_FALSE(line.contains("openai")) << text << line;
  }
}

TEST(Python, ParametersGetWhatTheFirstCallHandsOver) {
  const std::string function = "import boto3\ndef deploy(sm, name):\n  sm.create_endpoint()\n";
  const auto seen = [&](const std::string& call) {
    return code::told_of(python, "a.py", function + call, "create_endpoint");
  };
  const Lines found{"3 python:boto3.client.create_endpoint"};
  EXPECT_EQ(seen("sm = boto3.client('sagemaker')\ndeploy(sm, 'a')\n"), found);
  EXPECT_EQ(seen("def main():\n  deploy(name='a', sm=boto3.client('sagemaker'))\n"), found);
  EXPECT_EQ(seen("deploy('a', boto3.client('sagemaker'))\n"), Lines());
  EXPECT_EQ(seen("deploy(*all)\n"), Lines());
  EXPECT_EQ(told("def f(a):\n  f(a)\nf(f)\n"), Lines());
}

TEST(Python, CommandsThatItRuns) {
  const std::vector<std::pair<std::string, Lines>> cases{
      {"import subprocess\nsubprocess.run(['vllm', 'serve', 'acme/m'])", {"2 vllm serve acme/m"}},
      {"import os\nos.system('cd a && torchrun t.py')", {"2 torchrun t.py"}},
      {"import subprocess, sys\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', "
       "'vllm==1'])",
       {"2 pypi:vllm"}},
      {"base = [\n  \"srun\", '-N', str(n)] + rest", {"1 srun -N"}},
      {"base = ['run', 'srun']", {}},
      {"base = [1, 2]; none = []; open = ['", {}},
  };
  for (const auto& [text, expected] : cases) {
    Lines lines = told(text);
    std::erase_if(lines, [](const std::string& line) { return line.contains("cannot be read"); });
    EXPECT_EQ(lines, expected) << text;
  }
}

TEST(Python, StatementsOfSqlInStrings) {
  EXPECT_EQ(told("cursor.execute('''\n  CREATE EXTENSION IF NOT EXISTS vector;\n''')\n"
                 "SCHEMA = f\"create table {name} (at vector({size}))\"\n"
                 "say = 'we create a table for you, as an extension of the house'\n"),
            (Lines{"2 create extension vector", "4 column vector"}));
}

TEST(Python, ConstructsOfInfrastructureAreDeclared) {
  EXPECT_EQ(last("from aws_cdk import aws_sagemaker as s\ns.CfnEndpoint(self, 'e')"),
            "2 python:aws_cdk.aws_sagemaker.CfnEndpoint \"e\" | cloudformation "
            "AWS::sagemaker::Endpoint declared on aws");
}

TEST(Python, BrokenCodeCostsItself) {
  const Lines lines = told("import openai\nopenai.OpenAI()\ndef (:\n");
  EXPECT_EQ(lines.at(1), "2 python:openai.OpenAI");
  EXPECT_TRUE(lines.back().contains("cannot be read as Python")) << lines.back();
  code::expect_withstands_hostile_text(python, {"a.py", "from lib import Thing\n", "Thing('a')"});
}

}  // namespace
}  // namespace fundable::py
