// C# opens whole namespaces, so that a name does not say where it comes from. Three things do:
// names of libraries that are known (known_names.h), names that repeat the words of their namespace
// (`AmazonBedrockRuntimeClient` in `Amazon.BedrockRuntime`), and that only one namespace is open
// which could hold the name. What none of them decides is not told; the directive that opens the
// namespace is.
#include "readers/csharp/namespaces.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "readers/csharp/known_names.h"

namespace fundable::csharp_code {
namespace {

constexpr std::size_t kMostOpen = 100;
constexpr std::size_t kMostNames = 20'000;  // that one file is looked up for
constexpr int kMostFolders = 12;            // upwards
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestGlobalUsings = std::size_t{64} * 1024;

constexpr std::array<std::string_view, 6> kGlobalUsings{
    "GlobalUsings.cs", "GlobalUsing.cs", "Usings.cs", "Imports.cs", "Global.cs", "globalusings.cs"};

// A name's words matter as much as they are long. The shortest that say anything: `Chat`, `Kernel`.
constexpr std::size_t kEnough = 4;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_capital(std::string_view name) { return !name.empty() && is_upper(name.front()); }

bool is_dotted_name(std::string_view text) {
  if (text.empty() || text.size() > kLongestName) return false;
  if (text.starts_with('.') || text.ends_with('.') || text.contains("..")) return false;
  return std::ranges::all_of(text, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
  });
}

// Words that say nothing about which library it is.
bool says_nothing(std::string_view word) {
  constexpr std::array<std::string_view, 20> kWords{
      "microsoft", "azure",   "amazon",  "google", "cloud",  "aws",  "extension",
      "community", "builder", "service", "model",  "data",   "core", "common",
      "client",    "http",    "api",     "type",   "shared", "web"};
  return std::ranges::find(kWords, word) != kWords.end();
}

// `azure`, `open`, `ai`, `client` of `AzureOpenAIClient`; without the `s` of a plural.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool after_small = at > 0 && !is_upper(name[at - 1]);
    const bool before_small = at + 1 < name.size() && std::islower(name[at + 1]) != 0;
    if (words.empty() || (is_upper(name[at]) && (after_small || before_small))) {
      words.emplace_back();
    }
    words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(name[at])));
  }
  for (std::string& word : words) {
    if (word.size() > kEnough && word.ends_with('s')) word.pop_back();
  }
  return words;
}

// How much of a class's name the parts of a namespace repeat. A part counts with its last word:
// what is semantic is no `SemanticKernel`. The last word of the class says what it is: an agent for
// chats is an agent.
std::size_t likeness(const std::vector<std::vector<std::string>>& parts,
                     const std::vector<std::string>& name) {
  std::size_t all = 0;
  std::size_t other = 0;  // breaks ties
  bool is_named = false;
  for (const std::string& word : name) {
    const bool is_repeated = std::ranges::any_of(parts, [&](const auto& part) {
      return std::ranges::find(part, word) != part.end() &&
             std::ranges::find(name, part.back()) != name.end();
    });
    if (!is_repeated) continue;
    if (says_nothing(word)) {
      ++other;
      continue;
    }
    all += word.size();
    is_named = &word == &name.back();
  }
  if (all < kEnough) return 0;
  return kLongestName * (is_named ? 2 * all : all) + other;
}

// What is opened for plumbing: it names classes that a library does not.
bool is_plumbing(std::string_view name) {
  if (name.starts_with("Microsoft.Extensions.")) {
    return !name.starts_with("Microsoft.Extensions.AI") &&
           !name.starts_with("Microsoft.Extensions.VectorData");
  }
  return is_platform(name);
}

// Whether it is that namespace or lies in it.
bool is_below(std::string_view space, std::string_view outer) {
  return space.starts_with(outer) && (space.size() == outer.size() || space[outer.size()] == '.');
}

std::string join(std::string_view space, std::string_view name) {
  return std::string(space) + '.' + std::string(name);
}

}  // namespace

std::string dotted(SyntaxNode name) {
  if (name.is("nullable_type")) name = name.field("type");
  if (name.end() - name.begin() > 2 * kLongestName) return {};
  std::string_view text = name.text();
  if (const std::size_t colons = text.find("::"); colons != std::string_view::npos) {
    text = text.substr(colons + 2);
  }
  text = trimmed(text.substr(0, text.find('<')));
  return is_dotted_name(text) ? std::string(text) : std::string();
}

bool is_platform(std::string_view path) {
  if (path.starts_with("System.Windows")) return false;
  return path == "System" || path.starts_with("System.");
}

std::vector<Using> usings_of(SyntaxNode root) {
  std::vector<Using> all;
  const auto take = [&](SyntaxNode directive) {
    const auto parts = directive.children();
    if (!directive.is("using_directive") || parts.empty() || all.size() >= kMostOpen) return;
    Using one;
    const SyntaxNode alias = directive.field("name");
    one.path = dotted(parts.back());
    if (alias.exists()) one.alias = alias.text();
    const std::string_view before =
        directive.text().substr(0, parts.front().begin() - directive.begin());
    one.opens = one.alias.empty() && !before.contains("static");
    one.line = directive.line();
    if (!one.path.empty()) all.push_back(std::move(one));
  };
  for (const SyntaxNode node : root.children()) {
    take(node);
    if (!node.is("namespace_declaration")) continue;
    for (const SyntaxNode inner : node.field("body").children()) take(inner);
  }
  return all;
}

std::vector<Using> global_usings(const EvidenceFile& file, const Limits& limits) {
  if (file.around == nullptr) return {};
  std::string folder = file.path.substr(0, file.path.rfind('/') + 1);
  for (;;) {
    for (const std::string_view name : kGlobalUsings) {
      const std::string path = folder + std::string(name);
      if (path == file.path || !file.around->has(path)) continue;
      const auto text = file.around->text_of(path);
      if (!text || text->size() > kLongestGlobalUsings) continue;
      const auto tree = parse_syntax(Language::kCSharp, *text, limits);
      return tree ? usings_of(tree->root()) : std::vector<Using>();
    }
    if (folder.empty()) return {};
    folder.pop_back();
    folder.resize(folder.rfind('/') + 1);
  }
}

Namespaces::Namespaces(const EvidenceFile& file)
    : around_(file.around), folder_(file.path.substr(0, file.path.rfind('/') + 1)) {}

void Namespaces::open(std::string_view name) {
  if (open_.size() >= kMostOpen || is_open(name)) return;
  auto& parts = open_[std::string(name)];
  for (const std::string_view part : split(name, '.')) parts.push_back(words_of(part));
  if (name.contains('.')) roots_.emplace(name.substr(0, name.find('.')));
}

bool Namespaces::is_root(std::string_view name) const {
  return name == "System" || is_root_of_libraries(name) || roots_.contains(name);
}

void Namespaces::enter(std::string_view name) {
  const std::string_view root = name.substr(0, name.find('.'));
  // Extension methods are often put into the namespace of what they extend.
  if (own_root_.empty() && !is_root_of_libraries(root) && !is_platform(root)) own_root_ = root;
}

bool Namespaces::is_own(std::string_view name) const {
  if (!own_root_.empty() && is_below(name, own_root_)) return true;
  if (around_ == nullptr) return false;
  if (const auto known = own_.find(name); known != own_.end()) return known->second;
  return own_.emplace(name, has_project(name)).first->second;
}

// The file's project lies above it, another one beside that: `Shop.Data/Shop.Data.csproj` for
// `Shop.Data.Entities`.
bool Namespaces::has_project(std::string_view name) const {
  std::string above = folder_;
  for (int level = 0; level < kMostFolders; ++level) {
    for (std::string_view part = name;; part = part.substr(0, part.rfind('.'))) {
      const std::string project = std::string(part) + ".csproj";
      if (around_->has(above + project)) return true;
      if (around_->has(above + std::string(part) + '/' + project)) return true;
      if (!part.contains('.')) break;
    }
    if (above.size() < 2) return false;
    above.resize(above.rfind('/', above.size() - 2) + 1);
  }
  return false;
}

std::string Namespaces::path_of(std::string_view name) const {
  if (!is_dotted_name(name) || own_classes_.contains(name) || is_root(name)) return {};
  if (const auto known = paths_.find(name); known != paths_.end()) return known->second;
  if (paths_.size() >= kMostNames) return {};
  return paths_.emplace(name, look_up(name)).first->second;
}

std::string Namespaces::look_up(std::string_view name) const {
  for (const KnownName& known : known_classes(name)) {
    if (known.always || is_open(known.space)) return join(known.space, name);
  }
  if (!is_capital(name) || is_of_platform(name)) return {};
  if (around_ != nullptr && around_->has(folder_ + std::string(name) + ".cs")) return {};
  return by_words(name);
}

std::string Namespaces::by_words(std::string_view name) const {
  const auto words = words_of(name);
  std::string_view best;
  std::size_t most = 0;
  for (const auto& [space, parts] : open_) {
    // `Shop.Services` holds every service of the project.
    if (parts.back().back() == words.back() && is_own(space)) return {};
    const std::size_t like = is_plumbing(space) ? 0 : likeness(parts, words);
    if (like == 0 || like < most) continue;
    // Of equals the project's own one counts, then the shortest.
    const bool is_shorter = !is_own(best) && (is_own(space) || space.size() < best.size());
    if (like > most || is_shorter) best = space;
    most = like;
  }
  if (most == 0) best = only_library();
  return best.empty() || is_own(best) ? std::string() : join(best, name);
}

// With parts of it: they sort behind it.
std::string_view Namespaces::only_library() const {
  std::string_view library;
  for (const auto& [space, parts] : open_) {
    if (is_plumbing(space) || is_root_of_libraries(space)) continue;
    if (library.empty()) library = space;
    if (!is_below(space, library) || is_own(space)) return {};
  }
  return library.contains('.') ? library : std::string_view();
}

std::string Namespaces::path_of_dotted(std::string_view name) const {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return path_of(name);
  if (!is_dotted_name(name)) return {};
  const std::string_view root = name.substr(0, dot);
  if (is_own(name) || own_classes_.contains(root)) return {};
  if (is_root(root)) return std::string(name);
  const std::string outer = path_of(root);
  return outer.empty() ? std::string() : join(outer, name.substr(dot + 1));
}

Extension Namespaces::extension(std::string_view method) const {
  for (const KnownExtension& known : known_extensions()) {
    if (!method.starts_with(known.starts)) continue;
    const bool is_here = known.always || std::ranges::any_of(open_, [&](const auto& space) {
                           return is_below(space.first, known.space);
                         });
    if (is_here) return {join(known.space, method), std::string(known.first_parameter)};
  }
  return {};
}

}  // namespace fundable::csharp_code
