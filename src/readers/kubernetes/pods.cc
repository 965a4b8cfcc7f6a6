// Finds pods in any object by the shape of what it holds.
//
// Every operator nests pod templates in its own way, but a pod spec is always a map with a list
// `containers`, and what stands around it (`replicas`, `parallelism`, `numNodes`) says how many
// there are; such numbers multiply on the way down. Some operators write a container without a
// list (an Argo template, a KServe model, a Spark executor): a map with an image or with
// accelerators in its resources counts as a pod of one container.
//
// Left out on purpose: environment variables and argument values, which may be secrets, and the
// status, which repeats the spec.
#include "readers/kubernetes/pods.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "readers/kubernetes/commands.h"

namespace fundable::kube {
namespace {

using Amounts = std::map<std::string, std::optional<std::uint64_t>>;

constexpr std::uint64_t kMostCopies = 1'000'000;

bool is_accelerator(std::string_view resource) {
  static constexpr auto kExact =
      std::to_array<std::string_view>({"nvidia.com/gpu", "nvidia.com/gpu.shared", "amd.com/gpu",
                                       "habana.ai/gaudi", "google.com/tpu"});
  static constexpr auto kPrefixes = std::to_array<std::string_view>(
      {"nvidia.com/mig-", "aws.amazon.com/neuron", "gpu.intel.com/", "cloud-tpus.google.com/"});
  return std::ranges::find(kExact, resource) != kExact.end() ||
         std::ranges::any_of(kPrefixes, [&](auto prefix) { return resource.starts_with(prefix); });
}

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  return std::min(std::min(a, kMostCopies) * std::min(b, kMostCopies), kMostCopies);
}

// An unknown amount makes the sum unknown.
void add(Amounts& sum, const Amounts& more) {
  for (const auto& [resource, count] : more) {
    const auto [held, is_new] = sum.try_emplace(resource, count);
    if (!is_new) {
      held->second =
          held->second && count ? std::optional(times(1, *held->second + *count)) : std::nullopt;
    }
  }
}

// The larger of two amounts each; an unknown one gives way to a known one.
void raise(Amounts& most, const Amounts& other) {
  for (const auto& [resource, count] : other) {
    const auto [held, is_new] = most.try_emplace(resource, count);
    if (!is_new && count > held->second) held->second = count;
  }
}

Amounts asked_by(Node container) {
  Amounts asked;
  for (const char* key : {"resources", "resourcesPerNode"}) {
    raise(asked, accelerators_in(container[key]["limits"]));
    raise(asked, accelerators_in(container[key]["requests"]));
  }
  // Spark's operator: gpu: {name: nvidia.com/gpu, quantity: 2}.
  const Node gpu = container["gpu"];
  if (is_accelerator(gpu["name"].text()) && is_positive(gpu["quantity"])) {
    raise(asked, {{presentable(gpu["name"].text()), count_at(gpu["quantity"])}});
  }
  return asked;
}

// How many times the parts of this map exist.
std::uint64_t copies_in(Node map) {
  if (const auto replicas = count_at(map["replicas"])) return *replicas;
  // Elsewhere than beside a job's template, parallelism is a ceiling.
  if (map["template"].is_map()) {
    if (const auto parallel = count_at(map["parallelism"])) return *parallel;
  }
  for (const char* key : {"numNodes", "instances", "parallelTrialCount"}) {
    if (const auto count = count_at(map[key])) return *count;
  }
  return std::max<std::uint64_t>(count_at(map["minReplicas"]).value_or(1), 1);
}

// How many workers a LeaderWorkerSet's group has: `size` counts the leader, but without a template
// of its own that is a worker too.
std::uint64_t workers_in(Node map) {
  if (!map["workerTemplate"].is_map()) return 1;
  const std::uint64_t size = count_at(map["size"]).value_or(1);
  return map["leaderTemplate"].is_map() && size > 0 ? size - 1 : size;
}

bool is_passed_over(std::string_view key) {
  static constexpr auto kKeys = std::to_array<std::string_view>(
      {"containers", "initContainers", "ephemeralContainers", "metadata", "status", "env",
       "envFrom", "volumes", "data", "image", "resources", "resourcesPerNode"});
  return std::ranges::find(kKeys, key) != kKeys.end();
}

class Search {
 public:
  explicit Search(Pods& pods) : pods_(pods) {}

  // Recursion is as deep as the document, which its parser has bounded.
  void visit(Node node, std::uint64_t copies) {
    if (node.is_list()) {
      for (const Node element : node) visit(element, copies);
    }
    if (!node.is_map()) return;
    copies = times(copies, copies_in(node));
    if (node["containers"].is_list()) {
      pod(node, copies);
    } else {
      ask(container(node), copies);
    }
    if (node["spec"]["containers"].is_list()) {
      for (auto& [key, value] : texts_of(node["metadata"]["labels"])) {
        pods_.labels.try_emplace(key, value);
      }
    }
    const std::uint64_t workers = times(copies, workers_in(node));
    for (const Node part : node) {
      if (is_passed_over(part.key())) continue;
      visit(part, part.key() == "workerTemplate" ? workers : copies);
    }
  }

 private:
  void pod(Node spec, std::uint64_t copies) {
    pods_.specs.push_back(spec);
    Amounts together;
    for (const Node one : spec["containers"]) add(together, container(one));
    // Init containers run one after another, before the others.
    for (const Node one : spec["initContainers"]) raise(together, container(one));
    ask(together, copies);
  }

  Amounts container(Node node) {
    const Node image = node["image"];
    if (image.kind() == NodeKind::kText) {
      keep(pods_.images, presentable(image.text(), 300));
    } else if (!image["repository"].text().empty()) {
      std::string reference(image["repository"].text());
      if (!image["tag"].text().empty()) reference += ":" + std::string(image["tag"].text());
      keep(pods_.images, presentable(reference, 300));
    }
    for (const std::string& command : known_commands(node)) keep(pods_.commands, command);
    return asked_by(node);
  }

  void keep(std::vector<std::string>& texts, const std::string& text) {
    if (!text.empty() && seen_[&texts].insert(text).second) texts.push_back(text);
  }

  void ask(const Amounts& amounts, std::uint64_t copies) {
    for (const auto& [resource, count] : amounts) pods_.gpus.push_back({copies, resource, count});
  }

  Pods& pods_;
  std::map<const void*, std::set<std::string>> seen_;  // by the list that holds them
};

std::string shown(const std::optional<std::uint64_t>& count) {
  return count ? std::to_string(*count) : "an unknown number of";
}

}  // namespace

Pods pods_of(const Object& object) {
  Pods pods;
  // A DaemonSet runs once on every node that fits; only a live one knows how many that are.
  const Node nodes = object.root["status"]["desiredNumberScheduled"];
  const std::uint64_t copies = object.kind == "DaemonSet" ? count_at(nodes).value_or(1) : 1;
  Search(pods).visit(object.root, copies);
  return pods;
}

std::map<std::string, std::optional<std::uint64_t>> accelerators_in(Node resources) {
  Amounts amounts;
  for (const Node resource : resources) {
    const auto count = count_at(resource);
    if (is_accelerator(resource.key()) && !resource.is_null() && count != 0) {
      amounts[presentable(resource.key(), 80)] = count;
    }
  }
  return amounts;
}

std::map<std::string, std::string> texts_of(Node labels) {
  std::map<std::string, std::string> texts;
  for (const Node label : labels) {
    if (!label.is_scalar() || label.key().empty()) continue;
    // Shown together, so that a key that names a secret hides its value.
    const bool is_safe =
        presentable(std::string(label.key()) + "=" + std::string(label.text()), 999)
            .find("[redacted]") == std::string::npos;
    texts[presentable(label.key())] = is_safe ? presentable(label.text()) : "[redacted]";
  }
  return texts;
}

std::string details_of(const std::vector<GpuRequest>& gpus) {
  std::string text;
  for (const GpuRequest& gpu : gpus) {
    if (!text.empty()) text += ", ";
    text += std::to_string(gpu.copies) + " x " + shown(gpu.count) + " " + gpu.resource;
  }
  return text;
}

std::string phrase_of(const std::vector<GpuRequest>& gpus) {
  std::string text;
  for (const GpuRequest& gpu : gpus) {
    if (!text.empty()) text += " and ";
    if (gpu.copies != 1) text += std::to_string(gpu.copies) + " x ";
    text += shown(gpu.count) + " ";
    const bool is_gpu = gpu.resource == "nvidia.com/gpu" || gpu.resource == "amd.com/gpu";
    text += !is_gpu ? gpu.resource : gpu.count == 1 ? "GPU" : "GPUs";
  }
  return text;
}

}  // namespace fundable::kube
