// How Slurm's commands write numbers, GPUs and nodes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fundable::slurm {

// More than any cluster or job has; larger numbers are damage.
inline constexpr std::uint64_t kMostGpus = 1'000'000;

// A whole number; nothing for anything else, and for more than `most`.
[[nodiscard]] std::optional<std::uint64_t> number(std::string_view text, std::uint64_t most);

// Lifetime: a view into the text.
struct Gpus {
  std::uint64_t count = 0;
  std::string_view type;  // `a100`; empty where not said
};

// `billing=97,cpu=16,gres/gpu=8,gres/gpu:a100=8`: the typed entries repeat the untyped one.
[[nodiscard]] Gpus gpus_of_tres(std::string_view tres);

// `gpu:8`, `gpu:a100:4(IDX:0-3)`, `gres:gpu:2`, `gres/gpu:2`, `gpu`.
[[nodiscard]] Gpus gpus_of_gres(std::string_view gres);

// The cloud whose tool made the cluster, by its name and its nodes' names.
// Unknown: empty; most names say nothing.
[[nodiscard]] std::string_view platform_of(std::string_view nodes, std::string_view cluster);

}  // namespace fundable::slurm
