// Every column is brought to text first, because exporters disagree about types: Parquet holds
// timestamps or strings, decimals or doubles, tags as maps, structs or JSON. The SQL is then the
// same for CSV and Parquet.
#include "bills/columns.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "bills/sql.h"

namespace fundable {
namespace {

bool has_zone(std::string_view type) { return type.contains("with time zone"); }

bool is_moment(std::string_view type) { return type == "date" || type.starts_with("timestamp"); }

// In UTC, whatever the zone of this machine.
std::string in_utc(const std::string& name, Sql sql) {
  return sql == Sql::kDuckdb ? "make_timestamp(epoch_us(" + name + "))"
                             : "cast(" + name + " at time zone 'UTC' as timestamp)";
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

std::vector<BillColumn> text_columns(const std::vector<std::string>& names) {
  std::vector<BillColumn> columns;
  for (const std::string& name : names) columns.push_back({name, "VARCHAR"});
  return columns;
}

std::string as_text(const BillColumn& column, Sql sql) {
  const std::string name = quoted_identifier(column.name);
  const std::string type = lowered(column.type);
  if (type.starts_with("varchar") || type.starts_with("char")) return name;
  if (has_zone(type)) return "cast(" + in_utc(name, sql) + " as varchar)";
  const bool is_nested = type.starts_with("map") || type.starts_with("struct") ||
                         type.starts_with("row") || type.starts_with("array") ||
                         type.ends_with("[]");
  if (is_nested) {
    return sql == Sql::kDuckdb ? "cast(to_json(" + name + ") as varchar)"
                               : "json_format(cast(" + name + " as json))";
  }
  return "cast(" + name + " as varchar)";
}

std::optional<int> decimal_places(const BillColumn& column) {
  const std::string type = lowered(column.type);
  if (type == "bigint" || type == "integer" || type == "int") return 0;
  const std::size_t comma = type.find(',');
  if (!type.starts_with("decimal(") || comma == std::string::npos) return std::nullopt;
  return std::atoi(type.c_str() + comma + 1);
}

std::optional<int> whole_digits(const BillColumn& column) {
  const std::string type = lowered(column.type);
  if (type == "integer" || type == "int") return 10;
  if (type == "bigint") return 19;
  const auto places = decimal_places(column);
  if (!places) return std::nullopt;
  return std::atoi(type.c_str() + std::string_view("decimal(").size()) - *places;
}

bool is_floating(const BillColumn& column) {
  const std::string type = lowered(column.type);
  return type == "double" || type == "float" || type == "real";
}

Columns::Columns(const std::vector<BillColumn>& columns, Sql sql) : columns_(columns), sql_(sql) {
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
  std::vector<std::string> values;
  for (const std::string_view name : names) {
    if (const BillColumn* column = find(name)) values.push_back(as_text(*column, sql_));
  }
  if (values.empty()) return kNoText;
  if (values.size() == 1) return values.front();
  // By cases, which the embedded engine skips where all lines fill the first column.
  std::string cases = "case";
  for (const std::string& value : values) cases += " when " + value + " <> '' then " + value;
  return cases + " end";
}

std::string Columns::together(Names names) const {
  std::vector<std::string> values;
  for (const std::string_view name : names) {
    const BillColumn* column = find(name);
    if (column != nullptr) values.push_back("coalesce(" + as_text(*column, sql_) + ", '')");
  }
  return joined(values, " || ' ' || ");
}

Moment Columns::moment(Names names) const {
  const BillColumn* column = first_of(names);
  if (column == nullptr || !is_moment(lowered(column->type))) return {text(names), false};
  const std::string name = quoted_identifier(column->name);
  return {has_zone(lowered(column->type)) ? in_utc(name, sql_) : name, true};
}

std::vector<const BillColumn*> Columns::starting(std::string_view plain) const {
  std::vector<const BillColumn*> some;
  for (std::size_t i = 0; i < plain_.size(); ++i) {
    if (plain_[i].starts_with(plain)) some.push_back(&columns_[i]);
  }
  return some;
}

}  // namespace fundable
