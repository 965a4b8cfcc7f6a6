// Reads Go: which packages a file imports, what it calls of them, which of their structs it fills.
//
// Imports, constants, variables and struct types of the file are taken first; then the tree is
// walked once with the names of the open blocks (code/scopes.h). Variables and fields have the type
// that they are declared with.
//
// Left out: the standard library, unless it calls an address; what other files of the package
// declare.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/syntax.h"
#include "readers/code/uses.h"
#include "readers/go/values.h"

namespace fundable {
namespace {

using code::Argument;
using code::Meaning;
using Kind = code::Meaning::Kind;

constexpr std::size_t kMostFields = 50;  // of one struct

std::string locator(SyntaxNode node) { return "line " + std::to_string(node.line()); }

// The standard library's paths start with no domain; `fmt.Sprintf` is a member of one.
bool is_standard(std::string_view path) {
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos || !path.substr(0, slash).contains('.');
}

bool calls_address(std::string_view path, std::span<const Argument> arguments) {
  return path.starts_with("net/") && code::has_address(arguments);
}

class Package {
 public:
  explicit Package(const EvidenceFile& file) : uses_(file, "go") {}

  Reading read(const SyntaxTree& tree) {
    const auto declarations = tree.root().children();
    for (const SyntaxNode node : declarations) {
      if (!node.is("import_declaration")) continue;
      each(node, "import_spec", [this](SyntaxNode spec) { import(spec); });
    }
    for (const SyntaxNode node : declarations) {
      each(node, "var_spec", [this](SyntaxNode spec) { declare_variables(spec); });
      each(node, "const_spec", [this](SyntaxNode spec) { declare_variables(spec); });
      each(node, "type_spec", [this](SyntaxNode spec) { note_struct(spec); });
    }
    tree.visit([this](SyntaxNode node) { return enter(node); });
    return uses_.reading();
  }

 private:
  using Step = bool (Package::*)(SyntaxNode);

  // The specs of a declaration, whether it lists them in parentheses or not.
  template <typename Take>
  static void each(SyntaxNode declaration, std::string_view type, Take take) {
    for (const SyntaxNode one : declaration.children()) {
      if (one.is(type)) take(one);
      if (!one.type().ends_with("_list")) continue;
      for (const SyntaxNode listed : one.children()) {
        if (listed.is(type)) take(listed);
      }
    }
  }

  bool enter(SyntaxNode node) {
    scopes_.leave_before(node.begin());
    static const std::unordered_map<std::string_view, Step> kSteps{
        {"import_declaration", &Package::pass},
        {"method_declaration", &Package::open_method},
        {"function_declaration", &Package::open},
        {"func_literal", &Package::open},
        {"block", &Package::open},
        {"if_statement", &Package::open},
        {"for_statement", &Package::open},
        {"expression_switch_statement", &Package::open},
        {"type_switch_statement", &Package::open_type_switch},
        {"expression_case", &Package::open},
        {"type_case", &Package::open_type_case},
        {"communication_case", &Package::open},
        {"parameter_declaration", &Package::declare_variables},
        {"variadic_parameter_declaration", &Package::declare_variables},
        {"var_spec", &Package::declare_variables},
        {"const_spec", &Package::declare_variables},
        {"short_var_declaration", &Package::declare_short},
        {"range_clause", &Package::declare_short},
        {"assignment_statement", &Package::assign},
        {"call_expression", &Package::tell_call},
        {"type_conversion_expression", &Package::tell_call},
        {"composite_literal", &Package::tell_call},
    };
    const auto step = kSteps.find(node.type());
    return step == kSteps.end() || (this->*step->second)(node);
  }

  bool pass(SyntaxNode) { return false; }

  // --- Names ---

  void import(SyntaxNode spec) {
    const std::string path = code::literal_text(spec.field("path").text());
    if (path.empty() || path == "C" || path.starts_with('.')) return;
    if (!is_standard(path)) uses_.import(path, locator(spec));
    const Meaning package{Kind::kModule, path, {}, {}};
    const SyntaxNode name = spec.field("name");
    if (name.is("package_identifier")) return scopes_.declare(name.text(), package);
    if (name.exists()) return;
    for (const std::string& one : go_code::package_names(path)) scopes_.declare(one, package);
  }

  bool declare_variables(SyntaxNode node) {
    const Meaning by_type = values_.of_type(node.field("type"));
    const auto names = node.fields("name");
    const auto values = node.field("value").children();
    for (std::size_t i = 0; i < names.size(); ++i) {
      declare(names[i], by_type.known() ? by_type : value_at(i, names.size(), values));
    }
    return true;
  }

  // The i-th of several values; of a call that gives several, only the first one's meaning is
  // known.
  Meaning value_at(std::size_t i, std::size_t names, const std::vector<SyntaxNode>& values) const {
    const bool is_paired = values.size() == names || i == 0;
    return is_paired && i < values.size() ? values_.of(values[i]) : Meaning();
  }

  void declare(SyntaxNode name, Meaning meaning) {
    if (name.is("identifier")) scopes_.declare(name.text(), std::move(meaning));
  }

  bool declare_short(SyntaxNode node) {
    const auto names = node.field("left").children();
    const auto values =
        node.is("range_clause") ? std::vector<SyntaxNode>() : node.field("right").children();
    std::vector<Meaning> meanings;
    for (std::size_t i = 0; i < names.size(); ++i) {
      meanings.push_back(value_at(i, names.size(), values));
    }
    for (std::size_t i = 0; i < names.size(); ++i) declare(names[i], std::move(meanings[i]));
    return true;
  }

  bool assign(SyntaxNode node) {
    const auto names = node.field("left").children();
    const auto values = node.field("right").children();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].is("identifier")) {
        scopes_.assign(names[i].text(), value_at(i, names.size(), values));
      }
    }
    return true;
  }

  bool open(SyntaxNode node) {
    scopes_.enter(node.end());
    return true;
  }

  bool open_type_switch(SyntaxNode node) {
    open(node);
    const auto names = node.field("alias").children();
    switched_ = names.empty() ? std::string() : std::string(names.front().text());
    if (!switched_.empty()) scopes_.declare(switched_, {});
    return true;
  }

  bool open_type_case(SyntaxNode node) {
    open(node);
    if (!switched_.empty()) scopes_.declare(switched_, values_.of_type(node.field("type")));
    return true;
  }

  // The fields of a struct that hold something of a library.
  void note_struct(SyntaxNode spec) {
    auto& fields = structs_[std::string(spec.field("name").text())];
    for (const SyntaxNode field : spec.field("type").child("field_declaration_list").children()) {
      const Meaning meaning = values_.of_type(field.field("type"));
      if (!meaning.known()) continue;
      for (const SyntaxNode name : field.fields("name")) {
        if (fields.size() < kMostFields) fields.emplace_back(name.text(), meaning);
      }
    }
  }

  bool open_method(SyntaxNode node) {
    open(node);
    const SyntaxNode receiver = node.field("receiver").child("parameter_declaration");
    SyntaxNode type = receiver.field("type");
    if (type.is("pointer_type")) type = type.child("type_identifier");
    const auto known = structs_.find(type.text());
    const std::string_view name = receiver.field("name").text();
    if (name.empty() || known == structs_.end()) return true;
    for (const auto& [field, meaning] : known->second) {
      scopes_.declare(std::string(name) + '.' + field, meaning);
    }
    return true;
  }

  // --- Uses ---

  bool tell_call(SyntaxNode node) {
    const Meaning callee = values_.callee(node);
    if (!callee.in_library() || callee.kind == Kind::kModule) return true;
    const auto arguments = values_.arguments(node);
    if (!is_standard(callee.path) || calls_address(callee.path, arguments)) {
      uses_.call(callee.path, arguments, locator(node));
    }
    return true;
  }

  code::Scopes scopes_;
  go_code::Values values_{scopes_};
  code::Uses uses_;
  std::map<std::string, std::vector<std::pair<std::string, Meaning>>, std::less<>> structs_;
  std::string switched_;  // the name that the innermost open type switch gives
};

bool recognises(const EvidenceFile& head) { return head.path.ends_with(".go"); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto tree = parse_syntax(Language::kGo, file.bytes, limits);
  if (!tree) return failure(tree.error().kind, tree.error().says, file.path);
  return Package(file).read(*tree);
}

}  // namespace

extern const Reader go;
const Reader go{
    .name = "go",
    .reads = "Go",
    .of_code = true,
    .uses_of = "go",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
