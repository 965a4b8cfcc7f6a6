// Reads workbooks (.xlsx) whose sheets hold inventories: RVTools, Azure Migrate, intake forms.
//
// The first 64 KiB of a workbook do not show what its sheets hold, so this reader takes every
// workbook and judges each sheet by its header, which may stand below a title. A sheet that is no
// inventory is given up after its first rows and named; a sheet that is damaged or too large costs
// itself.
#include <optional>

#include "base/schema.h"
#include "base/spreadsheet.h"
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

constexpr std::size_t kRowsBeforeHeader = 10;

bool recognises(const EvidenceFile& head) { return lowered(head.path).ends_with(".xlsx"); }

// One sheet while it is read.
class Sheet {
 public:
  Sheet(std::string name, Inventory& inventory) : name_(std::move(name)), inventory_(inventory) {}

  // False where no more rows are wanted.
  bool take(std::uint32_t number, std::span<const std::string_view> cells) {
    if (!columns_) return take_header(cells);
    table_->take({*columns_, cells, name_ + " row " + std::to_string(number)}, inventory_);
    return !inventory_.is_full();
  }
  [[nodiscard]] const Table* table() const { return table_; }

 private:
  bool take_header(std::span<const std::string_view> cells) {
    const Columns columns(cells);
    for (const Format* format : formats()) {
      table_ = format->table_of(columns);
      if (table_ == nullptr) continue;
      columns_ = columns;
      return table_->take != nullptr;
    }
    return ++rows_seen_ < kRowsBeforeHeader;
  }

  std::string name_;
  Inventory& inventory_;
  const Table* table_ = nullptr;
  std::optional<Columns> columns_;
  std::size_t rows_seen_ = 0;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  SpreadsheetLimits within;
  within.zip.bytes = std::min(within.zip.bytes, limits.bytes * 4);
  within.cells = std::min(within.cells, limits.values);
  auto workbook = Spreadsheet::open(file.bytes, within);
  if (!workbook) return std::unexpected(in_file(workbook.error(), file.path));
  Inventory inventory(file.path);
  bool any = false;
  for (std::size_t i = 0; i < workbook->sheets().size() && !inventory.is_full(); ++i) {
    const std::string name = presentable(workbook->sheets()[i], 60);
    Sheet sheet(name, inventory);
    const auto done = workbook->read(
        i, [&](std::uint32_t number, auto cells) { return sheet.take(number, cells); });
    const Table* const table = sheet.table();
    any = any || table != nullptr;
    if (!done) {
      inventory.skip({name, presentable(done.error().says, 300)});
    } else if (table == nullptr) {
      inventory.skip({name, "the sheet is no inventory that is known"});
    } else if (table->take == nullptr) {
      inventory.skip({name, table->left_out});
    }
  }
  if (!any) {
    auto nothing = inventory.take();
    const std::string why =
        nothing && !nothing->skipped.empty() ? nothing->skipped[0].why : "it has no sheets";
    return failure(ErrorKind::kInput,
                   "no sheet of the workbook is an inventory that is known: " + why, file.path);
  }
  return inventory.take();
}

}  // namespace

extern const Reader workbook;
const Reader workbook{
    .name = "workbook",
    .reads = "workbook (.xlsx) of RVTools, Azure Migrate, a migration intake form or a server list",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
