// Traces of GPU clusters, in groups.
#include <gtest/gtest.h>

#include "tests/readers/machines.h"

namespace fundable {
extern const Reader openb_trace;
namespace {

std::string says(const std::string& text) {
  std::string all;
  for (const Observation& seen : read_with(openb_trace, text, "trace.csv").observations) {
    all += seen.at.says + "\n";
  }
  return all;
}

TEST(OpenbTrace, GroupsNodes) {
  const std::string text =
      "sn,cpu_milli,memory_mib,gpu,model\nn0,64000,262144,2,P100\nn1,64000,262144,2,P100\n"
      "n2,96000,262144,0,\nn3,96000,262144,8,V100M32\n";
  EXPECT_EQ(told_by(openb_trace, text, "nodes.csv"),
            "row 4: nodes - runs\nrows 2-3: P100 nodes - runs; accelerator P100\n"
            "row 5: V100M32 nodes - runs; accelerator V100M32\n");
  EXPECT_EQ(says(text), "1 node\n2 nodes with 4 GPUs in all\n1 node with 8 GPUs in all\n");
}

TEST(OpenbTrace, GroupsPods) {
  const std::string text =
      "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,scheduled_time\n"
      "p0,1,1,1,1000,,LS,Running,0\np1,1,1,4,1000,A10,BE,Running,5\np2,1,1,1,460,,LS,Failed,9\n"
      "p3,1,1,0,0,,BE,Pending,\n";
  EXPECT_EQ(told_by(openb_trace, text, "pods.csv"),
            "row 5: BE pods - declared; qos=BE\nrow 3: BE pods - runs; gpu job; qos=BE\n"
            "rows 2-4: LS pods - runs; gpu service; qos=LS\n");
  EXPECT_EQ(says(text),
            "1 never scheduled pod\n1 pod with 4 GPUs in all\n2 pods with 2 GPUs in all\n");
}

TEST(OpenbTrace, ReadsASummaryOfClusters) {
  EXPECT_EQ(told_by(openb_trace,
                    "id,job_num,gpu_job_num,avg_run_time_gpu\nSeren,1031550,663813,1414.3\n"
                    "Idle,12,0,0\n,1,1,1\n",
                    "acme.csv"),
            "row 2: Seren - runs; gpu job; cluster=Seren\nrow 3: Idle - runs; cluster=Idle\n"
            "- : 1 row: broken or too many kinds\n");
}

TEST(OpenbTrace, HoldsItsBudgetOfKinds) {
  std::string text = "sn,cpu_milli,memory_mib,gpu,model\n";
  for (int i = 0; i < 1005; ++i) text += "n,1,1,1,M" + std::to_string(i) + "\n";
  const Reading reading = read_with(openb_trace, text, "a.csv");
  EXPECT_EQ(reading.observations.size(), 1000U);
  EXPECT_EQ(skipped_text(reading), ": 5 rows: broken or too many kinds\n");
}

TEST(OpenbTrace, RefusesOtherTables) {
  EXPECT_EQ(told_by(openb_trace, "a,b\n1,2\n", "a.csv"),
            "a.csv:1: the first line is no header of such a trace");
  const auto is = [](const char* path, std::string_view text) {
    return openb_trace.recognises({path, text});
  };
  EXPECT_TRUE(is("a.csv", "sn,cpu_milli,memory_mib,gpu,model\n"));
  EXPECT_FALSE(is("a.csv", "sn,cpu,memory,gpu,model\n"));
  EXPECT_FALSE(is("a.csv", "name,num_gpu,qos\n"));
  EXPECT_FALSE(is("a.txt", "sn,cpu_milli,memory_mib,gpu,model\n"));
}

}  // namespace
}  // namespace fundable
