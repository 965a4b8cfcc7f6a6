// Keeps an answer's cells one after the other in one string, as the engine wrote them.
//
// Numbers are checked when they come in: a cell that cannot be given exactly fails the query, so
// that an empty answer of integer() or decimal() always means NULL.
#include "bills/remote_rows.h"

#include <charconv>

#include "base/decimal.h"
#include "base/text.h"
#include "bills/sql.h"

namespace fundable {
namespace {

std::optional<std::int64_t> integer_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

RemoteRows::RemoteRows(std::vector<RemoteColumn> columns, const RemoteLimits& limits)
    : columns_(std::move(columns)), limits_(limits) {
  for (const RemoteColumn& column : columns_) {
    const std::string type = lowered(column.type.substr(0, column.type.find('(')));
    const bool text = type == "varchar" || type == "char" || type == "string";
    const bool integer =
        type == "bigint" || type == "integer" || type == "smallint" || type == "tinyint";
    kinds_.push_back(text                ? Kind::kText
                     : integer           ? Kind::kInteger
                     : type == "decimal" ? Kind::kDecimal
                                         : Kind::kOther);
  }
}

Result<> RemoteRows::check(std::size_t column, std::string_view text) const {
  const bool good = kinds_[column] == Kind::kInteger   ? integer_of(text).has_value()
                    : kinds_[column] == Kind::kDecimal ? Decimal::parse(text).has_value()
                                                       : true;
  if (good) return {};
  return failure(ErrorKind::kInput,
                 "the engine gave '" + presentable(text, 60) + "' in the column " +
                     presentable(columns_[column].name, 60) + " (" +
                     presentable(columns_[column].type, 60) + "), which cannot be taken exactly");
}

Result<> RemoteRows::add(const std::vector<std::optional<std::string_view>>& cells) {
  if (cells.size() != width() || cells.empty()) {
    return failure(ErrorKind::kInput, "the engine gave a row of " + counted(cells.size(), "value") +
                                          " for " + counted(width(), "column"));
  }
  if (size() == limits_.rows) {
    return failure(ErrorKind::kLimit, "the answer has more than " + counted(limits_.rows, "row"));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i]) {
      cells_.push_back({});
      continue;
    }
    if (cells[i]->size() > limits_.bytes - bytes_.size()) {
      return failure(ErrorKind::kLimit,
                     "the answer has more than " + counted(limits_.bytes, "byte"));
    }
    if (auto checked = check(i, *cells[i]); !checked) return checked;
    cells_.push_back({bytes_.size(), static_cast<std::uint32_t>(cells[i]->size()), true});
    bytes_ += *cells[i];
  }
  return {};
}

bool RemoteRows::next() {
  if (after_ >= size()) return false;
  ++after_;
  return true;
}

std::optional<std::string_view> RemoteRows::written(std::size_t column, Kind kind) const {
  if (after_ == 0 || column >= width() || kinds_[column] != kind) return std::nullopt;
  const Cell& cell = cells_[(after_ - 1) * width() + column];
  if (!cell.present) return std::nullopt;
  return std::string_view(bytes_).substr(cell.start, cell.size);
}

std::optional<std::string_view> RemoteRows::text(std::size_t column) const {
  return written(column, Kind::kText);
}

std::optional<std::int64_t> RemoteRows::integer(std::size_t column) const {
  const auto found = written(column, Kind::kInteger);
  return found ? integer_of(*found) : std::nullopt;
}

std::optional<__int128> RemoteRows::decimal(std::size_t column) const {
  const auto found = written(column, Kind::kDecimal);
  if (!found) return std::nullopt;
  const auto number = Decimal::parse(*found);
  return number ? std::optional(number->units()) : std::nullopt;
}

std::string columns_statement(std::string_view schema, std::string_view table) {
  return "select column_name, data_type from information_schema.columns where table_schema = " +
         quoted_text(lowered(schema)) + " and table_name = " + quoted_text(lowered(table)) +
         " order by ordinal_position";
}

std::vector<RemoteColumn> columns_of(RemoteRows& rows) {
  std::vector<RemoteColumn> columns;
  while (rows.next()) {
    columns.push_back(
        {std::string(rows.text(0).value_or("")), std::string(rows.text(1).value_or(""))});
  }
  return columns;
}

}  // namespace fundable
