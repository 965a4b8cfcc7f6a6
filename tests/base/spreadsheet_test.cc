// Zip archives and workbooks, whole, damaged and hostile.
#include "base/spreadsheet.h"

#include <gtest/gtest.h>

#include "tests/workbook.h"

namespace fundable {
namespace {

std::string entry_of(std::string_view archive, const std::string& name,
                     const ZipLimits& limits = {}) {
  auto opened = ZipArchive::open(archive, limits);
  if (!opened) return to_string(opened.error());
  std::string bytes;
  const auto read = opened->read(name, [&](std::string_view piece) -> Result<> {
    bytes += piece;
    return {};
  });
  return read ? bytes : to_string(read.error());
}

TEST(Zip, ReadsEntriesByName) {
  const std::string archive = zip_of({{"a.txt", "one"}, {"b/C.txt", "two", false}});
  EXPECT_EQ(entry_of(archive, "a.txt"), "one");
  EXPECT_EQ(entry_of(archive, "B/c.txt"), "two");
  EXPECT_EQ(entry_of(archive, "c"), "the archive has no c");
  EXPECT_TRUE(entry_of("PK\3\4 and no more", "a").starts_with("the zip archive cannot be read: "));
  EXPECT_EQ(entry_of("", "a"), "the archive has no a");
}

TEST(Zip, AnArchiveInAnArchiveIsAnEntry) {
  const std::string inner = zip_of({{"a.txt", "one"}});
  EXPECT_EQ(entry_of(zip_of({{"inner.zip", inner}}), "inner.zip"), inner);
}

TEST(Zip, DamageIsTold) {
  const std::string archive = zip_of({{"a.txt", std::string(1000, 'x'), false}});
  std::string changed = archive;
  changed[100] = 'y';
  EXPECT_EQ(entry_of(changed, "a.txt"), "a.txt in the archive is damaged or cut off");
  EXPECT_TRUE(entry_of(archive.substr(0, 900), "a.txt").starts_with("the zip archive cannot"));
}

TEST(Zip, ABombEndsAtItsBudget) {
  const std::string archive = zip_of({{"zeros", std::string(50'000'000, '\0')}});
  ASSERT_LT(archive.size(), 100'000u);
  EXPECT_EQ(
      entry_of(archive, "zeros"),
      "the archive inflates to more than 1073741824 bytes, or to more than 200 times its size");
  EXPECT_EQ(entry_of(archive, "zeros", {.bytes = 60'000'000, .ratio = 10'000}).size(), 50'000'000u);
  EXPECT_TRUE(entry_of(archive, "zeros", {.bytes = 40'000'000, .ratio = 10'000})
                  .starts_with("the archive inflates to more than 40000000 bytes"));
  std::vector<ZipEntry> many;
  for (int i = 0; i < 30; ++i) many.push_back({std::to_string(i), ""});
  EXPECT_EQ(entry_of(zip_of(many), "1", {.entries = 29}), "the archive has more than 29 entries");
  EXPECT_EQ(entry_of(zip_of(many), "1", {.entries = 30}), "");
}

// Every row as `number: cell|cell|`.
std::string rows_of(std::string_view bytes, const SpreadsheetLimits& limits = {}) {
  auto workbook = Spreadsheet::open(bytes, limits);
  if (!workbook) return to_string(workbook.error());
  std::string text;
  for (std::size_t i = 0; i < workbook->sheets().size(); ++i) {
    const auto read = workbook->read(i, [&](std::uint32_t number, auto cells) {
      text += std::to_string(number) + ": ";
      for (const auto cell : cells) text += std::string(cell) + "|";
      text += "\n";
      return true;
    });
    if (!read) text += "! " + to_string(read.error()) + "\n";
  }
  return text;
}

TEST(Spreadsheet, ReadsSheetsAndSharedStrings) {
  const std::string bytes =
      workbook_of({{"Ünits", {{"a", "", "b & c"}, {}, {"", "a"}}}, {"two", {{"x"}}}});
  auto workbook = Spreadsheet::open(bytes);
  ASSERT_TRUE(workbook) << to_string(workbook.error());
  EXPECT_EQ(workbook->sheets(), (std::vector<std::string>{"Ünits", "two"}));
  EXPECT_EQ(rows_of(bytes), "1: a||b & c|\n3: |a|\n1: x|\n");
}

TEST(Spreadsheet, TakesCellsAsWritten) {
  const std::string rows = sheet_of(
      "<row r=\"4\"><c r=\"B4\"><v>45714.5372</v></c><c t=\"b\"><v>1</v></c>"
      "<c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>no</t></rPh></is></c>"
      "<c t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>seen</v></c><c><f>1+1</f></c>"
      "<c t=\"e\"><v>#N/A</v></c><c t=\"s\"><v>0</v></c><c t=\"s\"><v>9</v></c></row>"
      "<row><c><v>=cmd|' /C calc'!A0</v></c></row><row/>");
  EXPECT_EQ(rows_of(workbook_with(rows,
                                  "<sst><si><r><t>sha</t></r><r><t>red</t></r>"
                                  "<rPh><t>no</t></rPh></si></sst>")),
            "4: |45714.5372|TRUE|inline|seen||#N/A|shared|\n5: =cmd|' /C calc'!A0|\n");
}

TEST(Spreadsheet, StopsWhereTheTakerHasEnough) {
  const std::string bytes = workbook_with(sheet_of("<row><c><v>1</v></c></row><row><c>"));
  auto workbook = Spreadsheet::open(bytes);
  ASSERT_TRUE(workbook);
  int rows = 0;
  EXPECT_TRUE(workbook->read(0, [&](std::uint32_t, auto) { return ++rows < 1; }));
  EXPECT_FALSE(workbook->read(0, [&](std::uint32_t, auto) { return ++rows < 9; }));
  EXPECT_EQ(rows, 2);
}

TEST(Spreadsheet, RefusesWhatIsHostile) {
  EXPECT_EQ(rows_of(zip_of({{"word/document.xml", "<w/>"}})),
            "the archive holds no workbook (xl/workbook.xml)");
  const std::string entity =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
      "<worksheet><sheetData><row><c><v>&e;</v></c></row></sheetData></worksheet>";
  const std::string refused = rows_of(workbook_with(entity));
  EXPECT_TRUE(refused.contains("DOCTYPE") && !refused.contains("root")) << refused;
  EXPECT_TRUE(rows_of(workbook_with("<worksheet><row><c>")).starts_with("! not XML"));

  std::string empty_cells;
  for (int i = 0; i < 1000; ++i) empty_cells += "<c s=\"1\"/>";
  EXPECT_EQ(rows_of(workbook_with(sheet_of("<row>" + empty_cells + "</row>")), {.cells = 999}),
            "! the workbook has more than 999 cells\n");
  EXPECT_EQ(rows_of(workbook_with(sheet_of("<row>" + empty_cells + "</row>")), {.cells = 1000}),
            "");
  EXPECT_EQ(rows_of(workbook_with(sheet_of("<row r=\"8\"><c r=\"ZZ8\"><v>1</v></c></row>")),
                    {.columns = 701}),
            "! row 8 has more than 701 columns\n");
  EXPECT_EQ(rows_of(workbook_with(sheet_of("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>"
                                           "<c r=\"A1\"><v>3</v></c></row>"),
                                  "<sst/>"),
                    {.columns = 2}),
            "! row 1 has more than 2 columns\n");
  EXPECT_EQ(rows_of(workbook_with(sheet_of("<row><c><v>12345</v></c></row>")), {.text_bytes = 4}),
            "! row 1 holds more than 4 bytes\n");
  EXPECT_EQ(
      rows_of(workbook_with(sheet_of(""), "<sst><si><t>12345</t></si></sst>"), {.text_bytes = 4}),
      "the shared strings take more than 4 bytes");
  EXPECT_EQ(rows_of(workbook_of({{"a", {}}, {"b", {}}}), {.sheets = 1}),
            "the workbook has more than 1 sheets");
}

}  // namespace
}  // namespace fundable
