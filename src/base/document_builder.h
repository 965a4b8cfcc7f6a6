// For parsers: builds a Document from what they meet, in the order of the text.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"

namespace fundable {

// A place in a text, both 1-based; 0 where it is unknown.
struct TextPlace {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// Open a list or map, add values, close it. The first value is the root.
// Errors: kLimit, with `line:column`, where a value is one too many or too deep.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const Limits& limits) : limits_(limits) {}

  // A key counts in a map only; it and the text are copied.
  [[nodiscard]] Result<> add(NodeKind scalar, std::string_view key, std::string_view text,
                             TextPlace place);
  [[nodiscard]] Result<> open(NodeKind kind, std::string_view key, TextPlace place);
  void close() { open_.pop_back(); }
  // Closes what is open and has no children as a scalar instead.
  void close_as_text(std::string_view text);

  // How many children the open list or map has.
  [[nodiscard]] std::size_t children() const { return open_.back().children; }
  [[nodiscard]] bool is_open() const { return !open_.empty(); }

  // The document; the builder is spent.
  [[nodiscard]] Document take();

 private:
  struct Open {
    std::uint32_t cell = 0;
    std::uint32_t last_child = 0;
    std::size_t children = 0;
  };

  std::string_view kept(std::string_view text);

  Limits limits_;
  Document document_;
  std::shared_ptr<std::deque<std::string>> text_ = std::make_shared<std::deque<std::string>>();
  std::vector<Open> open_;
};

}  // namespace fundable
