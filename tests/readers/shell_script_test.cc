// What shell scripts, job scripts and makefiles run.
#include <gtest/gtest.h>

#include "tests/readers/reading.h"

namespace fundable {
extern const Reader makefile;
extern const Reader shell_script;
namespace {

Result<Reading> script(std::string_view text) { return shell_script.read({"run.sh", text}, {}); }

std::string one_command(std::string_view text) {
  const auto result = script(text);
  if (!result || result->observations.size() != 1) return "not one";
  const Observation& seen = result->observations[0];
  const char* proof = seen.proof == Proof::kDeclared ? "declared" : "used";
  return std::string(proof) + " [" + seen.platform + "] " + seen.marks[0].text;
}

TEST(ShellScript, TakesItsOwnFiles) {
  const auto takes = [](const Reader& reader, const char* path, std::string_view text) {
    return reader.recognises({path, text});
  };
  EXPECT_TRUE(takes(shell_script, "jobs/Train.SLURM", ""));
  EXPECT_TRUE(takes(shell_script, "bin/deploy", "#!/usr/bin/env bash\n"));
  EXPECT_FALSE(takes(shell_script, "bin/deploy", "#!/usr/bin/env python3\n# bash\n"));
  EXPECT_FALSE(takes(shell_script, "deploy.py", "#!/bin/bash\n"));
  EXPECT_TRUE(takes(makefile, "GNUmakefile", ""));
  EXPECT_TRUE(takes(makefile, "app/justfile", ""));
  EXPECT_FALSE(takes(makefile, "makefile.py", ""));
}

TEST(ShellScript, ReadsJobsOfSchedulers) {
  const auto slurm = script(
      "#!/bin/bash\n"
      "#SBATCH --job-name=pretrain\n#SBATCH -N 4\n#SBATCH --gres=gpu:h100:8\n"
      "#SBATCH --account=lab7\n"
      "LAUNCHER=\"torchrun --nproc_per_node 8\"\n"
      "srun --mpi=pmix $LAUNCHER pretrain_gpt.py \\\n  --lr 1e-4\n"
      "gcloud storage cp a b\n");
  ASSERT_TRUE(slurm);
  ASSERT_EQ(slurm->observations.size(), 1u);
  const Observation& job = slurm->observations[0];
  EXPECT_EQ(job.at.locator, "line 2");
  EXPECT_EQ(job.proof, Proof::kDeclared);
  EXPECT_EQ(job.platform, "on_premises");
  EXPECT_EQ(job.name, "pretrain");
  EXPECT_EQ(job.tags.at("account"), "lab7");
  EXPECT_EQ(job.at.says,
            "job pretrain for slurm on 4 x 8 h100, runs torchrun --nproc_per_node 8 "
            "pretrain_gpt.py --lr 1e-4");
  EXPECT_EQ(marks_of(slurm, "scheduler"), Lines{"line 2: slurm"});
  EXPECT_EQ(marks_of(slurm, "gpu"), Lines{"line 2: job (4 x 8 h100)"});

  EXPECT_EQ(marks_of(script("#PBS -N x\n#PBS -l select=2:ngpus=4\n"), "gpu"),
            Lines{"line 1: job (2 x 4 GPU)"});
  EXPECT_EQ(marks_of(script("#BSUB -gpu num=6\n"), "scheduler"), Lines{"line 1: lsf"});
  EXPECT_EQ(marks_of(script("# SBATCH --gpus=1\necho '#SBATCH --gpus=1'\n"), "scheduler"), Lines{});
}

TEST(ShellScript, ReadsCommands) {
  struct Case {
    const char* script;
    const char* expected;
  };
  for (const auto& [text, expected] : std::vector<Case>{
           {"sudo /usr/bin/python3 -u -m vllm.entrypoints.openai.api_server --model m",
            "used [] python -m vllm.entrypoints.openai.api_server --model m"},
           {"CUDA_VISIBLE_DEVICES=0 poetry run accelerate launch a.py",
            "used [] accelerate launch a.py"},
           {"bash -c 'cd x && torchrun train.py'", "used [] torchrun train.py"},
           {"python ./train.py --token hf_1", "used [] python train.py --token [redacted]"},
           {"az ml online-endpoint create -n x",
            "declared [azure] az ml online-endpoint create -n x"},
           {"gcloud --project p beta run deploy api --image i",
            "declared [gcp] gcloud run deploy api --image i"},
           {"aws --region eu-west-1 sagemaker create-endpoint --endpoint-name e",
            "declared [aws] aws sagemaker create-endpoint --endpoint-name e"},
           {"aws sagemaker list-endpoints", "used [] aws sagemaker list-endpoints"},
           {"srun -n 2 --gpus 8 python $HOME/x/train.py",
            "declared [on_premises] python x/train.py"},
           {"sbatch -N 2 job.slurm", "declared [on_premises] sbatch -N 2 job.slurm"},
           {"A='torchrun --nnodes 2'\nA=\"$A \\\n  train.py\"\nbash -c \"X=1 $A\"",
            "used [] torchrun --nnodes 2 train.py"},
           {"azd up", "used [azure] azd up"},
           {"vercel --prod", "used [other_cloud] vercel --prod"},
       }) {
    EXPECT_EQ(one_command(text), expected) << text;
  }
  for (const char* silent :
       {"aws s3 cp a b", "gcloud pubsub topics delete deploy-alerts", "az login", "echo torchrun x",
        "# torchrun a.py", "cat <<END\ntorchrun a.py\nEND\n", "python setup.py",
        "python deploy_endpoint.py", ""}) {
    EXPECT_EQ(one_command(silent), "not one") << silent;
  }
}

TEST(ShellScript, NamesChartsAndImages) {
  const auto result = script(
      "helm repo add ray u\nhelm upgrade --install op ray/kuberay-operator -n ray\n"
      "helm install q --set a=b oci://ghcr.io/acme/qdrant\nhelm install mine ./chart\n"
      "docker run --gpus all -d -p 80:80 vllm/vllm-openai:v0.6 --model m\n");
  EXPECT_EQ(marks_of(result, "helm"),
            (Lines{"line 2: ray/kuberay-operator", "line 3: acme/qdrant"}));
  EXPECT_EQ(marks_of(result, "image"), Lines{"line 5: vllm/vllm-openai:v0.6"});
  EXPECT_EQ(marks_of(result, "gpu"), Lines{"line 5: service (all)"});
}

TEST(ShellScript, StandsBrokenText) {
  EXPECT_EQ(one_command("echo \"never closed\ntorchrun a.py"), "not one");
  EXPECT_EQ(one_command("torchrun $((( `x ${"), "used [] torchrun $((( `x ${");
  std::string deep = "torchrun a.py\n";
  for (int i = 0; i < 200; ++i) deep = "bash -c \"" + deep + "\"\n";
  EXPECT_TRUE(script(deep));
  EXPECT_TRUE(script("A=$A$A\nB=\"$A $A\"\nA=\"$B $B\"\n$A $B"));
  Limits small;
  small.bytes = 3;
  EXPECT_EQ(error_of(shell_script.read({"a.sh", "echo"}, small)), "a.sh: larger than 3 bytes");
}

TEST(Makefile, ReadsRecipes) {
  const auto result = makefile.read({"Makefile",
                                     "REGION := europe-west4\nSERVICE ?= chat\n\ndeploy: build\n"
                                     "\t@gcloud run deploy $(SERVICE) --region $(REGION)\n"
                                     "\t-cd app && \\\n\t  torchrun train.py\ntorchrun: x\n"},
                                    {});
  EXPECT_EQ(
      marks_of(result, "command"),
      (Lines{"line 5: gcloud run deploy chat --region europe-west4", "line 7: torchrun train.py"}));
  const auto just =
      makefile.read({"justfile", "model := \"m\"\nserve:\n    vllm serve {{model}}\n"}, {});
  EXPECT_EQ(marks_of(just, "command"), Lines{"line 3: vllm serve ${model}"});
}

}  // namespace
}  // namespace fundable
