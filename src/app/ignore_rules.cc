// Reads and applies .gitignore rules.
//
// The text may come from anybody, and a backtracking matcher can be kept busy for years by
// `*a*a*a*a*b`. So a pattern becomes a list of tokens, and matching walks the text once with the
// set of tokens that could be next, as a finite automaton does. Nearly all rules are a plain name
// or have one star, and those are decided by comparing both ends.
//
// Which stars cross a `/`: only `**` that stands alone between slashes, as gitignore(5) has it.
// git itself also lets them cross behind a name (`foo**/bar`), against its manual; we do not.
// The classes ([:alpha:] …) are those of ASCII, so that no locale changes what is read.
#include "app/ignore_rules.h"

#include <algorithm>
#include <array>
#include <optional>

namespace fundable {
namespace {

constexpr std::size_t kMostRules = 4'000;
constexpr std::size_t kLongestRule = 1'024;

using Bytes = std::bitset<256>;

unsigned char number(char c) { return static_cast<unsigned char>(c); }

struct ByteClass {
  std::string_view name;
  bool (*holds)(unsigned char);
};

bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_alpha(unsigned char c) { return is_upper(c) || is_lower(c); }
bool is_alnum(unsigned char c) { return is_alpha(c) || is_digit(c); }
bool is_graph(unsigned char c) { return c > ' ' && c < 0x7F; }

constexpr std::array<ByteClass, 12> kClasses{{
    {"alnum", is_alnum},
    {"alpha", is_alpha},
    {"blank", [](unsigned char c) { return c == ' ' || c == '\t'; }},
    {"cntrl", [](unsigned char c) { return c < ' ' || c == 0x7F; }},
    {"digit", is_digit},
    {"graph", is_graph},
    {"lower", is_lower},
    {"print", [](unsigned char c) { return c >= ' ' && c < 0x7F; }},
    {"punct", [](unsigned char c) { return is_graph(c) && !is_alnum(c); }},
    {"space", [](unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }},
    {"upper", is_upper},
    {"xdigit",
     [](unsigned char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }},
}};

// Reads what stands between `[` and `]`. `at` is behind the `[` and ends on the `]`.
class SetReader {
 public:
  SetReader(std::string_view pattern, std::size_t& at) : pattern_(pattern), at_(at) {}

  // Nothing where the set does not end: such a pattern matches nothing.
  std::optional<Bytes> read() {
    const bool negated = at_ < pattern_.size() && (pattern_[at_] == '!' || pattern_[at_] == '^');
    if (negated) ++at_;
    do {
      if (!add_one()) return std::nullopt;
      ++at_;
    } while (at_ < pattern_.size() && pattern_[at_] != ']');
    if (at_ >= pattern_.size()) return std::nullopt;
    if (negated) set_.flip();
    set_.reset(number('/'));
    return set_;
  }

 private:
  bool add_one() {
    if (at_ >= pattern_.size()) return false;
    if (pattern_.substr(at_).starts_with("[:")) return add_class();
    const bool is_range =
        pattern_[at_] == '-' && before_ && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']';
    if (is_range) ++at_;
    if (pattern_[at_] == '\\' && ++at_ >= pattern_.size()) return false;
    const unsigned char byte = number(pattern_[at_]);
    for (unsigned c = is_range ? *before_ : byte; c <= byte; ++c) set_.set(c);
    before_ = is_range ? std::nullopt : std::optional(byte);
    return true;
  }

  bool add_class() {
    const std::size_t end = pattern_.find(']', at_ + 2);
    if (end == std::string_view::npos) return false;
    if (end < at_ + 3 || pattern_[end - 1] != ':') {  // no `:]`: an ordinary `[`
      before_ = number('[');
      set_.set(number('['));
      return true;
    }
    const auto* found =
        std::ranges::find(kClasses, pattern_.substr(at_ + 2, end - at_ - 3), &ByteClass::name);
    if (found == kClasses.end()) return false;
    for (unsigned c = 0; c < 256; ++c) {
      if (found->holds(static_cast<unsigned char>(c))) set_.set(c);
    }
    before_.reset();
    at_ = end;
    return true;
  }

  std::string_view pattern_;
  std::size_t& at_;
  Bytes set_;
  std::optional<unsigned char> before_;  // the start of a range, should a `-` follow
};

// Without the spaces at the end, but for those behind a backslash.
std::string_view without_trailing_spaces(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\') {
      end = std::min(++at + 1, line.size());
    } else if (line[at] != ' ') {
      end = at + 1;
    }
  }
  return line.substr(0, end);
}

}  // namespace

GlobPattern::GlobPattern(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    switch (pattern[at]) {
      case '?':
        tokens_.push_back({Kind::kAny});
        break;
      case '*':
        add_stars(pattern, at);
        break;
      case '[':
        add_set(pattern, at);
        break;
      case '\\':
        // A backslash at the end escapes nothing, and the pattern matches nothing.
        if (++at == pattern.size()) {
          tokens_.push_back({Kind::kNever});
          break;
        }
        [[fallthrough]];
      default:
        tokens_.push_back({Kind::kByte, pattern[at]});
    }
  }
  find_ends();
}

void GlobPattern::add_stars(std::string_view pattern, std::size_t& at) {
  const std::size_t start = at;
  while (at + 1 < pattern.size() && pattern[at + 1] == '*') ++at;
  const std::string_view rest = pattern.substr(at + 1);
  const bool stands_alone = at > start && (start == 0 || pattern[start - 1] == '/') &&
                            (rest.empty() || rest.starts_with('/') || rest.starts_with("\\/"));
  if (!stands_alone) {
    tokens_.push_back({Kind::kStar});
    return;
  }
  // `**/` is nothing at all, or anything that ends with a slash.
  if (rest.starts_with('/')) tokens_.push_back({Kind::kMaybeFolders});
  tokens_.push_back({Kind::kAll});
}

void GlobPattern::add_set(std::string_view pattern, std::size_t& at) {
  ++at;
  const std::optional<Bytes> set = SetReader(pattern, at).read();
  if (!set) {
    tokens_.push_back({Kind::kNever});
    at = pattern.size();
    return;
  }
  tokens_.push_back({Kind::kSet, 0, sets_.size()});
  sets_.push_back(*set);
}

void GlobPattern::find_ends() {
  const auto is_star = [](const Token& token) {
    return token.kind == Kind::kStar || token.kind == Kind::kAll ||
           token.kind == Kind::kMaybeFolders;
  };
  stars_ = static_cast<std::size_t>(std::ranges::count_if(tokens_, is_star));
  const auto first = std::ranges::find_if(tokens_, is_star);
  head_ = static_cast<std::size_t>(first - tokens_.begin());
  // Behind `**/` the slash may be missing, so the end is not fixed.
  const bool may_vanish = std::ranges::any_of(
      tokens_, [](const Token& token) { return token.kind == Kind::kMaybeFolders; });
  if (stars_ == 0 || may_vanish) return;
  const auto last = std::find_if(tokens_.rbegin(), tokens_.rend(), is_star);
  tail_ = static_cast<std::size_t>(last - tokens_.rbegin());
}

bool GlobPattern::takes(const Token& token, char c) const {
  switch (token.kind) {
    case Kind::kByte:
      return token.byte == c;
    case Kind::kAny:
      return c != '/';
    case Kind::kSet:
      return sets_[token.set][number(c)];
    default:
      return false;
  }
}

bool GlobPattern::matches(std::string_view text, std::size_t& steps) const {
  ++steps;
  if (stars_ == 0 ? text.size() != head_ : text.size() < head_ + tail_) return false;
  for (std::size_t i = 0; i < head_; ++i) {
    if (!takes(tokens_[i], text[i])) return false;
  }
  for (std::size_t i = 1; i <= tail_; ++i) {
    if (!takes(tokens_[tokens_.size() - i], text[text.size() - i])) return false;
  }
  if (stars_ == 0) return true;
  if (stars_ > 1 || tokens_[head_].kind != Kind::kStar) return simulated(text, steps);
  const std::string_view between = text.substr(head_, text.size() - head_ - tail_);
  return between.find('/') == std::string_view::npos;
}

void GlobPattern::reach(std::vector<bool>& states, std::size_t state) const {
  if (states[state]) return;
  states[state] = true;
  if (state == tokens_.size()) return;
  const Kind kind = tokens_[state].kind;
  if (kind == Kind::kStar || kind == Kind::kAll) reach(states, state + 1);
  if (kind == Kind::kMaybeFolders) {
    reach(states, state + 1);
    reach(states, state + 3);  // past kAll and the slash
  }
}

bool GlobPattern::simulated(std::string_view text, std::size_t& steps) const {
  std::vector<bool> now(tokens_.size() + 1);
  reach(now, 0);
  for (const char c : text) {
    steps += tokens_.size();
    std::vector<bool> next(tokens_.size() + 1);
    bool alive = false;
    for (std::size_t state = 0; state < tokens_.size(); ++state) {
      if (!now[state]) continue;
      const Token& token = tokens_[state];
      const bool stays = token.kind == Kind::kAll || (token.kind == Kind::kStar && c != '/');
      const bool moves = takes(token, c);
      if (stays || moves) reach(next, moves ? state + 1 : state);
      alive = alive || stays || moves;
    }
    if (!alive) return false;
    now.swap(next);
  }
  return now[tokens_.size()];
}

Result<IgnoreRules> IgnoreRules::read(std::string_view text) {
  IgnoreRules all;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line = text.substr(start, end - start);
    start = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('#')) continue;
    line = without_trailing_spaces(line);
    const bool keeps = line.starts_with('!');
    if (keeps) line.remove_prefix(1);
    const bool folders_only = line.ends_with('/');
    if (folders_only) line.remove_suffix(1);
    if (line.empty()) continue;
    if (line.size() > kLongestRule || all.rules_.size() == kMostRules) {
      return failure(ErrorKind::kLimit, "it has more than " + std::to_string(kMostRules) +
                                            " rules, or one of more than " +
                                            std::to_string(kLongestRule) + " bytes");
    }
    // `**/name` says no more than `name`, and that is compared faster.
    if (line.starts_with("**/") && line.find('/', 3) == std::string_view::npos && line.size() > 3) {
      line.remove_prefix(3);
    }
    const bool by_name = line.find('/') == std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    all.rules_.push_back({GlobPattern(line), keeps, folders_only, by_name});
  }
  return all;
}

IgnoreAnswer IgnoreRules::judge(std::string_view path, bool is_folder, std::size_t& steps) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule) {
    if (rule->folders_only && !is_folder) continue;
    if (!rule->pattern.matches(rule->by_name ? name : path, steps)) continue;
    return rule->keeps ? IgnoreAnswer::kKept : IgnoreAnswer::kIgnored;
  }
  return IgnoreAnswer::kUnsaid;
}

}  // namespace fundable
