// JSON, YAML, TOML and XML that are made to take the stack, the memory or the time.
#include <gtest/gtest.h>

#include "tests/app/hostile.h"

namespace fundable::end_to_end {
namespace {

class HostileDocument : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostileDocument, EndsInASentence) { expect_told(GetParam()); }

std::string deep() { return std::string(200'000, '['); }
std::string state(const std::string& resources) {
  return R"({"version": 4, "lineage": "a", "serial": 1, "resources": )" + resources + "}";
}
std::string many_members(const char* member) {
  return "{" + repeated(member, 300'000) + "\"z\": 1}";
}
const std::string kTemplate = "AWSTemplateFormatVersion: '2010-09-09'\nResources:";
const std::string kEndpoint =
    "\n  E:\n    Type: AWS::SageMaker::Endpoint\n    Properties: {EndpointName: a}\n";

std::string notebook(const std::string& source, const std::string& outputs) {
  return R"({"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": ")" + source +
         R"(", "outputs": [)" + outputs + "]}]}";
}

// Each level names the one before twice: 2^60 letters.
std::string doubled(const char* first, const char* start, const char* then, const char* end) {
  std::string text = first;
  for (int i = 1; i < 60; ++i) {
    const std::string before = std::to_string(i - 1);
    text += start + std::to_string(i) + then + before + end + before;
    text += std::string_view(end) == ")$(A" ? ")\n" : "\n";
  }
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    EndToEnd, HostileDocument,
    ::testing::Values(
        Hostile{"JsonNesting", "a.tfstate", [] { return state(deep()); }, "deeper than 200"},
        Hostile{"JsonNestingInANotebook", "a.ipynb",
                [] { return R"({"nbformat": 4, "cells": [{"import openai": )" + deep(); },
                "deeper than 200"},
        Hostile{"JsonNestingInAManifest", "package.json",
                [] { return R"({"dependencies": )" + deep(); }, "deeper than 200"},
        Hostile{"JsonNumbers", "a.tfstate",
                [] { return state("[1e999999999, " + std::string(1'000'000, '9') + "]"); },
                "it has no type"},
        Hostile{"JsonOneKeyOften", "a.tfstate", [] { return state(many_members("\"a\": {},")); },
                "more parts of the file"},
        Hostile{"JsonOneLine", "a.tfstate",
                [] {
                  std::string text = good_evidence();
                  return text.insert(text.find("lineage\": \"") + 11, 64 << 20, 'x');
                },
                ""},
        Hostile{"YamlAliases", "compose.yaml",
                [] { return alias_bomb("services: {a: {image: b}}\n"); },
                "aliases stand for more than 200000 values"},
        Hostile{"YamlAliasesInATemplate", "a.yaml",
                [] { return alias_bomb(kTemplate + kEndpoint); },
                "aliases stand for more than 200000 values"},
        Hostile{"YamlAliasOfItself", "compose.yaml",
                [] { return std::string("services: &a [*a]"); }, "holds itself"},
        Hostile{"YamlNesting", "compose.yaml", [] { return "services: " + deep(); },
                "deeper than 200"},
        Hostile{"YamlNestingByIndent", "compose.yaml",
                [] {
                  std::string text = "services:\n";
                  for (std::size_t i = 1; i < 2'000; ++i) text += std::string(i, ' ') + "a:\n";
                  return text;
                },
                "deeper than 200"},
        Hostile{"YamlKeys", "a.yaml",
                [] {
                  std::string text = kTemplate + "\n";
                  for (int i = 0; i < 100'000; ++i) text += "  k" + std::to_string(i) + ": 1\n";
                  return text;
                },
                "99900 more parts of the file"},
        Hostile{"YamlOneLine", "a.yaml",
                [] { return "apiVersion: v1\nkind: Pod\nx: " + std::string(64 << 20, 'x'); }, ""},
        Hostile{"TomlNesting", "pyproject.toml",
                [] { return "[project]\ndependencies = " + deep(); }, "maximum nested value depth"},
        Hostile{"TomlDots", "pyproject.toml",
                [] { return "[project]\n" + repeated("a.", 200'000) + "b = 1\n"; },
                "a key of more than 50 parts"},
        Hostile{"XmlNesting", "pom.xml",
                [] { return "<project>" + repeated("<dependencies>", 100'000); },
                "deeper than 200"},
        Hostile{"XmlDoctype", "pom.xml",
                [] {
                  return std::string(
                      "<!DOCTYPE project [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                      "<project><dependencies>&b;</dependencies></project>");
                },
                "DOCTYPE"},
        Hostile{"XmlExternalEntity", "pom.xml",
                [] {
                  return std::string(
                      "<!DOCTYPE project [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                      "<project><dependencies>&a;</dependencies></project>");
                },
                "DOCTYPE"},
        Hostile{"NotebookOutputs", "a.ipynb",
                [] {
                  return notebook("import openai\\nopenai.OpenAI()",
                                  "\"" + std::string(40 << 20, 'A') + "\"");
                },
                ""},
        Hostile{"VariablesThatDouble", "Makefile",
                [] {
                  return doubled("A0=x\n", "A", "=$(A", ")$(A") +
                         "a:\n\taws sagemaker create-endpoint --endpoint-name $(A59)\n";
                },
                ""}),
    [](const auto& tested) { return std::string(tested.param.what); });

}  // namespace
}  // namespace fundable::end_to_end
