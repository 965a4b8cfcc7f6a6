// Whatever names code gives to what it imports, the import itself is written out: a package in
// quotes in JavaScript, a dotted path in Java and C#, a path in quotes in Go. Python's imports
// may write a path's parts apart (`from google.cloud import aiplatform`), so one part stands for
// it.
#include "model/code_words.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace fundable {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kLong = 12;  // enough to stand for itself

// Without the `*` at its end; whether it had one.
bool cut_star(std::string& text) {
  if (!text.ends_with('*')) return false;
  text.pop_back();
  return true;
}

// `@langchain/langgraph` of `@langchain/langgraph/prebuilt.createReactAgent`.
void add_javascript(std::string path, Words& words) {
  const bool any_rest = cut_star(path);
  const std::size_t scope = path.starts_with('@') ? path.find('/') + 1 : 0;
  const std::size_t end = path.find_first_of("./:", scope);
  const std::string package = '"' + path.substr(0, end);
  if (any_rest && end == std::string::npos) {
    words.push_back(package);
    return;
  }
  words.push_back(package + '"');
  words.push_back(package + '/');
}

bool names_class(std::string_view part) {
  return !part.empty() && part[0] >= 'A' && part[0] <= 'Z';
}

// Its first part, as imports and installs write it: alone it is often a word of English. `google`
// and `azure` are namespaces of many packages: of the former the longest part stands for a path,
// of the latter, whose parts are words like `search`, the path down to what may be a class of it.
void add_python(std::string path, Words& words) {
  cut_star(path);
  const auto parts = split(path, '.');
  if (parts[0] == "google") {
    std::string_view longest = parts[0];
    for (const std::string_view part : parts) {
      if (part.size() >= longest.size() && !names_class(part)) longest = part;
    }
    words.emplace_back(longest);
  } else if (parts[0] == "azure") {
    std::string module(parts[0]);
    std::string parent;
    for (std::size_t i = 1; i < parts.size() && !names_class(parts[i]); ++i) {
      parent = std::exchange(module, module + '.' + std::string(parts[i]));
    }
    if (!parent.empty()) words.push_back(parent + " import");
    words.push_back(std::move(module));
  } else {
    for (const char* before : {"import ", "from ", ", ", "install "}) {
      words.push_back(before + std::string(parts[0]));
    }
  }
}

// The package of a class, since it may be imported whole.
void add_java(std::string path, Words& words) {
  cut_star(path);
  const std::size_t dot = path.rfind('.');
  const bool of_class = dot != std::string::npos && names_class(path.substr(dot + 1));
  words.push_back(of_class ? path.substr(0, dot) : path);
}

void add_go(std::string path, Words& words) {
  cut_star(path);
  const std::size_t slash = path.rfind('/');
  const std::size_t dot = path.find('.', slash == std::string::npos ? 0 : slash);
  words.push_back(path.substr(0, dot));
}

// Where another file opens the namespace for all, only the class or method itself stands there.
void add_csharp(std::string path, Words& words) {
  cut_star(path);
  const std::string last = path.substr(path.rfind('.') + 1);
  if (last.size() >= kLong) words.push_back(last);
  words.push_back(std::move(path));
}

// As code hands it to a shell, alone or with its arguments: the program, or Python's module, at the
// start of a literal.
void add_command(std::string command, Words& words) {
  const bool any_rest = cut_star(command);
  const auto parts = split(trimmed(command), ' ');
  const bool is_module = parts.size() > 2 && parts[0].starts_with("python") && parts[1] == "-m";
  const std::string program = '"' + std::string(is_module ? parts[2] : parts[0]);
  if (is_module) words.push_back("-m " + program.substr(1));
  if (any_rest && parts.size() == (is_module ? 3 : 1) && !command.ends_with(' ')) {
    words.push_back(program);
    return;
  }
  words.push_back(program + '"');
  words.push_back(program + ' ');
}

void add_library(std::string_view language, std::string path, Words& words) {
  if (language == "js") return add_javascript(std::move(path), words);
  if (language == "python") return add_python(std::move(path), words);
  if (language == "java") return add_java(std::move(path), words);
  if (language == "go") return add_go(std::move(path), words);
  add_csharp(std::move(path), words);
}

}  // namespace

std::vector<std::string> code_words(const Catalogue& catalogue, std::string_view language) {
  // What CDK and Pulumi construct is recognised by its CloudFormation type.
  const bool runs_commands = language == "python";  // of no other language a reader tells them
  Words words{"aws-cdk",        "aws_cdk",        "awscdk", "amazon.cdk",
              "cdk-constructs", "cdk_constructs", "pulumi"};
  // Statements of SQL that a string may hold.
  for (const char* statement : {"create extension", " vector(", "using hnsw", "using ivfflat"}) {
    words.emplace_back(statement);
  }
  const std::string prefix = std::string(language) + ':';
  for (const Technology& technology : catalogue.all()) {
    for (const Signature& signature : technology.signatures) {
      if (signature.channel == "code" && signature.text.starts_with(prefix)) {
        add_library(language, signature.text.substr(prefix.size()), words);
      } else if (signature.channel == "command" && runs_commands) {
        add_command(signature.text, words);
      } else if (signature.channel == "endpoint") {
        words.push_back(signature.text);
        cut_star(words.back());
      }
    }
  }
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

}  // namespace fundable
