// Two tables: programs that train, serve or prepare data, and programs that deploy.
//
// A table says which subcommands count; a program without any counts always. Python counts by the
// module that it runs, or by a script whose name says training: what else a script does, its code
// tells. The tables name no versions and no options.
#include "readers/shell/programs.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"

namespace fundable::shell {
namespace {

using Text = std::string_view;

struct Program {
  Text name;
  std::array<Text, 7> subcommands{};  // none: any
  Text platform{};                    // of what it deploys
  bool needs_subcommand = false;
};

constexpr auto kServing = std::to_array<Program>({
    {"accelerate", {"launch"}, "", true},
    {"airflow", {"scheduler", "standalone", "webserver", "celery", "dags", "api-server"}},
    {"autotrain"},
    {"axolotl"},
    {"beam", {"serve"}, "", true},
    {"clearml-agent"},
    {"cog", {"predict", "build"}, "", true},
    {"colossalai", {"run"}, "", true},
    {"crewai", {"run", "kickoff", "flow"}, "", true},
    {"docling-serve"},
    {"dvc", {"repro", "exp"}, "", true},
    {"fairseq-hydra-train"},
    {"fairseq-preprocess"},
    {"fairseq-train"},
    {"fastapi", {"run", "dev"}, "", true},
    {"fastmcp", {"run"}, "", true},
    {"flask", {"run", "--app"}, "", true},
    {"gunicorn"},
    {"hayhooks", {"run"}, "", true},
    {"hypercorn"},
    {"infinity_emb"},
    {"koboldcpp"},
    {"langchain", {"serve"}, "", true},
    {"lighteval"},
    {"litgpt", {"finetune", "pretrain", "serve"}, "", true},
    {"lm_eval"},
    {"lm-eval"},
    {"mastra", {"dev", "build", "start"}, "", true},
    {"metaseq-train"},
    {"mlc_llm", {"serve"}, "", true},
    {"mlserver", {"start", "build"}, "", true},
    {"n8n"},
    {"nemo", {"llm"}, "", true},
    {"next", {"start", "build", "dev"}, "", true},
    {"open-webui", {"serve"}, "", true},
    {"ovms"},
    {"pyflyte", {"run", "register"}, "", true},
    {"rasa", {"run", "train"}, "", true},
    {"serve", {"run", "deploy", "build"}, "", true},
    {"start-notebook.sh"},
    {"swift", {"sft", "pt"}, "", true},
    {"torchx", {"run"}, "", true},
    {"uvicorn"},
    {"wandb", {"sweep", "agent", "launch"}, "", true},
    {"xtuner", {"train"}, "", true},
    {"zenml"},
    {"bentoml", {"serve", "deploy", "build"}, "", true},
    {"chainlit", {"run"}, "", true},
    {"composer"},
    {"dagster"},
    {"dask", {"worker", "scheduler"}, "", true},
    {"dask-worker"},
    {"dbt", {"run", "build"}, "", true},
    {"deepspeed"},
    {"feast"},
    {"flowise"},
    {"horovodrun"},
    {"jupyter", {"lab", "notebook"}, "", true},
    {"label-studio"},
    {"langflow", {"run"}},
    {"langgraph", {"up", "dev", "deploy", "build"}, "", true},
    {"litellm"},
    {"llama-server"},
    {"llamafactory-cli", {"train", "api", "chat", "webchat"}},
    {"lmdeploy", {"serve"}, "", true},
    {"local-ai"},
    {"mlflow", {"server", "ui", "models", "run", "deployments"}, "", true},
    {"mpiexec"},
    {"mpirun"},
    {"ollama", {"serve", "run", "pull", "create"}, "", true},
    {"openllm"},
    {"prefect", {"server", "worker", "deploy"}, "", true},
    {"ray", {"start", "job", "serve"}, "", true},
    {"sbatch", {}, "on_premises"},
    {"sglang"},
    {"spark-submit"},
    {"srun", {}, "on_premises"},
    {"salloc", {}, "on_premises"},
    {"streamlit", {"run"}, "", true},
    {"tensorflow_model_server"},
    {"text-embeddings-router"},
    {"text-generation-launcher"},
    {"torchrun"},
    {"torchserve"},
    {"tritonserver"},
    {"trl", {"sft", "dpo", "grpo", "kto", "reward", "vllm-serve"}, "", true},
    {"trtllm-serve"},
    {"tune", {"run"}, "", true},
    {"vllm", {"serve", "bench"}},
    {"xinference"},
    {"qsub", {}, "on_premises"},
    {"bsub", {}, "on_premises"},
    {"condor_submit", {}, "on_premises"},
});

constexpr auto kDeploying = std::to_array<Program>({
    {"adk", {"deploy", "web", "api_server"}, "", true},
    {"agentcore", {"launch", "deploy", "configure"}, "aws", true},
    {"amplify", {"push", "publish"}, "aws", true},
    {"azd", {"up", "deploy", "provision"}, "azure", true},
    {"beam", {"deploy"}, "other_cloud", true},
    {"cerebrium", {"deploy"}, "other_cloud", true},
    {"clever", {"deploy"}, "other_cloud", true},
    {"cog", {"push"}, "other_cloud", true},
    {"crewai", {"deploy"}, "", true},
    {"doctl", {"apps", "serverless"}, "other_cloud", true},
    {"dstack", {"apply"}, "", true},
    {"firectl"},
    {"heroku", {"create", "container:push", "container:release"}, "other_cloud", true},
    {"hyp", {"create"}, "aws", true},
    {"kustomize", {"build"}, "", true},
    {"skaffold", {"run", "deploy"}, "", true},
    {"swa", {"deploy"}, "azure", true},
    {"truss", {"push"}, "other_cloud", true},
    {"xpk"},
    {"zappa", {"deploy", "update"}, "aws", true},
    {"cdk", {"deploy"}, "aws", true},
    {"cdktf", {"deploy"}, "", true},
    {"chalice", {"deploy"}, "aws", true},
    {"copilot", {"deploy", "svc", "init", "job"}, "aws", true},
    {"databricks", {"bundle", "jobs"}, "", true},
    {"eb", {"deploy", "create"}, "aws", true},
    {"eksctl", {"create"}, "aws", true},
    {"firebase", {"deploy"}, "gcp", true},
    {"fly", {"deploy", "launch"}, "other_cloud", true},
    {"flyctl", {"deploy", "launch"}, "other_cloud", true},
    {"func", {"azure"}, "azure", true},
    {"helm", {"install", "upgrade"}, "", true},
    {"helmfile", {"apply", "sync"}, "", true},
    {"kubectl", {"apply", "create", "run"}, "", true},
    {"modal", {"deploy", "run", "serve"}, "other_cloud", true},
    {"netlify", {"deploy"}, "other_cloud", true},
    {"oc", {"apply", "new-app"}, "", true},
    {"pulumi", {"up"}, "", true},
    {"railway", {"up", "deploy"}, "other_cloud", true},
    {"runpodctl", {"create"}, "other_cloud", true},
    {"sam", {"deploy"}, "aws", true},
    {"serverless", {"deploy"}, "", true},
    {"sky", {"launch", "serve", "jobs"}, "", true},
    {"sls", {"deploy"}, "", true},
    {"sst", {"deploy"}, "", true},
    {"terraform", {"apply"}, "", true},
    {"terragrunt", {"apply", "run-all"}, "", true},
    {"tofu", {"apply"}, "", true},
    {"vercel", {"deploy", "--prod"}, "other_cloud", true},
    {"wrangler", {"deploy", "publish"}, "other_cloud", true},
});

// Modules that `python -m` runs, with all below them.
constexpr auto kModules = std::to_array<Text>(
    {"MaxText",  "accelerate", "axolotl",   "bentoml",      "datatrove",     "deepspeed",
     "fairseq",  "fastchat",   "flask",     "jetstream",    "langgraph",     "lightllm",
     "litellm",  "litgpt",     "llama_cpp", "llamafactory", "llama_recipes", "lm_eval",
     "lmdeploy", "metaseq",    "mlflow",    "mlx_lm",       "nanotron",      "open_clip_train",
     "paddle",   "ray",        "sglang",    "spacy",        "streamlit",     "tensorrt_llm",
     "torch",    "torch_xla",  "torchrun",  "torchtitan",   "trl",           "tritonserver",
     "uvicorn",  "verl",       "vllm",      "vllm_router"});

const Program* find(std::span<const Program> programs, Text name) {
  const auto found = std::ranges::find(programs, name, &Program::name);
  return found == programs.end() ? nullptr : &*found;
}

bool is_module_name(Text word) {
  return !word.empty() && std::ranges::all_of(lowered(word), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

// Names like `train_sft`, `preprocess_data`; short words only by themselves (`endpoint` is no dpo).
bool says_training(Text name) {
  static constexpr auto kParts = std::to_array<Text>(
      {"train", "finetune", "fine_tune", "fine-tune", "distill", "run_clm", "run_mlm", "run_glue",
       "preprocess_data", "prepare_data", "merge_datasets"});
  static constexpr auto kWords = std::to_array<Text>({"sft", "dpo", "grpo", "rlhf", "ppo"});
  std::string low = lowered(name);
  if (low.starts_with("test_")) return false;
  if (std::ranges::any_of(kParts, [&](Text part) { return low.contains(part); })) return true;
  std::ranges::replace(low, '-', '_');
  std::ranges::replace(low, '.', '_');
  return std::ranges::any_of(
      split(low, '_'), [&](Text word) { return std::ranges::find(kWords, word) != kWords.end(); });
}

bool is_known_module(Text module) {
  const Text top = module.substr(0, module.find('.'));
  return is_module_name(module) && (std::ranges::find(kModules, top) != kModules.end() ||
                                    says_training(module.substr(module.rfind('.') + 1)));
}

bool is_training_script(Text word) {
  return word.ends_with(".py") && says_training(program_of(word));
}

// `-m torch.distributed.run …`, `tools/train.py …`.
std::optional<Command> python_in(WordSpan words) {
  if (words.empty()) return std::nullopt;
  if (words[0] != "-m") {
    if (!is_training_script(words[0])) return std::nullopt;
    return Command{.purpose = Purpose::kTrains, .name = "python"};
  }
  const Text module = words.size() > 1 ? Text(words[1]) : Text();
  if (!is_known_module(module)) return std::nullopt;
  return Command{.purpose = Purpose::kServes, .name = "python -m " + presentable(module, 80)};
}

// The first of its subcommands that stands among the words before any other plain word, or right
// behind a global option with its value.
Text subcommand_in(WordSpan words, const Program& program) {
  for (std::size_t at = 1; at < words.size() && at < 6; ++at) {
    const bool known = std::ranges::any_of(program.subcommands, [&](Text subcommand) {
      return !subcommand.empty() && subcommand == words[at];
    });
    if (known) return words[at];
    if (!words[at].starts_with('-') && (at == 1 || !words[at - 1].starts_with('-'))) return {};
  }
  return {};
}

std::optional<Command> table_program(WordSpan words, std::span<const Program> table,
                                     Purpose purpose) {
  const Program* program = find(table, program_of(words[0]));
  if (program == nullptr) return std::nullopt;
  const Text subcommand = subcommand_in(words, *program);
  if (subcommand.empty() && program->needs_subcommand) return std::nullopt;
  Command command;
  command.purpose = purpose;
  command.name = program->name;
  if (!subcommand.empty()) command.name += " " + std::string(subcommand);
  command.platform = program->platform;
  return command;
}

bool is_engine(Text word) {
  const Text name = program_of(word);
  return name == "docker" || name == "podman" || name == "nerdctl";
}

// `docker run --gpus all -p 1:1 image …`: the image is the first word that belongs to no option.
std::optional<Command> container_in(WordSpan words) {
  static constexpr auto kFlags = std::to_array<Text>(
      {"-d", "-it", "-i", "-t", "-ti", "-dit", "-itd", "-id", "--rm", "--detach", "--init",
       "--interactive", "--tty", "--privileged", "--read-only", "-P", "--no-healthcheck"});
  if (words.size() < 3 || words[1] != "run") return std::nullopt;
  for (std::size_t at = 2; at < words.size(); ++at) {
    const Text word = words[at];
    if (word.starts_with('-')) {
      const bool has_value = !word.contains('=') && std::ranges::find(kFlags, word) == kFlags.end();
      at += has_value ? 1 : 0;
      continue;
    }
    if (word.starts_with('$')) return std::nullopt;
    Command command{.purpose = Purpose::kRuns, .name = "docker run"};
    command.more.push_back({"image", presentable(word), {}});
    if (const auto gpus = option(words.subspan(0, at), "--gpus")) {
      command.more.push_back({"gpu", "service", presentable(*gpus, 60)});
    }
    return command;
  }
  return std::nullopt;
}

// The chart of `helm install name repo/chart`, `helm upgrade --install name oci://host/chart`;
// empty where it lies in the project itself.
std::string chart_in(WordSpan words) {
  std::string chart;
  for (std::size_t at = 2; at < words.size(); ++at) {
    const Text word = words[at];
    const bool is_value = words[at - 1].starts_with('-') && !words[at - 1].contains('=') &&
                          words[at - 1] != "--install" && words[at - 1] != "-i" &&
                          words[at - 1] != "--wait" && words[at - 1] != "--atomic" &&
                          words[at - 1] != "--create-namespace" && words[at - 1] != "--debug";
    if (word.starts_with('-') || is_value) continue;
    if (chart.empty()) {
      chart = "name";
      continue;
    }
    if (word.starts_with("oci://")) return std::string(word.substr(word.find('/', 6) + 1));
    const bool is_local = word.starts_with('.') || word.starts_with('/') || word.starts_with('$') ||
                          word.ends_with(".tgz") || word.ends_with('/');
    const bool is_in_repository = option(words, "--repo").has_value();
    return !is_local && (word.contains('/') || is_in_repository) ? std::string(word) : "";
  }
  return {};
}

}  // namespace

bool is_python(Text word) {
  word = program_of(word);
  return word.starts_with("python") && word.find_first_not_of("0123456789.", 6) == word.npos;
}

WordSpan behind_interpreter_options(WordSpan words) {
  std::size_t at = 1;
  while (at < words.size() && words[at].starts_with('-') && words[at] != "-m") {
    if (words[at] == "-c") return {};
    at += words[at] == "-W" || words[at] == "-X" ? 2 : 1;
  }
  return words.subspan(std::min(at, words.size()));
}

bool is_known_start(std::string_view word) {
  const Text name = program_of(word);
  return find(kServing, name) != nullptr || find(kDeploying, name) != nullptr || is_python(name) ||
         is_shell(name) || is_engine(name) || is_cloud_cli(name);
}

std::optional<Command> program_in(WordSpan words) {
  if (is_python(words[0])) return python_in(behind_interpreter_options(words));
  if (is_engine(words[0])) return container_in(words);
  if (is_cloud_cli(program_of(words[0]))) return cloud_command_in(words);
  if (auto serves = table_program(words, kServing, Purpose::kServes)) {
    // A scheduler is handed a job.
    serves->declares = !serves->platform.empty();
    return serves;
  }
  auto deploys = table_program(words, kDeploying, Purpose::kDeploys);
  if (deploys && deploys->name.starts_with("helm ")) {
    if (const std::string chart = chart_in(words); !chart.empty()) {
      deploys->more.push_back({"helm", presentable(chart), {}});
    }
  }
  return deploys;
}

}  // namespace fundable::shell
