// Reads C#: which namespaces a file opens, what it calls of them, which attributes it wears.
//
// The tree is walked once with the names of the open blocks (code/scopes.h). Variables, fields and
// parameters have the type that they are declared with, so a call on an injected client is known
// without looking into another file. To which library a type belongs is worked out in
// readers/csharp/.
//
// Left out: .NET itself, unless it calls an address; values that come from other files or from
// configuration, other than the default beside it; extension methods that are not known by name.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/syntax.h"
#include "readers/code/uses.h"
#include "readers/csharp/namespaces.h"
#include "readers/csharp/values.h"

namespace fundable {
namespace {

using code::Meaning;
using csharp_code::Using;
using Kind = code::Meaning::Kind;

std::string locator(std::uint32_t line) { return "line " + std::to_string(line); }

bool holds_types(SyntaxNode node) {
  return node.type().ends_with("namespace_declaration") || node.is("class_declaration") ||
         node.is("record_declaration") || node.is("struct_declaration") ||
         node.is("interface_declaration");
}

// What stands behind the name in a declaration: `= "x"`. Absent where nothing does.
SyntaxNode value_in(SyntaxNode declaration) {
  const SyntaxNode name = declaration.field("name");
  const auto parts = declaration.children();
  const bool has_value = !parts.empty() && name.exists() && parts.back().begin() > name.end() &&
                         !parts.back().is("bracketed_argument_list");
  return has_value ? parts.back() : SyntaxNode();
}

class Unit {
 public:
  explicit Unit(const EvidenceFile& file) : namespaces_(file), uses_(file, "csharp") {}

  Reading read(const SyntaxTree& tree, const std::vector<Using>& global) {
    for (const Using& one : global) know(one);
    const auto own = csharp_code::usings_of(tree.root());
    for (const Using& one : own) know(one);
    note_types(tree.root());
    for (const Using& one : own) {
      const bool is_told = !csharp_code::is_platform(one.path) && !namespaces_.is_own(one.path);
      if (is_told) uses_.import(one.path, locator(one.line));
    }
    tree.visit([this](SyntaxNode node) { return enter(node); });
    return uses_.reading();
  }

 private:
  using Step = bool (Unit::*)(SyntaxNode);

  bool enter(SyntaxNode node) {
    scopes_.leave_before(node.begin());
    static const std::unordered_map<std::string_view, Step> kSteps{
        {"using_directive", &Unit::pass},
        {"class_declaration", &Unit::open_class},
        {"record_declaration", &Unit::open_class},
        {"struct_declaration", &Unit::open_class},
        {"interface_declaration", &Unit::open_class},
        {"method_declaration", &Unit::open},
        {"constructor_declaration", &Unit::open},
        {"local_function_statement", &Unit::open},
        {"block", &Unit::open},
        {"lambda_expression", &Unit::open},
        {"anonymous_method_expression", &Unit::open},
        {"for_statement", &Unit::open},
        {"foreach_statement", &Unit::open_loop},
        {"using_statement", &Unit::open},
        {"catch_clause", &Unit::open},
        {"switch_section", &Unit::open},
        {"parameter", &Unit::declare_named},
        {"implicit_parameter", &Unit::hide},
        {"declaration_pattern", &Unit::declare_named},
        {"declaration_expression", &Unit::declare_named},
        {"catch_declaration", &Unit::declare_named},
        {"variable_declaration", &Unit::declare_variables},
        {"initializer_expression", &Unit::note_settings},
        {"assignment_expression", &Unit::assign},
        {"attribute", &Unit::tell_call},
        {"invocation_expression", &Unit::tell_call},
        {"object_creation_expression", &Unit::tell_call},
        {"implicit_object_creation_expression", &Unit::tell_implicit},
    };
    const auto step = kSteps.find(node.type());
    return step == kSteps.end() || (this->*step->second)(node);
  }

  bool pass(SyntaxNode) { return false; }

  // --- Names ---

  void know(const Using& one) {
    if (one.opens) namespaces_.open(one.path);
    if (!one.alias.empty() && !csharp_code::is_platform(one.path)) {
      scopes_.declare(one.alias, {Kind::kMember, one.path, {}, {}});
    }
  }

  // The file's own types and their constants are known everywhere in it. Types nest as deep as they
  // like, so what is still to be looked at is a list.
  void note_types(SyntaxNode root) {
    std::vector<SyntaxNode> open{root};
    while (!open.empty()) {
      const SyntaxNode holder = open.back();
      open.pop_back();
      for (const SyntaxNode node : holder.children()) {
        if (node.type().ends_with("namespace_declaration")) {
          namespaces_.enter(csharp_code::dotted(node.field("name")));
        } else if (node.type().ends_with("_declaration") && node.field("body").exists()) {
          note_type(node);
        }
        if (!holds_types(node)) continue;
        const SyntaxNode body = node.field("body");
        if (body.exists()) open.push_back(body);
      }
    }
  }

  void note_type(SyntaxNode node) {
    if (!holds_types(node) && !node.is("enum_declaration")) return;
    const std::string name(node.field("name").text());
    namespaces_.add_own_class(name);
    for (const SyntaxNode parameter : node.child("type_parameter_list").children()) {
      namespaces_.add_own_class(parameter.field("name").text());
    }
    for (const SyntaxNode member : node.field("body").children()) {
      if (member.is("property_declaration") || member.is("method_declaration")) {
        namespaces_.add_own_member(member.field("name").text());
      }
      if (!member.is("field_declaration")) continue;
      for (const SyntaxNode one : member.child("variable_declaration").children()) {
        Meaning value = values_.of(value_in(one));
        if (value.kind != Kind::kText) continue;
        scopes_.declare(name + '.' + std::string(one.field("name").text()), std::move(value));
      }
    }
  }

  bool open(SyntaxNode node) {
    scopes_.enter(node.end());
    return true;
  }

  // Fields and properties are known in all of the class, also before they are declared.
  bool open_class(SyntaxNode node) {
    open(node);
    for (const SyntaxNode member : node.field("body").children()) {
      if (member.is("field_declaration")) declare_variables(member.child("variable_declaration"));
      if (member.is("property_declaration")) {
        declare(member, member.field("type"), member.field("value"));
      }
    }
    return true;
  }

  bool open_loop(SyntaxNode node) {
    open(node);
    const SyntaxNode name = node.field("left");
    if (name.is("identifier")) scopes_.declare(name.text(), values_.of_type(node.field("type")));
    return true;
  }

  bool hide(SyntaxNode node) {
    scopes_.declare(node.text(), {});
    return true;
  }

  bool declare_named(SyntaxNode node) {
    const bool has_default = node.is("parameter");
    declare(node, node.field("type"), has_default ? value_in(node) : SyntaxNode());
    return true;
  }

  bool declare_variables(SyntaxNode node) {
    for (const SyntaxNode one : node.children()) {
      if (one.is("variable_declarator")) declare(one, node.field("type"), value_in(one));
    }
    return true;
  }

  // A variable has its declared type, with what its value was made with.
  void declare(SyntaxNode node, SyntaxNode type, SyntaxNode value) {
    const Meaning by_type = values_.of_type(type);
    Meaning meaning = values_.of(value);
    if (by_type.known()) {
      meaning.kind = by_type.kind;
      meaning.path = by_type.path;
      if (value.is("implicit_object_creation_expression")) {
        implicit_.insert_or_assign(value.begin(), by_type.path);
      }
    }
    scopes_.declare(node.field("name").text(), std::move(meaning));
  }

  bool note_settings(SyntaxNode node) {
    for (const SyntaxNode one : node.children()) {
      if (one.is("assignment_expression")) settings_.insert(one.begin());
    }
    return true;
  }

  // A variable keeps its type, whatever is assigned; one without a library's type may get one.
  bool assign(SyntaxNode node) {
    if (settings_.contains(node.begin())) return true;
    SyntaxNode left = node.field("left");
    if (left.is("member_access_expression") && left.field("expression").text() == "this") {
      left = left.field("name");
    }
    if (!left.is("identifier")) return true;
    const SyntaxNode right = node.field("right");
    const Meaning* known = scopes_.find(left.text());
    if (known == nullptr || known->kind != Kind::kObject) {
      scopes_.assign(left.text(), values_.of(right));
    } else if (right.is("implicit_object_creation_expression")) {
      implicit_.insert_or_assign(right.begin(), known->path);
    }
    return true;
  }

  // --- Uses ---

  bool tell_call(SyntaxNode node) {
    const Meaning callee = values_.callee(node);
    if (callee.in_library()) tell(node, callee.path);
    return true;
  }

  // `new(…)`, where a declaration says of what.
  bool tell_implicit(SyntaxNode node) {
    const auto known = implicit_.find(node.begin());
    if (known != implicit_.end()) tell(node, known->second);
    return true;
  }

  // An address that a library is handed is told with the library.
  void tell(SyntaxNode node, const std::string& path) {
    const auto arguments = values_.arguments(node, path);
    const bool is_address = code::has_address(arguments);
    if (csharp_code::is_platform(path) && (!is_address || node.end() <= told_until_)) return;
    uses_.call(path, arguments, locator(node.line()));
    if (is_address) told_until_ = std::max(told_until_, node.end());
  }

  code::Scopes scopes_;
  csharp_code::Namespaces namespaces_;
  csharp_code::Values values_{scopes_, namespaces_};
  code::Uses uses_;
  std::unordered_map<std::uint32_t, std::string> implicit_;  // classes of `new(…)`, by their places
  std::unordered_set<std::uint32_t> settings_;  // assignments in initializers, by their places
  std::uint32_t told_until_ = 0;                // the end of the last call with an address
};

bool recognises(const EvidenceFile& head) {
  return head.path.ends_with(".cs") || head.path.ends_with(".csx");
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto tree = parse_syntax(Language::kCSharp, file.bytes, limits);
  if (!tree) return failure(tree.error().kind, tree.error().says, file.path);
  return Unit(file).read(*tree, csharp_code::global_usings(file, limits));
}

}  // namespace

extern const Reader csharp;
const Reader csharp{
    .name = "csharp",
    .reads = "C#",
    .of_code = true,
    .uses_of = "csharp",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
