// Makes workloads of groups: names them, and states what their evidence proves.
//
// What proves that something runs: charges, live state, running pods, jobs that ran. A declaration
// proves intent: it gives `declared_on`, never `runs_on`. Where a running thing shows no platform,
// that it runs is still known, so `nowhere` is ruled out. Kind-bearing observations speak for the
// platform; supporting ones (a backup bucket elsewhere) only where no other does.
#include "discovery/discover.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "discovery/grouping.h"

namespace fundable {
namespace {

// A bill's own account of one provider: months are whole or not within it.
using BillKey = std::pair<std::string, std::string>;  // platform, account

// Bills of an account are one, over however many files.
BillKey bill_of(const Observation& observation) {
  const auto account = observation.within.find("account");
  return {observation.platform,
          account == observation.within.end() ? std::string() : account->second};
}

// The last month that each bill holds whole.
std::map<BillKey, std::string> last_whole_months(std::span<const Observation> observations) {
  std::map<BillKey, std::string> last;
  for (const Observation& observation : observations) {
    for (const Charge& charge : observation.charges) {
      if (!charge.whole_month) continue;
      std::string& month = last[bill_of(observation)];
      month = std::max(month, charge.month);
    }
  }
  return last;
}

constexpr const char* kRemains = "It runs on AWS, and nobody said that it leaves.";
constexpr const char* kNotOnAws = "It stays where it is, and nobody said that this is AWS.";

class WorkloadMaker {
 public:
  WorkloadMaker(const Vocabulary& vocabulary, const std::string& goes_to,
                std::map<BillKey, std::string> months)
      : vocabulary_(vocabulary), goes_to_(goes_to), months_(std::move(months)) {}

  Workload made(const WorkloadGroup& group) const {
    Workload workload;
    workload.name = group.name;
    workload.joined_by = group.joined_by;
    if (group.stated != nullptr) {
      workload.facts = group.stated->facts;
      workload.evidence.push_back(group.stated->at);
    }
    std::set<std::string> technologies;
    for (const Seen* seen : group.members) {
      workload.evidence.push_back(seen->observation->at);
      for (const Technology* technology : seen->technologies) technologies.insert(technology->id);
    }
    std::ranges::sort(workload.evidence);
    workload.technologies.assign(technologies.begin(), technologies.end());
    state_kind(workload, group);
    state_platforms(workload, group);
    state_declared_target(workload, group);
    state_target(workload);
    state_cost(workload, group);
    state_planned_costs(workload);
    return workload;
  }

 private:
  void state_kind(Workload& workload, const WorkloadGroup& group) const {
    const FactId kind = vocabulary_.id("workload.kind");
    if (workload.facts.find(kind) != nullptr) return;
    std::string_view best = group.kind;
    if (best.empty()) {
      const auto told = std::ranges::find_if(kinds(), [&](std::string_view candidate) {
        return std::ranges::find(group.members, candidate, &Seen::kind) != group.members.end();
      });
      if (told != kinds().end()) best = *told;
    }
    if (best.empty()) return;
    for (const Seen* seen : group.members) {
      if (seen->kind == best || (!is_ai_kind(best) && seen == group.members.front())) {
        workload.facts.hold(kind, std::string(best), seen->observation->at);
      }
    }
    if (workload.facts.find(kind) == nullptr) {
      workload.facts.hold(kind, std::string(best), group.members.front()->observation->at);
    }
  }

  void state_platforms(Workload& workload, const WorkloadGroup& group) const {
    const FactId runs_on = vocabulary_.id("workload.runs_on");
    const FactId declared_on = vocabulary_.id("workload.declared_on");
    for (const auto& [fact, proof] :
         {std::pair{runs_on, Proof::kRuns}, std::pair{declared_on, Proof::kDeclared}}) {
      if (group.of_code && proof == Proof::kDeclared) continue;
      const bool by_kind = std::ranges::any_of(group.members, [&](const Seen* seen) {
        return speaks(*seen, proof) && is_ai_kind(seen->kind);
      });
      for (const Seen* seen : group.members) {
        if (!speaks(*seen, proof) || (by_kind && !is_ai_kind(seen->kind))) continue;
        workload.facts.hold(fact, std::string(seen->platform), seen->observation->at);
      }
    }
    for (const Seen* seen : group.declared_by) {
      workload.facts.hold(declared_on, group.declared_on, seen->observation->at);
    }
    for (const Seen* seen : group.declared_on_several) {
      workload.facts.hold(declared_on, std::string(seen->platform), seen->observation->at);
    }
    for (const Seen* seen : group.members) {
      if (seen->observation->proof != Proof::kRuns || !seen->platform.empty()) continue;
      workload.facts.rule_out(runs_on, std::string("nowhere"), seen->observation->at);
    }
  }

  static bool speaks(const Seen& seen, Proof proof) {
    if (seen.observation->proof != proof || seen.platform.empty()) return false;
    // A vendor's API is called, not deployed: code that names it declares no platform.
    return proof == Proof::kRuns || seen.platform != "vendor_api";
  }

  // Code that declares it on AWS says where it is meant to go; code that offers AWS among others
  // says so of what is known to run elsewhere. What people stated is contested, not overruled.
  void state_declared_target(Workload& workload, const WorkloadGroup& group) const {
    constexpr std::size_t kMostOrigins = 5;
    const Value* runs_on = workload.facts.known(vocabulary_.id("workload.runs_on"));
    const bool runs_elsewhere = runs_on != nullptr && *runs_on != Value(std::string("aws")) &&
                                *runs_on != Value(std::string("nowhere"));
    const auto& by = group.declared_on == "aws" ? group.declared_by : group.on_aws_too;
    if (group.declared_on != "aws" && !runs_elsewhere) return;
    for (std::size_t i = 0; i < std::min(by.size(), kMostOrigins); ++i) {
      workload.facts.hold(vocabulary_.id("workload.goes_to"), std::string("aws"),
                          by[i]->observation->at);
    }
  }

  void state_target(Workload& workload) const {
    const FactId goes_to = vocabulary_.id("workload.goes_to");
    const FactId where = vocabulary_.id("workload.runs_on");
    if (const Value* stated = workload.facts.known(goes_to); stated != nullptr) {
      const Fact* known = workload.facts.find(where);
      if (*stated == Value(std::string("stays")) && (known == nullptr || known->held.empty())) {
        workload.facts.rule_out(where, std::string("aws"), {"", "assumed", kNotOnAws});
        workload.assumptions.push_back(
            {workload.name, {}, {}, "workload.runs_on", "not aws", kNotOnAws});
      }
      return;
    }
    if (workload.facts.find(goes_to) != nullptr) return;
    const Value* runs_on = workload.facts.known(where);
    if (runs_on != nullptr && std::get<std::string>(*runs_on) == "aws") {
      workload.facts.hold(goes_to, std::string("aws"), {"", "assumed", kRemains});
      workload.assumptions.push_back({workload.name, {}, {}, "workload.goes_to", "aws", kRemains});
    } else if (!goes_to_.empty() &&
               (runs_on == nullptr || *runs_on != Value(std::string("nowhere")))) {
      workload.facts.hold(goes_to, goes_to_,
                          {"", "--goes-to", "what does not run on AWS goes there: " + goes_to_});
    }
  }

  // The last whole month of each bill that charges for the workload; a bill that charges for it in
  // other months only counts as nothing in that month. Without a bill, what is stated.
  void state_cost(Workload& workload, const WorkloadGroup& group) const {
    const FactId cost = vocabulary_.id("workload.monthly_cost_usd");
    std::vector<Origin> from;
    for (const Seen* seen : group.members) {
      const Observation& observation = *seen->observation;
      const auto month = months_.find(bill_of(observation));
      if (observation.charges.empty() || month == months_.end()) continue;
      from.push_back(observation.at);
      for (const Charge& charge : observation.charges) {
        const bool counts = charge.whole_month && charge.month == month->second;
        add_money(workload.cost_today, {counts ? charge.amount : Decimal(), charge.currency});
      }
    }
    const Value* stated = workload.facts.known(cost);
    if (workload.cost_today.empty() && stated != nullptr) {
      workload.cost_today = {{std::get<Decimal>(*stated), "USD"}};
      return;
    }
    for (const Money& money : workload.cost_today) {
      if (money.currency != "USD") continue;
      for (const Origin& origin : from) workload.facts.hold(cost, money.amount, origin);
    }
  }

  void state_planned_costs(Workload& workload) const {
    for (const auto& [fact, period] :
         {std::pair{"workload.poc.costs", "once"}, std::pair{"workload.aws.costs", "month"}}) {
      const Value* costs = workload.facts.known(vocabulary_.id(fact));
      if (costs == nullptr) continue;
      for (const Record& record : std::get<std::vector<Record>>(*costs)) {
        workload.planned_costs.push_back(planned_cost(record, period));
      }
    }
  }

  static PlannedCost planned_cost(const Record& record, const char* period) {
    PlannedCost line;
    line.item = field(record, "item");
    line.nature = field(record, "nature");
    line.service = field(record, "service");
    line.usage = field(record, "usage");
    line.period = period;
    if (const auto amount = Decimal::parse(field(record, "amount_usd"))) {
      line.money = Money{*amount, "USD"};
    }
    return line;
  }

  const Vocabulary& vocabulary_;
  const std::string& goes_to_;
  std::map<BillKey, std::string> months_;
};

std::string_view suffix_of(std::string_view kind) {
  if (kind == "training_pipeline") return "training";
  if (kind == "data_environment") return "data";
  if (kind == "inference_service") return "serving";
  if (kind == "agent") return "agent";
  if (kind == "ai_application") return "ai-app";
  if (kind == "application") return "app";
  return "platform";
}

std::string_view platform_of(const WorkloadGroup& group) {
  for (const Seen* seen : group.members) {
    if (!seen->platform.empty()) return seen->platform;
  }
  return {};
}

// Gives every group a name of its own: by kind, then by platform, then by number.
void name_apart(std::vector<WorkloadGroup>& groups, const std::string& project) {
  for (WorkloadGroup& group : groups) {
    if (group.name.empty()) group.name = project.empty() ? "evidence" : project;
    if (group.stated == nullptr) group.name = presentable(group.name, 80);
  }
  for (const bool by_kind : {true, false}) {
    std::map<std::string, std::size_t> so_called;
    for (const WorkloadGroup& group : groups) ++so_called[group.name];
    for (WorkloadGroup& group : groups) {
      if (group.stated != nullptr || so_called[group.name] < 2) continue;
      const std::string_view more = by_kind ? suffix_of(group.kind) : platform_of(group);
      if (!more.empty()) group.name += "-" + std::string(more);
    }
  }
  std::map<std::string, int> used;
  for (const WorkloadGroup& group : groups) {
    if (group.stated != nullptr) ++used[group.name];
  }
  std::map<std::string, int> last;  // the number that a name had last
  for (WorkloadGroup& group : groups) {
    if (group.stated != nullptr) continue;
    const std::string base = group.name;
    int& number = last.try_emplace(base, 1).first->second;
    while (used[group.name]++ > 0) group.name = base + "-" + std::to_string(++number);
  }
}

// The names of the groups, in their order, as if those that are only stated were not there.
std::vector<std::string> shown_names(const std::vector<WorkloadGroup>& groups,
                                     const std::string& project) {
  std::vector<WorkloadGroup> with_evidence;
  for (const WorkloadGroup& group : groups) {
    if (!group.members.empty()) with_evidence.push_back(group);
  }
  name_apart(with_evidence, project);
  std::vector<std::string> names;
  auto next = with_evidence.begin();
  for (const WorkloadGroup& group : groups) {
    names.push_back(group.members.empty() ? group.name : (next++)->name);
  }
  return names;
}

// A stated workload for which nothing else was found takes the evidence of the one that an
// assessment called by its name, so that people may answer under the names that they were shown:
// also under those from before there was a project file, when the folder gave them.
void answer_to_their_names(std::vector<WorkloadGroup>& groups, const Project& project) {
  const bool any_waits = std::ranges::any_of(groups, [](const WorkloadGroup& group) {
    return group.stated != nullptr && group.members.empty();
  });
  if (!any_waits) return;
  const std::vector<std::string> names = shown_names(groups, project.name);
  const std::vector<std::string> names_before = shown_names(groups, project.folder);
  for (WorkloadGroup& group : groups) {
    if (group.stated == nullptr || !group.members.empty()) continue;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].stated != nullptr) continue;
      const std::string name = lowered(group.name);
      if (lowered(names[i]) != name && lowered(names_before[i]) != name) continue;
      groups[i].stated = group.stated;
      groups[i].joined_by.push_back("the name " + presentable(group.name, 60));
      group.stated = nullptr;
      break;
    }
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i].name = groups[i].stated != nullptr ? groups[i].stated->name : names[i];
  }
  std::erase_if(groups, [](const WorkloadGroup& group) {
    return group.stated == nullptr && group.members.empty();
  });
}

constexpr std::ptrdiff_t kMostWorkloads = 2'000;
constexpr const char* kTellsNothing =
    "it only supports something else, nothing shows that it runs, and nothing says what for";
constexpr const char* kMatchesNothing =
    "what it matches is not in the evidence, so it rests on what is stated alone";

// Supporting pieces that are only declared make no workload: there is nothing to move or to fund.
bool is_workload(const WorkloadGroup& group) {
  return group.stated != nullptr || group.kind != "other" ||
         std::ranges::any_of(group.members, [](const Seen* seen) {
           return seen->observation->proof == Proof::kRuns;
         });
}

// Leaves the first that are stated, then those with AI, then the others: more than these nobody
// would read, and hostile evidence can make a group of every line.
void keep_first(std::vector<WorkloadGroup>& groups, std::vector<Unplaced>& unplaced) {
  if (std::ssize(groups) <= kMostWorkloads) return;
  const auto rest = groups.begin() + kMostWorkloads;
  std::ranges::stable_sort(groups, {}, [](const WorkloadGroup& group) {
    return group.stated != nullptr ? 0 : is_ai_kind(group.kind) ? 1 : 2;
  });
  for (auto group = rest; group != groups.end(); ++group) {
    if (group->members.empty()) continue;
    unplaced.push_back({group->members.front()->observation->at,
                        "the evidence shows more than " + std::to_string(kMostWorkloads) +
                            " workloads, and this one is beyond them"});
  }
  groups.erase(rest, groups.end());
}

}  // namespace

Discovered discover(const Project& project, std::span<const Observation> observations,
                    const Catalogue& catalogue, const Vocabulary& vocabulary,
                    std::span<const std::string> code_roots, const std::string& goes_to) {
  const std::vector<Seen> seen = identify(observations, catalogue);
  Grouped all = grouped(project, seen, code_roots, vocabulary.id("workload.kind"));
  std::vector<WorkloadGroup>& groups = all.groups;
  std::ranges::stable_sort(groups, [](const WorkloadGroup& a, const WorkloadGroup& b) {
    return std::tie(a.name, a.kind) < std::tie(b.name, b.kind);
  });
  answer_to_their_names(groups, project);
  name_apart(groups, project.name);
  const WorkloadMaker maker(vocabulary, goes_to, last_whole_months(observations));
  Discovered discovered;
  discovered.unplaced = std::move(all.unplaced);
  keep_first(groups, discovered.unplaced);
  for (const WorkloadGroup& group : groups) {
    if (group.stated != nullptr && group.members.empty() && !group.stated->matches.empty()) {
      discovered.unplaced.push_back({group.stated->at, kMatchesNothing});
    }
    if (!is_workload(group)) {
      for (const Seen* member : group.members) {
        discovered.unplaced.push_back({member->observation->at, kTellsNothing});
      }
    } else {
      discovered.workloads.push_back(maker.made(group));
    }
  }
  std::ranges::sort(discovered.workloads, {}, &Workload::name);
  std::ranges::sort(discovered.unplaced, {}, &Unplaced::at);
  return discovered;
}

}  // namespace fundable
