// Threads of the engine take blocks of the file (base/csv_blocks.h) and split them alone.
#include "bills/csv_table.h"

#include <algorithm>

namespace fundable {
namespace {

bool has_value(std::string_view cell) { return !cell.empty() && cell != "NULL"; }

// One thread's pass over the blocks.
TextRows rows_of(CsvBlocks& blocks, std::size_t columns) {
  const auto reader = std::make_shared<CsvBlocks::Reader>(blocks);
  return [reader, columns](TextBatch& batch) {
    reader->next(batch);
    for (std::size_t column = 0; column < columns; ++column) {
      for (std::size_t row = 0; row < batch.rows; ++row) {
        std::string_view& cell = batch.cell(column, row);
        if (!has_value(cell)) cell = {};
      }
    }
  };
}

}  // namespace

CsvTable csv_table(CsvRecords records, std::vector<std::string> columns) {
  const std::vector<std::string>& header = records.header();
  std::vector<std::size_t> places;
  for (const std::string& name : columns) {
    places.push_back(static_cast<std::size_t>(std::ranges::find(header, name) - header.begin()));
  }
  return {std::move(columns), std::make_shared<CsvBlocks>(std::move(records), std::move(places))};
}

Result<> add_bill_table(Engine& engine, const CsvTable& table) {
  return engine.add_table("bill", table.columns,
                          [blocks = table.blocks, count = table.columns.size()] {
                            return [blocks, count] { return rows_of(*blocks, count); };
                          });
}

}  // namespace fundable
