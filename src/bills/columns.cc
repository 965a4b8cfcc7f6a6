// Every column is brought to text first, because exporters disagree about types: Parquet holds
// timestamps or strings, decimals or doubles, tags as maps, structs or JSON. The SQL is then the
// same for CSV and Parquet.
#include "bills/columns.h"

#include <algorithm>

namespace fundable {
namespace {

constexpr std::string_view kNull = "cast(null as varchar)";

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out.push_back(quote);
    out.push_back(c);
  }
  out.push_back(quote);
  return out;
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') plain.push_back(static_cast<char>(c - 'A' + 'a'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain.push_back(c);
  }
  return plain;
}

std::string as_identifier(std::string_view name) { return doubled(name, '"'); }
std::string as_literal(std::string_view text) { return doubled(text, '\''); }

std::string as_text(const BillColumn& column) {
  const std::string name = as_identifier(column.name);
  const std::string_view type = column.type;
  if (type == "VARCHAR") return "nullif(" + name + ", '')";
  // Shown in UTC, whatever the zone of this machine.
  if (type == "TIMESTAMP WITH TIME ZONE") {
    return "cast(make_timestamp(epoch_us(" + name + ")) as varchar)";
  }
  if (type.starts_with("MAP") || type.starts_with("STRUCT") || type.ends_with("[]")) {
    return "cast(to_json(" + name + ") as varchar)";
  }
  return "cast(" + name + " as varchar)";
}

bool is_floating(const BillColumn& column) {
  return column.type == "DOUBLE" || column.type == "FLOAT";
}

Columns::Columns(const std::vector<BillColumn>& columns) : columns_(columns) {
  for (const BillColumn& column : columns) plain_.push_back(plain_name(column.name));
}

const BillColumn* Columns::find(std::string_view plain) const {
  const auto found = std::ranges::find(plain_, plain);
  return found == plain_.end() ? nullptr
                               : &columns_[static_cast<std::size_t>(found - plain_.begin())];
}

const BillColumn* Columns::first_of(Names names) const {
  for (const std::string_view name : names) {
    if (const BillColumn* column = find(name)) return column;
  }
  return nullptr;
}

std::string Columns::text(Names names) const {
  std::string values;
  std::size_t count = 0;
  for (const std::string_view name : names) {
    const BillColumn* column = find(name);
    if (column == nullptr) continue;
    if (count++ > 0) values += ", ";
    values += as_text(*column);
  }
  if (count == 0) return std::string(kNull);
  return count == 1 ? values : "coalesce(" + values + ")";
}

std::vector<const BillColumn*> Columns::starting(std::string_view plain) const {
  std::vector<const BillColumn*> some;
  for (std::size_t i = 0; i < plain_.size(); ++i) {
    if (plain_[i].starts_with(plain)) some.push_back(&columns_[i]);
  }
  return some;
}

}  // namespace fundable
