// A call's value is an object of the library where it is made by `new` or by a function whose name
// says that it makes something; what other functions return is the project's own data. Left out:
// what flows through functions, arrays and other files.
#include "readers/javascript/values.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "readers/code/literals.h"
#include "readers/javascript/specifier.h"

namespace fundable::js {
namespace {

using code::Argument;
using code::Arguments;
using code::Meaning;
using Kind = code::Meaning::Kind;

constexpr int kDeepest = 24;
constexpr int kRecord = 6;  // an object in an object counts as that many levels
constexpr std::size_t kMostElements = 16;

// `createOpenAI`, `connectToLocal`, `AzureOpenAI`.
bool makes_something(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of("./") + 1);
  if (name.empty() || std::isupper(static_cast<unsigned char>(name.front())) != 0) return true;
  constexpr std::array<std::string_view, 12> kStarts{"create", "connect",   "init", "get",
                                                     "make",   "build",     "open", "load",
                                                     "new",    "configure", "from", "client"};
  return std::ranges::any_of(kStarts,
                             [&](std::string_view start) { return name.starts_with(start); });
}

std::string key_of(SyntaxNode pair) {
  const SyntaxNode key = pair.field("key");
  return key.is("string") ? code::literal_text(key.text()) : std::string(key.text());
}

}  // namespace

Meaning member_of(const Meaning& owner, std::string_view name) {
  const bool is_itself = owner.kind == Kind::kModule && name == "default";
  return is_itself ? owner : code::member_of(owner, name);
}

SyntaxNode bare(SyntaxNode node) {
  for (int step = 0; step < kDeepest; ++step) {
    const std::string_view type = node.type();
    const bool wraps = type == "await_expression" || type == "parenthesized_expression" ||
                       type == "as_expression" || type == "satisfies_expression" ||
                       type == "non_null_expression";
    if (!wraps) break;
    const auto inside = node.children();
    node = inside.empty() ? SyntaxNode() : inside.front();
  }
  return node;
}

std::string required_package(SyntaxNode call) {
  if (!call.is("call_expression")) return {};
  const SyntaxNode function = call.field("function");
  const bool requires_it =
      function.is("import") || (function.is("identifier") && function.text() == "require");
  if (!requires_it) return {};
  const auto arguments = call.field("arguments").children();
  if (arguments.empty() || !arguments.front().is("string")) return {};
  return package_path(code::literal_text(arguments.front().text()));
}

Meaning Values::of(SyntaxNode expression) const { return of(expression, 0); }
Meaning Values::callee(SyntaxNode function) const { return callee(function, 0); }

Meaning Values::of(SyntaxNode expression, int depth) const {
  if (depth > kDeepest) return {};
  expression = bare(expression);
  const std::string_view type = expression.type();
  if (type == "identifier" || type == "shorthand_property_identifier") {
    const Meaning* known = scopes_.find(expression.text());
    return known == nullptr ? Meaning() : *known;
  }
  if (type == "member_expression") return of_member(expression, depth);
  if (type == "call_expression" || type == "new_expression") return of_call(expression, depth);
  if (type == "string") return code::text_meaning(code::literal_text(expression.text()));
  if (type == "template_string") return code::text_meaning(template_text(expression, depth));
  if (type == "binary_expression") return of_binary(expression, depth);
  if (type != "object") return {};
  Arguments literals;
  add_record(expression, depth + kRecord, literals);
  Meaning record;
  record.kind = Kind::kRecord;
  record.literals = literals.take();
  return record;
}

Meaning Values::of_member(SyntaxNode expression, int depth) const {
  const SyntaxNode object = bare(expression.field("object"));
  const std::string_view name = expression.field("property").text();
  if (object.is("this")) {
    const Meaning* known = scopes_.find("this." + std::string(name));
    return known == nullptr ? Meaning() : *known;
  }
  return js::member_of(of(object, depth + 1), name);
}

Meaning Values::callee(SyntaxNode function, int depth) const {
  function = bare(function);
  Meaning meaning = of(function, depth + 1);
  if (meaning.kind != Kind::kModule) return meaning;
  return function.is("identifier") ? code::member_of(meaning, function.text()) : meaning;
}

Meaning Values::of_call(SyntaxNode call, int depth) const {
  if (std::string package = required_package(call); !package.empty()) {
    return {Kind::kModule, std::move(package), {}, {}};
  }
  const bool is_new = call.is("new_expression");
  Meaning made = callee(call.field(is_new ? "constructor" : "function"), depth);
  if (!made.in_library() || (!is_new && made.kind == Kind::kMethod)) return {};
  if (!is_new && made.kind == Kind::kMember && !makes_something(made.path)) return {};
  made.kind = Kind::kObject;
  return made;
}

// Objects in an object give their literals, too: libraries group their options so
// (`configuration: {baseURL: …}`).
void Values::add_record(SyntaxNode object, int depth, Arguments& into) const {
  for (const SyntaxNode entry : object.children()) {
    if (into.full()) return;
    if (entry.is("pair")) {
      add_entry(key_of(entry), bare(entry.field("value")), depth, into);
    } else if (entry.is("shorthand_property_identifier")) {
      into.add_known(entry.text(), of(entry, depth));
    }
  }
}

void Values::add_entry(const std::string& key, SyntaxNode value, int depth, Arguments& into) const {
  if (value.is("object")) {
    if (depth < kDeepest) add_record(value, depth + kRecord, into);
  } else if (value.is("array")) {
    std::size_t count = 0;
    for (const SyntaxNode element : value.children()) {
      if (++count > kMostElements) return;
      if (element.is("string")) into.add_known(key, of(element, depth + 1));
    }
  } else if (value.is("number") || value.is("true") || value.is("false")) {
    into.add(key, code::plain_literal(value.text()));
  } else {
    into.add_known(key, of(value, depth + 1));
  }
}

// `process.env.MODEL ?? "gpt-4o"` is, without other settings, what stands at the right.
Meaning Values::of_binary(SyntaxNode expression, int depth) const {
  const SyntaxNode right = expression.field("right");
  const std::string_view sign = expression.field("operator").text();
  if (sign == "??" || sign == "||") {
    Meaning left = of(expression.field("left"), depth + 1);
    return left.known() ? left : of(right, depth + 1);
  }
  if (sign != "+") return {};
  code::Template text;
  for (const SyntaxNode side : {expression.field("left"), right}) {
    Meaning meaning = of(side, depth + 1);
    text.add_value(meaning);
  }
  return code::text_meaning(text.text());
}

std::string Values::template_text(SyntaxNode expression, int depth) const {
  code::Template text;
  for (const SyntaxNode part : expression.children()) {
    if (!part.is("template_substitution")) {
      text.add(part.text());
      continue;
    }
    const auto inside = part.children();
    const Meaning meaning = inside.empty() ? Meaning() : of(inside.front(), depth + 1);
    text.add_value(meaning);
  }
  return text.text();
}

Meaning Values::of_type(SyntaxNode annotation) const {
  SyntaxNode type = annotation;
  for (int step = 0; step < kDeepest; ++step) {
    if (type.is("type_identifier")) break;
    if (type.is("nested_type_identifier")) break;
    const bool wraps = type.is("type_annotation") || type.is("generic_type") ||
                       type.is("union_type") || type.is("parenthesized_type");
    const auto inside = wraps ? type.children() : std::vector<SyntaxNode>();
    if (inside.empty()) return {};
    type = inside.front();
  }
  Meaning made;
  if (type.is("type_identifier")) {
    const Meaning* known = scopes_.find(type.text());
    if (known != nullptr) made = *known;
    if (made.kind == Kind::kModule) made = code::member_of(made, type.text());
  } else {
    const Meaning* module = scopes_.find(type.field("module").text());
    if (module != nullptr) made = code::member_of(*module, type.field("name").text());
  }
  if (made.kind != Kind::kMember) return {};
  made.kind = Kind::kObject;
  return made;
}

std::vector<Argument> Values::arguments(SyntaxNode call) const {
  Arguments all;
  for (const SyntaxNode argument : call.field("arguments").children()) {
    if (all.full()) break;
    const SyntaxNode value = bare(argument);
    if (value.is("object")) {
      add_record(value, kRecord, all);
    } else if (!value.is("comment")) {
      all.add("", of(value));
    }
  }
  return all.take();
}

}  // namespace fundable::js
