// Literals as code writes them.
#pragma once

#include <string>
#include <string_view>

#include "readers/code/scopes.h"

namespace fundable::code {

// What a quoted literal says: without its quotes, `\n` and the like undone. Empty where that is
// longer than an identifier or an address would be, or spans lines: prose, keys and queries say
// nothing about what is used, and are nobody's business.
[[nodiscard]] std::string literal_text(std::string_view quoted);
// The same for text that has no quotes and no escapes.
[[nodiscard]] std::string plain_literal(std::string_view text);
// A literal of any length between its quotes, as it is written.
[[nodiscard]] std::string_view between_quotes(std::string_view quoted);

// A text put together of literals and of what is not known. Of an address the known parts of the
// host still say where it lies: `https://` + ? + `.openai.azure.com/v1/` + ? gives
// `https://openai.azure.com/v1/`. Any other text with an unknown part gives nothing.
class Template {
 public:
  void add(std::string_view literal);
  // What a part stands for: its literal, or something that is not known.
  void add_value(const Meaning& part);
  [[nodiscard]] std::string text() const;

 private:
  std::string text_;
};

// Collects the arguments of one call; at most `kMost` are kept.
class Arguments {
 public:
  static constexpr std::size_t kMost = 64;

  // One argument; an empty text says that there is one, and that it is no literal.
  void add(std::string_view name, std::string text);
  // One argument, by what it stands for: a literal, a constant of a library (`Region.EU_WEST_1`
  // says `EU_WEST_1`). A record, or an object that was made with literals, gives those, each by its
  // name.
  void add(std::string_view name, const Meaning& meaning);
  // One argument, where it says anything.
  void add_known(std::string_view name, const Meaning& meaning);

  [[nodiscard]] bool full() const { return all_.size() >= kMost; }
  [[nodiscard]] const std::vector<Argument>& all() const { return all_; }
  [[nodiscard]] std::vector<Argument> take() { return std::move(all_); }

 private:
  std::vector<Argument> all_;
};

}  // namespace fundable::code
