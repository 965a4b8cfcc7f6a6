// The command lines of clouds: which of their commands make something run.
//
// They name a group of services, then what is done: `az ml online-endpoint create`, `gcloud run
// deploy`, `aws sagemaker create-endpoint`. A verb that makes something is a declaration on that
// cloud; AI services count whatever is done with them; all else (signing in, listing, copying) says
// nothing. Groups that only hold permissions, names or logs say nothing either.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/shell/programs.h"

namespace fundable::shell {
namespace {

using Text = std::string_view;

bool has(const auto& words, Text word) { return std::ranges::find(words, word) != words.end(); }

struct Cloud {
  Text program;
  Text platform;
};
constexpr auto kClouds = std::to_array<Cloud>(
    {{"aws", "aws"}, {"az", "azure"}, {"bq", "gcp"}, {"gcloud", "gcp"}, {"oci", "oci"}});

constexpr auto kSilentGroups = std::to_array<Text>(
    // Azure
    {"ad", "role", "account", "login", "extension", "keyvault", "provider", "feature", "group",
     "acr", "monitor", "network", "identity", "lock", "policy", "tag", "configure", "bicep",
     // Google Cloud
     "iam", "auth", "config", "services", "projects", "secrets", "logging", "artifacts", "kms",
     "dns", "organizations", "billing", "components", "resource-manager", "source",
     "firewall-rules", "networks", "addresses", "service-accounts", "networks",
     // Amazon Web Services
     "sts", "ecr", "secretsmanager", "ssm", "logs", "s3", "s3api", "codeartifact", "budgets",
     "cloudwatch", "route53", "acm", "cognito-idp"});

constexpr auto kAiGroups = std::to_array<Text>(
    {"ml", "cognitiveservices", "ai", "ai-platform", "sagemaker", "bedrock", "bedrock-runtime",
     "bedrock-agent", "bedrock-agent-runtime", "bedrock-agentcore", "bedrock-agentcore-control",
     "data-science", "generative-ai", "notebooks", "vertex-ai"});

// AWS says in one word what is made: `create-endpoint`.
bool is_making_verb(Text verb, bool is_aws) {
  static constexpr auto kVerbs =
      std::to_array<Text>({"create", "deploy", "up", "apply", "submit", "execute", "mk", "launch",
                           "create-auto", "create-with-container"});
  static constexpr auto kBeginnings = std::to_array<Text>(
      {"create-", "deploy-", "run-instances", "run-task", "start-", "update-function", "submit-job",
       "update-service", "register-task", "publish-version"});
  return has(kVerbs, verb) || (is_aws && std::ranges::any_of(kBeginnings, [&](Text start) {
                                 return verb.starts_with(start);
                               }));
}

// `gcloud pubsub topics delete deploy-alerts` makes nothing, whatever its object is called.
bool is_other_verb(Text verb) {
  static constexpr auto kVerbs =
      std::to_array<Text>({"delete", "describe", "destroy", "down", "get", "list", "remove", "rm",
                           "set", "show", "update", "wait"});
  static constexpr auto kBeginnings =
      std::to_array<Text>({"delete-", "describe-", "get-", "list-", "remove-", "add-", "set-"});
  return has(kVerbs, verb) ||
         std::ranges::any_of(kBeginnings, [&](Text start) { return verb.starts_with(start); });
}

bool is_stage(Text word) { return word == "alpha" || word == "beta" || word == "preview"; }

// Where the group stands, behind options of the program as a whole and `beta`.
std::size_t group_at(WordSpan words) {
  std::size_t at = 1;
  for (; at < words.size() && (words[at].starts_with('-') || is_stage(words[at])); ++at) {
    const Text word = words[at];
    const bool has_value = word.starts_with('-') && !word.contains('=') && word != "--quiet" &&
                           word != "-q" && word != "--debug";
    at += has_value ? 1 : 0;
  }
  return std::min(at, words.size());
}

// The words that lead to what is done; behind them only options and names follow.
std::vector<Text> path_of(WordSpan words) {
  std::vector<Text> path;
  for (const std::string& word : words.subspan(group_at(words))) {
    if (word.starts_with('-') || path.size() == 6) break;
    path.push_back(word);
  }
  return path;
}

}  // namespace

bool is_cloud_cli(std::string_view program) {
  return std::ranges::find(kClouds, program, &Cloud::program) != kClouds.end();
}

WordSpan behind_global_options(WordSpan words) { return words.subspan(group_at(words)); }

std::optional<Command> cloud_command_in(WordSpan words) {
  const auto cloud = std::ranges::find(kClouds, program_of(words[0]), &Cloud::program);
  const std::vector<Text> path = path_of(words);
  if (path.empty() || cloud == kClouds.end()) return std::nullopt;
  const bool is_silent = has(kSilentGroups, path[0]) ||
                         (path.size() > 1 && path[0] == "compute" && has(kSilentGroups, path[1]));
  // Of machines themselves only starting them says something.
  const bool is_machine = path[0] == "ec2";
  const bool is_aws = cloud->platform == "aws";
  const auto verb = std::ranges::find_if(
      path, [&](Text word) { return is_making_verb(word, is_aws) || is_other_verb(word); });
  const bool makes = verb != path.end() && is_making_verb(*verb, is_aws) && !is_silent &&
                     (!is_machine || *verb == "run-instances");
  if (!makes && !has(kAiGroups, path[0])) return std::nullopt;
  Command command;
  command.purpose = Purpose::kDeploys;
  command.name = cloud->program;
  const std::ptrdiff_t named =
      makes ? verb - path.begin() + 1 : std::min<std::ptrdiff_t>(2, std::ssize(path));
  for (std::ptrdiff_t at = 0; at < named; ++at) {
    command.name += " " + presentable(path[static_cast<std::size_t>(at)], 60);
  }
  command.declares = makes;
  if (makes) command.platform = cloud->platform;
  return command;
}

}  // namespace fundable::shell
