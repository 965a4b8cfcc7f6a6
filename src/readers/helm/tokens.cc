// Cuts a template's text at its braces, and what stands inside of them into tokens.
//
// Braces inside of quotes end no action. `{{- ` takes the white space before it away, ` -}}` what
// follows. A comment is an action that leaves nothing.
#include "readers/helm/tokens.h"

#include <algorithm>
#include <optional>

namespace fundable::helm {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool is_space(char c) { return kSpace.contains(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  Result<std::vector<Piece>> cut() {
    while (at_ < text_.size()) {
      const std::size_t open = std::min(text_.find("{{", at_), text_.size());
      add_text(text_.substr(at_, open - at_), opens_with_trim(open));
      advance_to(open);
      if (open == text_.size()) break;
      if (auto added = add_action(); !added) return std::unexpected(added.error());
    }
    return std::move(pieces_);
  }

 private:
  [[nodiscard]] bool opens_with_trim(std::size_t open) const {
    return text_.substr(open).starts_with("{{-") && open + 3 < text_.size() &&
           is_space(text_[open + 3]);
  }

  void advance_to(std::size_t to) {
    line_ += static_cast<std::uint32_t>(std::ranges::count(text_.substr(at_, to - at_), '\n'));
    at_ = to;
  }

  // `text` starts at the cursor.
  void add_text(std::string_view text, bool trim_end) {
    std::uint32_t line = line_;
    if (trim_start_) {
      const std::size_t kept = std::min(text.find_first_not_of(kSpace), text.size());
      line += static_cast<std::uint32_t>(std::ranges::count(text.substr(0, kept), '\n'));
      text.remove_prefix(kept);
    }
    if (trim_end) text = text.substr(0, text.find_last_not_of(kSpace) + 1);
    if (!text.empty()) pieces_.push_back({.line = line, .text = text, .tokens = {}});
  }

  Result<> add_action() {
    Piece action{.is_action = true, .line = line_, .text = {}, .tokens = {}};
    at_ += opens_with_trim(at_) ? 3 : 2;
    pass_space();
    if (text_.substr(at_).starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == text_.npos) return broken("a comment does not end");
      advance_to(end + 2);
      pass_space();
      return closes() ? Result<>() : broken("a comment does not end with its action");
    }
    while (!closes()) {
      if (at_ >= text_.size()) return broken("an action does not end", action.line);
      if (auto added = add_token(action); !added) return added;
      before_ = at_;
      pass_space();
    }
    pieces_.push_back(std::move(action));
    return {};
  }

  void pass_space() { advance_to(std::min(text_.find_first_not_of(kSpace, at_), text_.size())); }

  // Takes the end of an action.
  bool closes() {
    const std::string_view rest = text_.substr(at_);
    const bool trims = rest.starts_with("-}}") && at_ > 0 && is_space(text_[at_ - 1]);
    if (!trims && !rest.starts_with("}}")) return false;
    at_ += trims ? 3 : 2;
    trim_start_ = trims;
    return true;
  }

  Result<> add_token(Piece& action) {
    Token token;
    token.joined = !action.tokens.empty() && before_ == at_;
    const char c = text_[at_];
    if (c == '"' || c == '`' || c == '\'') {
      auto quoted = c == '`' ? raw() : unquoted(c);
      if (!quoted) return std::unexpected(quoted.error());
      token.kind = c == '\'' ? Token::Kind::kNumber : Token::Kind::kText;
      token.text = *std::move(quoted);
    } else if (is_digit(c) || ((c == '-' || c == '+') && is_digit(next()))) {
      token.kind = Token::Kind::kNumber;
      token.text = taken([](char d) { return is_name_char(d) || d == '.' || d == '-'; });
    } else if (c == '.' || c == '$') {
      token.kind = c == '.' ? Token::Kind::kField : Token::Kind::kVariable;
      ++at_;
      token.text = taken(is_name_char, 0);
    } else if (is_name_char(c)) {
      token.kind = Token::Kind::kName;
      token.text = taken(is_name_char);
    } else if (auto sign = taken_sign()) {
      token.text = *sign;
    } else {
      return broken("an action holds what is no template language");
    }
    action.tokens.push_back(std::move(token));
    return {};
  }

  [[nodiscard]] char next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }

  // The characters from here on that are of a kind, at least `least` of any kind.
  template <class Is>
  std::string taken(Is is, std::size_t least = 1) {
    std::size_t end = at_ + least;
    while (end < text_.size() && is(text_[end])) ++end;
    std::string text(text_.substr(at_, end - at_));
    at_ = end;
    return text;
  }

  std::optional<std::string> taken_sign() {
    for (const std::string_view sign : {":=", "(", ")", "|", ",", "="}) {
      if (!text_.substr(at_).starts_with(sign)) continue;
      at_ += sign.size();
      return std::string(sign);
    }
    return std::nullopt;
  }

  Result<std::string> raw() {
    const std::size_t end = text_.find('`', at_ + 1);
    if (end == text_.npos) return broken("a text does not end");
    std::string text(text_.substr(at_ + 1, end - at_ - 1));
    advance_to(end + 1);
    return text;
  }

  // Escapes by number stay as they are written: nothing that is looked for has any.
  Result<std::string> unquoted(char quote) {
    std::string text;
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      char c = text_[at_];
      if (c == quote) {
        ++at_;
        return text;
      }
      if (c == '\\' && at_ + 1 < text_.size()) {
        c = text_[++at_];
        c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
      }
      text += c;
    }
    return broken("a text does not end on its line");
  }

  [[nodiscard]] std::unexpected<Error> broken(std::string why, std::uint32_t line = 0) const {
    return failure(ErrorKind::kInput, std::move(why), std::to_string(line == 0 ? line_ : line));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t before_ = 0;  // where the last token ended
  std::uint32_t line_ = 1;
  bool trim_start_ = false;
  std::vector<Piece> pieces_;
};

}  // namespace

Result<std::vector<Piece>> pieces_of(std::string_view text) { return Cutter(text).cut(); }

}  // namespace fundable::helm
