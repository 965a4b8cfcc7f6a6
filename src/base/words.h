// Whether a text holds any of many words, in one pass over it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fundable {

// A set of words to look for anywhere in a text, upper and lower case alike (ASCII), and `'`, `"`
// and a backquote alike.
class WordFinder {
 public:
  // Empty words are passed over.
  explicit WordFinder(std::span<const std::string> words);

  [[nodiscard]] bool any_in(std::string_view text) const;

 private:
  void add(std::string_view word, std::vector<bool>& ends);
  void link(std::vector<bool>& ends);

  // An automaton (Aho and Corasick 1975): states by bytes, where bytes that no word holds share one
  // column. A state is told by where its row starts, one in which a word ends by -1.
  std::array<std::uint8_t, 256> column_{};
  std::size_t columns_ = 1;
  std::vector<std::int32_t> next_;  // states × columns
};

}  // namespace fundable
