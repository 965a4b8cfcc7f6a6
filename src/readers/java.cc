// Reads Java: which libraries a file imports, what it calls of them, which annotations it wears.
//
// The tree is walked once with the names of the open blocks (code/scopes.h). Variables, fields and
// parameters have the type that they are declared with, so a call on an injected client is known
// without looking into another file. What chains of calls say is worked out in readers/java/.
//
// Left out: the Java platform itself, unless it calls an address; values that come from other files
// or from configuration, other than the default of a Spring property.
#include <algorithm>
#include <unordered_map>

#include "base/syntax.h"
#include "base/text.h"
#include "readers/code/uses.h"
#include "readers/java/values.h"

namespace fundable {
namespace {

using code::Argument;
using code::Meaning;
using Kind = code::Meaning::Kind;

std::string locator(SyntaxNode node) { return "line " + std::to_string(node.line()); }

bool is_platform(std::string_view path) {
  return path.starts_with("java.") || path.starts_with("javax.") || path.starts_with("jdk.") ||
         path.starts_with("sun.");
}

// Of the platform only what calls an address counts: `URI.create("https://…")`.
bool calls_address(std::string_view path, std::span<const Argument> arguments) {
  return path.starts_with("java.net.") && code::has_address(arguments);
}

// `gpt-4o` of Spring's `${app.model:gpt-4o}`.
std::string property_default(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (!text.starts_with("${") || !text.ends_with('}') || colon == std::string_view::npos) return {};
  return std::string(text.substr(colon + 1, text.size() - colon - 2));
}

class Unit {
 public:
  explicit Unit(const EvidenceFile& file) : neighbours_(file), uses_(file, "java") {}

  Reading read(const SyntaxTree& tree) {
    for (const SyntaxNode node : tree.root().children()) note_class(node);
    tree.visit([this](SyntaxNode node) { return enter(node); });
    return uses_.reading();
  }

 private:
  using Step = bool (Unit::*)(SyntaxNode);

  bool enter(SyntaxNode node) {
    scopes_.leave_before(node.begin());
    static const std::unordered_map<std::string_view, Step> kSteps{
        {"import_declaration", &Unit::import},
        {"annotation", &Unit::tell_annotation},
        {"marker_annotation", &Unit::tell_annotation},
        {"class_body", &Unit::open_class},
        {"interface_body", &Unit::open_class},
        {"enum_body_declarations", &Unit::open_class},
        {"type_parameter", &Unit::note_class},
        {"method_declaration", &Unit::open},
        {"constructor_declaration", &Unit::open},
        {"block", &Unit::open},
        {"lambda_expression", &Unit::open_lambda},
        {"for_statement", &Unit::open},
        {"enhanced_for_statement", &Unit::open_loop},
        {"catch_clause", &Unit::open},
        {"try_with_resources_statement", &Unit::open},
        {"formal_parameter", &Unit::declare_named},
        {"resource", &Unit::declare_named},
        {"local_variable_declaration", &Unit::declare_variables},
        {"assignment_expression", &Unit::assign},
        {"method_invocation", &Unit::tell_call},
        {"object_creation_expression", &Unit::tell_call},
    };
    const auto step = kSteps.find(node.type());
    return step == kSteps.end() || (this->*step->second)(node);
  }

  // --- Names ---

  bool import(SyntaxNode node) {
    const auto parts = node.children();
    if (parts.empty()) return false;
    const std::string_view path = parts.front().text();
    if (path.find_first_of(" \n\t\r/") != std::string_view::npos) return false;
    const bool is_static = node.text().starts_with("import static");
    if (!is_platform(path)) uses_.import(path, locator(node));
    if (!node.child("asterisk").exists()) {
      scopes_.declare(path.substr(path.rfind('.') + 1), {Kind::kMember, std::string(path), {}, {}});
    } else if (!is_static) {
      neighbours_.open_package(path);
    }
    return false;
  }

  bool open(SyntaxNode node) {
    scopes_.enter(node.end());
    return true;
  }

  bool open_lambda(SyntaxNode node) {
    open(node);
    const SyntaxNode parameters = node.field("parameters");
    if (parameters.is("identifier")) scopes_.declare(parameters.text(), {});
    if (parameters.is("inferred_parameters")) {
      for (const SyntaxNode name : parameters.children()) scopes_.declare(name.text(), {});
    }
    return true;
  }

  bool open_loop(SyntaxNode node) {
    open(node);
    return declare_named(node);
  }

  // Fields are known in all of the class, also before they are declared.
  bool open_class(SyntaxNode node) {
    open(node);
    for (const SyntaxNode member : node.children()) {
      if (member.is("field_declaration")) declare_variables(member);
      note_class(member);
    }
    return true;
  }

  bool note_class(SyntaxNode node) {
    const SyntaxNode name =
        node.is("type_parameter") ? node.child("type_identifier") : node.field("name");
    if (name.exists()) neighbours_.add_own_class(name.text());
    return true;
  }

  bool declare_named(SyntaxNode node) {
    Meaning meaning = values_.of_type(node.field("type"));
    if (!meaning.known()) meaning = of_property(node);
    if (!meaning.known() && node.is("resource")) meaning = values_.of(node.field("value"));
    scopes_.declare(node.field("name").text(), std::move(meaning));
    return true;
  }

  bool declare_variables(SyntaxNode node) {
    const Meaning by_type = values_.of_type(node.field("type"));
    for (const SyntaxNode declarator : node.fields("declarator")) {
      const SyntaxNode value = declarator.field("value");
      Meaning meaning = value.exists() ? values_.of(value) : of_property(node);
      // A variable has its declared type, with what its value was made with.
      if (by_type.known()) {
        meaning.kind = by_type.kind;
        meaning.path = by_type.path;
      }
      scopes_.declare(declarator.field("name").text(), std::move(meaning));
    }
    return true;
  }

  Meaning of_property(SyntaxNode node) const {
    for (const SyntaxNode annotation : node.child("modifiers").children()) {
      if (annotation.field("name").text() != "Value") continue;
      const auto arguments = values_.annotation_arguments(annotation);
      if (!arguments.empty()) return code::text_meaning(property_default(arguments[0].text));
    }
    return {};
  }

  // A variable keeps its type, whatever is assigned; one without a library's type may get one.
  bool assign(SyntaxNode node) {
    SyntaxNode left = node.field("left");
    if (left.is("field_access") && left.field("object").is("this")) left = left.field("field");
    if (!left.is("identifier")) return true;
    const Meaning* known = scopes_.find(left.text());
    if (known != nullptr && known->kind == Kind::kObject) return true;
    scopes_.assign(left.text(), values_.of(node.field("right")));
    return true;
  }

  // --- Uses ---

  bool tell_annotation(SyntaxNode node) {
    const Meaning named = values_.class_of(node.field("name"));
    if (named.in_library() && !is_platform(named.path)) {
      uses_.call(named.path, values_.annotation_arguments(node), locator(node));
    }
    return true;
  }

  // A chain is told as a whole, when its last call is met; its other links start at the same byte.
  bool tell_call(SyntaxNode node) {
    if (node.begin() == chain_begin_ && node.end() <= chain_end_) return true;
    chain_begin_ = node.begin();
    chain_end_ = node.end();
    const java_code::Call call = values_.call(node);
    const std::string& path = call.callee.path;
    if (call.callee.in_library() && (!is_platform(path) || calls_address(path, call.arguments))) {
      uses_.call(path, call.arguments, locator(node));
    }
    return true;
  }

  code::Scopes scopes_;
  java_code::Neighbours neighbours_;
  java_code::Values values_{scopes_, neighbours_};
  code::Uses uses_;
  std::uint32_t chain_begin_ = 0;
  std::uint32_t chain_end_ = 0;
};

bool recognises(const EvidenceFile& head) { return head.path.ends_with(".java"); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto tree = parse_syntax(Language::kJava, file.bytes, limits);
  if (!tree) return failure(tree.error().kind, tree.error().says, file.path);
  return Unit(file).read(*tree);
}

}  // namespace

extern const Reader java;
const Reader java{
    .name = "java",
    .reads = "Java",
    .of_code = true,
    .uses_of = "java",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
