// RVTools tabs as CSV: which machines run, where, with what, and what is no machine.
#include <gtest/gtest.h>

#include "tests/readers/machines.h"

namespace fundable {
extern const Reader rvtools;
namespace {

constexpr const char* kPath = "export/RVTools_tabvInfo.csv";

const std::string kMachines =
    "VM,Powerstate,Template,SRM Placeholder,CPUs,Memory,Resource pool,Folder,Annotation,"
    "App Name,Cost Center,Datacenter,Cluster,Host,OS according to the configuration file,"
    "OS according to the VMware Tools,VM UUID,VI SDK Server\n";

TEST(Rvtools, ReadsMachines) {
  EXPECT_EQ(
      told_by(rvtools,
              kMachines +
                  "train-1,poweredOn,False,False,64,\"524288\",gpu,/prod,trains models,claims,"
                  "CC-9,fra,ml,esx-7,Other,Ubuntu Linux (64-bit),"
                  "4221B2F1-0000-1111-2222-333344445555,vc.corp.example\n"
                  "old-1,poweredOff,False,False,2,4096,,,,,,fra,gen,esx-8,RHEL 6,,not-a-uuid,\n"
                  "base,poweredOff,True,False,2,4096,,,,,,fra,gen,esx-8,RHEL 6,,,\n"
                  "shadow,poweredOff,False,True,2,4096,,,,,,fra,gen,esx-8,RHEL 6,,,\n"
                  ",poweredOn,False,False,2,4096,,,,,,,,,,,,\n",
              kPath),
      "row 2: train-1 on_premises runs; software Ubuntu Linux (64-bit); Cost Center=CC-9, "
      "annotation=trains models, application=claims, cluster=ml, folder=/prod, resource_pool=gpu; "
      "cluster=ml, datacenter=fra, host=esx-7; 4221b2f1-0000-1111-2222-333344445555\n"
      "row 3: old-1 on_premises declared; software RHEL 6; cluster=gen; cluster=gen, "
      "datacenter=fra, host=esx-8\n"
      "- : 1 row: a placeholder for a machine that runs at another site\n"
      "- : 1 row: a template, which does not run\n"
      "- : 1 row: no machine is named\n");
}

TEST(Rvtools, VmwareInACloudIsThatCloud) {
  const auto platform = [](const std::string& server, const std::string& host) {
    const Reading reading =
        read_with(rvtools,
                  "VM,Powerstate,CPUs,Memory,Host,VI SDK Server\na,poweredOn,1,2," + host + "," +
                      server + "\n",
                  kPath);
    return reading.observations.empty() ? "none" : reading.observations[0].platform;
  };
  EXPECT_EQ(platform("vc.7d2c.westeurope.avs.azure.com", "esx-1"), "azure");
  EXPECT_EQ(platform("vcsa-1.a.asia-southeast1.gve.goog", "esx-1"), "gcp");
  EXPECT_EQ(platform("vcenter.sddc-3-1.vmwarevmc.com", "esx-1"), "aws");
  EXPECT_EQ(platform("", "sddc.oraclevcn.com"), "oci");
  EXPECT_EQ(platform("vcenter.lawson.example", "10.0.0.7"), "on_premises");
}

TEST(Rvtools, GpusAreMarks) {
  EXPECT_EQ(told_by(rvtools,
                    "VM;Powerstate;Template;vGPU Profile;Cluster\n"
                    "a;poweredOn;False;grid_a100-40c;ml\nb;poweredOn;False;;ml\n"
                    "c;poweredOff;False;grid_t4-8q;ml\nd;poweredOff;True;grid_t4-8q;ml\n",
                    "RVTools_tabvGPU.csv"),
            "row 2: a on_premises runs; accelerator grid_a100-40c; cluster=ml; cluster=ml\n"
            "row 4: c on_premises declared; accelerator grid_t4-8q; cluster=ml; cluster=ml\n"
            "- : 1 row: a machine without a GPU\n- : 1 row: a template, which does not run\n");
}

TEST(Rvtools, ReadsHosts) {
  EXPECT_EQ(told_by(rvtools,
                    "Host,Datacenter,Cluster,CPU Model,# VMs total,# Cores,# Memory,"
                    "ESX Version,Model\nesx-7,fra,ml,Xeon,9,64,1048576,"
                    "VMware ESXi 8.0.2 build-1,XE9680\n",
                    "RVTools_tabvHost.csv"),
            "row 2: esx-7 on_premises runs; software VMware ESXi 8.0.2 build-1; cluster=ml, "
            "model=XE9680; cluster=ml, datacenter=fra\n");
}

TEST(Rvtools, TabsOfPartsAreNamed) {
  EXPECT_EQ(told_by(rvtools, "VM,Powerstate,Template,Disk\na,poweredOn,False,Hard disk 1\n",
                    "RVTools_tabvDisk.csv"),
            "- : a tab that tells of parts of machines; vInfo names the machines\n");
  EXPECT_EQ(told_by(rvtools, "Name,Key,Value\nx,y,z\n", "RVTools_tabvLicense.csv"),
            "- : a tab that tells of no machine; vInfo names the machines\n");
}

TEST(Rvtools, BrokenRowsCostThemselves) {
  EXPECT_EQ(
      told_by(rvtools,
              "VM,Powerstate,CPUs,Memory\na,poweredOn,1,2\nb,poweredOn,1,2,3,4\n"
              "\"c,poweredOn,1,2\nd,poweredOn\n",
              kPath),
      "row 2: a on_premises runs\nrow 5: d on_premises runs\n"
      "- row 3: the row has 6 fields, the header 4\n"
      "- row 4: a quote is not closed within 2097152 bytes; reading went on at the next line\n");
  EXPECT_EQ(told_by(rvtools, "VM,Powerstate", "a.csv"),
            "a.csv:1: the first line is not the header of such a table");
}

TEST(Rvtools, HostileNamesAreMadeFit) {
  const Reading reading =
      read_with(rvtools,
                "VM,Powerstate,CPUs,Memory,Annotation\n\x1b[31m=cmd|'/C calc'!A0,poweredOn,1,2,"
                "\"password=hunter2hunter2\"\n",
                kPath);
  ASSERT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(reading.observations[0].name.find('\x1b'), std::string::npos);
  EXPECT_TRUE(reading.observations[0].name.ends_with("=cmd|'/C calc'!A0"));
  EXPECT_FALSE(machine_text(reading.observations[0]).contains("hunter2"));
}

TEST(Rvtools, RecognisesItsTabsOnly) {
  const auto is = [](const char* path, std::string_view text) {
    return rvtools.recognises({path, text});
  };
  EXPECT_TRUE(is("vms.csv", kMachines));
  EXPECT_TRUE(is("RVTools_tabvLicense.csv", "Name,Key\n"));
  EXPECT_FALSE(is("vms.txt", kMachines));
  EXPECT_FALSE(is("people.csv", "VM,Name,Memory\na,b,c\n"));
  EXPECT_FALSE(is("vms.csv", "HostName,OS,CPU,Memory\na,b,c,d\n"));
  EXPECT_FALSE(is("empty.csv", ""));
}

}  // namespace
}  // namespace fundable
