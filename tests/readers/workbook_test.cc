// Workbooks: each sheet by its header; hostile ones end with a sentence.
#include "tests/workbook.h"

#include <gtest/gtest.h>

#include "tests/readers/machines.h"

namespace fundable {
extern const Reader workbook;
namespace {

using Rows = std::vector<std::vector<std::string>>;

const Rows kInfo{{"VM", "Powerstate", "Template", "CPUs", "Memory", "Cluster"},
                 {"gpu-1", "poweredOn", "False", "64", "524288", "ml"},
                 {"old", "poweredOff", "False", "2", "4096", ""},
                 {"base", "poweredOff", "True", "2", "4096", ""}};

TEST(Workbook, ReadsEverySheetThatIsAnInventory) {
  EXPECT_EQ(told_by(workbook,
                    workbook_of({{"vInfo", kInfo},
                                 {"vGPU",
                                  {{"VM", "Powerstate", "Template", "vGPU Profile"},
                                   {"gpu-1", "poweredOn", "False", "grid_a100-40c"}}},
                                 {"vDisk", {{"VM", "Powerstate", "Template", "Disk"}, {"a", "b"}}},
                                 {"Notes", {{"Prepared by"}, {"somebody"}}}}),
                    "RVTools.xlsx"),
            "vInfo row 2: gpu-1 on_premises runs; cluster=ml; cluster=ml\n"
            "vInfo row 3: old on_premises declared\n"
            "vGPU row 2: gpu-1 on_premises runs; accelerator grid_a100-40c\n"
            "- vDisk: a tab that tells of parts of machines; vInfo names the machines\n"
            "- Notes: the sheet is no inventory that is known\n"
            "- : 1 row: a template, which does not run\n");
}

TEST(Workbook, AHeaderMayStandBelowATitle) {
  EXPECT_EQ(told_by(workbook,
                    workbook_of({{"Tab",
                                  {{"Our servers"},
                                   {},
                                   {"Hostname", "OS", "CPU", "RAM (GB)", "Project"},
                                   {"a", "Debian", "4", "8", "fraud"}}}}),
                    "a.XLSX"),
            "Tab row 4: a - runs; software Debian; project=fraud\n");
}

TEST(Workbook, RefusesWhatHoldsNoInventory) {
  EXPECT_EQ(told_by(workbook, workbook_of({{"Sheet1", {{"Name", "Price"}, {"a", "9"}}}}), "a.xlsx"),
            "a.xlsx: no sheet of the workbook is an inventory that is known: the sheet is no "
            "inventory that is known");
  EXPECT_EQ(told_by(workbook, workbook_of({}), "a.xlsx"),
            "a.xlsx: no sheet of the workbook is an inventory that is known: it has no sheets");
  EXPECT_TRUE(told_by(workbook, "PK\3\4 and no more", "a.xlsx").starts_with("a.xlsx: the zip"));
  EXPECT_EQ(told_by(workbook, zip_of({{"a.xlsx", workbook_of({{"vInfo", kInfo}})}}), "a.xlsx"),
            "a.xlsx: the archive holds no workbook (xl/workbook.xml)");
}

TEST(Workbook, HostileSheetsEndWithASentence) {
  const std::string header =
      "<row><c t=\"str\"><v>Hostname</v></c><c t=\"str\"><v>OS</v></c><c t=\"str\"><v>CPU</v></c>"
      "<c t=\"str\"><v>RAM</v></c></row><row><c t=\"str\"><f>EVIL()</f><v>=a</v></c></row>";
  EXPECT_EQ(told_by(workbook, workbook_with(sheet_of(header)), "a.xlsx"),
            "data row 2: =a - runs\n");

  std::string cells;
  for (int i = 0; i < 200; ++i) cells += "<c/>";
  const std::string bytes = workbook_with(sheet_of(header + "<row>" + cells + "</row>"));
  const auto few = workbook.read({"a.xlsx", bytes}, {.values = 100});
  ASSERT_TRUE(few);
  EXPECT_EQ(skipped_text(*few), "data: the workbook has more than 100 cells\n");
  EXPECT_EQ(few->observations.size(), 1U);

  std::string bomb = header;
  bomb.append(30'000'000, ' ');
  EXPECT_TRUE(told_by(workbook, workbook_with(sheet_of(bomb)), "a.xlsx")
                  .contains("- data: the archive inflates to more than"));

  const std::string entity =
      "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet>&e;</worksheet>";
  EXPECT_TRUE(told_by(workbook, workbook_with(entity), "a.xlsx").contains("DOCTYPE"));
}

TEST(Workbook, RecognisesWorkbooksOnly) {
  EXPECT_TRUE(workbook.recognises({"a.XLSX", "PK\3\4"}));
  EXPECT_TRUE(workbook.recognises({"a.xlsx", "<html>"}));
  EXPECT_FALSE(workbook.recognises({"a.zip", "PK\3\4"}));
  EXPECT_FALSE(workbook.recognises({"a.xlsm.csv", "PK\3\4"}));
}

}  // namespace
}  // namespace fundable
