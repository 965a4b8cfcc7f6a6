// Writes the few structures of a zip archive by hand, so that tests can also break them.
#include "tests/workbook.h"

#include <zlib.h>

#include <cstdint>
#include <map>

#include "tests/deflated.h"

namespace fundable {
namespace {

std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
  return out;
}

// What the local header and the directory say alike.
std::string facts_of(const ZipEntry& entry, std::size_t stored) {
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(entry.bytes.data()),
                         static_cast<uInt>(entry.bytes.size()));
  return little(20, 2) + little(0, 2) + little(entry.deflated ? 8 : 0, 2) + little(0, 2) +
         little(0x21, 2) + little(sum, 4) + little(stored, 4) + little(entry.bytes.size(), 4) +
         little(entry.name.size(), 2) + little(0, 2);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  }
  return out;
}

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

struct SharedStrings {
  std::map<std::string, std::size_t> places;
  std::string xml;
  std::size_t place(const std::string& text) {
    const auto [found, is_new] = places.emplace(text, places.size());
    if (is_new) xml += "<si><t>" + escaped(text) + "</t></si>";
    return found->second;
  }
};

std::string rows_xml(const SheetOfTexts& sheet, SharedStrings& shared) {
  std::string xml;
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    const std::string number = std::to_string(row + 1);
    xml += "<row r=\"" + number + "\">";
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
      const std::string& text = sheet.rows[row][column];
      if (text.empty()) continue;
      xml += "<c r=\"" + column_name(column) + number + "\" t=\"s\"><v>" +
             std::to_string(shared.place(text)) + "</v></c>";
    }
    xml += "</row>";
  }
  return xml;
}

}  // namespace

std::string zip_of(const std::vector<ZipEntry>& entries) {
  std::string bytes;
  std::string directory;
  for (const ZipEntry& entry : entries) {
    const std::string stored = entry.deflated ? deflated(entry.bytes, -15) : entry.bytes;
    const std::string facts = facts_of(entry, stored.size());
    directory += "PK\1\2" + little(20, 2) + facts + little(0, 2) + little(0, 2) + little(0, 2) +
                 little(0, 4) + little(bytes.size(), 4) + entry.name;
    bytes += "PK\3\4" + facts + entry.name + stored;
  }
  const std::size_t start = bytes.size();
  return bytes + directory + "PK\5\6" + little(0, 4) + little(entries.size(), 2) +
         little(entries.size(), 2) + little(directory.size(), 4) + little(start, 4) + little(0, 2);
}

std::string sheet_of(std::string_view rows) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>" + std::string(rows) +
         "</sheetData></worksheet>";
}

std::string workbook_of(const std::vector<SheetOfTexts>& sheets) {
  std::string names;
  std::string relations;
  std::vector<ZipEntry> entries;
  SharedStrings shared;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    names += "<sheet name=\"" + escaped(sheets[i].name) + "\" sheetId=\"" + id + "\" r:id=\"rId" +
             id + "\"/>";
    relations += "<Relationship Id=\"rId" + id + "\" Target=\"worksheets/sheet" + id + ".xml\"/>";
    entries.push_back({"xl/worksheets/sheet" + id + ".xml", sheet_of(rows_xml(sheets[i], shared))});
  }
  entries.push_back(
      {"xl/workbook.xml", "<workbook xmlns:r=\"urn:r\"><sheets>" + names + "</sheets></workbook>"});
  entries.push_back(
      {"xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>"});
  entries.push_back({"xl/sharedStrings.xml", "<sst>" + shared.xml + "</sst>"});
  return zip_of(entries);
}

std::string workbook_with(std::string_view sheet_xml, std::string_view shared_xml) {
  std::vector<ZipEntry> entries{
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"data\" sheetId=\"7\" r:id=\"a\"/>"
       "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"a\" Target=\"/xl/worksheets/one.xml\"/></Relationships>"},
      {"xl/worksheets/one.xml", std::string(sheet_xml)}};
  if (!shared_xml.empty()) entries.push_back({"xl/sharedStrings.xml", std::string(shared_xml)});
  return zip_of(entries);
}

}  // namespace fundable
