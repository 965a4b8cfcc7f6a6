// Walks the syntax tree of an expression.
//
// The grammar has no node for `var.a[0].b` as a whole: a term and what follows it (`.b`, `[0]`)
// stand side by side, also left and right of an operator. So the parts of an expression are grouped
// into operands first. Depth and steps are counted, and where they end, the value is unknown.
#include "readers/terraform/evaluate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "readers/infrastructure/functions.h"
#include "readers/terraform/functions.h"

namespace fundable::terraform {
namespace {

using infra::Literal;
using infra::Member;
using Kind = Literal::Kind;

// Nested blocks by their type, in the order of the text.
using Blocks = std::vector<std::pair<std::string, std::vector<Literal>>>;

constexpr std::size_t kMostDepth = 150;

bool follows_a_term(SyntaxNode node) {
  return node.is("get_attr") || node.is("index") || node.is("splat");
}

std::vector<std::vector<SyntaxNode>> operands_of(const std::vector<SyntaxNode>& parts) {
  std::vector<std::vector<SyntaxNode>> operands;
  for (const SyntaxNode part : parts) {
    if (operands.empty() || !follows_a_term(part)) operands.emplace_back();
    operands.back().push_back(part);
  }
  return operands;
}

// The text from one offset to another; `inside` lies in the same source.
std::string_view text_between(SyntaxNode inside, std::size_t from, std::size_t to) {
  const char* const start = inside.text().data() - inside.begin();
  return to > from ? std::string_view(start + from, to - from) : std::string_view();
}

// A quoted text without its escapes.
std::string unescaped(std::string_view raw) {
  std::string text;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const std::string_view rest = raw.substr(at);
    if (rest.starts_with("$${") || rest.starts_with("%%{")) continue;
    if (raw[at] != '\\' || rest.size() < 2) {
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

std::optional<std::size_t> index_in(const Literal& value) {
  std::size_t index = 0;
  const std::string& text = value.text();
  const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && !text.empty() ? std::optional(index) : std::nullopt;
}

Literal element_at(const Literal& value, const Literal& key) {
  if (!key.is_scalar()) return {};
  if (value.is(Kind::kMap)) return value[key.text()];
  const auto index = index_in(key);
  return index ? value.at(*index) : Literal();
}

// Whole numbers only: the code of infrastructure counts, it does not measure.
Literal compared(std::string_view sign, const Literal& left, const Literal& right) {
  const auto a = index_in(left);
  const auto b = index_in(right);
  if (!a || !b) return {};
  if (sign == ">") return Literal::truth(*a > *b);
  if (sign == "<") return Literal::truth(*a < *b);
  if (sign == ">=") return Literal::truth(*a >= *b);
  return sign == "<=" ? Literal::truth(*a <= *b) : Literal();
}

// What a loop goes over, with the names that it gives to key and value.
struct Loop {
  Literal over;
  std::string key;
  std::string value;
};

Scope inside(const Scope& scope, const Loop& loop, std::size_t index) {
  Scope all = scope;
  const Member& member = loop.over.members()[index];
  if (!loop.key.empty()) {
    const bool is_map = loop.over.is(Kind::kMap);
    all.emplace_back(loop.key,
                     is_map ? Literal::text(member.key) : Literal::number(std::to_string(index)));
  }
  all.emplace_back(loop.value, member.value);
  return all;
}

void add_block(Blocks& blocks, const std::string& name, Literal block) {
  if (!block.is_known()) return;
  auto found = std::ranges::find(blocks, name, &Blocks::value_type::first);
  if (found == blocks.end()) found = blocks.insert(blocks.end(), {name, {}});
  found->second.push_back(std::move(block));
}

}  // namespace

Scope each_of(const Member& member) {
  // A set's element is its own key.
  Literal key = member.key.empty() ? member.value : Literal::text(member.key);
  return {{"each", Literal::map({{"key", std::move(key)}, {"value", member.value}})}};
}

Literal Evaluator::charged(Literal value) {
  const std::size_t cost = 1 + value.members().size() + value.text().size() / 64;
  if (cost > steps_left_) {
    steps_left_ = 0;
    return {};
  }
  steps_left_ -= cost;
  return value;
}

Literal Evaluator::value(SyntaxNode expression, const Scope& scope) {
  if (!expression.exists() || steps_left_ == 0 || depth_ >= kMostDepth) return {};
  ++depth_;
  const Parts parts = parts_of(expression);
  Literal value;
  // Two operands in one expression are what the parser could not understand.
  if (auto operands = operands_of(parts); operands.size() == 1) value = operand(operands[0], scope);
  --depth_;
  return charged(std::move(value));
}

Literal Evaluator::operand(const Parts& parts, const Scope& scope) {
  std::size_t used = 1;
  Literal value =
      parts[0].is("variable_expr") ? reference(parts, used, scope) : term(parts[0], scope);
  for (std::size_t i = used; i < parts.size(); ++i) value = postfix(value, parts[i], scope);
  return value;
}

Literal Evaluator::term(SyntaxNode node, const Scope& scope) {
  if (depth_ >= kMostDepth) return {};
  ++depth_;
  Literal value = term_within_depth(node, scope);
  --depth_;
  return value;
}

Literal Evaluator::term_within_depth(SyntaxNode node, const Scope& scope) {
  if (node.is("expression")) return value(node, scope);
  if (node.is("template_expr")) return text_template(node, scope);
  if (node.is("collection_value")) return collection(node, scope);
  if (node.is("function_call")) return call(node, scope);
  if (node.is("for_expr")) return loop(node, scope);
  if (node.is("operation")) return operation(node, scope);
  if (node.is("conditional")) {
    const Parts parts = parts_of(node);
    if (parts.size() != 3) return {};
    const Literal condition = value(parts[0], scope);
    if (condition.is_true()) return value(parts[1], scope);
    return condition.is_false() ? value(parts[2], scope) : Literal();
  }
  if (!node.is("literal_value")) return {};
  const Parts parts = parts_of(node);
  if (parts.empty()) return {};
  const std::string_view text = parts[0].text();
  if (parts[0].is("string_lit")) return Literal::text(unescaped(label_of(parts[0])));
  if (parts[0].is("numeric_lit")) return Literal::number(std::string(text));
  if (parts[0].is("bool_lit")) return Literal::truth(text == "true");
  return parts[0].is("null_lit") ? Literal::null() : Literal();
}

Literal Evaluator::postfix(const Literal& value, SyntaxNode part, const Scope& scope) {
  if (!value.is_known()) return {};
  if (part.is("get_attr")) return value[part.child("identifier").text()];
  if (part.is("index")) {
    const SyntaxNode index = part.child("new_index");
    if (index.exists()) {
      return charged(element_at(value, this->value(index.child("expression"), scope)));
    }
    return element_at(value, Literal::number(std::string(part.text().substr(1))));
  }
  if (!value.is(Kind::kList) || !value.is_whole()) return {};
  std::vector<Literal> all;
  const Parts path = parts_of(parts_of(part).empty() ? part : parts_of(part)[0]);
  for (const Member& member : value.members()) {
    Literal element = member.value;
    for (const SyntaxNode step : path) element = postfix(element, step, scope);
    all.push_back(std::move(element));
  }
  return charged(Literal::list(std::move(all)));
}

Literal Evaluator::reference(const Parts& parts, std::size_t& used, const Scope& scope) {
  const std::string name(parts[0].text());
  for (auto known = scope.rbegin(); known != scope.rend(); ++known) {
    if (known->first == name) return charged(known->second);
  }
  if (parts.size() < 2 || !parts[1].is("get_attr")) return {};
  const std::string_view attribute = parts[1].child("identifier").text();
  used = 2;
  if (name == "local") return named("local." + std::string(attribute), names_.local(attribute));
  if (name == "var") return variable(attribute);
  return resource_attribute(parts, used);
}

Literal Evaluator::variable(std::string_view name) {
  const Variable variable = names_.variable(name);
  if (variable.given) return charged(*variable.given);
  if (variable.is_default && defaults_ == Defaults::kUnknown) return {};
  return named("var." + std::string(name), variable.expression);
}

// `azurerm_resource_group.main.location`, where the code gives it.
Literal Evaluator::resource_attribute(const Parts& parts, std::size_t& used) {
  if (parts.size() < 3 || !parts[2].is("get_attr")) return {};
  used = 3;
  const std::string_view name = parts[1].child("identifier").text();
  const std::string_view attribute = parts[2].child("identifier").text();
  const SyntaxNode body = names_.resource(parts[0].text(), name);
  if (!body.exists() || attribute_of(body, "for_each").exists() ||
      attribute_of(body, "count").exists()) {
    return {};
  }
  return named(
      std::string(parts[0].text()) + '.' + std::string(name) + '.' + std::string(attribute),
      attribute_of(body, attribute));
}

Literal Evaluator::named(const std::string& key, SyntaxNode expression) {
  // Unknown while it is evaluated, so that what names itself stays unknown.
  const auto [known, is_new] = known_.try_emplace(key);
  if (is_new) {
    Literal value = this->value(expression, {});
    known_[key] = std::move(value);
    return known_[key];
  }
  return charged(known->second);
}

Literal Evaluator::operation(SyntaxNode node, const Scope& scope) {
  const Parts inner = parts_of(node);
  if (inner.empty()) return {};
  const auto operands = operands_of(parts_of(inner[0]));
  if (inner[0].is("unary_operation") && operands.size() == 1) {
    const Literal value = operand(operands[0], scope);
    if (inner[0].text().starts_with('!')) return infra::negated(std::array{value});
    return value.is(Kind::kNumber) ? Literal::number('-' + value.text()) : Literal();
  }
  if (!inner[0].is("binary_operation") || operands.size() != 2) return {};
  const std::string_view sign =
      trimmed(text_between(inner[0], operands[0].back().end(), operands[1].front().begin()));
  const std::array both{operand(operands[0], scope), operand(operands[1], scope)};
  if (sign == "&&") return infra::all_true(both);
  if (sign == "||") return infra::any_true(both);
  if (sign == "==") return infra::equal(both);
  if (sign == "!=") return infra::negated(std::array{infra::equal(both)});
  return compared(sign, both[0], both[1]);
}

Literal Evaluator::text_template(SyntaxNode node, const Scope& scope) {
  const Parts inner = parts_of(node);
  if (inner.empty()) return {};
  const Parts parts = parts_of(inner[0]);
  const bool quoted = inner[0].is("quoted_template");
  const std::size_t first = quoted ? 0 : 1;
  if (parts.size() < first + 2) return {};
  if (quoted && parts.size() == 3 && parts[1].is("template_interpolation")) {
    return value(parts[1].child("expression"), scope);
  }
  std::string text;
  std::size_t at = parts[first].end();
  const auto add_until = [&](std::size_t end) {
    const std::string_view raw = text_between(node, at, end);
    text += quoted ? unescaped(raw) : std::string(raw);
  };
  for (std::size_t i = first + 1; i + 1 < parts.size(); ++i) {
    if (parts[i].is("template_literal")) continue;
    if (!parts[i].is("template_interpolation")) return {};
    add_until(parts[i].begin());
    const Literal part = value(parts[i].child("expression"), scope);
    if (!part.is_scalar()) return {};
    text += part.text();
    at = parts[i].end();
    if (text.size() > 100'000) return {};
  }
  add_until(parts.back().begin());
  return Literal::text(quoted ? std::move(text) : std::string(trimmed(text)));
}

Literal Evaluator::collection(SyntaxNode node, const Scope& scope) {
  const Parts inner = parts_of(node);
  if (inner.empty()) return {};
  if (inner[0].is("object")) return object(inner[0], scope);
  std::vector<Literal> elements;
  for (const SyntaxNode part : parts_of(inner[0])) {
    if (part.is("expression")) elements.push_back(value(part, scope));
  }
  return Literal::list(std::move(elements));
}

Literal Evaluator::object(SyntaxNode node, const Scope& scope) {
  std::vector<Member> members;
  bool whole = true;
  for (const SyntaxNode element : parts_of(node)) {
    const Parts both = parts_of(element);
    if (!element.is("object_elem") || both.size() != 2) continue;
    // A plain word is a key, not a name.
    const Parts words = parts_of(both[0]);
    const bool is_word = words.size() == 1 && words[0].is("variable_expr");
    const Literal key =
        is_word ? Literal::text(std::string(words[0].text())) : value(both[0], scope);
    if (key.is_scalar()) {
      members.push_back({key.text(), value(both[1], scope)});
    } else {
      whole = false;
    }
  }
  return Literal::map(std::move(members), whole);
}

Literal Evaluator::call(SyntaxNode node, const Scope& scope) {
  std::vector<Literal> arguments;
  for (const SyntaxNode part : parts_of(node.child("function_arguments"))) {
    if (!part.is("expression")) return {};  // `...` spreads a list
    arguments.push_back(value(part, scope));
  }
  return terraform::call(node.child("identifier").text(), arguments);
}

Literal Evaluator::loop(SyntaxNode node, const Scope& scope) {
  const Parts inner = parts_of(node);
  if (inner.empty()) return {};
  Loop loop;
  Parts results;
  SyntaxNode condition;
  for (const SyntaxNode part : parts_of(inner[0])) {
    if (part.is("for_intro")) {
      for (const SyntaxNode word : parts_of(part)) {
        if (word.is("expression")) loop.over = value(word, scope);
        if (!word.is("identifier")) continue;
        loop.key = std::exchange(loop.value, std::string(word.text()));
      }
    }
    if (part.is("expression")) results.push_back(part);
    if (part.is("for_cond")) condition = part.child("expression");
    if (part.is("ellipsis")) return {};
  }
  const bool is_map = inner[0].is("for_object_expr");
  if (!loop.over.holds_values() || results.size() != (is_map ? 2u : 1u)) return {};
  std::vector<Member> all;
  bool whole = loop.over.is_whole();
  for (std::size_t i = 0; i < loop.over.members().size() && steps_left_ > 0; ++i) {
    const Scope here = inside(scope, loop, i);
    const Literal taken = condition.exists() ? value(condition, here) : Literal::truth(true);
    const Literal key = is_map ? value(results[0], here) : Literal::text("");
    whole = whole && key.is_scalar() && (taken.is_true() || taken.is_false());
    if (taken.is_true() && key.is_scalar()) {
      all.push_back({key.text(), value(results.back(), here)});
    }
  }
  if (is_map) return Literal::map(std::move(all), whole);
  std::vector<Literal> elements;
  for (Member& member : all) elements.push_back(std::move(member.value));
  return Literal::list(std::move(elements), whole);
}

Literal Evaluator::body(SyntaxNode body, const Scope& scope) {
  if (!body.exists() || depth_ >= kMostDepth) return {};
  ++depth_;
  std::vector<Member> members;
  Blocks blocks;
  for (const SyntaxNode part : body.children()) {
    const std::string name(part.child("identifier").text());
    if (part.is("attribute")) members.push_back({name, value(part.child("expression"), scope)});
    if (!part.is("block")) continue;
    if (name == "dynamic") {
      add_dynamic(part, scope, blocks);
    } else {
      add_block(blocks, name, this->body(part.child("body"), scope));
    }
  }
  for (auto& [name, all] : blocks) members.push_back({name, Literal::list(std::move(all))});
  --depth_;
  return charged(Literal::map(std::move(members)));
}

void Evaluator::add_dynamic(SyntaxNode block, const Scope& scope, Blocks& blocks) {
  const auto labels = labels_of(block);
  const SyntaxNode body = block.child("body");
  if (labels.empty()) return;
  Loop loop{value(attribute_of(body, "for_each"), scope), "", std::string(labels[0])};
  if (const SyntaxNode iterator = attribute_of(body, "iterator"); iterator.exists()) {
    loop.value = iterator.text();
  }
  SyntaxNode content;
  for (const SyntaxNode part : body.children()) {
    if (part.is("block") && part.child("identifier").text() == "content") {
      content = part.child("body");
    }
  }
  if (!loop.over.holds_values()) return;
  for (std::size_t i = 0; i < loop.over.members().size() && steps_left_ > 0; ++i) {
    Scope here = inside(scope, loop, i);
    const Member& member = loop.over.members()[i];
    here.back().second = each_of(member)[0].second;
    add_block(blocks, std::string(labels[0]), this->body(content, here));
  }
}

}  // namespace fundable::terraform
