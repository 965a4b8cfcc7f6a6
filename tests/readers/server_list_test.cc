// Lists of servers kept by hand: read where the header says so, left alone where it does not.
#include <gtest/gtest.h>

#include "tests/readers/machines.h"

namespace fundable {
extern const Reader server_list;
namespace {

TEST(ServerList, ReadsServers) {
  EXPECT_EQ(
      told_by(server_list,
              "Hostname;OS;vCPU;RAM (GB);GPU;Status;Hypervisor;Location;Application;Software;Tags\n"
              "gpu-1;Ubuntu 22.04;64;512;8x NVIDIA H100;running;bare metal;fra;fraud;"
              "\"Slurm 23.02,vLLM\";stage=prod\n"
              "vm-2;Windows;4;16;0;Stopped;Hyper-V;fra;;;\nvm-3;Debian;4;16;2;;;;;;\n"
              "vm-4;Debian;4;16;no;;;Azure West Europe;;;\n;;;;;;;;;;\n",
              "servers.csv"),
      "row 2: gpu-1 on_premises runs; software Ubuntu 22.04; accelerator NVIDIA H100; "
      "software Slurm 23.02; software vLLM; application=fraud, stage=prod; location=fra\n"
      "row 3: vm-2 on_premises declared; software Windows; location=fra\n"
      "row 4: vm-3 - runs; software Debian; gpu gpu\n"
      "row 5: vm-4 azure runs; software Debian; location=Azure West Europe\n"
      "- : 1 row: no server is named\n");
}

TEST(ServerList, UnderstandsWhatSpreadsheetsWrite) {
  const std::string text = "Server Name\tOperating System\tCPU Cores\tMemory\na\tRHEL 9\t4\t8 GB\n";
  std::string wide = "\xFF\xFE";
  for (const char c : text) wide += {c, '\0'};
  EXPECT_TRUE(server_list.recognises({"a.tsv", wide}));
  EXPECT_EQ(told_by(server_list, wide, "a.tsv"), "row 2: a - runs; software RHEL 9\n");
  EXPECT_EQ(told_by(server_list, "Host,OS,CPU,RAM\na,b,1\nb,\"c\n", "a.csv"),
            "row 2: a - runs; software b\n- row 3: a quote is not closed within 2097152 bytes; "
            "reading went on at the next line\n");
}

TEST(ServerList, RecognisesOnlyWhatClearlyIsOne) {
  const auto is = [](std::string_view header) {
    return server_list.recognises({"a.csv", std::string(header) + "\n"});
  };
  EXPECT_TRUE(is("Hostname,OS,vCPU,RAM"));
  EXPECT_TRUE(is("node,gpu_model,cpus,memory_gb,team"));
  EXPECT_FALSE(is("Hostname,OS"));
  EXPECT_FALSE(is("name,os,cpu,memory"));                      // of products, of tests
  EXPECT_FALSE(is("timestamp,host,cpu,memory"));               // measurements
  EXPECT_FALSE(is("benchmark,throughput,gpu,cpu,memory,os"));  // results
  EXPECT_FALSE(is("Invoice,ServiceName,BilledCost"));
  EXPECT_FALSE(is(""));
  EXPECT_FALSE(server_list.recognises({"a.csv", "Hostname,OS,vCPU,RAM"}));
}

TEST(ServerList, HoldsItsBudgets) {
  std::string wide = "Hostname,OS,CPU,RAM";
  for (int i = 0; i < 10'000; ++i) wide += ",c" + std::to_string(i);
  EXPECT_TRUE(told_by(server_list, wide + "\na,b,1,2\n", "a.csv").contains("column"))
      << told_by(server_list, wide + "\na,b,1,2\n", "a.csv");
  std::string many = "Hostname,OS,CPU,RAM\n";
  for (int i = 0; i < 200'001; ++i) many += "a,b,1,2\n";
  EXPECT_EQ(told_by(server_list, many, "a.csv"),
            "a.csv: it lists more than 200000 machines\n  Split it, for example by cluster.");
  const auto small = server_list.read({"a.csv", "Hostname,OS,CPU,RAM\na,b,1,2\n"}, {.bytes = 9});
  EXPECT_EQ(to_string(small.error()), "a.csv: larger than 9 bytes");
}

TEST(ServerList, SecretsAndControlCharactersStayOut) {
  const std::string told = told_by(server_list,
                                   "Hostname,OS,CPU,RAM,Description,Tags\n\x01"
                                   "a\x07,x\x1b[2J,1,2,=1+1,"
                                   "\"password=correcthorse\"\n",
                                   "a.csv");
  EXPECT_EQ(told.find_first_of("\x01\x07\x1b"), std::string::npos) << told;
  EXPECT_FALSE(told.contains("correcthorse")) << told;
  EXPECT_TRUE(told.contains("description==1+1")) << told;
}

}  // namespace
}  // namespace fundable
