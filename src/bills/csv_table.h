// A CSV as a table of the engine.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/csv_blocks.h"
#include "bills/duckdb.h"

namespace fundable {

// Parts of a CSV: its columns of these names.
struct CsvTable {
  std::vector<std::string> columns;
  std::shared_ptr<CsvBlocks> blocks;
};

// Goes on after the header of `records`, which has the columns.
[[nodiscard]] CsvTable csv_table(CsvRecords records, std::vector<std::string> columns);

// Makes `from bill()` this table: the column `row`, and the columns as texts; a cell that says
// nothing, empty or `NULL`, is NULL. It can be read once.
[[nodiscard]] Result<> add_bill_table(Engine& engine, const CsvTable& table);

}  // namespace fundable
