// The import file of Application Discovery Service, and Migration Hub's recommendations.
#include <gtest/gtest.h>

#include "tests/readers/machines.h"

namespace fundable {
extern const Reader aws_discovery;
namespace {

const std::string kHeader =
    "ExternalId,SMBiosId,IPAddress,HostName,VMware.MoRefId,VMware.VMName,VMware.VCenterId,"
    "CPU.NumberOfProcessors,CPU.NumberOfLogicalCores,OS.Name,OS.Version,RAM.TotalSizeInMB,"
    "Applications,ApplicationWave,Tags,ServerId\n";

TEST(AwsDiscovery, ReadsServers) {
  const std::string text =
      kHeader +
      "inv-1,,10.0.0.7,scorer,vm-7,,vc-1,2,32,Ubuntu,22.04,65536,\"fraud;billing\",2,"
      "\"team:risk, stage:prod\",d-1\n"
      "/subscriptions/5d/x,,,,vm-8,portal,,4,,Windows,,8192,,,,\n,,,,,,,,,,,,shop,1,,\n";
  EXPECT_EQ(told_by(aws_discovery, text, "import.csv"),
            "row 2: scorer on_premises runs; software Ubuntu 22.04; application=fraud, "
            "applications=fraud;billing, stage=prod, team=risk, wave=2; vcenter=vc-1\n"
            "row 3: portal azure runs; software Windows; /subscriptions/5d/x\n"
            "- : 1 row: nothing says which server: an application or a broken row\n");
  EXPECT_EQ(read_with(aws_discovery, text, "import.csv").observations[0].at.says,
            "server: 32 CPUs, 65536 MB memory, Ubuntu 22.04");
}

TEST(AwsDiscovery, ARecommendationIsATargetAndNoPlatform) {
  EXPECT_EQ(told_by(aws_discovery,
                    "ServerId,Server.ExternalId,Server.HostName,Server.SMBiosId,"
                    "Server.VMware.VMName,Recommendation.EC2.InstanceModel,"
                    "Recommendation.EC2.Price.Upfront\nd-1,inv-1,scorer,,scorer,p5.48xlarge,9\n",
                    "recommendations.csv"),
            "row 2: scorer on_premises runs; target=aws p5.48xlarge\n");
}

TEST(AwsDiscovery, RefusesOtherTables) {
  EXPECT_EQ(told_by(aws_discovery, "HostName,OS.Name\na,b\n", "a.csv"),
            "a.csv:1: the first line is not the header of such a table");
  EXPECT_TRUE(told_by(aws_discovery, "", "a.csv").starts_with("a.csv"));
  const auto is = [](std::string_view text) { return aws_discovery.recognises({"a.csv", text}); };
  EXPECT_TRUE(is(kHeader));
  EXPECT_FALSE(is("HostName,OS.Name,OS.Version,IPAddress\n"));
  EXPECT_FALSE(is("ServerName,IsPhysical,Hypervisor,NumCpus,TotalRamGB\n"));
  EXPECT_FALSE(aws_discovery.recognises({"a.json", kHeader}));
}

}  // namespace
}  // namespace fundable
