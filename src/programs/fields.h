// Small steps in reading the maps of a program file.
#pragma once

#include "base/schema.h"

namespace fundable {

// What stands under `key`. Errors: kInput at the map where nothing does.
[[nodiscard]] inline Result<Node> needed(Node map, std::string_view key) {
  const Node node = map[key];
  if (node.is_null()) return wrong_at(map, "'" + std::string(key) + "' is missing");
  return node;
}

// The list under `key`; absent where nothing stands there.
[[nodiscard]] inline Result<Node> list_under(Node map, std::string_view key) {
  const Node node = map[key];
  if (node.is_null() || node.is_list()) return node;
  return wrong_at(node, "'" + std::string(key) + "' must be a list");
}

// The position of the word under `key`, which has to be there.
[[nodiscard]] inline Result<std::size_t> word_under(Node map, std::string_view key,
                                                    std::span<const std::string> known,
                                                    std::string_view what) {
  const auto node = needed(map, key);
  if (!node) return std::unexpected(node.error());
  return one_of(*node, node->text(), known, what);
}

}  // namespace fundable
