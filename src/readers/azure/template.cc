// A text in brackets is an expression: calls, texts, numbers, and paths behind them. It is parsed
// while it is evaluated. Depth and steps are counted, and where they end, the value is unknown.
#include "readers/azure/template.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "readers/azure/functions.h"

namespace fundable::azure {
namespace {

using infra::Literal;
using infra::Member;

constexpr std::size_t kMostDepth = 150;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

Literal element_at(const Literal& value, const Literal& key) {
  if (value.is(Literal::Kind::kMap)) return value[key.text()];
  std::size_t index = 0;
  const std::string& text = key.text();
  const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
  return read.ec == std::errc() && key.is_scalar() ? value.at(index) : Literal();
}

}  // namespace

class Template::Expression {
 public:
  Expression(Template& all, std::string_view text) : all_(all), rest_(text) {}

  // The value of the whole text; unknown where it is broken.
  Literal whole() {
    Literal value = next();
    pass_spaces();
    return is_broken_ || !rest_.empty() ? Literal() : value;
  }

 private:
  Literal next() {
    pass_spaces();
    if (rest_.empty() || all_.depth_ >= kMostDepth || all_.steps_left_ == 0) return broken();
    ++all_.depth_;
    --all_.steps_left_;
    Literal value = rest_.front() == '\'' ? text() : word();
    while (!is_broken_ && !rest_.empty() && (rest_.front() == '.' || rest_.front() == '[')) {
      value = rest_.front() == '.' ? member(value) : element(value);
    }
    --all_.depth_;
    return value;
  }

  Literal text() {
    std::string text;
    for (std::size_t at = 1; at < rest_.size(); ++at) {
      const bool is_quote = rest_[at] == '\'';
      if (is_quote && rest_.substr(at + 1, 1) != "'") {
        rest_.remove_prefix(at + 1);
        return Literal::text(std::move(text));
      }
      if (is_quote) ++at;
      text += rest_[at];
    }
    return broken();
  }

  Literal word() {
    const std::string_view word = taken_word();
    if (word.empty()) return broken();
    pass_spaces();
    if (!rest_.starts_with('(')) {
      const bool is_number = word.find_first_not_of("-0123456789") == word.npos;
      return is_number ? Literal::number(std::string(word)) : broken();
    }
    rest_.remove_prefix(1);
    std::vector<Literal> arguments;
    for (pass_spaces(); !rest_.starts_with(')'); pass_spaces()) {
      arguments.push_back(next());
      pass_spaces();
      if (rest_.starts_with(',')) {
        rest_.remove_prefix(1);
      } else if (!rest_.starts_with(')')) {
        return broken();
      }
    }
    rest_.remove_prefix(1);
    return called(lowered(word), arguments);
  }

  Literal called(const std::string& function, const std::vector<Literal>& arguments) {
    const bool named = arguments.size() == 1 && arguments[0].is_scalar();
    if (function == "parameters") {
      return named ? all_.parameter(arguments[0].text()) : Literal();
    }
    if (function == "variables") return named ? all_.variable(arguments[0].text()) : Literal();
    if (function == "true" || function == "false") return Literal::truth(function == "true");
    return function == "null" ? Literal::null() : azure::call(function, arguments);
  }

  Literal member(const Literal& value) {
    rest_.remove_prefix(1);
    std::string_view name = taken_word();
    // `a.b.c` is taken as one word.
    Literal found = value;
    for (const std::string_view part : split(name, '.')) found = found[part];
    return name.empty() ? broken() : found;
  }

  Literal element(const Literal& value) {
    rest_.remove_prefix(1);
    const Literal key = next();
    pass_spaces();
    if (!rest_.starts_with(']')) return broken();
    rest_.remove_prefix(1);
    return element_at(value, key);
  }

  std::string_view taken_word() {
    std::size_t size = 0;
    while (size < rest_.size() && is_word(rest_[size])) ++size;
    const std::string_view word = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return word;
  }

  void pass_spaces() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n' ||
                              rest_.front() == '\r' || rest_.front() == '\t')) {
      rest_.remove_prefix(1);
    }
  }

  Literal broken() {
    is_broken_ = true;
    rest_ = ")";  // what stops every loop
    return {};
  }

  Template& all_;
  std::string_view rest_;
  bool is_broken_ = false;
};

Template::Template(Node root, Given given) : given_(std::move(given)) {
  for (const Node node : root["parameters"]) parameters_.emplace(node.key(), node);
  for (const Node node : root["variables"]) variables_.emplace(node.key(), node);
}

Literal Template::value(Node node) {
  if (node.kind() == NodeKind::kText) return evaluated(node.text());
  if (!node.is_map() && !node.is_list()) return Literal::of(node);
  if (depth_ >= kMostDepth) return {};
  ++depth_;
  Literal value = collection(node);
  --depth_;
  return value;
}

Literal Template::collection(Node node) {
  std::vector<Member> members;
  std::vector<Literal> elements;
  bool whole = true;
  for (const Node child : node) {
    if (steps_left_ == 0) return {};
    --steps_left_;
    if (node.is_list()) {
      elements.push_back(value(child));
    } else if (child.key() == "copy") {
      whole = false;  // makes members by a loop
    } else {
      members.push_back({std::string(child.key()), value(child)});
    }
  }
  return node.is_map() ? Literal::map(std::move(members), whole)
                       : Literal::list(std::move(elements));
}

Literal Template::evaluated(std::string_view text) {
  if (!text.starts_with('[') || !text.ends_with(']')) return Literal::text(std::string(text));
  if (text.starts_with("[[")) return Literal::text(std::string(text.substr(1)));
  if (depth_ >= kMostDepth) return {};
  ++depth_;
  Literal value = Expression(*this, text.substr(1, text.size() - 2)).whole();
  --depth_;
  const std::size_t cost = value.members().size() + value.text().size() / 64;
  steps_left_ -= std::min(steps_left_, cost);
  return value;
}

Literal Template::parameter(const std::string& name) {
  if (const auto given = given_.find(name); given != given_.end()) return given->second;
  const auto found = parameters_.find(name);
  if (found == parameters_.end()) return {};
  const bool is_secure = lowered(found->second["type"].text()).starts_with("secure");
  // Unknown while it is evaluated, so that what names itself stays unknown.
  given_.insert_or_assign(name, Literal());
  if (is_secure) return {};
  Literal value = this->value(found->second["defaultValue"]);
  given_.insert_or_assign(name, value);
  return value;
}

Literal Template::variable(const std::string& name) {
  const auto [known, is_new] = known_.try_emplace(name);
  if (!is_new) return known->second;
  const auto found = variables_.find(name);
  if (found == variables_.end()) return {};
  Literal value = this->value(found->second);
  known_.insert_or_assign(name, value);
  return value;
}

}  // namespace fundable::azure
