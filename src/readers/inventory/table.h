// Tables whose columns are found by their header: CSV files and sheets of workbooks alike.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"

namespace fundable::inventory {

// A column's name without case, spaces and punctuation: `Memory (in MB)` is `memoryinmb`.
[[nodiscard]] std::string plain_name(std::string_view header);

// The header of a table. Columns are asked for by plain name; of two with the same the first
// counts.
class Columns {
 public:
  explicit Columns(std::span<const std::string_view> header);

  [[nodiscard]] bool has(std::string_view plain) const { return places_.contains(plain); }
  [[nodiscard]] bool has_all(std::initializer_list<std::string_view> plain) const;
  [[nodiscard]] bool has_any(std::initializer_list<std::string_view> plain) const {
    return count(plain) > 0;
  }
  // How many of them there are.
  [[nodiscard]] std::size_t count(std::initializer_list<std::string_view> plain) const;
  // npos where there is none.
  [[nodiscard]] std::size_t place(std::string_view plain) const;
  // As written.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

// One row. Lifetime: until the next one is read.
struct Row {
  const Columns& columns;
  std::span<const std::string_view> fields;
  std::string place;  // `row 12`, `vInfo row 12`

  // The field of the first of these columns that is there and not blank, trimmed; else empty.
  [[nodiscard]] std::string_view first(std::initializer_list<std::string_view> plain) const;
  [[nodiscard]] std::string_view operator[](std::string_view plain) const { return first({plain}); }
  // The field of the column at that place, trimmed; empty beyond the row's end.
  [[nodiscard]] std::string_view at(std::size_t column) const;
};

// What is found in a file, within the budget of machines.
class Inventory {
 public:
  // `path` must outlive it.
  explicit Inventory(const std::string& path) : path_(path) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  void add(Observation seen);
  // Counts rows that tell of nothing that is observed: `3 × a template` …
  void leave_out(const std::string& why) { ++left_out_[why]; }
  void skip(Skipped entry) { skipped_.push_back(std::move(entry)); }
  [[nodiscard]] bool is_full() const { return machines_.size() > kMostMachines; }

  // Tags that another file gives to machines, by the machine's id in both.
  std::map<std::string, std::map<std::string, std::string>, std::less<>> tags_of;

  // Errors: kLimit where the budget was not enough.
  [[nodiscard]] Result<Reading> take();

  static constexpr std::size_t kMostMachines = 200'000;

 private:
  const std::string& path_;
  std::vector<Observation> machines_;
  std::map<std::string, std::size_t> left_out_;
  std::vector<Skipped> skipped_;
};

// One kind of table.
struct Table {
  bool (*is_of)(const Columns& columns);
  // Takes a row; null where the table tells of no machine.
  void (*take)(const Row& row, Inventory& inventory);
  const char* left_out = "";  // why, where take is null
};

// A format: the kinds of table that it has. The first that fits is taken.
struct Format {
  std::span<const Table> tables;
  [[nodiscard]] const Table* table_of(const Columns& columns) const;
};

// For readers: whether a file is CSV by its name and has a header of the format.
[[nodiscard]] bool recognises_csv(const EvidenceFile& head, const Format& format);
// Errors: kInput where it is no such table, kLimit.
[[nodiscard]] Result<> read_csv(const EvidenceFile& file, const Limits& limits,
                                const Format& format, Inventory& inventory);
[[nodiscard]] Result<Reading> read_csv(const EvidenceFile& file, const Limits& limits,
                                       const Format& format);

}  // namespace fundable::inventory
