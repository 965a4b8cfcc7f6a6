// Reads the words that Slurm's commands share.
//
// Node names tell a cluster that a cloud's tool has made: `queue-dy-resource-1` (AWS
// ParallelCluster), `ip-10-0-0-1` (EC2), `ip-0A00041C` (Azure CycleCloud), `…nodeset-0` (Google's
// Cluster Toolkit). Any other name says nothing.
#include "readers/slurm/words.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace fundable::slurm {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `ip-10-0-0-1` of EC2, `ip-0A00041C` of CycleCloud.
std::string_view platform_of_ip(std::string_view rest) {
  const auto is_part = [](char c) { return is_digit(c) || c == '-'; };
  const auto is_hex = [](char c) { return is_digit(c) || (c >= 'A' && c <= 'F'); };
  const std::string_view quad = rest.substr(0, rest.find_first_of("[,."));
  if (std::ranges::count(quad, '-') >= 1 && std::ranges::all_of(quad, is_part)) return "aws";
  return rest.size() >= 8 && std::ranges::all_of(rest.substr(0, 8), is_hex) ? "azure"
                                                                            : std::string_view();
}

// `gpu-dy-p4d-1`, `gpu-st-p4d-[1-4]`: queue, dynamic or static, compute resource, number.
bool is_parallelcluster(std::string_view nodes) {
  const std::string_view name = nodes.substr(0, nodes.find_first_of(",["));
  for (const std::string_view marker : {"-dy-", "-st-"}) {
    const std::size_t at = name.find(marker);
    if (at == 0 || at == std::string_view::npos) continue;
    const std::string_view resource = name.substr(at + marker.size());
    if (!resource.empty() && !is_digit(resource[0]) && resource.contains('-')) return true;
  }
  return false;
}

}  // namespace

std::optional<std::uint64_t> number(std::string_view text, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value <= most ? std::optional(value) : std::nullopt;
}

Gpus gpus_of_tres(std::string_view tres) {
  std::optional<std::uint64_t> untyped;
  Gpus typed;
  for (const std::string_view entry : split(tres, ',')) {
    const std::size_t equals = entry.find('=');
    const std::string_view name = entry.substr(0, equals);
    if (equals == std::string_view::npos || !name.starts_with("gres/gpu")) continue;
    const auto count = number(entry.substr(equals + 1), kMostGpus);
    if (!count) continue;
    if (name == "gres/gpu") untyped = count;
    if (!name.starts_with("gres/gpu:")) continue;
    typed.count = std::min(typed.count + *count, kMostGpus);
    typed.type = name.substr(std::string_view("gres/gpu:").size());
  }
  return {untyped.value_or(typed.count), typed.type};
}

Gpus gpus_of_gres(std::string_view gres) {
  Gpus gpus;
  for (std::string_view entry : split(gres, ',')) {
    entry = trimmed(entry.substr(0, entry.find('(')));
    if (entry.starts_with("gres:") || entry.starts_with("gres/")) entry.remove_prefix(5);
    const auto parts = split(entry, ':');
    if (parts[0] != "gpu") continue;
    const auto count = number(parts.back(), kMostGpus);
    gpus.count = std::min(gpus.count + count.value_or(1), kMostGpus);
    if (parts.size() > 2 || (parts.size() == 2 && !count)) gpus.type = parts[1];
  }
  return gpus;
}

std::string_view platform_of(std::string_view nodes, std::string_view cluster) {
  if (nodes.starts_with("ip-")) return platform_of_ip(nodes.substr(3));
  if (is_parallelcluster(nodes) || cluster.starts_with("parallelcluster")) return "aws";
  return mentions(nodes, "nodeset-") ? "gcp" : std::string_view();
}

}  // namespace fundable::slurm
