// CloudFormation's functions stand in JSON as a map of one, `{"Ref": Name}`, in YAML also as a tag,
// which parse_tagged_yaml makes a map of one as well.
//
// Conditions are not followed: most ask for a parameter that is given when a stack is made.
#include "readers/cloudformation/resolve.h"

#include "base/text.h"
#include "readers/infrastructure/functions.h"

namespace fundable::cfn {
namespace {

using infra::Literal;
using infra::Member;

constexpr std::size_t kLongestText = 64 << 10;
constexpr std::size_t kMostKeys = 1000;  // of a map that is looked into again and again

// `Sub` of `!Sub`, `Fn::Sub` and so on; empty where the key names no function.
std::string_view function_of(std::string_view key) {
  if (key.starts_with('!')) return key.substr(1);
  if (key.starts_with("Fn::")) return key.substr(4);
  return key == "Ref" ? key : std::string_view();
}

Node child_at(Node list, std::size_t index) {
  for (const Node child : list) {
    if (index-- == 0) return child;
  }
  return {};
}

}  // namespace

Template::Template(Node root) : mappings_(root["Mappings"]) {
  for (const Node parameter : root["Parameters"]) {
    parameters_.insert_or_assign(parameter.key(), parameter);
  }
}

Literal Template::value(Node node) const {
  if (!node.is_map() && !node.is_list()) return Literal::of(node);
  if (node.is_map() && node.size() == 1) {
    const Node only = *node.begin();
    const std::string_view function = function_of(only.key());
    if (!function.empty()) return computed(function, only);
  }
  std::vector<Member> members;
  std::vector<Literal> elements;
  for (const Node child : node) {
    if (node.is_map()) {
      members.push_back({std::string(child.key()), value(child)});
    } else {
      elements.push_back(value(child));
    }
  }
  return node.is_map() ? Literal::map(std::move(members)) : Literal::list(std::move(elements));
}

Literal Template::computed(std::string_view function, Node argument) const {
  if (function == "Ref") return parameter(argument.text());
  if (function == "Sub") return substituted(argument);
  if (function == "Join") return joined(argument);
  return function == "FindInMap" ? mapped(argument) : Literal();
}

Literal Template::parameter(std::string_view name) const {
  if (name == "AWS::NoValue") return Literal::null();
  const auto found = parameters_.find(name);
  if (found == parameters_.end()) return {};
  const Node parameter = found->second;
  const std::string_view type = parameter["Type"].text();
  const std::string_view hidden = parameter["NoEcho"].text();
  // Of a parameter that is kept in Systems Manager the default is only its path.
  if (hidden == "true" || type.starts_with("AWS::SSM::")) return {};
  const Node given = parameter["Default"];
  if (!given.is_scalar()) return {};
  if (type != "CommaDelimitedList" && !type.starts_with("List<")) return Literal::of(given);
  std::vector<Literal> elements;
  for (const std::string_view part : split(given.text(), ',')) {
    elements.push_back(Literal::text(std::string(trimmed(part))));
  }
  return Literal::list(std::move(elements));
}

Literal Template::substituted(Node argument) const {
  const Node own = argument.is_list() ? child_at(argument, 1) : Node();
  if (own.size() > kMostKeys) return {};
  std::string_view rest = (argument.is_list() ? child_at(argument, 0) : argument).text();
  std::string text;
  for (std::size_t at = rest.find("${"); at != rest.npos; at = rest.find("${")) {
    const std::size_t end = rest.find('}', at);
    if (end == rest.npos || text.size() > kLongestText) return {};
    const std::string_view name = trimmed(rest.substr(at + 2, end - at - 2));
    text += rest.substr(0, at);
    if (name.starts_with("AWS::")) {
      text += rest.substr(at, end + 1 - at);
    } else if (name.starts_with('!')) {
      text.append("${").append(name.substr(1)) += '}';
    } else {
      const Literal part = own[name].exists() ? value(own[name]) : parameter(name);
      if (!part.is_scalar()) return {};
      text += part.text();
    }
    rest.remove_prefix(end + 1);
  }
  return Literal::text(text.append(rest));
}

Literal Template::joined(Node argument) const {
  return infra::joined(value(child_at(argument, 1)), value(child_at(argument, 0)));
}

Literal Template::mapped(Node argument) const {
  Node found = mappings_;
  for (const Node step : argument) {
    const Literal key = value(step);
    if (!key.is_scalar() || found.size() > kMostKeys) return {};
    found = found[key.text()];
  }
  return found.is_scalar() ? Literal::of(found) : Literal();
}

}  // namespace fundable::cfn
