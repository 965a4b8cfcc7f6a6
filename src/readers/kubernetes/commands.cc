// Recognises a few programs at the start of a command line.
//
// A container's `command` and `args` make one command line; where that is a shell with a script
// (`sh -c "…"`), each command of the script counts. Only names from the table below leave this
// file: command lines hold tokens and passwords more often than they should.
//
// It is no shell: quoting and substitution are not understood. A name inside a quoted text could
// be taken for a command only where it stands right after `;`, `&`, `|` or a line break.
#include "readers/kubernetes/commands.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable::kube {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t kLongestScript = 16'384;

struct Program {
  std::string_view name;
  std::array<std::string_view, 4> subcommands;
};
constexpr std::array kPrograms{
    Program{"vllm", {"serve", "bench"}},
    Program{"text-generation-launcher", {}},
    Program{"tritonserver", {}},
    Program{"ollama", {"serve", "run", "pull"}},
    Program{"ray", {"start", "job", "serve"}},
    Program{"torchrun", {}},
    Program{"mlflow", {"server", "ui", "models", "run"}},
};

std::string_view program_name(std::string_view word) { return word.substr(word.rfind('/') + 1); }

bool is_shell(std::string_view word) {
  static constexpr auto kShells =
      std::to_array<std::string_view>({"sh", "bash", "ash", "dash", "zsh"});
  return std::ranges::find(kShells, program_name(word)) != kShells.end();
}

bool is_python(std::string_view word) {
  word = program_name(word);
  return word.starts_with("python") && word.find_first_not_of("0123456789.", 6) == word.npos;
}

// Words that stand before the command proper: `exec`, `env A=b`.
bool is_prefix(std::string_view word) {
  static constexpr auto kPrefixes =
      std::to_array<std::string_view>({"exec", "env", "nohup", "sudo", "time", "tini", "--"});
  return std::ranges::find(kPrefixes, program_name(word)) != kPrefixes.end() ||
         word.find('=') != word.npos;
}

bool is_module_name(std::string_view word) {
  return std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

std::string known_command(const Words& words) {
  const auto first = std::ranges::find_if_not(words, is_prefix);
  if (first == words.end()) return {};
  const auto word = [&](std::ptrdiff_t i) {
    return i < words.end() - first ? first[i] : std::string_view();
  };
  if (is_python(*first)) {
    const bool serves = word(1) == "-m" && word(2).starts_with("vllm") && is_module_name(word(2));
    return serves ? "python -m " + presentable(word(2), 80) : std::string();
  }
  for (const Program& program : kPrograms) {
    if (program.name != program_name(*first)) continue;
    std::string text(program.name);
    const auto& known = program.subcommands;
    if (!word(1).empty() && std::ranges::find(known, word(1)) != known.end()) {
      text += " " + std::string(word(1));
    }
    return text;
  }
  return {};
}

Words words_of(std::string_view line) {
  Words words;
  constexpr std::string_view kSpace = " \t\r\\";
  for (std::size_t at = line.find_first_not_of(kSpace); at != line.npos;) {
    const std::size_t end = line.find_first_of(kSpace, at);
    words.push_back(line.substr(at, end - at));
    at = line.find_first_not_of(kSpace, end);
  }
  return words;
}

void add_from_script(std::string_view script, std::vector<std::string>& found) {
  script = script.substr(0, kLongestScript);
  while (!script.empty()) {
    const std::size_t end = std::min(script.find_first_of("\n;&|"), script.size());
    if (auto command = known_command(words_of(script.substr(0, end))); !command.empty()) {
      found.push_back(std::move(command));
    }
    script.remove_prefix(std::min(end + 1, script.size()));
  }
}

}  // namespace

std::vector<std::string> known_commands(Node container) {
  Words words;
  for (const char* key : {"command", "args"}) {
    for (const Node word : container[key]) words.push_back(word.text());
  }
  std::vector<std::string> found;
  if (words.empty()) return found;
  if (is_shell(words[0])) {
    const auto script = std::ranges::find_if(words, [](std::string_view word) {
      return word.size() > 1 && word[0] == '-' && word[1] != '-' && word.ends_with('c');
    });
    if (script != words.end() && script + 1 != words.end()) add_from_script(script[1], found);
  } else if (auto command = known_command(words); !command.empty()) {
    found.push_back(std::move(command));
  }
  return found;
}

}  // namespace fundable::kube
