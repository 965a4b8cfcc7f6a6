// The cells of an Office Open XML workbook (.xlsx), row by row; memory holds one row and the
// strings that cells share.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/zip.h"

namespace fundable {

struct SpreadsheetLimits {
  ZipLimits zip = {};
  std::size_t sheets = 500;
  std::size_t cells = 8'000'000;  // in all sheets that are read, empty ones too
  std::size_t columns = 4000;
  std::size_t text_bytes = std::size_t{64} << 20;  // of all shared strings; of one row
};

class Spreadsheet {
 public:
  // Takes a row that has text: its number, 1-based, and its cells by column. Numbers and dates are
  // as the file holds them (a date is a number of days); a formula is what it gave when the file
  // was saved, empty where it was never computed. False ends the sheet.
  // Lifetime of the texts: the call.
  using TakeRow =
      std::function<bool(std::uint32_t number, std::span<const std::string_view> cells)>;

  // Lifetime: `bytes` must outlive the workbook.
  // Errors: kInput where it is no workbook or declares a DOCTYPE, kLimit.
  [[nodiscard]] static Result<Spreadsheet> open(std::string_view bytes,
                                                const SpreadsheetLimits& limits = {});
  Spreadsheet(Spreadsheet&&) noexcept;
  Spreadsheet& operator=(Spreadsheet&&) noexcept;
  ~Spreadsheet();

  // The names of its sheets, in their order.
  [[nodiscard]] const std::vector<std::string>& sheets() const;
  // Reads the sheet of that place in sheets(). Rows that were taken before an error are good.
  // Errors: as open; kMissing where its part is not there.
  [[nodiscard]] Result<> read(std::size_t sheet, const TakeRow& take);

 private:
  struct State;
  explicit Spreadsheet(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fundable
