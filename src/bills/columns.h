// The columns of a bill as SQL knows them, and expressions over them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace fundable {

// A column of the file as SQL knows it.
struct BillColumn {
  std::string name;  // as in the file
  std::string type;  // SQL type
};

// A name without case and punctuation, because exporters differ in both: `lineItem/UsageType` and
// `line_item_usage_type` are `lineitemusagetype`.
[[nodiscard]] std::string plain_name(std::string_view name);

[[nodiscard]] std::string as_identifier(std::string_view name);
[[nodiscard]] std::string as_literal(std::string_view text);

// SQL for a column's value as text; NULL where it is empty.
[[nodiscard]] std::string as_text(const BillColumn& column);

// Whether it holds binary floating point numbers.
[[nodiscard]] bool is_floating(const BillColumn& column);

using Names = std::initializer_list<std::string_view>;  // of columns, as plain_name gives them

// Lifetime: the columns must outlive it.
class Columns {
 public:
  explicit Columns(const std::vector<BillColumn>& columns);

  // The first column of that name; null where there is none.
  [[nodiscard]] const BillColumn* find(std::string_view plain) const;
  [[nodiscard]] const BillColumn* first_of(Names names) const;
  [[nodiscard]] bool has_any(Names names) const { return first_of(names) != nullptr; }
  // The first of these columns that a line fills, as text; NULL where the file has none of them.
  [[nodiscard]] std::string text(Names names) const;
  // All columns whose plain name starts so, in the file's order.
  [[nodiscard]] std::vector<const BillColumn*> starting(std::string_view plain) const;

 private:
  const std::vector<BillColumn>& columns_;
  std::vector<std::string> plain_;
};

}  // namespace fundable
