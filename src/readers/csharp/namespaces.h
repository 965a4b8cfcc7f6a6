// To which library a name in C# belongs.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "base/syntax.h"
#include "model/observation.h"

namespace fundable::csharp_code {

// A directive `using …;`.
struct Using {
  std::string path;    // `Azure.AI.OpenAI`
  std::string alias;   // `AI` of `using AI = …`
  bool opens = false;  // it opens a namespace: neither an alias nor `using static`
  std::uint32_t line = 0;
};

// The directives of a file, in its order.
[[nodiscard]] std::vector<Using> usings_of(SyntaxNode root);
// Those which other files declare for this one with `global using`: `GlobalUsings.cs` and the like,
// in its folder or in the nearest one above.
[[nodiscard]] std::vector<Using> global_usings(const EvidenceFile& file, const Limits& limits);

// A dotted name as text, without `global::`, type arguments and `?`; empty where it is none.
[[nodiscard]] std::string dotted(SyntaxNode name);

// .NET itself, apart from its user interfaces.
[[nodiscard]] bool is_platform(std::string_view path);

// An extension method that libraries add to types of others.
struct Extension {
  std::string path;  // `Microsoft.SemanticKernel.AddOpenAIChatCompletion`; empty: unknown
  std::string first_parameter;  // its name, where that is worth telling
};

// The namespaces that are open in a file, and the classes that it defines itself.
class Namespaces {
 public:
  explicit Namespaces(const EvidenceFile& file);

  void open(std::string_view name);
  // The file's own namespace.
  void enter(std::string_view name);
  void add_own_class(std::string_view name) { own_classes_.emplace(name); }
  // A property or method of one of its classes. It may have the name of its type.
  void add_own_member(std::string_view name) { own_members_.emplace(name); }
  [[nodiscard]] bool is_own_member(std::string_view name) const {
    return own_members_.contains(name);
  }

  // Whether the project defines that namespace.
  [[nodiscard]] bool is_own(std::string_view name) const;
  // Whether full names of libraries start with it.
  [[nodiscard]] bool is_root(std::string_view name) const;
  // The full name of a class; empty where it is not known to be a library's.
  [[nodiscard]] std::string path_of(std::string_view name) const;
  // The same for a dotted name, `AI.Chat.Client`, that starts with no alias.
  [[nodiscard]] std::string path_of_dotted(std::string_view name) const;
  [[nodiscard]] Extension extension(std::string_view method) const;

 private:
  [[nodiscard]] bool is_open(std::string_view name) const { return open_.contains(name); }
  [[nodiscard]] bool has_project(std::string_view name) const;
  [[nodiscard]] std::string look_up(std::string_view name) const;
  [[nodiscard]] std::string by_words(std::string_view name) const;
  // Where one library alone is open, and nothing of the project's; else empty.
  [[nodiscard]] std::string_view only_library() const;

  const Surroundings* around_;
  std::string folder_;  // with its slash
  // With the words of each of its parts.
  std::map<std::string, std::vector<std::vector<std::string>>, std::less<>> open_;
  std::set<std::string, std::less<>> own_classes_;
  std::set<std::string, std::less<>> own_members_;
  std::string own_root_;                      // the first part of the file's own namespace
  std::set<std::string, std::less<>> roots_;  // first parts of what is open
  // What was looked up.
  mutable std::map<std::string, std::string, std::less<>> paths_;
  mutable std::map<std::string, bool, std::less<>> own_;
};

}  // namespace fundable::csharp_code
