// Archives, workbooks and delimited text that say one thing of themselves and are another.
#include <gtest/gtest.h>

#include "tests/app/hostile.h"
#include "tests/workbook.h"

namespace fundable::end_to_end {
namespace {

class HostileTable : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostileTable, EndsInASentence) { expect_told(GetParam()); }

std::string inline_cell(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

// A server list of one machine, then these rows.
std::string servers(const std::string& rows) {
  return sheet_of("<row r=\"1\">" + inline_cell("A1", "VM") + inline_cell("B1", "Powerstate") +
                  inline_cell("C1", "CPUs") + inline_cell("D1", "Memory") + "</row><row r=\"2\">" +
                  inline_cell("A2", "gpu-1") + inline_cell("B2", "poweredOn") +
                  inline_cell("C2", "8") + inline_cell("D2", "64") + "</row>" + rows);
}

std::string with_shared(const std::string& doctype, const std::string& text) {
  return workbook_with(servers(""), doctype + "<sst><si><t>" + text + "</t></si></sst>");
}

const std::string kServerList = "Server Name,IP,OS,CPU,Memory\n";

INSTANTIATE_TEST_SUITE_P(
    EndToEnd, HostileTable,
    ::testing::Values(
        Hostile{"ZipBomb", "a.xlsx",
                [] {
                  return workbook_with(servers("<row><c r=\"A3\" t=\"inlineStr\"><is><t>" +
                                               std::string(100 << 20, 'x') +
                                               "</t></is></c></row>"));
                },
                "the archive inflates to more than"},
        Hostile{"ZipBombOfCells", "a.xlsx",
                [] {
                  return workbook_with(
                      servers("<row r=\"3\">" + repeated("<c/>", 9'000'000) + "</row>"));
                },
                "the archive inflates to more than"},
        Hostile{"ZipInZip", "a.xlsx",
                [] {
                  const std::string bomb = zip_of({{"a", std::string(100 << 20, '\0')}});
                  return zip_of({{"xl/workbook.xml", bomb, false}});
                },
                "workbook.xml.rels"},
        Hostile{"ZipOfManyEntries", "a.xlsx",
                [] {
                  std::vector<ZipEntry> entries;
                  for (int i = 0; i < 20'000; ++i) {
                    entries.push_back({"xl/" + std::to_string(i), "x", false});
                  }
                  return zip_of(entries);
                },
                "more than 10000 entries"},
        Hostile{"WorkbookEntities", "a.xlsx",
                [] {
                  return with_shared(
                      "<!DOCTYPE s [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>", "&b;");
                },
                "DOCTYPE"},
        Hostile{"WorkbookExternalEntity", "a.xlsx",
                [] {
                  return with_shared("<!DOCTYPE s [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
                                     "&a;");
                },
                "DOCTYPE"},
        Hostile{"WorkbookPlaces", "a.xlsx",
                [] {
                  return workbook_with(servers(
                      "<row r=\"99999999999999999999\"><c r=\"ZZZZZZZ99999999\" t=\"s\">"
                      "<v>18446744073709551615</v></c><c r=\"XFD3\" t=\"s\"><v>-1</v></c></row>"));
                },
                "has more than 4000 columns"},
        Hostile{"WorkbookRows", "a.xlsx",
                [] {
                  std::string rows;
                  for (int i = 0; i < 250'000; ++i) {
                    rows += "<row>" + inline_cell("A3", std::to_string(i)) + "</row>";
                  }
                  return workbook_with(servers(rows));
                },
                "more than 200000 machines"},
        Hostile{"CsvQuote", "a.csv",
                [] { return kServerList + "\"x,1,2,3,4\n" + repeated("y,1,u,3,4\n", 5'000); },
                "a quote is not closed"},
        Hostile{"CsvQuotes", "a.csv",
                [] { return kServerList + repeated("\"x,1,2,3,4\nx\"x,\"y\"z,1\n", 50'000); },
                "49980 more broken rows"},
        Hostile{"CsvColumns", "a.csv",
                [] { return header_of_bill() + repeated(",x", 1'000'000) + "\n1\n"; }, "no reader"},
        Hostile{"CsvOneLine", "a.csv", [] { return kServerList + std::string(64 << 20, 'x'); },
                "longer than 2097152 bytes"},
        Hostile{"CsvMachines", "a.csv",
                [] { return kServerList + repeated("y,1,u,3,4\n", 250'000); },
                "more than 200000 machines"}),
    [](const auto& tested) { return std::string(tested.param.what); });

}  // namespace
}  // namespace fundable::end_to_end
