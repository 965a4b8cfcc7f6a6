// Visits every node once and only notes what it sees: what a name stands for is worked out later,
// when all bindings are known, since a function may use what the file binds below it.
//
// Scopes are kept as a stack of the bytes at which they end. Of a `try`, the first way to bind a
// name counts and not the one that its `except` falls back to. Of what `if TYPE_CHECKING` holds,
// names are bound (annotations use them) but imports are no use. A parameter that nothing else
// tells of gets what the first call in the file hands over, so that a client made in `main` is
// known in the function that uses it.
#include "readers/python/collect.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "readers/code/commands.h"
#include "readers/code/sql.h"

namespace fundable::py {
namespace {

constexpr std::size_t kMostReturns = 4;
constexpr int kDeepestScopes = 32;
constexpr int kDeepestTargets = 16;

class Collector {
 public:
  Collector(Collected& into, Modules& modules)
      : into_(into), names_(into.names), modules_(modules) {}

  bool enter(SyntaxNode node) {
    using Handler = bool (Collector::*)(SyntaxNode);
    static const std::unordered_map<std::string_view, Handler> kHandlers{
        {"import_statement", &Collector::import_modules},
        {"import_from_statement", &Collector::import_from},
        {"future_import_statement", &Collector::pass_over},
        {"function_definition", &Collector::function},
        {"class_definition", &Collector::class_of_its_own},
        {"lambda", &Collector::lambda},
        {"list_comprehension", &Collector::comprehension},
        {"set_comprehension", &Collector::comprehension},
        {"dictionary_comprehension", &Collector::comprehension},
        {"generator_expression", &Collector::comprehension},
        {"for_in_clause", &Collector::loop},
        {"for_statement", &Collector::loop},
        {"assignment", &Collector::assignment},
        {"augmented_assignment", &Collector::augmented_assignment},
        {"named_expression", &Collector::named_expression},
        {"as_pattern", &Collector::as_pattern},
        {"except_clause", &Collector::except_clause},
        {"if_statement", &Collector::if_statement},
        {"global_statement", &Collector::global_statement},
        {"nonlocal_statement", &Collector::nonlocal_statement},
        {"return_statement", &Collector::return_statement},
        {"call", &Collector::call},
        {"decorator", &Collector::decorator},
        {"string", &Collector::string},
        {"list", &Collector::list},
        {"comment", &Collector::pass_over},
        {"identifier", &Collector::pass_over},
        {"ERROR", &Collector::broken},
    };
    const auto handler = kHandlers.find(node.type());
    if (handler == kHandlers.end()) return true;
    leave_scopes(node.begin());
    return (this->*handler->second)(node);
  }

 private:
  struct Open {
    ScopeId id;
    std::uint32_t end;
  };

  ScopeId here() const { return open_.empty() ? kModuleScope : open_.back().id; }

  void leave_scopes(std::uint32_t at) {
    while (!open_.empty() && open_.back().end <= at) open_.pop_back();
  }

  ScopeId open(ScopeKind kind, SyntaxNode node) {
    Scope scope;
    scope.kind = kind;
    return open(std::move(scope), node);
  }

  ScopeId open(Scope scope, SyntaxNode node) {
    scope.parent = here();
    const ScopeId id = names_.open(std::move(scope));
    open_.push_back({id, node.end()});
    return id;
  }

  // --- Bindings ---

  void bind(std::string_view name, Binding binding) {
    const bool falls_back = binding.from <= except_until_;
    if (falls_back && names_.is_bound(here(), name)) return;
    names_.bind(here(), name, std::move(binding));
  }

  Binding known(SyntaxNode node, Meaning meaning) const {
    Binding binding;
    binding.from = node.end();
    binding.scope = here();
    binding.meaning = std::move(meaning);
    binding.state = State::kDone;
    return binding;
  }

  Binding unknown(SyntaxNode node) const { return known(node, {}); }

  Binding valued(SyntaxNode statement, SyntaxNode value, SyntaxNode annotation) const {
    Binding binding;
    binding.from = statement.end();
    binding.scope = here();
    binding.value = value;
    binding.annotation = annotation;
    return binding;
  }

  // `self.name` in a method binds the name in the class.
  void bind_attribute(SyntaxNode target, Binding binding) {
    const SyntaxNode object = target.field("object");
    const ScopeId owner = object.is("identifier") ? class_of(object.text()) : kModuleScope;
    if (owner == kModuleScope) return;
    names_.bind(owner, target.field("attribute").text(), std::move(binding));
  }

  // The class whose method, around here, calls its object `receiver`; the module where there is
  // none.
  ScopeId class_of(std::string_view receiver) const {
    ScopeId id = here();
    for (int i = 0; i < kDeepestScopes && id != kModuleScope; ++i) {
      const Scope& scope = names_.scope(id);
      if (scope.kind == ScopeKind::kFunction && scope.receiver == receiver) return scope.parent;
      id = scope.parent;
    }
    return kModuleScope;
  }

  void bind_target(SyntaxNode target, const Binding& binding) {
    if (target.is("identifier")) return bind(target.text(), binding);
    if (target.is("attribute")) return bind_attribute(target, binding);
    bind_unknown(target, 0);
  }

  void bind_unknown(SyntaxNode target, int depth) {
    if (depth > kDeepestTargets) return;
    if (target.is("identifier")) return bind(target.text(), unknown(target));
    if (target.is("attribute")) return bind_attribute(target, unknown(target));
    if (!target.type().ends_with("pattern") && !target.is("as_pattern_target") &&
        !target.type().ends_with("list") && !target.is("tuple")) {
      return;
    }
    for (const SyntaxNode part : target.children()) bind_unknown(part, depth + 1);
  }

  // --- Imports ---

  void use_import(SyntaxNode node, std::string path) {
    if (node.begin() < type_checking_until_) return;
    names_.use({Use::Kind::kImport, here(), node, std::move(path)});
  }

  Meaning member(std::string_view path) {
    if (modules_.is_own(path)) return {};
    return {Meaning::Kind::kMember, std::string(path), {}, kModuleScope};
  }

  bool import_modules(SyntaxNode node) {
    for (const SyntaxNode name : node.fields("name")) {
      const bool has_alias = name.is("aliased_import");
      const SyntaxNode module = has_alias ? name.field("name") : name;
      Meaning meaning = member(module.text());
      if (meaning.known()) use_import(name, meaning.path);
      if (has_alias) {
        bind(name.field("alias").text(), known(node, std::move(meaning)));
      } else {
        if (meaning.known()) meaning.path = top_of(meaning.path);
        bind(top_of(module.text()), known(node, std::move(meaning)));
      }
    }
    return false;
  }

  bool import_from(SyntaxNode node) {
    const SyntaxNode module = node.field("module_name");
    const Meaning from = module.is("relative_import") ? Meaning() : member(module.text());
    const auto names = node.fields("name");
    if (names.empty() && from.known()) use_import(node, from.path);
    for (const SyntaxNode name : names) {
      const bool has_alias = name.is("aliased_import");
      const SyntaxNode original = has_alias ? name.field("name") : name;
      Meaning meaning = from;
      if (meaning.known()) {
        meaning.path += '.';
        meaning.path += original.text();
        use_import(name, meaning.path);
      }
      bind((has_alias ? name.field("alias") : original).text(), known(node, std::move(meaning)));
    }
    return false;
  }

  // --- Definitions ---

  bool function(SyntaxNode node) {
    const ScopeId outer = here();
    Scope scope;
    scope.kind = ScopeKind::kFunction;
    scope.gives = node.field("return_type");
    const SyntaxNode parameters = node.field("parameters");
    const bool is_method = names_.scope(outer).kind == ScopeKind::kClass;
    if (is_method) scope.receiver = first_name(parameters);
    const ScopeId id = open(std::move(scope), node);
    Meaning meaning{Meaning::Kind::kFunction, {}, {}, id};
    names_.bind(outer, node.field("name").text(), known(node, std::move(meaning)));
    bind_parameters(parameters, outer);
    if (is_method && !names_.scope(id).receiver.empty()) {
      Binding self = known(parameters, {Meaning::Kind::kInstance, {}, {}, outer});
      names_.bind(id, names_.scope(id).receiver, std::move(self));
    }
    return true;
  }

  static std::string_view first_name(SyntaxNode parameters) {
    const auto all = parameters.children();
    return !all.empty() && all[0].is("identifier") ? all[0].text() : std::string_view();
  }

  bool lambda(SyntaxNode node) {
    const ScopeId outer = here();
    open(ScopeKind::kFunction, node);
    bind_parameters(node.field("parameters"), outer);
    return true;
  }

  // A parameter stands for its default or, failing that, for what its annotation says.
  void bind_parameters(SyntaxNode parameters, ScopeId outer) {
    for (const SyntaxNode parameter : parameters.children()) {
      if (parameter.is("identifier")) {
        names_.scope(here()).parameters.push_back(parameter.text());
        bind(parameter.text(), unknown(parameter));
        continue;
      }
      Binding binding = valued(parameter, parameter.field("value"), parameter.field("type"));
      binding.scope = outer;
      const SyntaxNode name = parameter.field("name");
      if (name.is("identifier")) {
        names_.scope(here()).parameters.push_back(name.text());
        bind(name.text(), std::move(binding));
      } else if (const SyntaxNode typed = parameter.child("identifier"); typed.exists()) {
        names_.scope(here()).parameters.push_back(typed.text());
        bind(typed.text(), std::move(binding));
      } else {
        bind_unknown(parameter, 0);
      }
    }
  }

  bool class_of_its_own(SyntaxNode node) {
    const ScopeId outer = here();
    const SyntaxNode bases = node.field("superclasses");
    Scope scope;
    scope.kind = ScopeKind::kClass;
    for (const SyntaxNode base : bases.children()) {
      if (!base.is("identifier") && !base.is("attribute")) continue;
      if (!scope.base.exists()) scope.base = base;
      names_.use({Use::Kind::kReference, outer, base, {}});
    }
    const ScopeId id = open(std::move(scope), node);
    names_.bind(outer, node.field("name").text(),
                known(node, {Meaning::Kind::kInstance, {}, {}, id}));
    return true;
  }

  bool comprehension(SyntaxNode node) {
    open(ScopeKind::kComprehension, node);
    return true;
  }

  // --- Statements ---

  bool loop(SyntaxNode node) {
    bind_unknown(node.field("left"), 0);
    return true;
  }

  bool assignment(SyntaxNode node) {
    const SyntaxNode left = node.field("left");
    SyntaxNode right = node.field("right");
    for (int i = 0; i < kDeepestTargets && right.is("assignment"); ++i) {
      right = right.field("right");
    }
    const bool in_pairs = left.is("pattern_list") && right.is("expression_list");
    const auto targets = in_pairs ? left.children() : std::vector<SyntaxNode>();
    const auto values = in_pairs ? right.children() : std::vector<SyntaxNode>();
    if (in_pairs && targets.size() == values.size()) {
      for (std::size_t i = 0; i < targets.size(); ++i) {
        bind_target(targets[i], valued(node, values[i], {}));
      }
      return true;
    }
    // A name that starts as None gets what it stands for elsewhere.
    const bool says_nothing = !right.exists() || right.is("none");
    const SyntaxNode annotation = node.field("type");
    if (says_nothing && !annotation.exists()) {
      if (left.is("identifier") && !names_.is_bound(here(), left.text())) bind_unknown(left, 0);
      return true;
    }
    bind_target(left, valued(node, right, annotation));
    if (left.is("attribute") && right.is("string")) {
      names_.use({Use::Kind::kSetting, here(), node, {}});
    }
    return true;
  }

  bool augmented_assignment(SyntaxNode node) {
    bind_unknown(node.field("left"), 0);
    return true;
  }

  bool named_expression(SyntaxNode node) {
    const SyntaxNode name = node.field("name");
    bind(name.text(), valued(name, node.field("value"), {}));
    return true;
  }

  // `with X() as x`; what `except E as e` binds is never a client.
  bool as_pattern(SyntaxNode node) {
    const SyntaxNode target = node.field("alias").child("identifier");
    const auto parts = node.children();
    if (!target.exists() || parts.empty()) return true;
    const bool is_exception = node.begin() == exception_at_;
    bind(target.text(), is_exception ? unknown(node) : valued(parts[0], parts[0], {}));
    return true;
  }

  bool except_clause(SyntaxNode node) {
    except_until_ = std::max(except_until_, node.end());
    const auto parts = node.children();
    if (!parts.empty()) exception_at_ = parts[0].begin();
    return true;
  }

  bool if_statement(SyntaxNode node) {
    const std::string_view condition = node.field("condition").text();
    if (condition == "TYPE_CHECKING" || condition == "typing.TYPE_CHECKING") {
      type_checking_until_ = std::max(type_checking_until_, node.field("consequence").end());
    }
    return true;
  }

  bool global_statement(SyntaxNode node) { return redirect(node, kModuleScope); }
  bool nonlocal_statement(SyntaxNode node) { return redirect(node, names_.scope(here()).parent); }

  bool redirect(SyntaxNode node, ScopeId to) {
    for (const SyntaxNode name : node.children()) names_.redirect(here(), name.text(), to);
    return false;
  }

  bool return_statement(SyntaxNode node) {
    Scope& scope = names_.scope(here());
    const auto values = node.children();
    if (scope.kind == ScopeKind::kFunction && values.size() == 1 && !values[0].is("none") &&
        scope.returns.size() < kMostReturns) {
      scope.returns.push_back(values[0]);
    }
    return true;
  }

  // --- Uses ---

  bool call(SyntaxNode node) {
    names_.use({Use::Kind::kCall, here(), node, {}});
    return true;
  }

  bool decorator(SyntaxNode node) {
    for (const SyntaxNode name : node.children()) {
      if (!name.is("identifier") && !name.is("attribute")) continue;
      names_.use({Use::Kind::kReference, here(), name, {}});
    }
    return true;
  }

  // `["srun", "--nodes", nodes, "python"]`, handed to a process or joined into a script.
  bool list(SyntaxNode node) {
    std::string_view text = node.text().substr(1, 100);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of("\"'", 1));
    if (!word.empty() && code::starts_jobs(word.substr(1))) {
      names_.use({Use::Kind::kCommand, here(), node, {}});
    }
    return true;
  }

  // Only a formatted string has code inside.
  bool string(SyntaxNode node) {
    if (code::may_be_sql(node.text())) names_.use({Use::Kind::kStatement, here(), node, {}});
    const std::string_view text = node.text().substr(0, 3);
    return text.substr(0, text.find_first_of("\"'")).find_first_of("fF") != text.npos;
  }

  bool broken(SyntaxNode node) {
    if (into_.broken++ == 0) into_.first_broken_line = node.line();
    return true;
  }

  bool pass_over(SyntaxNode /*node*/) { return false; }

  Collected& into_;
  Names& names_;
  Modules& modules_;
  std::vector<Open> open_;
  std::uint32_t except_until_ = 0;
  std::uint32_t exception_at_ = 0;
  std::uint32_t type_checking_until_ = 0;
};

bool may_be_object(SyntaxNode value) {
  return value.is("identifier") || value.is("call") || value.is("attribute");
}

void pass_argument(const Use& call, SyntaxNode value, ScopeId function, std::string_view parameter,
                   Names& names) {
  Names::Entry* entry = names.find(function, parameter);
  if (entry == nullptr || !may_be_object(value)) return;
  Binding& binding = entry->bindings.front();
  if (binding.value.exists() || binding.meaning.known()) return;
  binding.value = value;
  binding.scope = call.scope;
  binding.state = State::kOpen;
}

// The module's own function that is called; the module where it is none.
ScopeId called_function(const Use& call, Names& names) {
  const SyntaxNode callee = call.node.field("function");
  if (!callee.is("identifier")) return kModuleScope;
  const Names::Entry* entry = names.find(kModuleScope, callee.text());
  if (entry == nullptr || !entry->bindings.back().meaning.is(Meaning::Kind::kFunction)) {
    return kModuleScope;
  }
  return entry->bindings.back().meaning.own;
}

void pass_arguments(const Use& call, Names& names) {
  const ScopeId function = called_function(call, names);
  if (function == kModuleScope) return;
  const auto& parameters = names.scope(function).parameters;
  std::size_t position = 0;
  for (const SyntaxNode given : call.node.field("arguments").children()) {
    if (given.is("keyword_argument")) {
      pass_argument(call, given.field("value"), function, given.field("name").text(), names);
    } else if (position < parameters.size()) {
      pass_argument(call, given, function, parameters[position++], names);
    }
  }
}

}  // namespace

Collected collect(const SyntaxTree& tree, Modules& modules) {
  Collected collected;
  Collector collector(collected, modules);
  tree.visit([&](SyntaxNode node) { return collector.enter(node); });
  for (const Use& use : collected.names.uses()) {
    if (use.kind == Use::Kind::kCall) pass_arguments(use, collected.names);
  }
  return collected;
}

}  // namespace fundable::py
