// Code that nests, grows or repeats as no person writes it.
#include <gtest/gtest.h>

#include "tests/app/hostile.h"

namespace fundable::end_to_end {
namespace {

class HostileCode : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostileCode, EndsInASentence) { expect_told(GetParam()); }

constexpr std::size_t kMany = 100'000;
constexpr const char* kTooDeep = "nests deeper than 5000 brackets";
const std::string kPython = "import openai\nx = ";
const std::string kJavaScript = "import OpenAI from 'openai';\nconst x =\n";
const std::string kGo =
    "package main\nimport openai \"github.com/sashabaranov/go-openai\"\nvar x = ";
const std::string kJava = "import com.openai.client.OpenAIClient;\nclass A { Object x =\n";
const std::string kTerraform = "resource \"aws_sagemaker_endpoint\" \"x\" {\n  name = ";
const std::string kBicep =
    "resource a 'Microsoft.CognitiveServices/accounts@2023-05-01' = {\n  name: ";

std::string nested(const std::string& start, const char* open, const char* inner,
                   const char* close) {
  return start + repeated(open, kMany) + inner + repeated(close, kMany) + "\n";
}

INSTANTIATE_TEST_SUITE_P(
    EndToEnd, HostileCode,
    ::testing::Values(
        Hostile{"PythonParentheses", "a.py", [] { return nested(kPython, "(", "1", ")"); },
                kTooDeep},
        Hostile{"PythonCalls", "a.py", [] { return nested(kPython, "openai.f(", "", ")"); },
                kTooDeep},
        Hostile{"PythonOperators", "a.py", [] { return nested(kPython, "openai + ", "1", ""); },
                ""},
        Hostile{"PythonAttributes", "a.py", [] { return nested(kPython, "", "openai", ".a"); }, ""},
        Hostile{"PythonChain", "a.py", [] { return nested(kPython, "", "openai", ".a()"); },
                "more names and calls than are followed"},
        Hostile{"PythonDoubling", "a.py",
                [] {
                  std::string text = "from openai import OpenAI\na0 = 'gpt'\n";
                  for (int i = 1; i < 60; ++i) {
                    const std::string before = "a" + std::to_string(i - 1);
                    text += "a" + std::to_string(i) + " = " + before + " + " + before + "\n";
                  }
                  return text + "OpenAI().chat.completions.create(model=a59)\n";
                },
                ""},
        Hostile{"PythonOneLine", "a.py",
                [] { return "import openai; x = '" + std::string(64 << 20, 'x') + "'\n"; },
                "longer than 4194304 bytes"},
        Hostile{"JavaScriptParentheses", "a.ts",
                [] { return nested(kJavaScript, "(\n", "OpenAI", ")\n"); }, kTooDeep},
        Hostile{"JavaScriptArrows", "a.ts",
                [] { return nested(kJavaScript, "() =>\n", "OpenAI", ""); }, ""},
        Hostile{"JavaScriptTemplates", "a.ts",
                [] { return nested(kJavaScript, "`${\n", "OpenAI", "}`\n"); }, kTooDeep},
        Hostile{"GoCalls", "a.go", [] { return nested(kGo, "openai.F(", "", ")"); }, kTooDeep},
        Hostile{"JavaCalls", "A.java", [] { return nested(kJava, "f(\n", "", ")\n") + "; }"; },
                kTooDeep},
        Hostile{"TerraformLists", "a.tf", [] { return nested(kTerraform, "[", "", "]") + "}\n"; },
                kTooDeep},
        Hostile{"TerraformBlocks", "a.tf",
                [] { return nested(kTerraform + "1\n", "a {\n", "", "}\n") + "}\n"; }, kTooDeep},
        Hostile{"TerraformTemplates", "a.tf",
                [] { return nested(kTerraform, "\"${", "1", "}\"") + "}\n"; }, kTooDeep},
        Hostile{"TerraformDoubling", "a.tf",
                [] {
                  std::string text = "locals {\n  a0 = \"x\"\n";
                  for (int i = 1; i < 60; ++i) {
                    const std::string before = "${local.a" + std::to_string(i - 1) + "}";
                    text += "  a" + std::to_string(i) + " = \"" + before + before + "\"\n";
                  }
                  return text + "}\n" + kTerraform + "local.a59\n}\n";
                },
                ""},
        Hostile{"TerraformCircle", "a.tf",
                [] {
                  return "locals {\n  a = local.b\n  b = local.a\n}\n" + kTerraform +
                         "local.a\n}\n";
                },
                ""},
        Hostile{"BicepLists", "a.bicep", [] { return nested(kBicep, "[", "", "]") + "}\n"; },
                kTooDeep},
        Hostile{"BicepConditions", "a.bicep",
                [] { return nested(kBicep, "true ? 1 : ", "1", "") + "}\n"; }, ""},
        Hostile{"BicepQuoteThatNeverCloses", "a.bicep",
                [] {
                  return nested(
                      "resource a 'Microsoft.CognitiveServ://u:p@hices/accounts@1' = if "
                      "(kind != 'x') {\n  name a\nreq: '${b}-x'\n  ki",
                      "--", "", "");
                },
                "takes more steps to parse"},
        Hostile{"ShellSubstitutions", "a.sh",
                [] {
                  return nested("#!/bin/bash\n", "$(", "aws", ")") +
                         "aws sagemaker create-endpoint --endpoint-name a\n";
                },
                ""},
        Hostile{"ShellOneLine", "a.sh",
                [] {
                  return "#!/bin/bash\naws sagemaker create-endpoint --endpoint-name a\naws " +
                         repeated("x ", 32 << 20) + "\n";
                },
                ""},
        Hostile{"DockerfileOneLine", "Dockerfile",
                [] { return "FROM vllm/vllm-openai\nENV A=" + std::string(64 << 20, 'x') + "\n"; },
                ""},
        Hostile{"DockerfileContinuations", "Dockerfile",
                [] { return "FROM vllm/vllm-openai\nRUN " + repeated("a && \\\n", 1'000'000); },
                ""}),
    [](const auto& tested) { return std::string(tested.param.what); });

}  // namespace
}  // namespace fundable::end_to_end
