// Looking at the words of a command line.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "readers/shell/script.h"

namespace fundable::shell {

// A command line without the path of its program: what is left of the words, as a view on them.
using WordSpan = std::span<const std::string>;

// `/usr/bin/torchrun` → `torchrun`.
[[nodiscard]] std::string_view program_of(std::string_view word);

// The words that are no options (`-x`, `--x=y`), in order; values of options stand among them.
[[nodiscard]] std::vector<std::string_view> plain_words(WordSpan words);

// The words in one line, fit to show: what follows an option that names a secret is redacted.
[[nodiscard]] std::string shown(WordSpan words);

// The value of `--name value` or `--name=value`; the first one.
[[nodiscard]] std::optional<std::string_view> option(WordSpan words, std::string_view name);

}  // namespace fundable::shell
