// Aho and Corasick's automaton as a full table, so that each byte costs one look-up and no branch
// but the last. Columns are the bytes that occur in words, which keeps the table of some thousand
// words within a processor's cache.
#include "base/words.h"

#include <algorithm>
#include <deque>

namespace fundable {
namespace {

// The byte that stands for all that are alike.
std::uint8_t lower(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  if (byte == '\'' || byte == '`') return '"';
  return byte >= 'A' && byte <= 'Z' ? static_cast<std::uint8_t>(byte + 32) : byte;
}

}  // namespace

WordFinder::WordFinder(std::span<const std::string> words) {
  for (const std::string& word : words) {
    for (const char c : word) {
      std::uint8_t& column = column_[lower(c)];
      if (column == 0 && columns_ < 255) column = static_cast<std::uint8_t>(columns_++);
    }
  }
  for (int c = 0; c < 128; ++c) {
    column_[static_cast<std::size_t>(c)] = column_[lower(static_cast<char>(c))];
  }
  next_.assign(columns_, -1);
  std::vector<bool> ends{false};
  for (const std::string& word : words) add(word, ends);
  link(ends);
  for (std::int32_t& next : next_) {
    const auto state = static_cast<std::size_t>(next);
    next = ends[state] ? -1 : static_cast<std::int32_t>(state * columns_);
  }
}

void WordFinder::add(std::string_view word, std::vector<bool>& ends) {
  if (word.empty()) return;
  std::size_t state = 0;
  for (const char c : word) {
    const std::size_t at = state * columns_ + column_[lower(c)];
    if (next_[at] < 0) {
      next_[at] = static_cast<std::int32_t>(ends.size());
      ends.push_back(false);
      next_.resize(next_.size() + columns_, -1);
    }
    state = static_cast<std::size_t>(next_[at]);
  }
  ends[state] = true;
}

// Breadth first: what a state lacks, the longest end of it that is a state too may have.
void WordFinder::link(std::vector<bool>& ends) {
  std::vector<std::size_t> fallback(ends.size(), 0);
  std::deque<std::size_t> queue{0};
  while (!queue.empty()) {
    const std::size_t state = queue.front();
    queue.pop_front();
    if (ends[fallback[state]]) ends[state] = true;
    for (std::size_t column = 0; column < columns_; ++column) {
      std::int32_t& next = next_[state * columns_ + column];
      const std::int32_t other = state == 0 ? 0 : next_[fallback[state] * columns_ + column];
      if (next < 0) {
        next = other;
        continue;
      }
      fallback[static_cast<std::size_t>(next)] = static_cast<std::size_t>(other);
      queue.push_back(static_cast<std::size_t>(next));
    }
  }
}

bool WordFinder::any_in(std::string_view text) const {
  const std::int32_t* row = next_.data();
  for (const char c : text) {
    const std::int32_t next = row[column_[static_cast<std::uint8_t>(c)]];
    if (next < 0) return true;
    row = next_.data() + next;
  }
  return false;
}

}  // namespace fundable
