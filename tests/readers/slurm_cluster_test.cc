// sinfo, squeue and scontrol: a cluster's partitions, nodes and jobs, in every shape they print.
#include <gtest/gtest.h>

#include "tests/readers/inventory.h"

namespace fundable {
extern const Reader slurm_cluster;
namespace {

Reading read_text(std::string_view text) { return read_with(slurm_cluster, text, "slurm.txt"); }

TEST(SlurmCluster, SumsThePartitionsOfSinfo) {
  const Reading reading = read_text(
      "PARTITION AVAIL  TIMELIMIT  NODES  STATE NODELIST GRES\n"
      "cpu*         up   infinite     12   idle n[01-12] (null)\n"
      "gpu          up 2-00:00:00      3  alloc g[01-03] gpu:h100:8(S:0-1)\n"
      "gpu          up 2-00:00:00      1  drain g04 gpu:h100:8(S:0-1)\n");
  ASSERT_EQ(reading.observations.size(), 2U);
  const Observation& gpu = reading.observations[1];
  EXPECT_EQ(gpu.at.source, "slurm.txt");
  EXPECT_EQ(gpu.at.locator, "lines 3-4");
  EXPECT_EQ(gpu.at.says, "partition gpu has 4 nodes with 32 GPUs");
  EXPECT_EQ(gpu.proof, Proof::kRuns);
  EXPECT_EQ(gpu.platform, "on_premises");
  EXPECT_EQ(gpu.name, "gpu");
  EXPECT_EQ(gpu.tags, (Place{{"partition", "gpu"}}));
  EXPECT_EQ(marks_text(gpu), "scheduler slurm\ngpu job (h100)\naccelerator h100\n");
  EXPECT_EQ(reading.observations[0].at.says, "partition cpu has 12 nodes");
  EXPECT_EQ(marks_text(reading.observations[0]), "scheduler slurm\n");
}

TEST(SlurmCluster, CountsNodesThatSinfoRepeatsOnce) {
  const Reading reading = read_text(
      "Mon Sep 07 10:15:00 2026\n"
      "NODELIST|PARTITION|GRES|STATE\nn1|ml|gpu:a100:4|idle\nn1|ml|gpu:a100:4|idle\n"
      "n2|ml|gpu:a100:4|mixed\n");
  ASSERT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(reading.observations[0].at.says, "partition ml has 2 nodes with 8 GPUs");
}

TEST(SlurmCluster, ReadsWhatScriptsPrintWithoutAHeader) {
  const Reading nodes = read_text(
      "node1   |gpu:ampere:8  |gpu:ampere:0(IDX:N/A) |256 |0/256/0/256 |idle |learn\n"
      "node2   |gpu:ampere:8  |gpu:ampere:8(IDX:0-7) |256 |9/247/0/256 |mix  |learn\n");
  ASSERT_EQ(nodes.observations.size(), 1U);
  EXPECT_EQ(nodes.observations[0].at.says, "partition learn has 2 nodes with 16 GPUs");
  const Reading jobs = read_text(
      "N/A|#1|#4570|#bash|#RUNNING|#ana|#cpu=24,node=1,billing=112,gres/gpu=2|#gpu\n"
      "N/A|#1|#4571|#run4|#PENDING|#ana|#cpu=1,node=1,billing=2|#gpu\n");
  ASSERT_EQ(jobs.observations.size(), 1U);
  EXPECT_EQ(jobs.observations[0].at.says, "1 job runs, 1 waits; together 2 GPUs");
}

TEST(SlurmCluster, ReadsPartitionsAndNodesOfScontrol) {
  const Reading partitions = read_text(
      "PartitionName=train AllowGroups=ALL Nodes=a3-nodeset-[0-7] State=UP TotalNodes=8\n"
      "   TRES=cpu=64,mem=500G,node=8,billing=9,gres/gpu=64\n"
      "\nPartitionName=debug AllowGroups=ALL Nodes=(null) TotalNodes=0\n");
  ASSERT_EQ(partitions.observations.size(), 2U);
  EXPECT_EQ(partitions.observations[0].at.locator, "lines 1-3");
  EXPECT_EQ(partitions.observations[0].at.says, "partition train has 8 nodes with 64 GPUs");
  EXPECT_EQ(partitions.observations[0].platform, "gcp");
  const Reading nodes = read_text(
      "NodeName=g1 Arch=x86_64 CoresPerSocket=32\n   Gres=gpu:h200:8(S:0-1)\n"
      "   OS=Linux 5.14.0 #1 SMP Partitions=ml\n\n"
      "NodeName=g2 Arch=x86_64\n   Gres=gpu:h200:8 CfgTRES=cpu=1,gres/gpu=8 Partitions=ml\n");
  ASSERT_EQ(nodes.observations.size(), 1U);
  EXPECT_EQ(nodes.observations[0].at.says, "partition ml has 2 nodes with 16 GPUs");
  EXPECT_EQ(marks_text(nodes.observations[0]),
            "scheduler slurm\ngpu job (h200)\naccelerator h200\n");
}

TEST(SlurmCluster, SumsTheJobsOfOneName) {
  const Reading shown = read_text(
      "JobId=7 JobName=train\n   UserId=ana(1001) Account=vision JobState=RUNNING "
      "Partition=gpu NodeList=g[01-02] NumNodes=2 TRES=cpu=8,node=2,gres/gpu=16\n\n"
      "JobId=8 JobName=train\n   UserId=ana(1001) Account=vision JobState=PENDING "
      "Partition=gpu NodeList=(null) NumNodes=1 TresPerNode=gres:gpu:8\n");
  ASSERT_EQ(shown.observations.size(), 1U);
  EXPECT_EQ(shown.observations[0].at.says, "1 job runs, 1 waits; together 24 GPUs");
  EXPECT_EQ(
      shown.observations[0].tags,
      (Place{{"account", "vision"}, {"job_name", "train"}, {"partition", "gpu"}, {"user", "ana"}}));
  const Reading queue = read_text(
      "             JOBID PARTITION     NAME     USER ST       TIME  NODES NODELIST(REASON)\n"
      "              1234       gpu    train      bob PD       0:00      2 (Nodes are DOWN)\n");
  ASSERT_EQ(queue.observations.size(), 1U);
  EXPECT_EQ(queue.observations[0].at.says, "1 job waits");
  EXPECT_EQ(queue.observations[0].proof, Proof::kDeclared);
  const Reading ended = read_text(
      "JobId=1 JobName=a JobState=COMPLETED\nJobId=2 JobName=a JobState=TIMEOUT\n"
      "JobId=3 JobName=a JobState=CANCELLED\n");
  ASSERT_EQ(ended.observations.size(), 1U);
  EXPECT_EQ(ended.observations[0].at.says, "2 jobs have ended");
  EXPECT_EQ(ended.observations[0].proof, Proof::kRuns);
  EXPECT_EQ(skipped_text(ended), ": 1 job cancelled\n");
}

TEST(SlurmCluster, SettingsAreRecognisedAndLeftOut) {
  for (const std::string_view text :
       {"Configuration data as of 2026-08-02T15:34:19\nClusterName = c\n",
        "Name|Priority|GraceTime|Preempt\nnormal|0|00:00:00|\n"}) {
    EXPECT_TRUE(slurm_cluster.recognises({"a.txt", text}));
    const Reading reading = read_text(text);
    EXPECT_TRUE(reading.observations.empty());
    EXPECT_EQ(skipped_text(reading), ": settings of Slurm, which say nothing about what runs\n");
  }
}

TEST(SlurmCluster, ABrokenLineCostsItself) {
  const Reading reading = read_text("NODELIST|PARTITION|GRES\nn1|a|b|c|d\nn2|ml|gpu:2\n\n|\n");
  ASSERT_EQ(reading.observations.size(), 1U);
  EXPECT_EQ(skipped_text(reading), "line 2: 5 fields where the first line has 3\n");
  EXPECT_FALSE(slurm_cluster.read({"a.txt", "hello\n"}, {}));
}

TEST(SlurmCluster, RecognisesItsCommandsOnly) {
  const auto is = [](std::string_view text) { return slurm_cluster.recognises({"a.txt", text}); };
  EXPECT_TRUE(is("\nNODELIST   NODES PARTITION       STATE\nn1 1 ml idle\n"));
  EXPECT_FALSE(is("JobID|JobName|State\n1|a|COMPLETED\n"));                    // sacct
  EXPECT_FALSE(is("NAME STATUS ROLES AGE VERSION\nn1 Ready <none> 1d v1\n"));  // kubectl
  EXPECT_FALSE(is("| Name | Priority |\n|---|---|\n"));
  EXPECT_FALSE(is("# PARTITION and NODES\n"));
  EXPECT_FALSE(is("a|gpu:1|b\n"));
  EXPECT_FALSE(is("{\"PartitionName\":1}"));
  EXPECT_FALSE(is(""));
}

}  // namespace
}  // namespace fundable
