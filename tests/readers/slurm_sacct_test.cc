// Slurm accounting: what counts as a job, what it used, and what survives damage.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "model/observation.h"

namespace fundable {
extern const Reader slurm_sacct;
namespace {

Reading read_text(std::string_view text) {
  auto reading = slurm_sacct.read({"sacct.txt", text}, {});
  EXPECT_TRUE(reading) << to_string(reading.error());
  return reading ? *reading : Reading{};
}

// The one observation that a job of this state and these resources gives.
Observation one_job(const std::string& header, const std::string& line) {
  const Reading reading = read_text(header + "\n" + line + "\n");
  EXPECT_EQ(reading.observations.size(), 1u);
  return reading.observations.empty() ? Observation{} : reading.observations[0];
}

bool has_mark(const Observation& seen, std::string_view channel, std::string_view text) {
  return std::ranges::any_of(
      seen.marks, [&](const Mark& mark) { return mark.channel == channel && mark.text == text; });
}

std::string skipped_text(const Reading& reading) {
  std::string text;
  for (const Skipped& entry : reading.skipped) text += entry.locator + ": " + entry.why + "\n";
  return text;
}

const std::string kNoGpuColumn =
    ": no column says which jobs used GPUs: export again with AllocTRES (AllocGRES in an "
    "old Slurm) among the names after --format\n";

TEST(SlurmSacct, RecognisesItsHeaderOnly) {
  const auto recognises = [](std::string_view text) {
    return slurm_sacct.recognises({"export.txt", text});
  };
  EXPECT_TRUE(recognises("JobID|JobName|State\n"));
  EXPECT_TRUE(recognises("State|JobIDRaw|\r\n1|2|\r\n"));
  EXPECT_TRUE(recognises("\nAccount|#AllocTRES|#JobID\n"));
  EXPECT_FALSE(recognises("JOBID|PARTITION|STATE\n"));  // squeue
  EXPECT_FALSE(recognises("JobID|JobName\n"));
  EXPECT_FALSE(recognises("JobID,State,Elapsed\n"));
  EXPECT_FALSE(recognises("       JobID    State\n"));
  EXPECT_FALSE(recognises("Name|Priority|GraceTime\n"));
  EXPECT_FALSE(recognises(""));
}

TEST(SlurmSacct, SumsTheJobsOfOneName) {
  const Reading reading = read_text(
      "Account|Partition|User|Cluster|JobID|JobName|State|Elapsed|AllocTRES|Start|End\n"
      "vision|gpu|u1|hall2|7|train|COMPLETED|1-12:00:00|cpu=8,gres/gpu=4,gres/gpu:a100=4|"
      "2026-03-04T10:00:00|2026-03-05T22:00:00\n"
      "vision|gpu|u1|hall2|7.batch|batch|COMPLETED|1-12:00:00|cpu=8,gres/gpu=4|"
      "2026-03-04T10:00:00|2026-03-05T22:00:00\n"
      "vision|cpu|u1|hall2|8|train|COMPLETED|00:30:00|cpu=8|"
      "2026-03-06T10:00:00|2026-03-06T10:30:00\n"
      "vision|gpu|u1|hall2|9|train|FAILED|02:00:00|cpu=8,gres/gpu=4|"
      "2026-02-27T23:00:00|2026-02-28T01:00:00\n");
  ASSERT_EQ(reading.observations.size(), 2u);
  const Observation& train = reading.observations[0];
  EXPECT_EQ(train.at.source, "sacct.txt");
  EXPECT_EQ(train.at.locator, "lines 2-5");
  EXPECT_EQ(train.at.says,
            "2 jobs used 4 GPUs each for 38 h: 152 GPU hours (2026-02-27 to 2026-03-05)");
  EXPECT_EQ(train.proof, Proof::kRuns);
  EXPECT_EQ(train.platform, "on_premises");
  EXPECT_EQ(train.name, "train");
  EXPECT_EQ(train.tags, (std::map<std::string, std::string>{{"account", "vision"},
                                                            {"cluster", "hall2"},
                                                            {"job_name", "train"},
                                                            {"partition", "gpu"},
                                                            {"user", "u1"}}));
  EXPECT_TRUE(has_mark(train, "scheduler", "slurm"));
  ASSERT_TRUE(has_mark(train, "gpu", "job"));
  EXPECT_EQ(train.marks[1].details, "a100");
  EXPECT_EQ(reading.observations[1].at.says, "1 job ran for 0.5 h without GPUs (2026-03-06)");
  EXPECT_FALSE(has_mark(reading.observations[1], "gpu", "job"));
  EXPECT_EQ(skipped_text(reading), ": 1 step, counted with their jobs\n");
}

TEST(SlurmSacct, FindsGpusWhereverSlurmWroteThem) {
  const auto gpus = [](const std::string& column, const std::string& value) {
    return one_job("JobID|State|ElapsedRaw|NNodes|" + column, "5|COMPLETED|7200|3|" + value)
        .at.says;
  };
  EXPECT_EQ(gpus("AllocTRES", "gres/gpu:a100=8,gres/gpu:t4=2"),
            "1 job used 10 GPUs for 2 h: 20 GPU hours");
  EXPECT_EQ(gpus("AllocTRES", "cpu=1,gres/gpumem=80G,gres/gpuutil=100"),
            "1 job ran for 2 h without GPUs");
  EXPECT_EQ(gpus("AllocGRES", "gpu:8"), "1 job used 8 GPUs for 2 h: 16 GPU hours");
  EXPECT_EQ(gpus("AllocGRES", "gpu:a100:4(IDX:0,2-4)"), "1 job used 4 GPUs for 2 h: 8 GPU hours");
  EXPECT_EQ(gpus("ReqTRES", "gres/gpu=5"), "1 job used 5 GPUs for 2 h: 10 GPU hours");
  EXPECT_EQ(gpus("ReqGRES", "gres:gpu:2"), "1 job used 6 GPUs for 2 h: 12 GPU hours");
  EXPECT_EQ(gpus("AllocTRES|ReqTRES", "cpu=4|gres/gpu=5"), "1 job ran for 2 h without GPUs");
  EXPECT_EQ(gpus("Comment", "gres/gpu=5"), "1 job ran for 2 h");
}

TEST(SlurmSacct, SaysThatNoColumnTellsOfGpus) {
  EXPECT_EQ(skipped_text(read_text("JobID|State|Elapsed\n5|COMPLETED|02:00:00\n")), kNoGpuColumn);
  for (const char* column : {"AllocTRES", "ReqTRES", "AllocGRES", "ReqGRES"}) {
    EXPECT_EQ(skipped_text(read_text("JobID|State|" + std::string(column) + "\n5|COMPLETED|\n")),
              "");
  }
  EXPECT_EQ(skipped_text(read_text("JobID|State\n")), "")
      << "no job, so none of which it says less";
}

TEST(SlurmSacct, TellsWhatRanFromWhatWaits) {
  const std::string header = "JobID|State|Elapsed|AllocTRES|ReqTRES|Start|End|NodeList";
  const Observation running =
      one_job(header, "1|RUNNING|00:00:00|gres/gpu=2||2026-05-01T00:00:00|Unknown|n1");
  EXPECT_EQ(running.proof, Proof::kRuns);
  EXPECT_EQ(running.at.says,
            "1 job used 2 GPUs for less than 0.1 h: less than 0.1 GPU hours (since 2026-05-01)");
  const Observation waiting =
      one_job(header, "1_[3-9]|PENDING|00:00:00||gres/gpu=16|Unknown|Unknown|None assigned");
  EXPECT_EQ(waiting.proof, Proof::kDeclared);
  EXPECT_EQ(waiting.at.says, "1 job waits for 16 GPUs");
  const Observation cancelled = one_job(
      header, "1|CANCELLED by 77|00:45:00|gres/gpu=2||2026-05-01T00:00:00|2026-05-01T00:45:00|n1");
  EXPECT_EQ(cancelled.proof, Proof::kRuns);
  EXPECT_EQ(cancelled.at.says.find("77"), std::string::npos);
  const Reading never = read_text(header +
                                  "\n1|CANCELLED by 77|00:00:00||gres/gpu=2|None|"
                                  "2026-05-01T00:45:00|None assigned\n");
  EXPECT_TRUE(never.observations.empty());
  EXPECT_EQ(skipped_text(never), ": 1 job that ended without having started\n");
}

TEST(SlurmSacct, CountsJobsOfUnknownLength) {
  const Reading reading = read_text(
      "JobID|State|Elapsed|AllocTRES\n1|COMPLETED|01:00:00|gres/gpu=2\n"
      "2|COMPLETED|soon|gres/gpu=8\n3|PENDING||gres/gpu=4\n");
  ASSERT_EQ(reading.observations.size(), 1u);
  EXPECT_EQ(reading.observations[0].at.says,
            "2 jobs used 2 to 8 GPUs each for at least 1 h: at least 2 GPU hours; 1 more wait");
}

TEST(SlurmSacct, KnowsClustersThatACloudToolMade) {
  const auto platform = [](const std::string& nodes) {
    return one_job("JobID|State|NodeList", "1|COMPLETED|" + nodes).platform;
  };
  EXPECT_EQ(platform("gpu-dy-p4d24xlarge-[1-4]"), "aws");
  EXPECT_EQ(platform("cpu-st-c5xlarge-2"), "aws");
  EXPECT_EQ(platform("ip-10-1-55-[20-23]"), "aws");
  EXPECT_EQ(platform("ip-0A00041C"), "azure");
  EXPECT_EQ(platform("a3mega-a3meganodeset-[0-3]"), "gcp");
  EXPECT_EQ(platform("gpu-st-01"), "on_premises");
  EXPECT_EQ(platform("ip-rack7"), "on_premises");
  EXPECT_EQ(platform(""), "on_premises");
}

TEST(SlurmSacct, JobsThatWaitAreWhereTheirClusterIs) {
  const std::string text =
      "Cluster|JobID|JobName|State|NodeList\n"
      "east|1|a|COMPLETED|gpu-dy-p5-1\neast|2|b|PENDING|None assigned\n"
      "hybrid|3|a|COMPLETED|gpu-dy-p5-1\nhybrid|4|c|COMPLETED|rack3\n"
      "hybrid|5|b|PENDING|None assigned\n";
  const Reading reading = read_text(text);
  ASSERT_EQ(reading.observations.size(), 5u);
  EXPECT_EQ(reading.observations[1].platform, "aws");
  EXPECT_EQ(reading.observations[3].platform, "on_premises");
  EXPECT_EQ(reading.observations[4].platform, "");
}

TEST(SlurmSacct, PutsTornRecordsTogetherAndKeepsTheRest) {
  const Reading reading = read_text(
      "JobID|#JobName|#State|#Elapsed|#\n"
      "1|#two\nlines|#COMPLETED|#03:00:00|#\n"
      "2|#cut|#COMP\n"
      "3|#whole|#COMPLETED|#04:00:00|#\n"
      "4|#too|#many|#fields|#here|#\n"
      "\n"
      "total|#x|#COMPLETED|#04:00:00|#\n"
      "5|#end");
  ASSERT_EQ(reading.observations.size(), 2u);
  EXPECT_EQ(reading.observations[0].at.locator, "lines 2-3");
  EXPECT_EQ(reading.observations[0].tags.at("job_name"), "two lines");
  EXPECT_EQ(reading.observations[1].at.locator, "line 5");
  EXPECT_EQ(skipped_text(reading),
            "line 4: 3 fields where the header has 5\n"
            "line 6: 6 fields where the header has 5\n"
            "line 8: its job ID is no number: total\n"
            "line 9: 2 fields where the header has 5\n" +
                kNoGpuColumn);
}

TEST(SlurmSacct, CountsWhatItCannotListAndCoarsensWhatItCannotHold) {
  std::string text = "JobID|JobName|Account|User|State\n";
  for (int i = 0; i < 25; ++i) text += "x|y|z|u|COMPLETED\n";
  for (int i = 0; i < 20'003; ++i) {
    text += std::to_string(i) + "|job" + std::to_string(i) + "|big|u|COMPLETED\n";
  }
  const Reading reading = read_text(text);
  ASSERT_EQ(reading.observations.size(), 20'001u);
  const Observation& rest = reading.observations.back();
  EXPECT_EQ(rest.at.locator, "lines 20027-20029");
  EXPECT_EQ(rest.at.says, "3 jobs ran");
  EXPECT_EQ(rest.tags, (std::map<std::string, std::string>{{"account", "big"}}));
  ASSERT_EQ(reading.skipped.size(), 23u);
  EXPECT_EQ(reading.skipped[20].why, "5 more lines that cannot be read");
  EXPECT_EQ(reading.skipped[21].why,
            "3 jobs beyond 20000 distinct groups: summed by account and partition");
}

TEST(SlurmSacct, SaysWhyNothingCanBeUsed) {
  const auto no_header = slurm_sacct.read({"sacct.txt", "1|COMPLETED\n"}, {});
  ASSERT_FALSE(no_header);
  EXPECT_EQ(no_header.error().place, "sacct.txt:1");
  const auto large = slurm_sacct.read({"sacct.txt", "JobID|State\n1|COMPLETED\n"}, {.bytes = 10});
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().kind, ErrorKind::kLimit);
}

TEST(SlurmSacct, ShowsNoSecretAndNoUser) {
  const Observation seen =
      one_job("JobID|JobName|User|State", "1|run --token=abcdef\x1b[2J|jane|COMPLETED");
  EXPECT_EQ(seen.at.says, "1 job ran");
  EXPECT_EQ(seen.name, "run --token=[redacted]");
}

class SharedSacct : public ::testing::Test {
 protected:
  Reading read_shared(const std::string& name) {
    const std::filesystem::path path =
        std::filesystem::path(FUNDABLE_ROOT) / "../shared/data/cluster/slurm" / name;
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    EXPECT_TRUE(slurm_sacct.recognises({name, bytes}));
    return read_text(bytes);
  }
  void SetUp() override {
    if (!std::filesystem::exists(FUNDABLE_ROOT "/../shared/data/cluster/slurm")) {
      GTEST_SKIP() << "the shared samples are not beside this checkout";
    }
  }
};

TEST_F(SharedSacct, TornRecordsOfARealCluster) {
  const Reading reading = read_shared("sample-sacct-multiple-multiline.txt");
  ASSERT_EQ(reading.observations.size(), 2u);
  EXPECT_EQ(reading.observations[0].at.says,
            "1 job used 1024 GPUs for 22.1 h: 22583.8 GPU hours (2023-01-15 to 2023-01-16)");
  EXPECT_EQ(reading.observations[1].at.locator, "lines 4-9");
  EXPECT_EQ(reading.observations[1].tags.at("account"), "project1");
  EXPECT_EQ(skipped_text(reading), ": 2 steps, counted with their jobs\n");
}

TEST_F(SharedSacct, InvalidUtf8LosesNothing) {
  const Reading reading = read_shared("sample-sacct-output-invalid-utf8.txt");
  ASSERT_EQ(reading.observations.size(), 1u);
  EXPECT_EQ(reading.observations[0].at.says,
            "2 jobs used 1 to 8 GPUs each for 2 h: 2.2 GPU hours (2018-06-28)");
  EXPECT_EQ(skipped_text(reading), ": 9 steps, counted with their jobs\n");
}

TEST_F(SharedSacct, FewColumnsAreEnough) {
  const Reading reading = read_shared("sample-sacct-output-midnight-edge-case.txt");
  ASSERT_EQ(reading.observations.size(), 1u);
  EXPECT_EQ(reading.observations[0].at.says, "306 jobs ran (2021-04-04 to 2021-04-07)");
  EXPECT_EQ(reading.observations[0].proof, Proof::kRuns);
}

TEST_F(SharedSacct, StepsAloneSpeakForTheirJobs) {
  struct Expected {
    const char* name;
    const char* why;
    bool has_gpus;
  };
  for (const auto& [name, why, has_gpus] :
       {Expected{"sample-sacct-output.txt", "68 steps and no job", false},
        Expected{"sample-sacct-running-output.txt", "10 steps and no job", true}}) {
    const Reading reading = read_shared(name);
    ASSERT_EQ(reading.observations.size(), 1u) << name;
    EXPECT_EQ(reading.observations[0].proof, Proof::kRuns) << name;
    EXPECT_EQ(reading.observations[0].marks.size(), has_gpus ? 2u : 1u) << name;
    ASSERT_EQ(reading.skipped.size(), 1u) << name;
    EXPECT_TRUE(reading.skipped[0].why.starts_with(why)) << reading.skipped[0].why;
  }
}

}  // namespace
}  // namespace fundable
