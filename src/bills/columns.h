// The columns of a bill as SQL knows them, and expressions over them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fundable {

// What differs between the engines that answer the same question; Athena speaks Trino's SQL.
enum class Sql : std::uint8_t { kDuckdb, kTrino };

// A column of the file as SQL knows it.
struct BillColumn {
  std::string name;  // as in the file
  std::string type;  // SQL type, as the engine names it
};

// A text that nothing is known of.
inline constexpr const char* kNoText = "cast(null as varchar)";

// An expression for a day or a moment of it.
struct Moment {
  std::string sql;
  bool is_typed = false;  // a date or a timestamp; else a text
};

// A name without case and punctuation, because exporters differ in both: `lineItem/UsageType` and
// `line_item_usage_type` are `lineitemusagetype`.
[[nodiscard]] std::string plain_name(std::string_view name);

// Columns of which only the names are known, of a file of texts.
[[nodiscard]] std::vector<BillColumn> text_columns(const std::vector<std::string>& names);

// SQL for a column's value as text; it may be empty.
[[nodiscard]] std::string as_text(const BillColumn& column, Sql sql);

// Whether it holds exact decimal numbers, and with how many places; none where it does not.
[[nodiscard]] std::optional<int> decimal_places(const BillColumn& column);

// With how many digits before the point at most; none where it does not.
[[nodiscard]] std::optional<int> whole_digits(const BillColumn& column);

// Whether it holds binary floating point numbers.
[[nodiscard]] bool is_floating(const BillColumn& column);

using Names = std::initializer_list<std::string_view>;  // of columns, as plain_name gives them

// Lifetime: the columns must outlive it.
class Columns {
 public:
  explicit Columns(const std::vector<BillColumn>& columns, Sql sql = Sql::kDuckdb);

  // The first column of that name; null where there is none.
  [[nodiscard]] const BillColumn* find(std::string_view plain) const;
  [[nodiscard]] const BillColumn* first_of(Names names) const;
  [[nodiscard]] bool has_any(Names names) const { return first_of(names) != nullptr; }
  // The first of these columns that a line fills, as text; NULL where the file has none of them.
  // One that is the only one may give an empty text.
  [[nodiscard]] std::string text(Names names) const;
  // All of them that the file has, one after another, as one text.
  [[nodiscard]] std::string together(Names names) const;
  // The same as `text` for days and moments: with its type where the first column has one.
  [[nodiscard]] Moment moment(Names names) const;
  [[nodiscard]] Sql sql() const { return sql_; }
  // All columns whose plain name starts so, in the file's order.
  [[nodiscard]] std::vector<const BillColumn*> starting(std::string_view plain) const;

 private:
  const std::vector<BillColumn>& columns_;
  Sql sql_;
  std::vector<std::string> plain_;
};

}  // namespace fundable
