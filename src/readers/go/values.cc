// Go has no keyword arguments: libraries take structs of settings, so a struct literal says what a
// call's arguments say elsewhere. A constructor is a function by custom, `NewClient`; what other
// functions give is not followed.
#include "readers/go/values.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fundable::go_code {
namespace {

using code::Arguments;
using code::Meaning;
using Kind = code::Meaning::Kind;

constexpr int kDeepest = 24;
constexpr int kStruct = 5;  // a struct literal in another counts as that many levels

std::string_view last_part(std::string_view path) {
  return path.substr(path.find_last_of("./") + 1);
}

bool makes_object(std::string_view function) {
  constexpr std::array<std::string_view, 9> kStarts{"New",  "Connect", "Open", "Create", "Dial",
                                                    "Load", "Default", "Get",  "Init"};
  return std::ranges::any_of(kStarts,
                             [&](std::string_view start) { return function.starts_with(start); });
}

// `aws.String("…")`, `to.Ptr("…")`, `openai.F("…")`.
bool only_wraps(std::string_view function) {
  constexpr std::array<std::string_view, 13> kWrappers{
      "String", "Ptr", "StringPtr", "F",   "To",     "Pointer", "NewOpt",
      "Opt",    "Of",  "Bool",      "Int", "Number", "Float64"};
  return std::ranges::find(kWrappers, function) != kWrappers.end();
}

bool is_version(std::string_view part) {
  return part.size() > 1 && part[0] == 'v' &&
         std::ranges::all_of(part.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

Meaning object_made_by(Meaning function) {
  if (function.kind != Kind::kMember || !makes_object(last_part(function.path))) return {};
  function.kind = Kind::kObject;
  return function;
}

// `getEnv("MODEL", "gpt-4o")`, whoever defines it.
bool reads_setting(std::string_view function) {
  return function.contains("Env") || function.contains("env");
}

// Where the operand of a pointer, a reference or parentheses is.
SyntaxNode bare(SyntaxNode node) {
  for (int step = 0; step < kDeepest; ++step) {
    if (!node.is("unary_expression") && !node.is("parenthesized_expression") &&
        !node.is("literal_element") && !node.is("pointer_type")) {
      break;
    }
    const auto inside = node.children();
    node = inside.empty() ? SyntaxNode() : inside.front();
  }
  return node;
}

std::string raw_text(SyntaxNode literal) {
  std::string_view text = literal.text();
  if (text.size() < 2) return {};
  return code::plain_literal(text.substr(1, text.size() - 2));
}

}  // namespace

std::vector<std::string> package_names(std::string_view path) {
  std::string_view name = last_part(path);
  while (is_version(name) && name.size() < path.size()) {
    path = path.substr(0, path.size() - name.size() - 1);
    name = path.substr(path.rfind('/') + 1);
  }
  name = name.substr(0, name.find('.'));
  std::vector<std::string> names{std::string(name)};
  for (bool shorter = true; shorter;) {
    shorter = false;
    for (const std::string_view custom : {"go-", "-go", "-sdk", "sdk-", "-golang"}) {
      if (name.size() > custom.size() && name.starts_with(custom)) {
        name.remove_prefix(custom.size());
        shorter = true;
      } else if (name.size() > custom.size() && name.ends_with(custom)) {
        name.remove_suffix(custom.size());
        shorter = true;
      }
    }
  }
  if (name != names.front()) names.emplace_back(name);
  return names;
}

Meaning Values::of_type(SyntaxNode type) const {
  type = bare(type);
  if (type.is("generic_type")) type = type.field("type");
  if (!type.is("qualified_type")) return {};
  const Meaning* package = scopes_.find(type.field("package").text());
  if (package == nullptr || package->kind != Kind::kModule) return {};
  Meaning made = code::member_of(*package, type.field("name").text());
  if (made.known()) made.kind = Kind::kObject;
  return made;
}

Meaning Values::of(SyntaxNode expression, int depth) const {
  if (depth > kDeepest) return {};
  expression = bare(expression);
  const std::string_view type = expression.type();
  if (type == "identifier") {
    const Meaning* known = scopes_.find(expression.text());
    return known == nullptr ? Meaning() : *known;
  }
  if (type == "interpreted_string_literal") {
    return code::text_meaning(code::literal_text(expression.text()));
  }
  if (type == "raw_string_literal") return code::text_meaning(raw_text(expression));
  if (type.ends_with("_literal") && (type.starts_with("int") || type.starts_with("float"))) {
    return code::text_meaning(code::plain_literal(expression.text()));
  }
  if (type == "true" || type == "false") return code::text_meaning(std::string(type));
  if (type == "selector_expression") return of_selector(expression, depth);
  if (type == "call_expression") return of_call(expression, depth);
  if (type == "type_conversion_expression") return object_made_by(of_generic(expression));
  if (type == "composite_literal") return of_struct(expression, depth);
  if (type == "binary_expression") return of_sum(expression, depth);
  return {};
}

Meaning Values::of_selector(SyntaxNode selector, int depth) const {
  const SyntaxNode operand = bare(selector.field("operand"));
  const std::string_view name = selector.field("field").text();
  if (operand.is("identifier")) {
    // A field of the method's receiver.
    const Meaning* field = scopes_.find(std::string(operand.text()) + '.' + std::string(name));
    if (field != nullptr) return *field;
  }
  return code::member_of(of(operand, depth + 1), name);
}

Meaning Values::of_call(SyntaxNode call, int depth) const {
  const SyntaxNode function = bare(call.field("function"));
  const auto given = call.field("arguments").children();
  if (function.is("identifier")) {
    const bool has_default = given.size() == 2 && reads_setting(function.text());
    return has_default ? code::text_meaning(of(given[1], depth + 1).text) : Meaning();
  }
  Meaning callee = of(function, depth + 1);
  if (callee.kind != Kind::kMember) return {};
  const std::string_view name = last_part(callee.path);
  if (only_wraps(name) && given.size() == 1) {
    return code::text_meaning(of(given[0], depth + 1).text);
  }
  if (callee.path == "fmt.Sprintf") return code::text_meaning(formatted(call, depth));
  if (callee.path == "cmp.Or" && !given.empty()) {
    return code::text_meaning(of(given.back(), depth + 1).text);
  }
  return object_made_by(std::move(callee));
}

// `openai.Ask[string]("x")`: with one argument it could as well convert to a generic type, and the
// grammar takes it so.
Meaning Values::of_generic(SyntaxNode conversion) const {
  const SyntaxNode type = conversion.field("type");
  if (!type.is("generic_type")) return {};
  Meaning callee = of_type(type);
  if (callee.known()) callee.kind = Kind::kMember;
  return callee;
}

// `%s` and the like stand for the arguments in turn.
std::string Values::formatted(SyntaxNode call, int depth) const {
  const auto given = call.field("arguments").children();
  if (given.empty()) return {};
  const std::string format = of(given[0], depth + 1).text;
  code::Template text;
  std::size_t argument = 0;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%' || at + 1 == format.size()) {
      text.add(std::string_view(format).substr(at, 1));
    } else if (format[++at] == '%') {
      text.add("%");
    } else {
      text.add_value(++argument < given.size() ? of(given[argument], depth + 1) : Meaning());
    }
  }
  return text.text();
}

Meaning Values::of_struct(SyntaxNode literal, int depth) const {
  Meaning made = of_type(literal.field("type"));
  if (!made.known()) made.kind = Kind::kRecord;
  Arguments fields;
  add_fields(literal.field("body"), depth + kStruct, fields);
  made.literals = fields.take();
  return made;
}

Meaning Values::of_sum(SyntaxNode expression, int depth) const {
  if (expression.field("operator").text() != "+") return {};
  code::Template text;
  for (const std::string_view side : {"left", "right"}) {
    const Meaning meaning = of(expression.field(side), depth + 1);
    text.add_value(meaning);
  }
  return code::text_meaning(text.text());
}

// Constants of a library go by their names: `Model: openai.GPT4o`.
void Values::add_fields(SyntaxNode body, int depth, Arguments& into) const {
  for (const SyntaxNode element : body.children()) {
    if (into.full()) return;
    if (!element.is("keyed_element")) continue;
    const std::string_view key = element.field("key").text();
    const Meaning value = of(element.field("value"), depth + 1);
    if (value.kind == Kind::kMember) {
      into.add(key, std::string(last_part(value.path)));
    } else {
      into.add_known(key, value);
    }
  }
}

Meaning Values::callee(SyntaxNode call) const {
  if (call.is("composite_literal")) return of_type(call.field("type"));
  if (call.is("type_conversion_expression")) return of_generic(call);
  Meaning callee = of(call.field("function"), 0);
  const bool wraps = callee.kind == Kind::kMember && only_wraps(last_part(callee.path)) &&
                     call.field("arguments").children().size() == 1;
  return wraps ? Meaning() : callee;
}

std::vector<code::Argument> Values::arguments(SyntaxNode call) const {
  Arguments all;
  if (call.is("composite_literal")) {
    add_fields(call.field("body"), kStruct, all);
    return all.take();
  }
  if (call.is("type_conversion_expression")) {
    all.add("", of(call.field("operand")));
    return all.take();
  }
  for (const SyntaxNode argument : call.field("arguments").children()) {
    if (all.full()) break;
    if (!argument.is("comment")) all.add("", of(argument));
  }
  return all.take();
}

}  // namespace fundable::go_code
