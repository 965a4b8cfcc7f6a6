// Checks of our own YAML files. A file of data is checked whole when it is loaded: a key that is
// misspelt would otherwise be a rule that silently never applies.
#include "base/schema.h"

#include <algorithm>

#include "base/text.h"

namespace fundable {
namespace {

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  if (const auto near = nearest(word, known)) return "Did you mean '" + *near + "'?";
  return "Known here: " + joined(known, ", ") + ".";
}

}  // namespace

std::unexpected<Error> wrong_at(Node node, std::string says, std::string fix) {
  std::string place;
  if (node.exists()) place = std::to_string(node.line()) + ":" + std::to_string(node.column());
  return failure(ErrorKind::kInput, std::move(says), std::move(place), std::move(fix));
}

Result<> only_keys(Node map, std::span<const std::string> known) {
  if (!map.is_map()) return wrong_at(map, "expected a map with keys");
  for (const Node entry : map) {
    if (std::ranges::find(known, entry.key()) == known.end()) {
      return failure(ErrorKind::kInput, "unknown key '" + presentable(entry.key(), 60) + "'",
                     std::to_string(entry.key_line()) + ":" + std::to_string(entry.key_column()),
                     did_you_mean(entry.key(), known));
    }
  }
  return {};
}

Result<std::string> text_under(Node map, std::string_view key, bool required) {
  const Node node = map[key];
  if (!node.is_null() && !node.is_scalar()) {
    return wrong_at(node, "'" + std::string(key) + "' must be a single value");
  }
  if (required && trimmed(node.text()).empty()) {
    return wrong_at(map, "'" + std::string(key) + "' is missing");
  }
  return std::string(node.text());
}

Result<std::vector<std::string>> texts_under(Node map, std::string_view key) {
  const Node node = map[key];
  std::vector<std::string> texts;
  if (node.is_null()) return texts;
  if (node.is_scalar()) return std::vector{std::string(node.text())};
  if (!node.is_list()) return wrong_at(node, "'" + std::string(key) + "' must be a list");
  for (const Node element : node) {
    if (!element.is_scalar()) return wrong_at(element, "expected a single value in the list");
    texts.emplace_back(element.text());
  }
  return texts;
}

Result<std::size_t> one_of(Node node, std::string_view word, std::span<const std::string> known,
                           std::string_view what) {
  const auto found = std::ranges::find(known, word);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  return wrong_at(node, "'" + presentable(word, 60) + "' is no " + std::string(what),
                  did_you_mean(word, known));
}

Error in_file(Error error, std::string_view file) {
  error.place = error.place.empty() ? std::string(file) : std::string(file) + ":" + error.place;
  return error;
}

}  // namespace fundable
