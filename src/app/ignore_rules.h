// The rules of a .gitignore file, as gitignore(5) defines them.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fundable {

// A pattern with `*`, `?`, `[…]`, `**` and `\`, that is matched in time proportional to the length
// of the pattern times that of the text, however it is made.
class GlobPattern {
 public:
  explicit GlobPattern(std::string_view pattern);
  // Adds what it took to `steps`, about a nanosecond each.
  [[nodiscard]] bool matches(std::string_view text, std::size_t& steps) const;

 private:
  enum class Kind : std::uint8_t { kByte, kAny, kSet, kStar, kAll, kMaybeFolders, kNever };
  struct Token {
    Kind kind = Kind::kNever;
    char byte = 0;
    std::size_t set = 0;  // index into sets_
  };

  void add_stars(std::string_view pattern, std::size_t& at);
  void add_set(std::string_view pattern, std::size_t& at);
  void find_ends();
  [[nodiscard]] bool takes(const Token& token, char c) const;
  void reach(std::vector<bool>& states, std::size_t state) const;
  [[nodiscard]] bool simulated(std::string_view text, std::size_t& steps) const;

  std::vector<Token> tokens_;
  std::vector<std::bitset<256>> sets_;
  // The tokens before the first star and behind the last take one byte each.
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
  std::size_t stars_ = 0;
};

enum class IgnoreAnswer : std::uint8_t { kUnsaid, kIgnored, kKept };

class IgnoreRules {
 public:
  // Reads the text of a .gitignore file; lines that are no rule mean nothing, as in git.
  // Errors: kLimit where there are more than 4,000 rules or one has more than 1,024 bytes.
  [[nodiscard]] static Result<IgnoreRules> read(std::string_view text);

  // What the last rule that fits says of a path relative to the folder of the .gitignore file,
  // with `/` between parts. What lies in an ignored folder is ignored whatever the rules say of
  // it; not to look there is up to the caller. Adds what it took to `steps`: rules that are made to
  // be slow can take a million of them, so who judges many paths should look at the sum.
  [[nodiscard]] IgnoreAnswer judge(std::string_view path, bool is_folder, std::size_t& steps) const;

  [[nodiscard]] bool empty() const { return rules_.empty(); }

 private:
  struct Rule {
    GlobPattern pattern;
    bool keeps = false;         // `!`
    bool folders_only = false;  // a trailing `/`
    bool by_name = false;       // no other `/`: any depth, by the last part
  };
  std::vector<Rule> rules_;
};

}  // namespace fundable
