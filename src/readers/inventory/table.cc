// Finds columns by name and walks over the rows of CSV files.
//
// People reorder columns, rename `Memory` to `Memory (MB)`, save with semicolons or as UTF-16, cut
// off empty fields at the end of a row. All of that is read; a row that is broken costs itself.
#include "readers/inventory/table.h"

#include <algorithm>

#include "base/csv.h"
#include "base/schema.h"
#include "base/text.h"

namespace fundable::inventory {
namespace {

std::string_view trimmed_cell(std::string_view field) {
  const std::string_view text = trimmed(field);
  return text == "NULL" || text == "N/A" || text == "n/a" ? std::string_view() : text;
}

std::vector<std::string_view> views_of(std::span<const std::string> texts) {
  return {texts.begin(), texts.end()};
}

bool is_csv(std::string_view path) {
  const std::string name = lowered(path);
  return name.ends_with(".csv") || name.ends_with(".tsv");
}

}  // namespace

std::string plain_name(std::string_view header) {
  std::string plain;
  for (const char c : header) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    // What is no ASCII stays, so that names in other scripts stay apart.
    if (is_letter || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) plain += c;
  }
  return lowered(plain);
}

Columns::Columns(std::span<const std::string_view> header) {
  for (const std::string_view name : header) {
    names_.emplace_back(trimmed(name));
    if (std::string plain = plain_name(name); !plain.empty()) {
      places_.emplace(std::move(plain), names_.size() - 1);
    }
  }
}

bool Columns::has_all(std::initializer_list<std::string_view> plain) const {
  return std::ranges::all_of(plain, [&](std::string_view name) { return has(name); });
}

std::size_t Columns::count(std::initializer_list<std::string_view> plain) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(plain, [&](std::string_view name) { return has(name); }));
}

std::size_t Columns::place(std::string_view plain) const {
  const auto found = places_.find(plain);
  return found == places_.end() ? npos : found->second;
}

std::string_view Row::first(std::initializer_list<std::string_view> plain) const {
  for (const std::string_view name : plain) {
    if (const std::string_view text = at(columns.place(name)); !text.empty()) return text;
  }
  return {};
}

std::string_view Row::at(std::size_t column) const {
  return column < fields.size() ? trimmed_cell(fields[column]) : std::string_view();
}

void Inventory::add(Observation seen) {
  if (!is_full()) machines_.push_back(std::move(seen));
}

Result<Reading> Inventory::take() {
  if (is_full()) {
    return failure(ErrorKind::kLimit,
                   "it lists more than " + std::to_string(kMostMachines) + " machines", path_,
                   "Split it, for example by cluster.");
  }
  Reading reading{std::move(machines_), std::move(skipped_)};
  for (const auto& [why, count] : left_out_) {
    reading.skipped.push_back({"", counted(count, "row") + ": " + why});
  }
  return reading;
}

const Table* Format::table_of(const Columns& columns) const {
  const auto found =
      std::ranges::find_if(tables, [&](const Table& table) { return table.is_of(columns); });
  return found == tables.end() ? nullptr : &*found;
}

bool recognises_csv(const EvidenceFile& head, const Format& format) {
  if (!is_csv(head.path)) return false;
  const std::vector<std::string> header = csv_header(text_of_head(head.bytes));
  return !header.empty() && format.table_of(Columns(views_of(header))) != nullptr;
}

Result<> read_csv(const EvidenceFile& file, const Limits& limits, const Format& format,
                  Inventory& inventory) {
  if (file.bytes.size() > limits.bytes) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(limits.bytes) + " bytes",
                   file.path);
  }
  auto records = CsvRecords::of(file.bytes, {.short_records = true});
  if (!records) return std::unexpected(in_file(records.error(), file.path));
  const Columns columns(views_of(records->header()));
  const Table* const table = format.table_of(columns);
  if (table == nullptr) {
    return failure(ErrorKind::kInput, "the first line is not the header of such a table",
                   file.path + ":1");
  }
  if (table->take == nullptr) {
    inventory.skip({"", table->left_out});
    return {};
  }
  while (!inventory.is_full() && records->next()) {
    table->take({columns, records->fields(), "row " + std::to_string(records->row())}, inventory);
  }
  const std::vector<CsvLoss> losses = records->losses().told();
  for (const CsvLoss& loss : losses) {
    inventory.skip({"row " + std::to_string(loss.row), loss.why});
  }
  if (records->losses().count() > losses.size()) {
    inventory.skip(
        {"", std::to_string(records->losses().count() - losses.size()) + " more broken rows"});
  }
  return {};
}

Result<Reading> read_csv(const EvidenceFile& file, const Limits& limits, const Format& format) {
  Inventory inventory(file.path);
  if (auto read = read_csv(file, limits, format, inventory); !read) {
    return std::unexpected(read.error());
  }
  return inventory.take();
}

}  // namespace fundable::inventory
