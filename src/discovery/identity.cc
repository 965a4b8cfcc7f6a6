// Understands each observation by the catalogue, and finds where it runs.
//
// A platform comes from the evidence itself, else from the node on which the thing runs, else from
// the cluster (all nodes that the same file or folder shows lie on one platform), else from the
// technology's own nature. A kind comes from the technology that says most.
#include "discovery/identity.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

namespace fundable {
namespace {

// AI kinds, the one that says most first (contract/kinds.md), then the others.
constexpr std::array<std::string_view, 7> kKinds{
    "agent",       "ai_application", "inference_service", "training_pipeline", "data_environment",
    "application", "other"};

std::size_t rank(std::string_view kind) {
  return static_cast<std::size_t>(std::ranges::find(kKinds, kind) - kKinds.begin());
}

// Whether every container that it runs is of a supporting technology: an ingress, an operator.
bool only_supports(const Observation& observation, const Catalogue& catalogue) {
  bool any = false;
  for (const Mark& mark : observation.marks) {
    if (mark.channel != "image") continue;
    const auto technologies = catalogue.match({&mark, 1});
    any = std::ranges::any_of(technologies, &Technology::supports);
    if (!any) return false;
  }
  return any;
}

void set_kind(Seen& seen, const Catalogue& catalogue) {
  for (const Technology* technology : seen.technologies) {
    if (technology->supports || technology->weak || technology->kind.empty()) continue;
    if (seen.kind.empty() || rank(technology->kind) < rank(seen.kind)) {
      seen.kind = technology->kind;
    }
  }
  if (is_ai_kind(seen.kind)) return;
  // Something that calls a model for which nothing is deployed is an application with AI.
  if (std::ranges::any_of(seen.technologies, &Technology::calls_model)) {
    seen.kind = "ai_application";
  } else if (seen.kind == "application" && only_supports(*seen.observation, catalogue)) {
    seen.kind = "other";
  }
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

// The platforms of the cluster nodes that evidence shows. Two clusters may have nodes of one name,
// so a node is looked for in the same file first, then in the same folder, then anywhere.
class Hosts {
 public:
  explicit Hosts(std::span<const Observation> observations) {
    for (const Observation& seen : observations) {
      if (seen.is_host.empty() || seen.platform.empty()) continue;
      for (const std::string& place : places_of(seen)) {
        by_host_[{place, seen.is_host}].insert(seen.platform);
        by_place_[place].insert(seen.platform);
      }
    }
  }

  [[nodiscard]] std::string_view platform(const Observation& seen) const {
    const auto places = places_of(seen);
    for (const std::string& place : places) {
      const auto host = by_host_.find({place, seen.runs_on_host});
      if (host != by_host_.end()) return only(host->second);
    }
    const bool in_cluster = std::ranges::any_of(
        seen.marks, [](const Mark& mark) { return mark.channel == "kubernetes"; });
    if (!in_cluster || seen.proof != Proof::kRuns) return {};
    for (std::size_t i = 0; i < 2; ++i) {
      const auto platforms = by_place_.find(places[i]);
      if (platforms != by_place_.end()) return only(platforms->second);
    }
    return {};
  }

 private:
  // The file, the folder, everywhere.
  static std::array<std::string, 3> places_of(const Observation& seen) {
    return {"file " + seen.at.source, "folder " + folder_of(seen.at.source), ""};
  }

  static std::string_view only(const std::set<std::string>& platforms) {
    return platforms.size() == 1 ? std::string_view(*platforms.begin()) : std::string_view();
  }

  std::map<std::pair<std::string, std::string>, std::set<std::string>> by_host_;
  std::map<std::string, std::set<std::string>> by_place_;
};

std::string_view platform_of(const Seen& seen, const Hosts& hosts) {
  if (!seen.observation->platform.empty()) return seen.observation->platform;
  if (const auto platform = hosts.platform(*seen.observation); !platform.empty()) return platform;
  for (const Technology* technology : seen.technologies) {
    if (!technology->platform.empty()) return technology->platform;
  }
  return {};
}

}  // namespace

std::span<const std::string_view> kinds() { return kKinds; }

bool is_ai_kind(std::string_view kind) { return rank(kind) < rank("application"); }

std::vector<Seen> identify(std::span<const Observation> observations, const Catalogue& catalogue) {
  const Hosts hosts(observations);
  std::vector<Seen> all;
  all.reserve(observations.size());
  for (const Observation& observation : observations) {
    Seen seen;
    seen.observation = &observation;
    seen.technologies = catalogue.match(observation.marks);
    set_kind(seen, catalogue);
    seen.platform = platform_of(seen, hosts);
    all.push_back(std::move(seen));
  }
  std::ranges::sort(all, [](const Seen& a, const Seen& b) {
    return std::tie(a.observation->at, a.observation->name, a.observation->id) <
           std::tie(b.observation->at, b.observation->name, b.observation->id);
  });
  return all;
}

}  // namespace fundable
