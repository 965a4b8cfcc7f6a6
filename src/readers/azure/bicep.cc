// Walks the syntax tree of Bicep's expressions.
//
// A secure parameter is unknown, whatever its default says. The grammar does not know the spread
// operator (`...base`): what stands beside one is kept, in a list or map that is not whole.
#include "readers/azure/bicep.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "readers/azure/functions.h"
#include "readers/infrastructure/functions.h"

namespace fundable::azure {
namespace {

using infra::Literal;
using infra::Member;
using Kind = Literal::Kind;

constexpr std::size_t kMostDepth = 150;

// The text from one offset to another; `inside` lies in the same source.
std::string_view text_between(SyntaxNode inside, std::size_t from, std::size_t to) {
  const char* const start = inside.text().data() - inside.begin();
  return to > from ? std::string_view(start + from, to - from) : std::string_view();
}

std::string unescaped(std::string_view raw) {
  std::string text;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '\\' || at + 1 == raw.size()) {
      text += raw[at];
      continue;
    }
    const char escaped = raw[++at];
    if (escaped == 'n') {
      text += '\n';
    } else if (escaped == 't') {
      text += '\t';
    } else if (escaped != 'r') {
      text += escaped;
    }
  }
  return text;
}

Literal element_at(const Literal& value, const Literal& key) {
  if (!key.is_scalar()) return {};
  if (value.is(Kind::kMap)) return value[key.text()];
  std::size_t index = 0;
  const std::string& text = key.text();
  const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole ? value.at(index) : Literal();
}

bool holds_errors(SyntaxNode node) {
  return std::ranges::any_of(node.children(), [](SyntaxNode part) { return part.is("ERROR"); });
}

// The object that a resource declaration describes; absent where a loop makes several.
SyntaxNode single_body(SyntaxNode declaration) {
  for (const SyntaxNode part : parts_of(declaration)) {
    if (part.is("object")) return part;
    if (part.is("if_statement")) return part.child("object");
  }
  return {};
}

}  // namespace

std::vector<SyntaxNode> parts_of(SyntaxNode node) {
  std::vector<SyntaxNode> parts = node.children();
  std::erase_if(parts, [](SyntaxNode part) { return part.is("comment") || part.is("ERROR"); });
  return parts;
}

std::string_view quoted(SyntaxNode text) {
  const std::string_view all = text.text();
  if (!text.is("string") || all.size() < 2) return {};
  return all.substr(1, all.size() - 2);
}

std::vector<Scope> rounds_of(SyntaxNode loop, const Literal& over, const Scope& scope) {
  std::string item;
  std::string index;
  const auto parts = parts_of(loop);
  if (!parts.empty() && parts[0].is("identifier")) item = parts[0].text();
  if (!parts.empty() && parts[0].is("for_loop_parameters")) {
    item = parts[0].child("loop_variable").text();
    index = parts[0].child("loop_enumerator").text();
  }
  std::vector<Scope> rounds;
  for (const Member& member : over.members()) {
    Scope round = scope;
    round.emplace_back(item, member.value);
    if (!index.empty()) {
      round.emplace_back(index, Literal::number(std::to_string(rounds.size())));
    }
    rounds.push_back(std::move(round));
  }
  return rounds;
}

Bicep::Bicep(const EvidenceFile& file, const SyntaxTree& tree, Given given, Defaults defaults,
             const Limits& limits)
    : file_(file), limits_(limits), defaults_(defaults), known_(std::move(given)) {
  add_declarations(tree.root());
}

void Bicep::add_declarations(SyntaxNode root) {
  bool is_secure = false;
  for (const SyntaxNode node : root.children()) {
    const auto parts = parts_of(node);
    const std::string name(parts.empty() ? std::string_view() : parts[0].text());
    if (node.is("parameter_declaration") && is_secure) {
      known_.insert_or_assign(name, Literal());
    } else if (node.is("parameter_declaration")) {
      const bool has_default = parts.size() > 2 && defaults_ == Defaults::kTaken;
      if (has_default) declared_.emplace(name, parts.back());
    } else if (node.is("variable_declaration") && parts.size() > 1) {
      declared_.emplace(name, parts.back());
    } else if (node.is("resource_declaration")) {
      resources_.emplace(name, single_body(node));
    }
    if (!node.is("comment")) is_secure = node.is("decorators") && node.text().contains("@secure");
  }
}

Literal Bicep::charged(Literal value) {
  const std::size_t cost = 1 + value.members().size() + value.text().size() / 64;
  if (cost > steps_left_) {
    steps_left_ = 0;
    return {};
  }
  steps_left_ -= cost;
  return value;
}

Literal Bicep::value(SyntaxNode expression, const Scope& scope) {
  if (!expression.exists() || steps_left_ == 0 || depth_ >= kMostDepth) return {};
  ++depth_;
  Literal value = within_depth(expression, scope);
  --depth_;
  return charged(std::move(value));
}

Literal Bicep::within_depth(SyntaxNode node, const Scope& scope) {
  if (node.is("string")) return text(node, scope);
  if (node.is("number")) return Literal::number(std::string(node.text()));
  if (node.is("boolean")) return Literal::truth(node.text() == "true");
  if (node.is("null")) return Literal::null();
  if (node.is("object")) return object(node, scope);
  if (node.is("array")) return array(node, scope);
  if (node.is("for_statement")) return loop(node, scope);
  if (node.is("identifier")) return named(std::string(node.text()), scope);
  if (node.is("call_expression")) return call(node, scope);
  const Parts parts = parts_of(node);
  if (parts.empty()) return {};
  if (node.is("parenthesized_expression")) return value(parts[0], scope);
  if (node.is("member_expression")) return member(node, scope);
  if (node.is("subscript_expression") && parts.size() == 2) {
    return element_at(value(parts[0], scope), value(parts[1], scope));
  }
  if (node.is("ternary_expression") && parts.size() == 3) {
    const Literal condition = value(parts[0], scope);
    if (condition.is_true()) return value(parts[1], scope);
    return condition.is_false() ? value(parts[2], scope) : Literal();
  }
  return operation(node, scope);
}

Literal Bicep::text(SyntaxNode node, const Scope& scope) {
  if (node.text().starts_with("'''")) {
    std::string_view all = node.text();
    all.remove_prefix(3);
    if (all.ends_with("'''")) all.remove_suffix(3);
    return Literal::text(std::string(trimmed(all)));
  }
  std::string text;
  std::size_t at = node.begin() + 1;
  for (const SyntaxNode part : node.children()) {
    if (!part.is("interpolation")) continue;
    text += unescaped(text_between(node, at, part.begin()));
    const Parts inside = parts_of(part);
    const Literal known = inside.empty() ? Literal() : value(inside[0], scope);
    if (!known.is_scalar() || text.size() > 100'000) return {};
    text += known.text();
    at = part.end();
  }
  return Literal::text(text + unescaped(text_between(node, at, node.end() - 1)));
}

Literal Bicep::object(SyntaxNode node, const Scope& scope) {
  std::vector<Member> members;
  bool whole = !holds_errors(node);
  for (const SyntaxNode property : parts_of(node)) {
    const Parts both = parts_of(property);
    if (!property.is("object_property") || both.size() != 2) continue;
    const Literal key =
        both[0].is("string") ? text(both[0], scope) : Literal::text(std::string(both[0].text()));
    if (key.is_scalar()) {
      members.push_back({key.text(), value(both[1], scope)});
    } else {
      whole = false;
    }
  }
  return Literal::map(std::move(members), whole);
}

Literal Bicep::array(SyntaxNode node, const Scope& scope) {
  std::vector<Literal> elements;
  bool is_spread = false;
  for (const SyntaxNode part : node.children()) {
    if (!part.is("ERROR") && !part.is("comment") && !is_spread) {
      elements.push_back(value(part, scope));
    }
    is_spread = part.is("ERROR") && part.text().ends_with("...");
  }
  return Literal::list(std::move(elements), !holds_errors(node));
}

Literal Bicep::loop(SyntaxNode node, const Scope& scope) {
  const Parts parts = parts_of(node);
  if (parts.size() < 3) return {};
  const Literal over = value(parts[1], scope);
  if (!over.is(Kind::kList)) return {};
  std::vector<Literal> elements;
  for (const Scope& round : rounds_of(node, over, scope)) {
    if (steps_left_ == 0) return {};
    elements.push_back(value(parts[2], round));
  }
  return Literal::list(std::move(elements), over.is_whole());
}

Literal Bicep::named(const std::string& name, const Scope& scope) {
  for (auto known = scope.rbegin(); known != scope.rend(); ++known) {
    if (known->first == name) return known->second;
  }
  // Unknown while it is evaluated, so that what names itself stays unknown.
  const auto [known, is_new] = known_.try_emplace(name);
  if (!is_new) return known->second;
  const auto declared = declared_.find(name);
  if (declared == declared_.end()) return {};
  Literal value = this->value(declared->second, {});
  known_.insert_or_assign(name, value);
  return value;
}

Literal Bicep::member(SyntaxNode node, const Scope& scope) {
  const Parts parts = parts_of(node);
  if (parts.size() != 2) return {};
  const std::string_view key = parts[1].text();
  // `account.name`: what the file says of a resource of its own.
  const bool is_own =
      std::ranges::find(scope, parts[0].text(), &Scope::value_type::first) == scope.end();
  const auto resource =
      parts[0].is("identifier") && is_own ? resources_.find(parts[0].text()) : resources_.end();
  if (resource == resources_.end()) return value(parts[0], scope)[key];
  for (const SyntaxNode property : resource->second.children()) {
    const Parts both = parts_of(property);
    if (property.is("object_property") && both.size() == 2 && both[0].text() == key) {
      return value(both[1], {});
    }
  }
  return {};
}

Literal Bicep::operation(SyntaxNode node, const Scope& scope) {
  const Parts parts = parts_of(node);
  if (node.is("unary_expression") && parts.size() == 1) {
    const Literal one = value(parts[0], scope);
    if (node.text().starts_with('!')) return infra::negated(std::array{one});
    return one.is(Kind::kNumber) ? Literal::number('-' + one.text()) : Literal();
  }
  if (!node.is("binary_expression") || parts.size() != 2) return {};
  const std::string_view sign = trimmed(text_between(node, parts[0].end(), parts[1].begin()));
  const std::array both{value(parts[0], scope), value(parts[1], scope)};
  if (sign == "&&") return infra::all_true(both);
  if (sign == "||") return infra::any_true(both);
  if (sign == "==") return infra::equal(both);
  if (sign == "!=") return infra::negated(std::array{infra::equal(both)});
  return sign == "??" ? infra::first_given(both) : Literal();
}

Literal Bicep::call(SyntaxNode node, const Scope& scope) {
  const Parts parts = parts_of(node);
  if (parts.empty()) return {};
  std::vector<Literal> arguments;
  for (const SyntaxNode part : parts_of(node.child("arguments"))) {
    arguments.push_back(value(part, scope));
  }
  // `sys.concat(…)`
  const std::string_view name = parts[0].is("member_expression")
                                    ? parts[0].child("property_identifier").text()
                                    : parts[0].text();
  const bool is_json = name == "loadJsonContent";
  if ((is_json || name == "loadYamlContent") && arguments.size() == 1) {
    return loaded(arguments[0].text(), !is_json);
  }
  return azure::call(name, arguments);
}

// A file that lies beside, or below.
Literal Bicep::loaded(std::string_view path, bool is_yaml) {
  if (path.starts_with("./")) path.remove_prefix(2);
  if (file_.around == nullptr || path.contains("..") || path.empty()) return {};
  const auto content =
      file_.around->text_of(file_.path.substr(0, file_.path.rfind('/') + 1) + std::string(path));
  if (!content) return {};
  if (is_yaml) {
    const auto documents = parse_yaml(*content, limits_);
    return documents && !documents->empty() ? Literal::of(documents->front().root()) : Literal();
  }
  const auto document = parse_json(*content, limits_);
  return document ? Literal::of(document->root()) : Literal();
}

}  // namespace fundable::azure
