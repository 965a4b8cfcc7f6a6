// Settings stand in object initializers, so a class of the code's own says by its literals what is
// handed on. Builders give themselves back (`AddX`, `WithX`, `Build`); what other methods give is
// not followed, apart from clients that clients make (`GetChatClient`).
#include "readers/csharp/values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "readers/csharp/known_names.h"

namespace fundable::csharp_code {
namespace {

using code::Arguments;
using code::Meaning;
using Kind = code::Meaning::Kind;

constexpr int kDeepest = 24;

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

template <std::size_t kSize>
bool starts_with_any(std::string_view name, const std::array<std::string_view, kSize>& starts) {
  return std::ranges::any_of(starts,
                             [&](std::string_view start) { return name.starts_with(start); });
}

// Methods of a class that give an object of it: `Kernel.CreateBuilder()`.
bool makes_object(std::string_view method) {
  constexpr std::array<std::string_view, 9> kStarts{"Create", "New",   "From",    "Get",    "Open",
                                                    "Load",   "Build", "Connect", "Default"};
  return starts_with_any(method, kStarts);
}

bool gives_itself(std::string_view method) {
  constexpr std::array<std::string_view, 6> kStarts{"Add",   "With",      "Use",
                                                    "Build", "Configure", "Set"};
  return starts_with_any(method, kStarts);
}

bool makes_client(std::string_view method) {
  if (method.starts_with("As") || method.starts_with("Create")) return true;
  return method.starts_with("Get") && (method.ends_with("Client") || method.ends_with("Model") ||
                                       method.ends_with("Service") || method.ends_with("Agent"));
}

// What only waits for the result.
bool only_waits(std::string_view method) {
  return method == "ConfigureAwait" || method == "GetAwaiter" || method == "GetResult";
}

// `configuration.GetValue("Model", "gpt-4o")`.
bool has_default(std::string_view method) {
  return method == "GetValue" || method == "GetValueOrDefault" || method == "GetOrDefault";
}

bool is_plain_literal(std::string_view type) {
  return type == "integer_literal" || type == "real_literal" || type == "boolean_literal";
}

// `@"…"`; an address or a name has no quotes in it.
std::string verbatim(std::string_view text) {
  return text.size() < 3 ? std::string() : code::plain_literal(text.substr(2, text.size() - 3));
}

std::string_view name_in(SyntaxNode name) {
  return name.is("generic_name") ? name.child("identifier").text() : name.text();
}

Meaning object_of(Meaning made) {
  if (made.kind != Kind::kMember) return {};
  made.kind = Kind::kObject;
  return made;
}

// Whether `name = value` stands there, and not `name, value`.
bool is_set(SyntaxNode whole, SyntaxNode name, SyntaxNode value) {
  const std::string_view between =
      whole.text().substr(name.end() - whole.begin(), value.begin() - name.end());
  return name.is("identifier") && between.contains('=');
}

// The last child that is no comment: the value of a declarator, of an argument.
SyntaxNode last_in(SyntaxNode node) {
  const auto parts = node.children();
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (!part->is("comment")) return *part;
  }
  return {};
}

}  // namespace

Meaning Values::of_name(std::string_view name) const {
  if (const Meaning* known = scopes_.find(name)) return *known;
  if (namespaces_.is_own_member(name)) return {};
  std::string path = namespaces_.path_of(name);
  return path.empty() ? Meaning() : Meaning{Kind::kMember, std::move(path), {}, {}};
}

Meaning Values::class_of(SyntaxNode type) const {
  if (type.is("nullable_type")) type = type.field("type");
  if (!type.is("identifier") && !type.is("generic_name") && !type.is("qualified_name") &&
      !type.is("alias_qualified_name")) {
    return {};
  }
  const std::string name = dotted(type);
  const std::string_view first = std::string_view(name).substr(0, name.find('.'));
  const Meaning* alias = scopes_.find(first);
  if (alias != nullptr && alias->kind == Kind::kMember) {
    return first.size() == name.size() ? *alias
                                       : code::member_of(*alias, name.substr(first.size() + 1));
  }
  std::string path = namespaces_.path_of_dotted(name);
  return path.empty() ? Meaning() : Meaning{Kind::kMember, std::move(path), {}, {}};
}

Meaning Values::of_type(SyntaxNode type) const { return object_of(class_of(type)); }

Meaning Values::of(SyntaxNode expression, int depth) const {
  if (depth > kDeepest) return {};
  const std::string_view type = expression.type();
  if (type == "identifier") return of_name(expression.text());
  if (type == "member_access_expression") return of_member(expression, depth);
  if (type == "invocation_expression") return of_call(expression, depth);
  if (type.ends_with("object_creation_expression")) return of_new(expression, depth);
  if (type == "string_literal") return code::text_meaning(code::literal_text(expression.text()));
  if (type == "verbatim_string_literal") return code::text_meaning(verbatim(expression.text()));
  if (type == "raw_string_literal") {
    return code::text_meaning(code::plain_literal(expression.child("raw_string_content").text()));
  }
  if (type == "interpolated_string_expression") {
    return code::text_meaning(interpolated(expression, depth));
  }
  if (is_plain_literal(type)) return code::text_meaning(code::plain_literal(expression.text()));
  if (type == "binary_expression") return of_binary(expression, depth);
  if (type == "cast_expression") return of(expression.field("value"), depth + 1);
  if (type == "as_expression") return of(expression.field("left"), depth + 1);
  if (type == "await_expression" || type == "parenthesized_expression" ||
      type == "postfix_unary_expression") {
    return of(last_in(expression), depth + 1);
  }
  return {};
}

Meaning Values::of_member(SyntaxNode expression, int depth) const {
  const SyntaxNode owner = expression.field("expression");
  const std::string_view name = name_in(expression.field("name"));
  const std::string_view written = owner.text();
  if (!owner.exists() || written == "this" || written == "base") {
    const Meaning* own = scopes_.find(name);
    return own == nullptr ? Meaning() : *own;
  }
  if (owner.is("identifier")) {
    // A constant of a class in this file.
    const Meaning* constant = scopes_.find(std::string(written) + '.' + std::string(name));
    if (constant != nullptr) return *constant;
  }
  const Meaning known = of(owner, depth + 1);
  if (known.known()) return code::member_of(known, name);
  // `Azure.AI.OpenAI.AzureOpenAIClient`, written out.
  std::string full = dotted(expression);
  const std::string_view root = std::string_view(full).substr(0, full.find('.'));
  const bool is_full = namespaces_.is_root(root) && scopes_.find(root) == nullptr;
  full = is_full ? namespaces_.path_of_dotted(full) : std::string();
  return full.empty() ? Meaning() : Meaning{Kind::kMember, std::move(full), {}, {}};
}

Meaning Values::of_call(SyntaxNode call, int depth) const {
  const SyntaxNode function = call.field("function");
  const std::string_view method = name_in(function.field("name"));
  const bool extends = !namespaces_.extension(method).path.empty() && gives_itself(method);
  if (extends || only_waits(method)) return of(function.field("expression"), depth + 1);
  Meaning made = callee(call, depth);
  const std::string name(last_part(made.path));
  if (made.kind == Kind::kMember && makes_object(name)) {
    made.path.resize(made.path.size() - name.size() - 1);
    return object_of(std::move(made));
  }
  if (made.kind == Kind::kMethod && gives_itself(name)) {
    made.path.resize(made.path.size() - name.size() - 1);
    made.kind = Kind::kObject;
    return made;
  }
  if (made.kind == Kind::kMethod && makes_client(name)) {
    made.kind = Kind::kObject;
    return made;
  }
  const auto given = call.field("arguments").children();
  if (given.empty() || !has_default(method)) return {};
  return code::text_meaning(of(last_in(given.back()), depth + 1).text);
}

// An address by which `Uri` is made is the address.
Meaning Values::of_new(SyntaxNode expression, int depth) const {
  Meaning made = of_type(expression.field("type"));
  Arguments settings;
  if (made.path == "System.Uri") {
    const SyntaxNode first = expression.field("arguments").child("argument");
    return first.exists() ? code::text_meaning(of(last_in(first), depth + 1).text) : Meaning();
  }
  add_arguments(expression.child("argument_list"), "", depth, settings);
  add_settings(expression.is("anonymous_object_creation_expression")
                   ? expression
                   : expression.child("initializer_expression"),
               depth, settings);
  if (!made.known()) made.kind = Kind::kRecord;
  for (code::Argument& setting : settings.take()) {
    if (!setting.name.empty()) made.literals.push_back(std::move(setting));
  }
  return made;
}

Meaning Values::of_binary(SyntaxNode expression, int depth) const {
  const std::string_view operation = expression.field("operator").text();
  if (operation == "??") {
    Meaning left = of(expression.field("left"), depth + 1);
    return left.known() && left.kind != Kind::kMethod ? left
                                                      : of(expression.field("right"), depth + 1);
  }
  if (operation != "+") return {};
  code::Template text;
  for (const std::string_view side : {"left", "right"}) {
    const Meaning meaning = of(expression.field(side), depth + 1);
    text.add_value(meaning);
  }
  return code::text_meaning(text.text());
}

std::string Values::interpolated(SyntaxNode expression, int depth) const {
  code::Template text;
  for (const SyntaxNode part : expression.children()) {
    if (part.is("string_content")) {
      text.add(part.text());
    } else if (part.is("interpolation")) {
      const auto inside = part.children();
      const auto value = std::ranges::find_if(inside, [](SyntaxNode node) {
        return !node.is("interpolation_brace") && !node.is("comment");
      });
      text.add_value(value == inside.end() ? Meaning() : of(*value, depth + 1));
    }
  }
  return text.text();
}

Meaning Values::callee(SyntaxNode call, int depth) const {
  if (call.is("attribute")) return class_of(call.field("name"));
  if (call.is("object_creation_expression")) return class_of(call.field("type"));
  const SyntaxNode function = call.field("function");
  SyntaxNode owner = function.field("expression");
  SyntaxNode name = function.field("name");
  if (function.is("conditional_access_expression")) {
    owner = function.field("condition");
    name = function.child("member_binding_expression").field("name");
  } else if (!function.is("member_access_expression")) {
    const Meaning* known = scopes_.find(name_in(function));
    return known == nullptr ? Meaning() : *known;
  }
  if (only_waits(name_in(name))) return {};
  if (const Extension found = namespaces_.extension(name_in(name)); !found.path.empty()) {
    return {Kind::kMethod, found.path, {}, {}};
  }
  if (function.is("member_access_expression")) return of_member(function, depth + 1);
  return code::member_of(of(owner, depth + 1), name_in(name));
}

void Values::add_arguments(SyntaxNode list, std::string_view first_parameter, int depth,
                           Arguments& into) const {
  for (const SyntaxNode argument : list.children()) {
    if (into.full()) return;
    if (!argument.type().ends_with("argument")) continue;
    const SyntaxNode name = argument.field("name");
    const Meaning value = of(last_in(argument), depth + 1);
    if (name.exists()) {
      into.add_known(name.text(), value);
    } else {
      into.add(value.kind == Kind::kText ? first_parameter : "", value);
      first_parameter = {};
    }
  }
}

// `{ ModelId = "m" }`, `new { model = "m" }`.
void Values::add_settings(SyntaxNode initializer, int depth, Arguments& into) const {
  const auto parts = initializer.children();
  const bool is_anonymous = initializer.is("anonymous_object_creation_expression");
  for (std::size_t i = 0; i < parts.size() && !into.full(); ++i) {
    if (parts[i].is("assignment_expression")) {
      into.add_known(parts[i].field("left").text(), of(parts[i].field("right"), depth + 1));
    } else if (is_anonymous && i + 1 < parts.size() &&
               is_set(initializer, parts[i], parts[i + 1])) {
      into.add_known(parts[i].text(), of(parts[i + 1], depth + 1));
      ++i;
    }
  }
}

std::vector<code::Argument> Values::arguments(SyntaxNode call, std::string_view path) const {
  Arguments all;
  const std::string_view name = last_part(path);
  std::string first(model_parameter(name));
  if (first.empty() && call.is("invocation_expression")) {
    first = namespaces_.extension(name).first_parameter;
  }
  add_arguments(
      call.is("attribute") ? call.child("attribute_argument_list") : call.child("argument_list"),
      first, 0, all);
  add_settings(call.child("initializer_expression"), 0, all);
  return all.take();
}

}  // namespace fundable::csharp_code
