// Java's libraries are used through builders and fluent chains, whose every link is a call. What a
// chain says together is one use: its first call names the library, its other links set things.
//
// A type's name is that of an import. Where only one package is opened as a whole, a name that
// neither the file nor its neighbours nor java.lang define is taken to be from there.
#include "readers/java/values.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace fundable::java_code {
namespace {

using code::Arguments;
using code::Meaning;
using Kind = code::Meaning::Kind;

constexpr int kDeepest = 24;

constexpr std::string_view kJavaLang =
    " Appendable ArithmeticException AutoCloseable Boolean Byte CharSequence Character Class"
    " ClassLoader Cloneable Comparable Deprecated Double Enum Error Exception Float"
    " FunctionalInterface IllegalArgumentException IllegalStateException InterruptedException"
    " Integer Iterable Long Math Module Number Object Override Package Process ProcessBuilder"
    " Readable Record Runnable Runtime RuntimeException SafeVarargs Short StackTraceElement"
    " StrictMath String StringBuffer StringBuilder SuppressWarnings System Thread ThreadLocal"
    " Throwable UnsupportedOperationException Void ";

// With what the names of packages start, so that `com.acme.Client.create()` needs no import.
constexpr std::array<std::string_view, 8> kRoots{"com", "org", "io",       "dev",
                                                 "net", "ai",  "software", "co"};

bool is_capital(std::string_view name) {
  return !name.empty() && std::isupper(static_cast<unsigned char>(name.front())) != 0;
}

bool is_root(std::string_view name) { return std::ranges::find(kRoots, name) != kRoots.end(); }

// `builder`, `create`, `newBuilder`, `getInstance`, `fromConnectionString`: what makes an object.
bool makes_object(std::string_view method) {
  constexpr std::array<std::string_view, 10> kStarts{
      "builder", "create", "new", "get", "from", "of", "connect", "open", "init", "default"};
  return std::ranges::any_of(kStarts,
                             [&](std::string_view start) { return method.starts_with(start); });
}

bool is_plain_literal(std::string_view type) {
  return type.starts_with("decimal_") || type == "true" || type == "false";
}

Meaning object_of(Meaning made) {
  if (!made.in_library()) return {};
  made.kind = Kind::kObject;
  return made;
}

// The calls of a chain, the first one first; at its start whatever it is called on.
struct Chain {
  SyntaxNode start;  // absent where the first call has no object
  std::vector<SyntaxNode> links;
};
Chain chain_of(SyntaxNode call) {
  Chain chain;
  while (call.is("method_invocation")) {
    chain.links.push_back(call);
    call = call.field("object");
  }
  chain.start = call;
  std::ranges::reverse(chain.links);
  return chain;
}

}  // namespace

Neighbours::Neighbours(const EvidenceFile& file)
    : around_(file.around), folder_(file.path.substr(0, file.path.rfind('/') + 1)) {}

std::string_view Neighbours::package_of(std::string_view name) const {
  const bool may_be_opened = open_packages_.size() == 1 && is_capital(name) &&
                             !own_classes_.contains(name) &&
                             !kJavaLang.contains(' ' + std::string(name) + ' ');
  if (!may_be_opened) return {};
  if (around_ != nullptr && around_->has(folder_ + std::string(name) + ".java")) return {};
  return open_packages_.front();
}

Meaning Values::of_name(std::string_view name) const {
  if (const Meaning* known = scopes_.find(name)) return *known;
  const std::string_view package = neighbours_.package_of(name);
  if (package.empty()) return {};
  return {Kind::kMember, std::string(package) + '.' + std::string(name), {}, {}};
}

Meaning Values::class_of(SyntaxNode type) const {
  if (type.is("generic_type") || type.is("annotated_type")) {
    const auto parts = type.children();
    type = parts.empty() ? SyntaxNode() : parts.front();
  }
  const std::string_view text = type.text();
  if (!type.is("type_identifier") && !type.is("scoped_type_identifier") &&
      !type.is("scoped_identifier") && !type.is("identifier")) {
    return {};
  }
  const std::size_t dot = text.find('.');
  const std::string_view first = text.substr(0, dot);
  if (dot == std::string_view::npos) return of_name(first);
  if (text.size() > 200 || text.find_first_of(" \n\t\r/") != std::string_view::npos) return {};
  if (is_root(first)) return {Kind::kMember, std::string(text), {}, {}};
  return code::member_of(of_name(first), text.substr(dot + 1));
}

Meaning Values::of_type(SyntaxNode type) const {
  const Meaning named = class_of(type);
  return named.kind == Kind::kMember ? object_of(named) : Meaning();
}

Meaning Values::of(SyntaxNode expression, int depth) const {
  if (depth > kDeepest) return {};
  const std::string_view type = expression.type();
  if (type == "identifier") return of_name(expression.text());
  if (type == "field_access") return of_field(expression, depth);
  if (type == "method_invocation" || type == "object_creation_expression") {
    return of_call(expression, depth);
  }
  if (type == "string_literal") return code::text_meaning(code::literal_text(expression.text()));
  if (is_plain_literal(type)) return code::text_meaning(code::plain_literal(expression.text()));
  if (type == "parenthesized_expression" || type == "cast_expression") {
    const auto parts = expression.children();
    return parts.empty() ? Meaning() : of(parts.back(), depth + 1);
  }
  if (type != "binary_expression" || expression.field("operator").text() != "+") return {};
  code::Template text;
  for (const std::string_view side : {"left", "right"}) {
    const Meaning meaning = of(expression.field(side), depth + 1);
    text.add_value(meaning);
  }
  return code::text_meaning(text.text());
}

Meaning Values::of_field(SyntaxNode expression, int depth) const {
  const SyntaxNode object = expression.field("object");
  const std::string_view name = expression.field("field").text();
  if (object.is("this")) return of_name(name);
  const Meaning owner = of(object, depth + 1);
  if (owner.known()) return code::member_of(owner, name);
  // `com.acme.Client`, written out.
  const std::string_view text = expression.text();
  const bool is_path = is_capital(name) && text.size() <= 200 &&
                       is_root(text.substr(0, text.find('.'))) &&
                       text.find_first_of(" \n\t\r(/") == std::string_view::npos;
  return is_path ? Meaning{Kind::kMember, std::string(text), {}, {}} : Meaning();
}

// The value of a chain: a setting's default, or an object with what the chain set.
Meaning Values::of_call(SyntaxNode expression, int depth) const {
  const std::string_view last = expression.field("name").text();
  if (last == "getOrDefault" || last == "orElse" || last == "requireNonNullElse") {
    const auto given = expression.field("arguments").children();
    return given.empty() ? Meaning() : code::text_meaning(of(given.back(), depth + 1).text);
  }
  Call made = call(expression, depth + 1);
  const Chain chain = chain_of(expression);
  if (!made.callee.in_library()) return {};
  Meaning object = object_of(std::move(made.callee));
  if (!chain.start.is("object_creation_expression") && !chain.links.empty()) {
    const std::string_view first = chain.links.front().field("name").text();
    if (!makes_object(first)) return {};
    // `X.builder()…build()` and `X.create()` give an X.
    object.path.resize(object.path.size() - std::min(object.path.size(), first.size() + 1));
  }
  for (code::Argument& argument : made.arguments) {
    if (!argument.name.empty()) object.literals.push_back(std::move(argument));
  }
  return object;
}

Call Values::call(SyntaxNode expression, int depth) const {
  Call call;
  if (depth > kDeepest) return call;
  const Chain chain = chain_of(expression);
  Arguments arguments;
  if (chain.start.is("object_creation_expression")) {
    call.callee = class_of(chain.start.field("type"));
    if (!call.callee.in_library()) return {};
    add_arguments(chain.start.field("arguments"), depth, arguments);
    add_links(chain.links, 0, depth, arguments);
  } else if (!chain.links.empty()) {
    const SyntaxNode first = chain.links.front();
    const std::string_view name = first.field("name").text();
    call.callee =
        chain.start.exists() ? code::member_of(of(chain.start, depth + 1), name) : of_name(name);
    if (!call.callee.in_library()) return {};
    add_arguments(first.field("arguments"), depth, arguments);
    add_links(chain.links, 1, depth, arguments);
  }
  call.arguments = arguments.take();
  return call;
}

void Values::add_arguments(SyntaxNode list, int depth, Arguments& into) const {
  for (const SyntaxNode argument : list.children()) {
    if (into.full()) return;
    if (!argument.type().ends_with("_comment")) into.add("", of(argument, depth + 1));
  }
}

// `.model("m")` sets `model`; what takes more or something else than a literal is passed over.
void Values::add_links(const std::vector<SyntaxNode>& links, std::size_t from, int depth,
                       Arguments& into) const {
  for (std::size_t i = from; i < links.size() && !into.full(); ++i) {
    const auto given = links[i].field("arguments").children();
    if (given.size() == 1) into.add_known(links[i].field("name").text(), of(given[0], depth + 1));
  }
}

std::vector<code::Argument> Values::annotation_arguments(SyntaxNode annotation) const {
  Arguments all;
  for (const SyntaxNode argument : annotation.field("arguments").children()) {
    if (argument.is("element_value_pair")) {
      all.add_known(argument.field("key").text(), of(argument.field("value")));
    } else {
      all.add("", of(argument));
    }
  }
  return all.take();
}

}  // namespace fundable::java_code
