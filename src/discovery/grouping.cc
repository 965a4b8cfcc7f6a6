// Groups observations by what they share, strongest bond first.
//
// 1. A stated workload's `matches`. 2. The same identifier in two pieces of evidence (a bill's
// resource id, a state's id). 3. The name that people gave: a tag or label, or what a resource
// group, namespace or module is called. 4. Where it lies: account, then folder. A name-group is
// parted by platform (one application on two clouds is two things to move or not) and then by AI
// kind; what has no AI kind joins the one AI workload of its group, where there is just one.
#include "discovery/grouping.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "base/text.h"
#include "discovery/code_base.h"
#include "discovery/code_join.h"

namespace fundable {
namespace {

// Tags by which people name what a thing belongs to, the most telling first. A machine's own Name
// is none of them: it says what the thing is.
constexpr std::array<std::string_view, 11> kNamingTags{"app.kubernetes.io/part-of",
                                                       "app",
                                                       "application",
                                                       "app.kubernetes.io/name",
                                                       "workload",
                                                       "service",
                                                       "project",
                                                       "app.kubernetes.io/instance",
                                                       "k8s-app",
                                                       "component",
                                                       "account"};
constexpr std::array<std::string_view, 5> kNamingPlaces{"resource_group", "namespace", "module",
                                                        "project", "account"};

// What an observation is called by, and why.
struct Bond {
  std::string key;   // lower case; equal keys belong together
  std::string name;  // as written
  std::string why;
  bool by_tag = false;      // people named it
  bool is_account = false;  // an account or project in the cloud, whose number says little
};

constexpr const char* kPlatformKey = "cluster platform";

// A cluster's own pieces: nodes, system namespaces, add-ons. They carry whatever labels their
// makers chose.
bool is_of_cluster(const Seen& seen) {
  const Observation& observation = *seen.observation;
  if (is_ai_kind(seen.kind)) return false;
  if (!observation.is_host.empty()) return true;
  const auto space = observation.within.find("namespace");
  return space != observation.within.end() &&
         (seen.kind == "other" || space->second.starts_with("kube-") ||
          space->second.ends_with("-system"));
}

// The resource group that AKS makes for a cluster's machines; a tag still says whose they are.
bool is_node_group(const Seen& seen) {
  const auto group = seen.observation->within.find("resource_group");
  return !is_ai_kind(seen.kind) && group != seen.observation->within.end() &&
         lowered(group->second).starts_with("mc_");
}

// An `account` names the workload only where nothing tells a place (a Slurm job).
bool is_telling(std::string_view tag, const Observation& observation) {
  return tag != "account" || observation.within.empty();
}

std::optional<Bond> bond_by_tag(const Observation& observation) {
  for (const std::string_view naming : kNamingTags) {
    for (const auto& [key, value] : observation.tags) {
      if (lowered(key) != naming || trimmed(value).empty() || !is_telling(naming, observation)) {
        continue;
      }
      return Bond{lowered(value), value, "tag " + key + "=" + presentable(value, 60), true};
    }
  }
  return std::nullopt;
}

Bond bond_of(const Seen& seen) {
  const Observation& observation = *seen.observation;
  Bond cluster{kPlatformKey, "shared", "nodes and system parts of the cluster"};
  if (is_of_cluster(seen)) return cluster;
  if (auto bond = bond_by_tag(observation)) return std::move(*bond);
  if (is_node_group(seen)) return cluster;
  for (const std::string_view place : kNamingPlaces) {
    const auto found = observation.within.find(std::string(place));
    if (found == observation.within.end() || found->second.empty()) continue;
    if (place == "namespace" && found->second == "default") continue;
    return {lowered(found->second), found->second,
            std::string(place) + " " + presentable(found->second, 60), false,
            place == "account" || place == "project"};
  }
  const std::string& source = observation.at.source;
  const auto slash = source.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : source.substr(0, slash);
  const std::string name = folder.substr(folder.rfind('/') + 1);
  return {"folder " + folder, name, "folder " + (folder.empty() ? "of the project" : folder)};
}

bool any_of_texts(const std::vector<std::string>& any, std::string_view text) {
  return std::ranges::any_of(any, [&](const std::string& one) { return one == text; });
}

bool lies_under(const std::vector<std::string>& paths, std::string_view source) {
  return std::ranges::any_of(paths, [&](std::string_view path) {
    if (path.starts_with("./")) path.remove_prefix(2);
    while (path.ends_with('/')) path.remove_suffix(1);
    if (path.empty() || path == ".") return true;
    return source == path || (source.starts_with(path) && source[path.size()] == '/');
  });
}

bool fits(const Matches& matches, const Observation& observation) {
  if (matches.empty()) return false;
  if (!matches.paths.empty() && !lies_under(matches.paths, observation.at.source)) return false;
  for (const auto& [asked, have] : {std::pair{&matches.within, &observation.within},
                                    std::pair{&matches.tags, &observation.tags}}) {
    for (const auto& [key, values] : *asked) {
      const auto found = have->find(key);
      if (found == have->end() || !any_of_texts(values, found->second)) return false;
    }
  }
  return true;
}

// The same thing under one spelling: Azure ids differ by case, Google's by a service in front.
std::string comparable_id(std::string_view id) {
  if (id.starts_with("//")) {
    const auto slash = id.find('/', 2);
    if (slash != std::string_view::npos) id.remove_prefix(slash + 1);
  }
  if (id.starts_with('/')) id.remove_prefix(1);
  return lowered(id);
}

class Grouping {
 public:
  Grouping(const Project& project, std::span<const Seen> seen,
           std::span<const std::string> code_roots, FactId kind_fact)
      : project_(project),
        seen_(seen),
        code_roots_(code_roots),
        kind_fact_(kind_fact),
        leader_(seen.size()) {
    std::iota(leader_.begin(), leader_.end(), std::size_t{0});
  }

  Grouped groups() {
    for (const Seen& seen : seen_) {
      if (seen.observation->of_code) {
        roots_with_code_.insert(root_of(seen.observation->at.source));
      }
    }
    unite_by_id();
    for (const StatedWorkload& stated : project_.workloads) {
      WorkloadGroup group;
      group.name = stated.name;
      group.stated = &stated;
      by_stated_.push_back(std::move(group));
    }
    // A place in the group of each united set: stated first, else by name.
    std::map<std::size_t, std::vector<const Seen*>> united;
    for (std::size_t i = 0; i < seen_.size(); ++i) united[leader(i)].push_back(&seen_[i]);
    for (const auto& [unused, members] : united) place(members);
    std::vector<WorkloadGroup> all = std::move(by_stated_);
    for (auto& [key, named] : by_name_) part(named, all);
    place_shared(all);
    std::vector<Unplaced> unplaced;
    for (const CodeBase& base : code_bases()) {
      CodeWorkloads found = workloads_of(base);
      std::ranges::move(found.unplaced, std::back_inserter(unplaced));
      for (WorkloadGroup& group : found.groups) join_code(std::move(group), kind_fact_, all);
    }
    for (WorkloadGroup& group : all) {
      std::ranges::sort(group.joined_by);
      const auto twice = std::ranges::unique(group.joined_by);
      group.joined_by.erase(twice.begin(), twice.end());
    }
    return {std::move(all), std::move(unplaced)};
  }

 private:
  struct Named {
    std::string name;
    bool by_tag = false;
    bool is_account = false;
    std::vector<std::pair<const Seen*, std::string>> members;  // with why
  };

  std::size_t leader(std::size_t i) {
    while (leader_[i] != i) i = leader_[i] = leader_[leader_[i]];
    return i;
  }

  void unite_by_id() {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      if (seen_[i].observation->id.empty()) continue;
      const auto [found, is_new] = first.emplace(comparable_id(seen_[i].observation->id), i);
      if (!is_new) leader_[leader(i)] = leader(found->second);
    }
    // A thing that lies under another (a deployment of an account) belongs to it, unless people
    // named it apart.
    for (const auto& [id, i] : first) {
      if (bond_by_tag(*seen_[i].observation) || is_stated(*seen_[i].observation)) continue;
      for (auto slash = id.rfind('/'); slash != std::string::npos && slash > 0;
           slash = id.rfind('/', slash - 1)) {
        const auto parent = first.find(id.substr(0, slash));
        if (parent == first.end() || is_container(parent->first)) continue;
        leader_[leader(i)] = leader(parent->second);
        break;
      }
    }
  }

  bool is_stated(const Observation& observation) const {
    return std::ranges::any_of(project_.workloads, [&](const StatedWorkload& workload) {
      return fits(workload.matches, observation);
    });
  }

  // Resource groups, subscriptions and projects hold things that have nothing else in common.
  static bool is_container(std::string_view id) {
    const auto parts = split(id, '/');
    return parts.size() < 4 || (parts.size() == 4 && parts[2] == "resourcegroups");
  }

  void place(const std::vector<const Seen*>& members) {
    for (std::size_t w = 0; w < project_.workloads.size(); ++w) {
      const auto fitting = std::ranges::find_if(members, [&](const Seen* seen) {
        return fits(project_.workloads[w].matches, *seen->observation);
      });
      if (fitting == members.end()) continue;
      for (const Seen* seen : members) {
        by_stated_[w].members.push_back(seen);
        by_stated_[w].joined_by.push_back(fits(project_.workloads[w].matches, *seen->observation)
                                              ? "matches in " + project_.file
                                              : "the same identifier");
      }
      return;
    }
    if (std::ranges::all_of(members, [&](const Seen* seen) { return is_of_code(*seen); })) {
      code_.insert(code_.end(), members.begin(), members.end());
      return;
    }
    // The strongest name among those that are the same thing.
    Bond bond = bond_of(*members.front());
    for (const Seen* seen : members) {
      Bond other = bond_of(*seen);
      if (other.by_tag && !bond.by_tag) bond = std::move(other);
    }
    for (std::size_t w = 0; w < project_.workloads.size(); ++w) {
      if (lowered(project_.workloads[w].name) != bond.key) continue;
      for (const Seen* seen : members) {
        by_stated_[w].members.push_back(seen);
        by_stated_[w].joined_by.push_back(bond.why);
      }
      return;
    }
    Named& named = by_name_[bond.key];
    if (named.name.empty()) named.name = bond.name;
    named.by_tag = named.by_tag || bond.by_tag;
    named.is_account = named.is_account || bond.is_account;
    for (const Seen* seen : members) {
      named.members.emplace_back(seen, members.size() > 1 ? "the same identifier" : bond.why);
    }
  }

  // The outermost folder that looks like a repository; empty where the project's own is the one.
  std::string root_of(const std::string& source) const {
    for (auto slash = source.find('/'); slash != source.npos; slash = source.find('/', slash + 1)) {
      const std::string folder = source.substr(0, slash);
      if (std::ranges::binary_search(code_roots_, folder)) return folder;
    }
    return {};
  }

  // A manifest belongs to the code that it lies beside.
  bool is_of_code(const Seen& seen) const {
    const Observation& observation = *seen.observation;
    return observation.of_code || (observation.proof == Proof::kDeclared &&
                                   roots_with_code_.contains(root_of(observation.at.source)));
  }

  // The code bases with what each holds, by root.
  std::vector<CodeBase> code_bases() const {
    std::map<std::string, CodeBase> by_root;
    for (const Seen* seen : code_) {
      const std::string root = root_of(seen->observation->at.source);
      CodeBase& base = by_root[root];
      base.root = root;
      base.name = root.substr(root.rfind('/') + 1);
      base.members.push_back(seen);
    }
    std::vector<CodeBase> all;
    for (auto& [unused, base] : by_root) {
      std::ranges::sort(base.members);
      all.push_back(std::move(base));
    }
    return all;
  }

  // Parts what carries one name by platform, then by AI kind.
  void part(Named& named, std::vector<WorkloadGroup>& all) {
    std::map<std::string_view, std::vector<std::pair<const Seen*, std::string>>> by_platform;
    for (auto& member : named.members) by_platform[member.first->platform].push_back(member);
    // What shows no platform goes with the one platform that the name has.
    if (by_platform.size() == 2 && by_platform.contains("")) {
      auto& placed = std::prev(by_platform.end())->second;
      auto& unplaced = by_platform[""];
      placed.insert(placed.end(), unplaced.begin(), unplaced.end());
      by_platform.erase("");
    }
    for (const auto& [platform, members] : by_platform) {
      // Supporting pieces that nobody named are one shared thing a platform, not many.
      const bool supports = std::ranges::all_of(members, [](const auto& member) {
        return is_of_cluster(*member.first) || is_node_group(*member.first) ||
               (!is_ai_kind(member.first->kind) && member.first->kind != "application");
      });
      if (supports && !named.by_tag) {
        auto& shared = shared_[std::string(platform)];
        shared.insert(shared.end(), members.begin(), members.end());
      } else {
        part_by_kind(named, members, all);
      }
    }
  }

  // One group a platform, or the stated workload of that name.
  void place_shared(std::vector<WorkloadGroup>& all) {
    for (const auto& [platform, members] : shared_) {
      WorkloadGroup shared;
      shared.name = platform.empty() ? "shared" : "shared-" + platform;
      std::ranges::replace(shared.name, '_', '-');
      shared.kind = "other";
      const auto stated = std::ranges::find_if(all, [&](const WorkloadGroup& group) {
        return group.stated != nullptr && lowered(group.name) == shared.name;
      });
      WorkloadGroup& group = stated == all.end() ? all.emplace_back(std::move(shared)) : *stated;
      for (const auto& [seen, why] : members) {
        group.members.push_back(seen);
        group.joined_by.push_back(why);
      }
    }
  }

  // An agent with its page is an agent.
  static std::string kind_in(bool has_agent, const Seen& seen) {
    if (has_agent && seen.kind == "ai_application") return "agent";
    return is_ai_kind(seen.kind) ? std::string(seen.kind) : std::string();
  }

  // What lies in an account without a name of its own is called by its technology.
  static std::string name_in(const Named& named, const WorkloadGroup& group) {
    if (!named.is_account || named.by_tag) return named.name;
    for (const Seen* seen : group.members) {
      if (seen->kind != group.kind || !is_ai_kind(group.kind)) continue;
      std::string name = seen->technologies.front()->id + "-" + named.name;
      std::ranges::replace(name, '_', '-');
      return name;
    }
    return "account-" + named.name;
  }

  using ByKind = std::map<std::string, WorkloadGroup>;

  static ByKind::iterator main_kind(ByKind& by_kind) {
    for (const char* kind : {"agent", "ai_application"}) {
      if (const auto found = by_kind.find(kind); found != by_kind.end()) return found;
    }
    const std::size_t plain = by_kind.count("");
    return by_kind.size() == plain + 1 ? std::prev(by_kind.end()) : by_kind.end();
  }

  static void part_by_kind(const Named& named,
                           const std::vector<std::pair<const Seen*, std::string>>& members,
                           std::vector<WorkloadGroup>& all) {
    const bool has_agent = std::ranges::any_of(
        members, [](const auto& member) { return member.first->kind == "agent"; });
    ByKind by_kind;
    for (const auto& [seen, why] : members) {
      WorkloadGroup& group = by_kind[kind_in(has_agent, *seen)];
      group.members.push_back(seen);
      group.joined_by.push_back(why);
    }
    // What has no AI kind belongs to the application with AI, or to the one AI workload there is;
    // beside several others it stands apart.
    const auto main = main_kind(by_kind);
    if (main != by_kind.end() && by_kind.contains("")) {
      WorkloadGroup support = std::move(by_kind[""]);
      by_kind.erase("");
      WorkloadGroup& group = main->second;
      group.members.insert(group.members.end(), support.members.begin(), support.members.end());
      group.joined_by.insert(group.joined_by.end(), support.joined_by.begin(),
                             support.joined_by.end());
    }
    for (auto& [kind, group] : by_kind) {
      const bool runs_software = std::ranges::any_of(
          group.members, [](const Seen* seen) { return seen->kind == "application"; });
      group.kind = !kind.empty() ? kind : runs_software ? "application" : "other";
      group.name = name_in(named, group);
      all.push_back(std::move(group));
    }
  }

  const Project& project_;
  std::span<const Seen> seen_;
  std::span<const std::string> code_roots_;
  FactId kind_fact_;
  std::set<std::string> roots_with_code_;
  std::vector<std::size_t> leader_;
  std::vector<const Seen*> code_;
  std::vector<WorkloadGroup> by_stated_;
  std::map<std::string, Named> by_name_;
  std::map<std::string, std::vector<std::pair<const Seen*, std::string>>> shared_;  // by platform
};

}  // namespace

Grouped grouped(const Project& project, std::span<const Seen> seen,
                std::span<const std::string> code_roots, FactId kind_fact) {
  return Grouping(project, seen, code_roots, kind_fact).groups();
}

}  // namespace fundable
