// What an engine far away answered: all of its rows, or none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fundable {

struct RemoteColumn {
  std::string name;
  std::string type;  // as the engine names it: `varchar`, `decimal(38,12)`
};

struct RemoteLimits {
  std::size_t rows = 5'000'000;
  std::size_t bytes = 512u << 20;  // of all cells
};

// Answers the questions that QueryRows (bills/duckdb.h) answers, in the same words, so that code
// which takes either is a template.
class RemoteRows {
 public:
  explicit RemoteRows(std::vector<RemoteColumn> columns = {}, const RemoteLimits& limits = {});

  [[nodiscard]] const std::vector<RemoteColumn>& columns() const { return columns_; }
  [[nodiscard]] std::size_t size() const { return columns_.empty() ? 0 : cells_.size() / width(); }

  // Adds a row: a text for each column, nothing for NULL.
  // Errors: kInput where a number is not one of its column's type, or does not fit in 64 bits or
  // twelve decimals; kLimit where the answer is too large.
  [[nodiscard]] Result<> add(const std::vector<std::optional<std::string_view>>& cells);

  // Steps to the next row; false after the last.
  [[nodiscard]] bool next();

  // The value in a column (0-based) of this row; empty where it is NULL or of another type.
  // Lifetime: as long as the rows.
  [[nodiscard]] std::optional<std::string_view> text(std::size_t column) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::size_t column) const;
  // Units of 1e-12, whatever the scale of the column: money never passes through floating point.
  [[nodiscard]] std::optional<__int128> decimal(std::size_t column) const;

 private:
  enum class Kind : std::uint8_t { kText, kInteger, kDecimal, kOther };
  struct Cell {
    std::size_t start = 0;
    std::uint32_t size = 0;
    bool present = false;
  };

  [[nodiscard]] std::size_t width() const { return columns_.size(); }
  [[nodiscard]] std::optional<std::string_view> written(std::size_t column, Kind kind) const;
  [[nodiscard]] Result<> check(std::size_t column, std::string_view text) const;

  std::vector<RemoteColumn> columns_;
  std::vector<Kind> kinds_;
  RemoteLimits limits_;
  std::string bytes_;
  std::vector<Cell> cells_;
  std::size_t after_ = 0;  // the row that next() steps to
};

// The statement that lists a table's columns, names and types, in the SQL of Trino and Athena;
// what it gives: nothing where there is no such table.
[[nodiscard]] std::string columns_statement(std::string_view schema, std::string_view table);
[[nodiscard]] std::vector<RemoteColumn> columns_of(RemoteRows& rows);

}  // namespace fundable
