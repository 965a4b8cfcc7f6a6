// Made-up source code, of no meaning but of the shape of real code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace fundable::bench {

// Only raw numbers of the generator are used, which are the same in every standard library.
using Random = std::mt19937_64;

template <typename Choice>
const Choice& pick(std::span<const Choice> choices, Random& random) {
  return choices[random() % choices.size()];
}

enum class Tongue : std::uint8_t { kCSharp, kGo, kJava, kPython, kTypeScript };

// A word of business life; none names a technology.
[[nodiscard]] std::string_view word(Random& random);

// `@1` to `@3` become words, the same in the whole text; `@4` is `@1` with a capital, `@9` a
// number.
[[nodiscard]] std::string filled(std::string_view shape, Random& random);

// A file of about so many lines. With `ai` it imports one library for AI and calls it.
[[nodiscard]] std::string code(Tongue tongue, std::size_t lines, bool ai, Random& random);

}  // namespace fundable::bench
