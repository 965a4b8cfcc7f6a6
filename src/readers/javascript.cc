// Reads JavaScript and TypeScript: which packages a file imports, and what it calls of them.
//
// Imports and the names at the top of the file are taken first, as the language does; then the tree
// is walked once, in the order of the text, with the names of the open blocks (code/scopes.h), so
// that `client` in one function is not taken for `client` in another. What a name stands for is
// worked out in readers/javascript/values.h; every call that reaches a package is told.
//
// Left out: type declarations (.d.ts), bundles that a tool has written, what comes from the
// project's own modules (each file is read by itself), templates of Vue and Svelte.
#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "base/syntax.h"
#include "base/text.h"
#include "readers/code/sql.h"
#include "readers/code/uses.h"
#include "readers/javascript/specifier.h"
#include "readers/javascript/values.h"

namespace fundable {
namespace {

using code::Meaning;
using js::bare;
using js::package_path;
using Kind = code::Meaning::Kind;

constexpr std::size_t kLongestFirstLine = 5'000;
constexpr std::size_t kLongestLineOnAverage = 500;

std::optional<Language> language_of(std::string_view path) {
  const std::string name = lowered(path.substr(path.rfind('/') + 1));
  for (const std::string_view ending : {".d.ts", ".d.mts", ".d.cts"}) {
    if (name.ends_with(ending)) return std::nullopt;
  }
  for (const std::string_view ending : {".js", ".mjs", ".cjs", ".jsx"}) {
    if (name.ends_with(ending)) return Language::kJavaScript;
  }
  for (const std::string_view ending : {".ts", ".mts", ".cts"}) {
    if (name.ends_with(ending)) return Language::kTypeScript;
  }
  return name.ends_with(".tsx") ? std::optional(Language::kTsx) : std::nullopt;
}

bool is_bundle(std::string_view bytes) {
  const std::size_t first_line = std::min(bytes.find('\n'), bytes.size());
  const auto lines = static_cast<std::size_t>(std::ranges::count(bytes, '\n')) + 1;
  return first_line > kLongestFirstLine || bytes.size() / lines > kLongestLineOnAverage;
}

std::string locator(SyntaxNode node) { return "line " + std::to_string(node.line()); }

// Globals that call an address.
bool calls_address(std::string_view name) {
  return name == "fetch" || name == "WebSocket" || name == "EventSource";
}

bool waits(std::string_view method) {
  return method == "then" || method == "catch" || method == "finally";
}

class Module {
 public:
  explicit Module(const EvidenceFile& file) : uses_(file, "js") {}

  Reading read(const SyntaxTree& tree) {
    for (const SyntaxNode node : tree.root().children()) declare_at_top(node);
    tree.visit([this](SyntaxNode node) { return enter(node); });
    return uses_.reading();
  }

 private:
  using Step = bool (Module::*)(SyntaxNode);

  bool enter(SyntaxNode node) {
    scopes_.leave_before(node.begin());
    static const std::unordered_map<std::string_view, Step> kSteps{
        {"import_statement", &Module::tell_import},
        {"export_statement", &Module::tell_export},
        {"variable_declarator", &Module::declare_variable},
        {"assignment_expression", &Module::assign},
        {"call_expression", &Module::tell_call},
        {"new_expression", &Module::tell_call},
        {"string", &Module::tell_statements},
        {"template_string", &Module::tell_statements},
        {"statement_block", &Module::open},
        {"for_statement", &Module::open},
        {"for_in_statement", &Module::open_loop},
        {"catch_clause", &Module::open},
        {"class_body", &Module::open_class},
        {"function_declaration", &Module::open_function},
        {"function_expression", &Module::open_function},
        {"generator_function", &Module::open_function},
        {"generator_function_declaration", &Module::open_function},
        {"arrow_function", &Module::open_function},
        {"method_definition", &Module::open_function},
    };
    const auto step = kSteps.find(node.type());
    return step == kSteps.end() || (this->*step->second)(node);
  }

  // --- Names ---

  void declare_at_top(SyntaxNode node) {
    if (node.is("import_statement")) {
      for_each_import(node, [this](std::string_view name, Meaning meaning, SyntaxNode) {
        if (!name.empty()) scopes_.declare(name, std::move(meaning));
      });
      return;
    }
    if (node.is("export_statement")) node = node.field("declaration");
    if (!node.is("lexical_declaration") && !node.is("variable_declaration")) return;
    for (const SyntaxNode declarator : node.children()) {
      declare(declarator.field("name"), value_of(declarator));
    }
  }

  Meaning value_of(SyntaxNode declarator) const {
    const SyntaxNode value = declarator.field("value");
    Meaning meaning = values_.of(value);
    return meaning.known() ? meaning : values_.of_type(declarator.field("type"));
  }

  // `a`, `{a, b: c, d = 1}`, `[a, b]`.
  void declare(SyntaxNode pattern, const Meaning& meaning) {
    if (pattern.is("identifier")) return scopes_.declare(pattern.text(), meaning);
    for (const SyntaxNode part : pattern.children()) {
      const auto [key, name] = names_in(part);
      if (name.empty()) continue;
      const bool by_name = pattern.is("object_pattern");
      scopes_.declare(name, by_name ? js::member_of(meaning, key) : Meaning());
    }
  }

  struct Names {
    std::string_view key;
    std::string_view name;
  };
  static Names names_in(SyntaxNode part) {
    if (part.is("object_assignment_pattern") || part.is("assignment_pattern")) {
      part = part.field("left");
    }
    if (!part.is("pair_pattern")) return {part.text(), part.text()};
    SyntaxNode value = part.field("value");
    if (value.is("assignment_pattern")) value = value.field("left");
    return {part.field("key").text(), value.is("identifier") ? value.text() : std::string_view()};
  }

  bool declare_variable(SyntaxNode node) {
    const Meaning meaning = value_of(node);
    declare(node.field("name"), meaning);
    const SyntaxNode name = node.field("name");
    if (name.is("object_pattern") && meaning.kind == Kind::kModule) {
      for (const SyntaxNode part : name.children()) {
        uses_.import(js::member_of(meaning, names_in(part).key).path, locator(part));
      }
    }
    return true;
  }

  bool assign(SyntaxNode node) {
    const SyntaxNode left = node.field("left");
    const bool of_this = left.is("member_expression") && left.field("object").is("this");
    if (of_this) {
      const std::string name = "this." + std::string(left.field("property").text());
      scopes_.assign(name, values_.of(node.field("right")));
    } else if (left.is("identifier")) {
      scopes_.assign(left.text(), values_.of(node.field("right")));
    }
    return true;
  }

  bool open(SyntaxNode node) {
    scopes_.enter(node.end());
    return true;
  }

  bool open_loop(SyntaxNode node) {
    open(node);
    declare(node.field("left"), {});
    return true;
  }

  bool open_function(SyntaxNode node) {
    if (node.is("function_declaration")) scopes_.declare(node.field("name").text(), {});
    open(node);
    declare(node.field("parameter"), {});
    for (const SyntaxNode parameter : node.field("parameters").children()) {
      declare_parameter(parameter, "");
    }
    return true;
  }

  // In TypeScript a node of its own with a type, in JavaScript a pattern, maybe with a default.
  void declare_parameter(SyntaxNode parameter, std::string_view prefix) {
    SyntaxNode pattern = parameter.field("pattern");
    Meaning meaning = values_.of_type(parameter.field("type"));
    if (parameter.is("assignment_pattern")) pattern = parameter.field("left");
    if (!pattern.exists()) pattern = parameter;
    if (!meaning.known()) {
      meaning = values_.of(parameter.field(parameter.is("assignment_pattern") ? "right" : "value"));
    }
    if (prefix.empty()) return declare(pattern, meaning);
    if (meaning.known()) {
      scopes_.declare(std::string(prefix) + std::string(pattern.text()), std::move(meaning));
    }
  }

  // The fields of a class are known in all of it, wherever they are declared: among its members, or
  // as `private readonly client: BedrockClient` among the parameters of its constructor.
  bool open_class(SyntaxNode node) {
    open(node);
    for (const SyntaxNode member : node.children()) {
      if (member.is("public_field_definition") || member.is("field_definition")) {
        const SyntaxNode name = member.field(member.is("field_definition") ? "property" : "name");
        Meaning meaning = value_of(member);
        scopes_.declare("this." + std::string(name.text()), std::move(meaning));
      } else if (member.field("name").text() == "constructor") {
        declare_fields_of(member.field("parameters"));
      }
    }
    return true;
  }

  void declare_fields_of(SyntaxNode parameters) {
    for (const SyntaxNode parameter : parameters.children()) {
      if (parameter.child("accessibility_modifier").exists()) declare_parameter(parameter, "this.");
    }
  }

  // --- Imports ---

  // Calls `take` with the name in this file (empty: none), what it stands for, and its place.
  template <typename Take>
  void for_each_import(SyntaxNode statement, Take take) {
    SyntaxNode source = statement.field("source");
    const SyntaxNode by_require = statement.child("import_require_clause");
    if (by_require.exists()) source = by_require.field("source");
    const std::string package = package_path(code::literal_text(source.text()));
    if (package.empty()) return;
    const Meaning module{Kind::kModule, package, {}, {}};
    if (by_require.exists()) {
      return take(by_require.child("identifier").text(), module, by_require);
    }
    const SyntaxNode clause = statement.child("import_clause");
    if (!clause.exists()) return take({}, module, statement);
    for (const SyntaxNode part : clause.children()) {
      if (part.is("identifier")) take(part.text(), module, part);
      if (part.is("namespace_import")) take(part.child("identifier").text(), module, part);
      if (!part.is("named_imports")) continue;
      for (const SyntaxNode one : part.children()) {
        const SyntaxNode name = one.field("name");
        const SyntaxNode alias = one.field("alias");
        take(alias.exists() ? alias.text() : name.text(), js::member_of(module, name.text()), one);
      }
    }
  }

  bool tell_import(SyntaxNode node) {
    for_each_import(node, [this](std::string_view name, const Meaning& meaning, SyntaxNode at) {
      // A default import goes by the name that it is given.
      const bool by_name = meaning.kind == Kind::kModule && !name.empty() &&
                           !at.is("namespace_import") && !at.is("import_require_clause");
      uses_.import(by_name ? meaning.path + '.' + std::string(name) : meaning.path, locator(at));
    });
    return false;
  }

  bool tell_export(SyntaxNode node) {
    const SyntaxNode source = node.field("source");
    if (!source.exists()) return true;
    const std::string package = package_path(code::literal_text(source.text()));
    if (package.empty()) return false;
    const SyntaxNode clause = node.child("export_clause");
    if (!clause.exists()) uses_.import(package, locator(node));
    for (const SyntaxNode one : clause.children()) {
      uses_.import(package + '.' + std::string(one.field("name").text()), locator(one));
    }
    return false;
  }

  // --- Calls ---

  bool tell_call(SyntaxNode node) {
    const SyntaxNode function =
        bare(node.field(node.is("new_expression") ? "constructor" : "function"));
    if (const std::string package = js::required_package(node); !package.empty()) {
      uses_.import(package, locator(node));
      return true;
    }
    const Meaning callee = values_.callee(function);
    if (callee.in_library() && !waits(function.field("property").text())) {
      uses_.call(callee.path, values_.arguments(node), locator(node));
    } else if (!callee.known() && function.is("identifier") && calls_address(function.text())) {
      tell_address(node, function.text());
    }
    return true;
  }

  void tell_address(SyntaxNode node, std::string_view function) {
    const auto arguments = values_.arguments(node);
    if (arguments.empty() || !arguments.front().text.contains("://")) return;
    uses_.call(function, std::span(arguments).first(1), locator(node));
  }

  bool tell_statements(SyntaxNode node) {
    if (code::may_be_sql(node.text()))
      uses_.statements(code::between_quotes(node.text()), node.line());
    return true;
  }

  code::Scopes scopes_;
  js::Values values_{scopes_};
  code::Uses uses_;
};

bool recognises(const EvidenceFile& head) {
  // Qt keeps translations in `.ts`, as XML.
  return language_of(head.path).has_value() && !trimmed(head.bytes.substr(0, 100)).starts_with("<");
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (is_bundle(file.bytes)) {
    Reading left_out;
    left_out.skipped.push_back({"", "a bundle that a tool has written: its lines are too long"});
    return left_out;
  }
  std::string_view text = file.bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto tree =
      parse_syntax(language_of(file.path).value_or(Language::kTypeScript), text, limits);
  if (!tree) return failure(tree.error().kind, tree.error().says, file.path);
  return Module(file).read(*tree);
}

}  // namespace

extern const Reader javascript;
const Reader javascript{
    .name = "javascript",
    .reads = "JavaScript and TypeScript",
    .of_code = true,
    .uses_of = "js",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
