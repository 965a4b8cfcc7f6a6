// The forms by which migrations are planned: intake, portfolio, Migration Center, CAST.
#include <gtest/gtest.h>

#include "tests/readers/machines.h"
#include "tests/readers/reading.h"

namespace fundable {
extern const Reader cast_highlight;
extern const Reader migration_center;
extern const Reader migration_factory;
extern const Reader migration_portfolio;
namespace {

constexpr const char* kNoTable = "a.csv:1: the first line is not the header of such a table";

TEST(MigrationFactory, ReadsTheIntakeForm) {
  EXPECT_EQ(
      told_by(migration_factory,
              "\xEF\xBB\xBFwave_name,app_name,aws_region,aws_accountid,server_name,"
              "server_os_family,server_os_version,server_tier,server_environment,r_type,"
              "instanceType,tags\n"
              "Wave 1,fraud,eu-west-1,111122223333,s1,linux,RHEL 9,gpu,prod,Rehost,g5.4xlarge,"
              "\"BU=Risk;CostCenter=9\"\n"
              "Wave 2,old,eu-west-1,111122223333,s2,windows,,db,dev,Retire,,\n,,,,,,,,,,,\n",
              "intake.csv"),
      "row 2: s1 - runs; software RHEL 9; BU=Risk, CostCenter=9, application=fraud, "
      "environment=prod, r_type=Rehost, target=aws eu-west-1 g5.4xlarge, "
      "target_account=111122223333, tier=gpu, wave=Wave 1\n"
      "row 3: s2 - runs; software windows; application=old, environment=dev, r_type=Retire, "
      "tier=db, wave=Wave 2\n- : 1 row: no server is named\n");
}

TEST(MigrationFactory, RefusesOtherTables) {
  EXPECT_EQ(told_by(migration_factory, "server_name,colour\na,b\n", "a.csv"), kNoTable);
  const auto is = [](std::string_view text) {
    return migration_factory.recognises({"a.csv", text});
  };
  EXPECT_TRUE(is("server_name,server_os_family,app_name,wave_name\n"));
  EXPECT_FALSE(is("app_name,wave_name,r_type,aws_accountid\n"));
  EXPECT_FALSE(is("server_name,app_name,owner\n"));
}

TEST(MigrationPortfolio, ReadsServers) {
  EXPECT_EQ(told_by(migration_portfolio,
                    "Server ID,Server Name,Is Physical,Hypervisor,Num CPUs,Num Cores per CPU,"
                    "OS Name,OS Version,Total RAM (GB),Environment Type,Application\n"
                    "1,gpu-a,Yes,,2,32,Ubuntu,22.04,512,Production,fraud\n"
                    "2,vm-b,No,VMware ESXi,4,1,Windows,2019,16,Test,\n"
                    "3,vm-c,No,,4,1,N/A,,16,Test,\n4,vm-d,No,Azure,4,1,,,16,Test,\n,,,,,,,,,,\n",
                    "mpa.csv"),
            "row 2: gpu-a on_premises runs; software Ubuntu 22.04; application=fraud, "
            "environment=Production, server_id=1\n"
            "row 3: vm-b on_premises runs; software Windows 2019; environment=Test, server_id=2\n"
            "row 4: vm-c - runs; environment=Test, server_id=3\n"
            "row 5: vm-d azure runs; environment=Test, server_id=4\n"
            "- : 1 row: no server is named\n");
}

TEST(MigrationPortfolio, RefusesOtherTables) {
  EXPECT_EQ(told_by(migration_portfolio, "Server Name,Price\na,9\n", "a.csv"), kNoTable);
  const auto is = [](std::string_view text) {
    return migration_portfolio.recognises({"a.csv", text});
  };
  EXPECT_TRUE(is("Server Name,IsPhysical,Hypervisor,numCpus\n"));
  EXPECT_FALSE(is("Server Name,Hypervisor,OS\n"));
  EXPECT_FALSE(is("IsPhysical,Hypervisor,numCpus,Total RAM (GB)\n"));
}

const std::string kMachines =
    "MachineId,MachineName,PrimaryIPAddress,MachineTypeLabel,AllocatedProcessorCoreCount,"
    "MemoryGiB,HostingLocation,OsName,OsVersion,MachineStatus,IsPhysical,Source\n"
    "m1,gpu-1,10.0.0.7,p4d.24xlarge,96,1152,us-east-1,Ubuntu,22.04,running,0,AWS\n"
    "m2,db-1,10.0.0.8,custom,8,64,frankfurt,Windows,2019,poweredOff,0,VMware\n"
    "m3,old,10.0.0.9,,8,64,,,,Running,TRUE,\n,,,,,,,,,,,\n";

TEST(MigrationCenter, ReadsMachinesWithTheTagsBesideThem) {
  const SampleFiles files({{"x/tagInfo.csv", "MachineId,Key,Value\nm1,app,fraud\nm9,app,none\n"},
                           {"tagInfo.csv", "MachineId,Key,Value\nm1,app,wrong\n"}});
  EXPECT_EQ(told_by(migration_center, kMachines, "x/vmInfo.csv", &files),
            "row 2: gpu-1 aws runs; software Ubuntu 22.04; instance_type p4d.24xlarge; "
            "application=fraud; location=us-east-1\n"
            "row 3: db-1 on_premises declared; software Windows 2019; location=frankfurt\n"
            "row 4: old on_premises runs\n- : 1 row: no machine is named\n");
}

TEST(MigrationCenter, OtherFilesOfTheExportAreNamed) {
  const auto told = [](const std::string& text) {
    return told_by(migration_center, text, "a.csv");
  };
  EXPECT_EQ(told("MachineId,Key,Value\nm1,app,fraud\n"),
            "- : tags of machines: they count with vmInfo.csv\n");
  EXPECT_EQ(told("MachineId,DiskLabel,SizeInGib\nm1,a,9\n"),
            "- : parts and measurements of machines; vmInfo.csv names the machines\n");
  EXPECT_EQ(told("MachineId,Name\nm1,a\n"), kNoTable);
}

TEST(MigrationCenter, BrokenTagsAreTold) {
  const SampleFiles files(Place{{"tagInfo.csv", "colour,size\n1,2\n"}});
  EXPECT_EQ(told_by(migration_center,
                    "MachineId,MachineName,MemoryGiB,Source,HostingLocation\n"
                    "m1,a,2,VMware,\n",
                    "vmInfo.csv", &files),
            "row 2: a on_premises runs\n- : the tags in tagInfo.csv: the first line is not the "
            "header of such a table\n");
}

TEST(MigrationCenter, RecognisesItsFilesOnly) {
  const auto is = [](std::string_view text) {
    return migration_center.recognises({"a.csv", text});
  };
  EXPECT_TRUE(is(kMachines));
  EXPECT_FALSE(is("MachineName,Cores,Memory\n"));
  EXPECT_FALSE(is("Key,Value\n"));
  EXPECT_FALSE(migration_center.recognises({"a.txt", kMachines}));
}

TEST(CastHighlight, ReadsApplicationsAndNoAnalyses) {
  EXPECT_EQ(told_by(cast_highlight,
                    "Application,Business Units,Tags,Level,Technologies,Software Resiliency,"
                    "CloudReady\nRoswell,Core;Demo,,Application,C#;Java,77.1,81.6\n"
                    "Roswell,,,Analysis,C#,86,48\n,,,Application,,,\n",
                    "portfolio.csv"),
            "row 2: Roswell - declared; software C#; software Java; application=Roswell, "
            "business_units=Core;Demo\n- : 2 rows: an analysis, counted with its application\n");
}

TEST(CastHighlight, RefusesOtherTables) {
  EXPECT_EQ(told_by(cast_highlight, "Application,Level\na,b\n", "a.csv"), kNoTable);
  const auto is = [](std::string_view text) { return cast_highlight.recognises({"a.csv", text}); };
  EXPECT_TRUE(is("Application,Level,CloudReady\n"));
  EXPECT_FALSE(is("Application,Level,Message\n"));
  EXPECT_FALSE(is("Level,CloudReady\n"));
}

}  // namespace
}  // namespace fundable
