// A name is looked up as Python does: in its own scope what was bound last before it, in the scopes
// around (a function runs later than they do) what they bind in the end, never in a class around.
//
// A call of something in a library gives an object, and what is reached through it is told under
// the name of what made it: `OpenAI().chat.completions.create`. What such a method gives is not
// followed. The file's own functions give what they return, its own classes what their bodies and
// methods bind.
//
// Of two branches the first that is known counts, so that a default stands for what a deployment
// may set: `os.getenv("MODEL", "gpt-4o")`, `model or "gpt-4o"`, a parameter's default. The same
// name bound in two branches of an `if` counts as the later one.
#include "readers/python/resolve.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "readers/python/modules.h"
#include "readers/python/text.h"

namespace fundable::py {
namespace {

using Kind = Meaning::Kind;

constexpr int kDeepest = 48;
constexpr int kDeepestScopes = 32;
constexpr std::size_t kLongestPath = 160;

Meaning text_of(std::string text) {
  if (text.empty()) return {};
  return {Kind::kText, {}, std::move(text), kModuleScope};
}

Meaning member(std::string path) { return {Kind::kMember, std::move(path), {}, kModuleScope}; }

class Deeper {
 public:
  explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
  ~Deeper() { --depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  int& depth_;
};

}  // namespace

Meaning Resolver::meaning_of(SyntaxNode expression, ScopeId scope) {
  if (!expression.exists() || depth_ >= kDeepest) return {};
  const Deeper deeper(depth_);
  return dispatch(expression, scope);
}

Meaning Resolver::dispatch(SyntaxNode node, ScopeId scope) {
  const std::string_view type = node.type();
  if (type == "identifier") return name(node.text(), scope, node.begin());
  if (type == "attribute") return attribute(node, scope);
  if (type == "call") return call(node, scope);
  if (type == "string") {
    return is_formatted(node.text()) ? formatted(node, scope) : text_of(literal_text(node.text()));
  }
  if (type == "concatenated_string" || type == "binary_operator") return joined_text(node, scope);
  if (type == "integer" || type == "float" || type == "true" || type == "false") {
    return text_of(fit(std::string(node.text().substr(0, 40))));
  }
  if (type == "await" || type == "parenthesized_expression" || type == "boolean_operator" ||
      type == "conditional_expression") {
    return first_known(node, scope);
  }
  if (type == "named_expression") return meaning_of(node.field("value"), scope);
  return {};
}

// --- Names ---

Meaning Resolver::name(std::string_view name, ScopeId scope, Place at) {
  bool runs_here = true;
  for (int i = 0; i < kDeepestScopes; ++i) {
    const Scope& looked_in = names_.scope(scope);
    const bool is_hidden = !runs_here && looked_in.kind == ScopeKind::kClass;
    if (Names::Entry* entry = is_hidden ? nullptr : names_.find(scope, name)) {
      return runs_here ? latest(*entry, at) : settled(*entry);
    }
    if (scope == kModuleScope) return {};
    if (looked_in.kind == ScopeKind::kFunction) runs_here = false;
    scope = looked_in.parent;
  }
  return {};
}

Meaning Resolver::latest(Names::Entry& entry, Place at) {
  auto& all = entry.bindings;
  const auto after = std::ranges::upper_bound(all, at, {}, &Binding::from);
  return bound(after == all.begin() ? all.front() : *(after - 1));
}

// The last binding that stands for something.
Meaning Resolver::settled(Names::Entry& entry) {
  if (entry.state == State::kBusy) return {};
  if (entry.state == State::kOpen) {
    entry.state = State::kBusy;
    for (std::size_t i = entry.bindings.size(); i-- > 0 && !entry.settled.known();) {
      entry.settled = bound(entry.bindings[i]);
    }
    entry.state = State::kDone;
  }
  return entry.settled;
}

Meaning Resolver::bound(Binding& binding) {
  if (binding.state == State::kBusy) return {};
  if (binding.state == State::kOpen) {
    binding.state = State::kBusy;
    Meaning meaning = meaning_of(binding.value, binding.scope);
    if (!meaning.known()) meaning = annotated(binding.annotation, binding.scope);
    binding.meaning = std::move(meaning);
    binding.state = State::kDone;
  }
  return binding.meaning;
}

// --- Attributes ---

Meaning Resolver::attribute(SyntaxNode node, ScopeId scope) {
  return member_of(meaning_of(node.field("object"), scope), node.field("attribute").text());
}

Meaning Resolver::member_of(const Meaning& owner, std::string_view name) {
  switch (owner.kind) {
    case Kind::kMember:
    case Kind::kObject:
    case Kind::kMethod: {
      if (owner.path.size() + name.size() >= kLongestPath || name.empty()) return {};
      const Kind kind = owner.kind == Kind::kMember ? Kind::kMember : Kind::kMethod;
      return {kind, owner.path + '.' + std::string(name), {}, kModuleScope};
    }
    case Kind::kInstance:
      return own_member(owner.own, name);
    case Kind::kFunction: {
      // A function has no members of interest: it is a property, and stands for what it gives.
      const Deeper deeper(depth_);
      return depth_ >= kDeepest ? Meaning() : member_of(given_by(owner.own), name);
    }
    case Kind::kText:
    case Kind::kUnknown:
      return {};
  }
  return {};
}

Meaning Resolver::own_member(ScopeId owner, std::string_view name) {
  for (int i = 0; i < kDeepestScopes; ++i) {
    if (Names::Entry* entry = names_.find(owner, name)) return settled(*entry);
    const Scope& scope = names_.scope(owner);
    const Meaning base = meaning_of(scope.base, scope.parent);
    if (!base.is(Kind::kInstance)) return {};
    owner = base.own;
  }
  return {};
}

// --- Calls ---

Meaning Resolver::call(SyntaxNode node, ScopeId scope) {
  Meaning callee = meaning_of(node.field("function"), scope);
  if (callee.is(Kind::kInstance)) return callee;
  if (callee.is(Kind::kFunction)) return given_by(callee.own);
  if (callee.is(Kind::kMember)) return library_call(callee, node, scope);
  return {};
}

Meaning Resolver::library_call(const Meaning& callee, SyntaxNode node, ScopeId scope) {
  static constexpr auto kSessions =
      std::to_array<std::string_view>({"boto3.Session", "boto3.session.Session"});
  static constexpr auto kSettings =
      std::to_array<std::string_view>({"os.getenv", "os.environ.get", "os.environ.setdefault"});
  if (is_one_of(callee.path, kSessions)) return member("boto3");
  if (is_one_of(callee.path, kSettings)) return argument(node, 1, scope);
  if (callee.path == "importlib.import_module") {
    Meaning module = argument(node, 0, scope);
    const bool is_library = !module.text.empty() && module.text[0] != '.';
    return is_library ? member(std::move(module.text)) : Meaning();
  }
  if (callee.path == "functools.partial") return argument(node, 0, scope);
  if (is_standard(callee.path)) return {};
  return {Kind::kObject, callee.path, {}, kModuleScope};
}

Meaning Resolver::argument(SyntaxNode call, std::size_t position, ScopeId scope) {
  for (const SyntaxNode given : call.field("arguments").children()) {
    if (given.is("keyword_argument")) {
      if (given.field("name").text() == "default") return meaning_of(given.field("value"), scope);
    } else if (!given.is("comment") && position-- == 0) {
      return meaning_of(given, scope);
    }
  }
  return {};
}

Meaning Resolver::given_by(ScopeId function) {
  Scope& scope = names_.scope(function);
  if (scope.state == State::kBusy) return {};
  if (scope.state == State::kOpen) {
    scope.state = State::kBusy;
    for (std::size_t i = 0; i < scope.returns.size() && !scope.given.known(); ++i) {
      scope.given = meaning_of(scope.returns[i], function);
    }
    if (!scope.given.known()) scope.given = annotated(scope.gives, scope.parent);
    scope.state = State::kDone;
  }
  return scope.given;
}

// --- Branches and annotations ---

Meaning Resolver::first_known(SyntaxNode node, ScopeId scope) {
  const auto parts = node.children();
  // `value if condition else other`: the condition is none of the values.
  const bool has_condition = node.is("conditional_expression");
  for (std::size_t i = 0; i < parts.size() && i < 3; ++i) {
    if (has_condition && i == 1) continue;
    if (Meaning meaning = meaning_of(parts[i], scope); meaning.known()) return meaning;
  }
  return {};
}

// `X`, `"X"` is not read, `Optional[X]`, `X | None`: an object of a library's class.
Meaning Resolver::annotated(SyntaxNode type, ScopeId scope) {
  if (!type.exists() || depth_ >= kDeepest) return {};
  const Deeper deeper(depth_);
  if (type.is("identifier") || type.is("attribute")) {
    Meaning meaning = meaning_of(type, scope);
    if (meaning.is(Kind::kInstance)) return meaning;
    if (!meaning.is(Kind::kMember) || is_standard(meaning.path)) return {};
    meaning.kind = Kind::kObject;
    return meaning;
  }
  static constexpr auto kTransparent = std::to_array<std::string_view>(
      {"type", "generic_type", "type_parameter", "union_type", "binary_operator", "subscript"});
  if (!is_one_of(type.type(), kTransparent)) return {};
  const auto parts = type.children();
  const bool is_generic = type.is("generic_type") || type.is("subscript");
  if (is_generic && !parts.empty()) {
    static constexpr auto kWrappers = std::to_array<std::string_view>(
        {"Optional", "Annotated", "Union", "typing.Optional", "typing.Annotated", "typing.Union"});
    if (!is_one_of(parts[0].text(), kWrappers)) return {};
  }
  for (std::size_t i = is_generic ? 1 : 0; i < parts.size() && i < 4; ++i) {
    if (Meaning meaning = annotated(parts[i], scope); meaning.known()) return meaning;
  }
  return {};
}

// --- Text ---

Meaning Resolver::joined_text(SyntaxNode node, ScopeId scope) {
  if (node.is("binary_operator") && node.field("operator").text() != "+") return {};
  Pieces pieces;
  bool has_text = false;
  const auto parts = node.children();
  for (std::size_t i = 0; i < parts.size() && i < 32; ++i) {
    const Meaning part = meaning_of(parts[i], scope);
    has_text |= part.is(Kind::kText);
    part.is(Kind::kText) ? pieces.add(part.text) : pieces.add_unknown();
  }
  return has_text ? text_of(pieces.text()) : Meaning();
}

Meaning Resolver::formatted(SyntaxNode node, ScopeId scope) {
  Pieces pieces;
  for (const SyntaxNode part : node.children()) {
    if (part.is("string_content")) {
      pieces.add(part.text());
    } else if (part.is("interpolation")) {
      const Meaning value = meaning_of(part.field("expression"), scope);
      value.is(Kind::kText) ? pieces.add(value.text) : pieces.add_unknown();
    }
  }
  return text_of(pieces.text());
}

}  // namespace fundable::py
