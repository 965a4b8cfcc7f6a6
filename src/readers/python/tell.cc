// Of the standard library only what reaches out is told: commands that are run, addresses that are
// opened. Methods of objects count like functions of the library that made them.
//
// Libraries take models by keyword; the few that everybody calls with the model in front are named
// in a table.
#include "readers/python/tell.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "readers/code/commands.h"
#include "readers/code/literals.h"
#include "readers/python/collect.h"
#include "readers/python/modules.h"
#include "readers/python/resolve.h"

namespace fundable::py {
namespace {

using code::Argument;
using Kind = Meaning::Kind;

constexpr std::size_t kMostArguments = 64;

// Calls whose first argument is a model.
bool takes_model_first(std::string_view path) {
  static constexpr auto kFunctions =
      std::to_array<std::string_view>({"from_pretrained", "init_chat_model", "SentenceTransformer",
                                       "GenerativeModel", "CrossEncoder"});
  return is_one_of(path.substr(path.rfind('.') + 1), kFunctions) || path == "vllm.LLM";
}

bool runs_command(std::string_view path) {
  static constexpr auto kFunctions = std::to_array<std::string_view>(
      {"subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call",
       "subprocess.check_output", "subprocess.getoutput", "os.system", "os.popen",
       "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell"});
  return is_one_of(path, kFunctions);
}

bool opens_addresses(std::string_view path) {
  return path.starts_with("urllib.request.") || path.starts_with("http.client.");
}

std::string line_locator(std::uint32_t line) { return "line " + std::to_string(line); }

void tell_command(std::span<const std::string> words, const std::string& locator,
                  code::Uses& uses) {
  const auto packages = code::pip_packages(words);
  for (const std::string& package : packages) uses.package("pypi:" + package, locator);
  if (packages.empty()) uses.command(code::shown_command(words), locator);
}

class Teller {
 public:
  Teller(Names& names, Modules& modules, code::Uses& uses)
      : modules_(modules), uses_(uses), resolver_(names) {}

  void tell(const Use& use) {
    switch (use.kind) {
      case Use::Kind::kImport:
        if (!is_standard(use.path)) uses_.import(use.path, locator(use));
        break;
      case Use::Kind::kCall:
        tell_call(use);
        break;
      case Use::Kind::kReference:
        tell_reference(use);
        break;
      case Use::Kind::kSetting:
        tell_setting(use);
        break;
      case Use::Kind::kCommand:
        tell_words(use.node.children(), use);
        break;
      case Use::Kind::kStatement:
        uses_.statements(code::between_quotes(use.node.text()), use.node.line());
        break;
    }
  }

 private:
  static std::string locator(const Use& use) { return line_locator(use.node.line()); }

  static bool is_of_library(const Meaning& meaning) {
    const bool reaches = meaning.is(Kind::kMember) || meaning.is(Kind::kMethod);
    return reaches && !is_standard(meaning.path);
  }

  void tell_call(const Use& use) {
    const Meaning callee = resolver_.meaning_of(use.node.field("function"), use.scope);
    if (is_of_library(callee)) {
      uses_.call(callee.path, arguments(use, callee.path), locator(use));
    } else if (callee.is(Kind::kMember)) {
      tell_standard_call(use, callee.path);
    }
  }

  void tell_standard_call(const Use& use, const std::string& path) {
    if (path == "importlib.import_module") {
      const Meaning module = resolver_.meaning_of(use.node, use.scope);
      const bool told = module.is(Kind::kMember) && !is_standard(module.path);
      if (told && !modules_.is_own(module.path)) uses_.import(module.path, locator(use));
    } else if (path == "functools.partial") {
      const Meaning of = resolver_.meaning_of(use.node, use.scope);
      if (is_of_library(of)) uses_.call(of.path, arguments(use, of.path), locator(use));
    } else if (runs_command(path)) {
      tell_commands(use);
    } else if (opens_addresses(path)) {
      const auto given = arguments(use, path);
      if (code::has_address(given)) uses_.call(path, given, locator(use));
    }
  }

  void tell_reference(const Use& use) {
    const Meaning meaning = resolver_.meaning_of(use.node, use.scope);
    if (is_of_library(meaning)) uses_.call(meaning.path, {}, locator(use));
  }

  // `openai.api_type = "azure"`.
  void tell_setting(const Use& use) {
    const Meaning target = resolver_.meaning_of(use.node.field("left"), use.scope);
    if (!target.is(Kind::kMember) || !is_of_library(target)) return;
    const Meaning value = resolver_.meaning_of(use.node.field("right"), use.scope);
    const Argument argument{{}, value.text};
    if (value.is(Kind::kText)) uses_.call(target.path, {&argument, 1}, locator(use));
  }

  std::vector<Argument> arguments(const Use& use, std::string_view path) {
    std::vector<Argument> all;
    for (const SyntaxNode given : use.node.field("arguments").children()) {
      if (all.size() >= kMostArguments) break;
      const bool is_named = given.is("keyword_argument");
      const SyntaxNode value = is_named ? given.field("value") : given;
      Argument argument;
      if (is_named) argument.name = given.field("name").text().substr(0, 80);
      if (is_named || !is_bare(value)) {
        Meaning meaning = resolver_.meaning_of(value, use.scope);
        if (meaning.is(Kind::kText)) argument.text = std::move(meaning.text);
      }
      const bool is_model = all.empty() && !is_named && takes_model_first(path);
      if (is_model) argument.name = "model_name";
      if (!argument.text.empty()) all.push_back(std::move(argument));
    }
    return all;
  }

  // A number or truth value without a name says nothing.
  static bool is_bare(SyntaxNode value) {
    static constexpr auto kBare =
        std::to_array<std::string_view>({"integer", "float", "true", "false", "unary_operator"});
    return is_one_of(value.type(), kBare);
  }

  void tell_commands(const Use& use) {
    const auto given = use.node.field("arguments").children();
    if (given.empty()) return;
    if (given[0].is("list") || given[0].is("tuple")) {
      tell_words(given[0].children(), use);
      return;
    }
    const Meaning first = resolver_.meaning_of(given[0], use.scope);
    if (!first.is(Kind::kText)) return;
    const SyntaxNode function = use.node.field("function");
    if (function.text().ends_with("exec")) {
      tell_words(given, use);
      return;
    }
    for (const auto& command : code::commands_of(first.text)) {
      tell_command(command.words, locator(use), uses_);
    }
  }

  // As far as the words are known.
  void tell_words(const std::vector<SyntaxNode>& nodes, const Use& use) {
    std::vector<std::string> words;
    for (const SyntaxNode node : nodes) {
      if (words.size() >= kMostArguments) break;
      Meaning word = resolver_.meaning_of(node, use.scope);
      if (word.path == "sys.executable") word = {Kind::kText, {}, "python", kModuleScope};
      if (!word.is(Kind::kText)) break;
      words.push_back(std::move(word.text));
    }
    if (!words.empty()) tell_command(words, locator(use), uses_);
  }

  Modules& modules_;
  code::Uses& uses_;
  Resolver resolver_;
};

void tell_losses(const Collected& collected, code::Uses& uses) {
  if (collected.broken > 0) {
    uses.skip(line_locator(collected.first_broken_line),
              counted(collected.broken, "part") + " of the code cannot be read as Python");
  }
  if (collected.names.is_cut()) uses.skip("", "more names and calls than are followed");
}

}  // namespace

Result<> tell_python(const EvidenceFile& file, std::string_view code, const Limits& limits,
                     code::Uses& uses) {
  const auto tree = parse_syntax(Language::kPython, code, limits);
  if (!tree) {
    Error error = tree.error();
    error.place = file.path;
    return std::unexpected(std::move(error));
  }
  Modules modules(file);
  Collected collected = collect(*tree, modules);
  Teller teller(collected.names, modules, uses);
  for (const Use& use : collected.names.uses()) teller.tell(use);
  tell_losses(collected, uses);
  return {};
}

void tell_script(std::string_view script, std::uint32_t lines_before, code::Uses& uses) {
  for (const auto& command : code::commands_of(script)) {
    tell_command(command.words, line_locator(lines_before + command.line), uses);
  }
}

}  // namespace fundable::py
