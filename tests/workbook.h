// Zip archives and workbooks for the tests, made in memory.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fundable {

struct ZipEntry {
  std::string name;
  std::string bytes;
  bool deflated = true;
};

[[nodiscard]] std::string zip_of(const std::vector<ZipEntry>& entries);

// A sheet of cells: texts are shared strings, empty ones are left out.
struct SheetOfTexts {
  std::string name;
  std::vector<std::vector<std::string>> rows;
};
[[nodiscard]] std::string workbook_of(const std::vector<SheetOfTexts>& sheets);

// A workbook of one sheet `data` whose part is given; with these shared strings, as XML.
[[nodiscard]] std::string workbook_with(std::string_view sheet_xml,
                                        std::string_view shared_xml = {});

// `<worksheet><sheetData>…</sheetData></worksheet>`.
[[nodiscard]] std::string sheet_of(std::string_view rows_xml);

}  // namespace fundable
