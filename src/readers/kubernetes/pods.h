// The pods that an object makes: images, commands, GPUs.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "readers/kubernetes/object.h"

namespace fundable::kube {

// Accelerators that pods of one template ask for, each pod `count` of them.
struct GpuRequest {
  std::uint64_t copies = 1;
  std::string resource;                // `nvidia.com/gpu`
  std::optional<std::uint64_t> count;  // absent: asked for, but not by a number
};

// Order: that of the text, each image and command once.
// Lifetime: `specs` point into the object's Document.
struct Pods {
  std::vector<std::string> images;
  std::vector<std::string> commands;  // `vllm serve`: well-known programs, no values
  std::vector<GpuRequest> gpus;
  std::map<std::string, std::string> labels;  // of the templates; the first one to say it counts
  std::vector<Node> specs;
};

// Looks for pods and pod templates anywhere in the object but in its status and metadata.
[[nodiscard]] Pods pods_of(const Object& object);

// The accelerators in a map from resource to quantity (limits, requests, a node's capacity).
// Order: by resource.
[[nodiscard]] std::map<std::string, std::optional<std::uint64_t>> accelerators_in(Node resources);

// Labels or annotations, fit to show.
[[nodiscard]] std::map<std::string, std::string> texts_of(Node labels);

// `4 x 8 nvidia.com/gpu`, joined by commas.
[[nodiscard]] std::string details_of(const std::vector<GpuRequest>& gpus);

// `4 x 8 GPUs`, for a sentence.
[[nodiscard]] std::string phrase_of(const std::vector<GpuRequest>& gpus);

}  // namespace fundable::kube
