// A text with `${` anywhere but around all of it is unknown as a whole.
#include "readers/infrastructure/given.h"

#include <string_view>

namespace fundable::infra {

Literal given_of(Node node) {
  if (node.is_map() || node.is_list()) {
    std::vector<Member> members;
    std::vector<Literal> elements;
    for (const Node child : node) {
      if (node.is_map()) {
        members.push_back({std::string(child.key()), given_of(child)});
      } else {
        elements.push_back(given_of(child));
      }
    }
    return node.is_map() ? Literal::map(std::move(members)) : Literal::list(std::move(elements));
  }
  const std::string_view text = node.text();
  const std::size_t at = text.find("${");
  if (at == std::string_view::npos) return Literal::of(node);
  const std::size_t equals = text.find('=');
  const bool is_whole = at == 0 && text.find('}') == text.size() - 1;
  if (!is_whole || equals == std::string_view::npos) return {};
  return Literal::text(std::string(text.substr(equals + 1, text.size() - equals - 2)));
}

}  // namespace fundable::infra
