// Some rows of texts, column by column: the shape in which tables of texts are handed over.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fundable {

struct TextBatch {
  static constexpr std::size_t kRows = 2048;  // at most

  explicit TextBatch(std::size_t columns) : cells(columns * kRows) {}

  // A cell without a value has a null data().
  [[nodiscard]] std::string_view& cell(std::size_t column, std::size_t row) {
    return cells[column * kRows + row];
  }

  std::size_t rows = 0;
  std::array<std::int64_t, kRows> numbers{};
  std::vector<std::string_view> cells;
};

}  // namespace fundable
