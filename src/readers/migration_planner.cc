// Reads the summary that Migration Planner makes of a vCenter: numbers only, no machine by name.
//
// It proves that machines run on premises and how many, and which operating systems they have; what
// they are for it cannot say, so the whole vCenter is one observation.
//
// Left out on purpose: sizes, warnings, networks and datastores.
#include "base/schema.h"
#include "base/text.h"
#include "readers/table.h"

namespace fundable {
namespace {

constexpr std::size_t kMostSystems = 200;

bool recognises(const EvidenceFile& head) {
  const std::string_view start = head.bytes.substr(0, 2048);
  return head.path.ends_with(".json") && trimmed(start).starts_with('{') &&
         start.contains("\"vms\"") && start.contains("\"totalMigratable\"");
}

// `8 of 10 virtual machines run on 5 hosts`.
std::string says_of(Node vms, Node infra) {
  const std::string on = presentable(vms["powerStates"]["POWERED_ON"].text(), 20);
  const std::string hosts = presentable(infra["totalHosts"].text(), 20);
  std::string says =
      (on.empty() ? "" : on + " of ") + presentable(vms["total"].text(), 20) + " virtual machines";
  if (!on.empty()) says += " run";
  return hosts.empty() ? says : says + " on " + hosts + " hosts";
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto document = parse_json(file.bytes, limits);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  const bool is_wrapped = root["inventory"].exists();
  const Node inventory = is_wrapped ? root["inventory"] : root;
  const Node vms = inventory["vms"];
  if (!vms["total"].is_scalar()) {
    return failure(ErrorKind::kInput, "there is no number of virtual machines (vms/total)",
                   file.path);
  }
  const std::string on(vms["powerStates"]["POWERED_ON"].text());
  Observation seen;
  seen.at = {file.path, is_wrapped ? "inventory/vms" : "vms", says_of(vms, inventory["infra"])};
  seen.proof = on.empty() || on == "0" ? Proof::kDeclared : Proof::kRuns;
  seen.platform = "on_premises";
  seen.name = "vCenter";
  for (const Node system : vms["os"]) {
    if (seen.marks.size() >= kMostSystems) break;
    seen.marks.push_back({"software", presentable(system.key()), {}});
  }
  Reading reading;
  reading.observations.push_back(std::move(seen));
  if (const std::string_view error = root["err"].text(); !error.empty()) {
    reading.skipped.push_back({"err", "the collection was not complete: " + presentable(error)});
  }
  return reading;
}

}  // namespace

extern const Reader migration_planner;
const Reader migration_planner{
    .name = "migration_planner",
    .reads = "Migration Planner inventory of a vCenter, as JSON",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
