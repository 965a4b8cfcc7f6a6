// What code uses: imports and calls, resolved to the library they come from, as observations. Every
// language's reader resolves names in its own way and tells them here in one form.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"

namespace fundable::code {

// One argument of a call, as far as the code itself says it.
struct Argument {
  std::string name;  // of a keyword argument, property or builder method; empty: by position
  std::string text;  // a literal's value; empty where it is anything else
};

// Whether a literal among them is an address, `https://…`.
[[nodiscard]] bool has_address(std::span<const Argument> arguments);

// Collects the uses of one file. The same use with the same literals counts once, where it first
// stands.
//
// A use is told as `path`: the library's import path, then its members, `openai.AzureOpenAI`,
// `@langchain/langgraph.StateGraph`, `com.azure.ai.openai.OpenAIClientBuilder`; the mark is of the
// channel `code` and carries the language, `python:openai.AzureOpenAI`.
class Uses {
 public:
  // `language` as marks carry it: python, js (also TypeScript), java, go, csharp.
  Uses(const EvidenceFile& file, std::string language);

  void import(std::string_view path, std::string locator);
  // Literals handed to the call become details (`"bedrock-runtime" region_name="eu-west-1"`); a
  // model's name becomes a mark of the channel `model`, a URL's host one of the channel `endpoint`.
  // A construct of infrastructure (CDK, Pulumi) is declared, not only used, and goes to its cloud.
  void call(std::string_view path, std::span<const Argument> arguments, std::string locator);

  // A command line that the code runs, as the channel `command` has it.
  void command(std::string_view line, std::string locator);
  // The statements of SQL in a text that starts at that line.
  void statements(std::string_view text, std::uint32_t line);
  // A library that the code installs, as the channel `package` has it: `pypi:langgraph`.
  void package(std::string_view name, std::string locator);

  void skip(std::string locator, std::string why);
  // Everything told so far, in order.
  [[nodiscard]] Reading reading();

 private:
  void add(Observation seen);

  const EvidenceFile& file_;
  std::string language_;
  std::set<std::string> told_;
  std::size_t untold_ = 0;
  Reading reading_;
};

}  // namespace fundable::code
