// Code names a thing by what it takes to reach it, live evidence by what it is. Where they meet:
//
// - `https://acme.openai.azure.com` is the account `acme`: clouds put a resource's name first in
// its
//   host. Hosts that all customers share (`api.openai.com`) name no resource, so a name counts only
//   where evidence of the same platform carries it.
// - `azurerm_search_service.index` is one address in code and in state. Addresses that everybody
//   gives (`this`, `main`) say nothing.
//
// A kind must agree in any case: the bill of a model account does not belong to the agent that
// calls it.
#include "discovery/code_join.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"

namespace fundable {
namespace {

std::string kind_of(const WorkloadGroup& group, FactId kind_fact) {
  if (group.stated == nullptr) return group.kind;
  const Value* kind = group.stated->facts.known(kind_fact);
  return kind == nullptr ? group.kind : std::get<std::string>(*kind);
}

// The first labels of the hosts that code calls.
std::set<std::string> hosts_called(const WorkloadGroup& code) {
  std::set<std::string> names;
  for (const Seen* seen : code.members) {
    for (const Mark& mark : seen->observation->marks) {
      if (mark.channel == "endpoint")
        names.insert(lowered(mark.text.substr(0, mark.text.find('.'))));
    }
  }
  return names;
}

// `azurerm_search_service.index`; empty where there is none or it says nothing.
std::string address_of(const Observation& observation) {
  const auto found = observation.within.find("address");
  if (found == observation.within.end()) return {};
  const std::string name = found->second.substr(found->second.rfind('.') + 1);
  for (const std::string_view plain : {"this", "main", "default", "example", "resource"}) {
    if (name == plain) return {};
  }
  return found->second;
}

std::set<std::string> addresses_of(const WorkloadGroup& group, Proof proof) {
  std::set<std::string> addresses;
  for (const Seen* seen : group.members) {
    if (seen->observation->proof != proof) continue;
    if (std::string address = address_of(*seen->observation); !address.empty()) {
      addresses.insert(std::move(address));
    }
  }
  return addresses;
}

// By what code names what it reaches.
struct Identifiers {
  std::set<std::string> hosts;
  std::set<std::string> addresses;
};

// Why they are one; empty where no identifier says so.
std::string shared_identifier(const Identifiers& code, const WorkloadGroup& live) {
  for (const Seen* seen : live.members) {
    const Observation& observation = *seen->observation;
    if (observation.proof == Proof::kRuns && code.hosts.contains(lowered(observation.name))) {
      return "the code calls " + presentable(observation.name, 60);
    }
  }
  const auto running = addresses_of(live, Proof::kRuns);
  for (const std::string& address : code.addresses) {
    if (running.contains(address)) return "the same address " + presentable(address, 80);
  }
  return {};
}

void take(WorkloadGroup& group, WorkloadGroup code, std::string why) {
  group.members.insert(group.members.end(), code.members.begin(), code.members.end());
  group.joined_by.push_back(std::move(why));
  group.of_code = true;
  group.declared_on = std::move(code.declared_on);
  group.declared_by = std::move(code.declared_by);
  group.declared_on_several = std::move(code.declared_on_several);
  group.on_aws_too = std::move(code.on_aws_too);
}

}  // namespace

void join_code(WorkloadGroup code, FactId kind_fact, std::vector<WorkloadGroup>& all) {
  std::vector<WorkloadGroup*> same;
  for (WorkloadGroup& group : all) {
    if (!group.of_code && kind_of(group, kind_fact) == code.kind) same.push_back(&group);
  }
  const Identifiers known{hosts_called(code), addresses_of(code, Proof::kDeclared)};
  for (WorkloadGroup* group : same) {
    if (std::string why = shared_identifier(known, *group); !why.empty()) {
      return take(*group, std::move(code), std::move(why));
    }
  }
  for (WorkloadGroup* group : same) {
    if (!code.name.empty() && lowered(group->name) == lowered(code.name)) {
      return take(*group, std::move(code), "the name " + presentable(group->name, 60));
    }
  }
  if (same.size() == 1 && same.front()->stated != nullptr && same.front()->members.empty()) {
    std::string why = "the only " + code.kind + " that is stated";
    return take(*same.front(), std::move(code), std::move(why));
  }
  all.push_back(std::move(code));
}

}  // namespace fundable
