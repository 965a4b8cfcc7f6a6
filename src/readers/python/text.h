// Text in Python's literals.
#pragma once

#include <string>
#include <string_view>

namespace fundable::py {

// What a string literal says that is no formatted one; empty where it is escaped, spans lines or is
// longer than a name or an address would be: prose says nothing about what is used.
[[nodiscard]] std::string literal_text(std::string_view quoted);
[[nodiscard]] bool is_formatted(std::string_view quoted);
// The same limits for text that was put together.
[[nodiscard]] std::string fit(std::string text);

// A text put together of what is known and what is not. An address still says in which domain it
// lies, where the rest of its host is known: `https://` ? `.openai.azure.com/v1` gives
// `https://openai.azure.com/v1`. Anything else with an unknown part gives nothing.
class Pieces {
 public:
  void add(std::string_view text);
  void add_unknown();
  [[nodiscard]] std::string text() const;

 private:
  std::string text_;
  std::size_t first_unknown_ = std::string::npos;
  std::size_t last_unknown_ = 0;
};

}  // namespace fundable::py
