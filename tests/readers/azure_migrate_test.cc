// Azure Migrate: what was discovered runs where it was found; what was computed is a target.
#include <gtest/gtest.h>

#include "tests/readers/machines.h"

namespace fundable {
extern const Reader azure_migrate;
namespace {

constexpr const char* kVmware =
    "/subscriptions/5d/resourcegroups/r/providers/microsoft.offazure/vmwaresites/s/machines/m-1";
constexpr const char* kServer =
    "/subscriptions/5d/resourcegroups/r/providers/microsoft.offazure/serversites/s/machines/m-2";

TEST(AzureMigrate, ReadsDiscovery) {
  EXPECT_EQ(
      told_by(azure_migrate,
              std::string("Machine Name,Environment,Software Inventory Count,SQL Discovery Server "
                          "Count,Operating System,Cores,Memory (in MB),Power Stats,Machine ID\n") +
                  "SQL01,Prod,45,1,Microsoft Windows Server 2019,8,4096,ON," + kVmware +
                  "\nOLD,,-1,0,Linux,2,2048,OFF," + kServer + "\n,,,,,,,,\n",
              "Discovery_Report.csv"),
      std::string("row 2: SQL01 on_premises runs; software Microsoft Windows Server 2019; "
                  "environment=Prod; ") +
          kVmware + "\nrow 3: OLD - declared; software Linux; " + kServer +
          "\n- : 1 row: no machine is named\n");
}

TEST(AzureMigrate, AnAssessmentGivesTargetsAndNoCharges) {
  const Reading reading = read_with(
      azure_migrate,
      std::string(
          "Machine Name,Environment,Azure VM Readiness,Recommended VM Size,Monthly Compute "
          "Cost Estimate,Operating System,VM Host,Cores,Memory (in MB),Group Name,Machine "
          "ID\nDEV01,Dev,Ready,Standard_NC24ads_A100_v4,3679.5,Ubuntu,esx-1,24,225280,ml,") +
          kVmware + "\n",
      "VM_IaaS.csv");
  EXPECT_EQ(machines_text(reading),
            std::string("row 2: DEV01 on_premises runs; software Ubuntu; assessment_group=ml, "
                        "environment=Dev, target=azure Standard_NC24ads_A100_v4; host=esx-1; ") +
                kVmware + "\n");
  EXPECT_TRUE(reading.observations[0].charges.empty());
}

TEST(AzureMigrate, ReadsDatabasesAndWebApplications) {
  EXPECT_EQ(told_by(azure_migrate,
                    "Machine Name,SQL Instance,Environment,Azure SQL MI Configuration,SQL Edition,"
                    "SQL Version,Machine ID\nA,MSSQLSERVER,Dev,\",,,0vCore\",Standard,SQL Server "
                    "2016,x\n",
                    "SQL.csv"),
            "row 2: A - runs; software SQL Server 2016 Standard; environment=Dev, "
            "sql_instance=MSSQLSERVER\n");
  EXPECT_EQ(told_by(azure_migrate,
                    "Machine Name,Web Application Name,Environment,Recommended SKU,Azure "
                    "Recommended Target\nB,Shop,Prod,P1,App Service Native\n",
                    "Web.csv"),
            "row 2: B - runs; environment=Prod, target=azure App Service Native, "
            "web_application=Shop\n");
}

TEST(AzureMigrate, ReadsTheImportTemplate) {
  EXPECT_EQ(told_by(azure_migrate,
                    "*Server name,IP addresses,*Cores,*Memory (In MB),*OS name,Server type,"
                    "Hypervisor\na,10.0.0.7,4,8192,Debian 12,Virtual,Hyper-V\n"
                    "b,,4,8192,Debian 12,Physical,\nc,,4,8192,Debian 12,,\n",
                    "import.csv"),
            "row 2: a on_premises runs; software Debian 12\n"
            "row 3: b on_premises runs; software Debian 12\nrow 4: c - runs; software Debian 12\n");
}

TEST(AzureMigrate, TabsOfNoMachineAreNamed) {
  const std::string estimates =
      "- : estimates of cost: they name no machine, and an estimate is no charge\n";
  const auto told = [](const std::string& text) { return told_by(azure_migrate, text, "a.csv"); };
  EXPECT_EQ(told("Category,On-Prem IaaS Cost,Azure IaaS Cost\nCompute,9,8\n"), estimates);
  EXPECT_EQ(told(",,Year 0,Year 1\nTotal,Cash Flow,9,8\n"), estimates);
  EXPECT_EQ(told("Migration Strategy,Workload,Source Count,Target Count\na,b,1,2\n"), estimates);
  EXPECT_EQ(told("Machine Name,Machine ID\n"),
            "- : machines that were decommissioned: they run no more\n");
  EXPECT_EQ(told("Machine Name,Colour\na,b\n"),
            "a.csv:1: the first line is not the header of such a table");
}

TEST(AzureMigrate, RecognisesItsTablesOnly) {
  const auto is = [](std::string_view text) { return azure_migrate.recognises({"a.csv", text}); };
  EXPECT_TRUE(is("Server name,Cores,Memory (In MB),OS name\n"));
  EXPECT_FALSE(is("Server name,Cores,Memory GB,OS\n"));
  EXPECT_FALSE(is("Machine,Environment,Cores\n"));
  EXPECT_FALSE(is("Category,Cost\n"));
  EXPECT_FALSE(is("ServerName,ServiceName,BilledCost\n"));
}

}  // namespace
}  // namespace fundable
