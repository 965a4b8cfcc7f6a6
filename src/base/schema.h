// Small checks that every reader of our own YAML files makes, with one way to say what is wrong.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"

namespace fundable {

// An error at the place of `node`; `line:column`, to which the caller adds the file.
[[nodiscard]] std::unexpected<Error> wrong_at(Node node, std::string says, std::string fix = {});

// Refuses a node that is no map, or holds a key that is not among `known`, naming the nearest.
[[nodiscard]] Result<> only_keys(Node map, std::span<const std::string> known);

// The text of a scalar under `key`; empty where it is absent.
// Errors: kInput where it is a list or a map, or where it is `required` and absent or empty.
[[nodiscard]] Result<std::string> text_under(Node map, std::string_view key, bool required = false);

// The texts of a list under `key`, or the one scalar there; empty where it is absent.
[[nodiscard]] Result<std::vector<std::string>> texts_under(Node map, std::string_view key);

// The position of `word` among `known`. Errors: kInput, naming the nearest.
[[nodiscard]] Result<std::size_t> one_of(Node node, std::string_view word,
                                         std::span<const std::string> known, std::string_view what);

// `error` with the file in front of its place.
[[nodiscard]] Error in_file(Error error, std::string_view file);

}  // namespace fundable
