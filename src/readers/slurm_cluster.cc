// Reads what Slurm's commands say of a cluster: `sinfo`, `squeue`, `scontrol show partition`,
// `show node` and `show job`; with a header, without, or as `Key=Value`.
//
// A partition with its nodes, and the GPUs in them, is a cluster that somebody runs: on premises,
// unless node names show that a cloud's tool made it. Jobs that run or wait are summed by account,
// partition, user and name. Accounting (sacct) is another reader's; it tells what ran, this what is
// there.
//
// Left out on purpose: settings (`scontrol show config`, `sacctmgr show …`), recognised so that
// the reason can be given; output as JSON.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "readers/slurm/listing.h"
#include "readers/slurm/words.h"
#include "readers/table.h"

namespace fundable {
namespace {

using slurm::Gpus;
using slurm::Row;
using slurm::Subject;

constexpr std::size_t kMostGroups = 20'000;
constexpr std::uint64_t kMostNodes = 1'000'000;

// What one observation stands for: a partition, or the jobs of one name.
struct Group {
  std::map<std::string, std::string> tags;
  std::string name;
  std::string platform;
  std::size_t first_line = 0;
  std::size_t last_line = 0;
  std::uint64_t nodes = 0;
  std::uint64_t gpus = 0;
  std::uint64_t running = 0;
  std::uint64_t waiting = 0;
  std::set<std::string> gpu_types;
  std::set<std::string, std::less<>> lists;  // of nodes, which sinfo may repeat
};

class Groups {
 public:
  Group& find(const std::string& key, const Row& row) {
    const bool is_full = groups_.size() >= kMostGroups && !places_.contains(key);
    const auto [found, is_new] = places_.emplace(is_full ? "" : key, groups_.size());
    if (is_new) groups_.emplace_back().first_line = row.first_line;
    Group& group = groups_[found->second];
    group.last_line = row.last_line;
    return group;
  }
  [[nodiscard]] const std::vector<Group>& all() const { return groups_; }

 private:
  std::vector<Group> groups_;
  std::map<std::string, std::size_t> places_;
};

void add_gpus(Group& group, const Gpus& gpus, std::uint64_t times) {
  group.gpus = std::min(group.gpus + gpus.count * times, slurm::kMostGpus);
  if (!gpus.type.empty() && group.gpu_types.size() < 10) group.gpu_types.emplace(gpus.type);
}

void put(Group& group, const char* key, std::string_view value) {
  if (!value.empty()) group.tags.emplace(key, presentable(value));
}

// The default partition has a star in sinfo.
std::string_view partition_of(const Row& row) {
  std::string_view name = row.text({"PARTITION", "PartitionName", "Partition", "Partitions"});
  if (name.ends_with('*')) name.remove_suffix(1);
  return name;
}

Gpus gpus_in(const Row& row) {
  Gpus gpus = slurm::gpus_of_tres(row.text({"CfgTRES", "TRES", "AllocTRES", "ReqTRES"}));
  const Gpus gres = slurm::gpus_of_gres(row.text({"GRES", "Gres"}));
  if (gpus.count == 0) gpus.count = gres.count;
  if (gpus.type.empty()) gpus.type = gres.type;
  return gpus;
}

std::string_view nodes_in(const Row& row) {
  return row.text({"NODELIST", "HOSTNAMES", "NodeName", "Nodes", "NodeList", "NODELIST(REASON)"});
}

// A row of sinfo is some nodes of a partition; of scontrol, a partition or a node.
void add_nodes(const Row& row, Groups& groups) {
  const std::string_view partition = partition_of(row);
  const std::string_view nodes = nodes_in(row);
  Group& group = groups.find(std::string(partition), row);
  if (group.name.empty()) group.name = presentable(partition.empty() ? nodes : partition);
  put(group, "partition", partition);
  if (group.platform.empty()) group.platform = slurm::platform_of(nodes, {});
  // sinfo repeats nodes where a format asks for what differs by user or reservation.
  if (!nodes.empty() && !group.lists.emplace(nodes).second) return;
  const bool is_whole = !row.text({"PartitionName"}).empty();
  const std::uint64_t count =
      slurm::number(row.text({"NODES", "TotalNodes"}), kMostNodes).value_or(1);
  group.nodes = std::min(group.nodes + count, kMostNodes);
  // A partition's resources are those of all its nodes; a row of sinfo gives those of one.
  add_gpus(group, gpus_in(row), is_whole ? 1 : count);
}

bool is_waiting(std::string_view state) {
  return state == "PD" || state == "CF" || state.starts_with("PENDING") ||
         state.starts_with("CONFIGURING") || state.starts_with("REQUEUE");
}

void add_job(const Row& row, Groups& groups) {
  const std::string_view account = row.text({"ACCOUNT", "Account"});
  const std::string_view partition = partition_of(row);
  std::string_view user = row.text({"USER", "UserId"});
  user = user.substr(0, user.find('('));
  const std::string_view name = row.text({"NAME", "JobName"});
  std::string key;
  for (const std::string_view part : {account, partition, user, name}) {
    key += std::string(part) + '\n';
  }
  Group& group = groups.find(key, row);
  put(group, "account", account);
  put(group, "partition", partition);
  put(group, "user", user);
  put(group, "job_name", name);
  for (const std::string_view word : {name, account, partition}) {
    if (group.name.empty()) group.name = presentable(word);
  }
  const std::string_view state = row.text({"STATE", "ST", "JobState"});
  ++(is_waiting(state) ? group.waiting : group.running);
  if (group.platform.empty()) group.platform = slurm::platform_of(nodes_in(row), {});
  Gpus gpus = gpus_in(row);
  std::uint64_t times = 1;
  if (gpus.count == 0) {
    gpus = slurm::gpus_of_gres(row.text({"TRES_PER_NODE", "TresPerNode"}));
    times = slurm::number(row.text({"NODES", "NumNodes"}), kMostNodes).value_or(1);
  }
  add_gpus(group, gpus, times);
}

std::string said_of_nodes(const Group& group) {
  std::string says = "partition " + group.name;
  if (!group.tags.contains("partition")) says = "cluster";
  says += " has " + counted(group.nodes, "node");
  if (group.gpus > 0) says += " with " + counted(group.gpus, "GPU");
  return says;
}

std::string said_of_jobs(const Group& group) {
  std::string says;
  if (group.running > 0) {
    says = counted(group.running, "job") + (group.running == 1 ? " runs" : " run");
    if (group.waiting > 0) says += " and " + std::to_string(group.waiting) + " more";
  }
  if (group.waiting > 0) {
    if (says.empty()) says = counted(group.waiting, "job");
    says += group.waiting == 1 ? " waits" : " wait";
  }
  if (group.gpus > 0) says += "; all together ask for " + counted(group.gpus, "GPU");
  return says;
}

Observation observation_of(const Group& group, const std::string& path, Subject subject) {
  Observation seen;
  const bool are_jobs = subject == Subject::kJobs;
  const std::string lines =
      group.first_line == group.last_line
          ? "line " + std::to_string(group.first_line)
          : "lines " + std::to_string(group.first_line) + '-' + std::to_string(group.last_line);
  seen.at = {path, lines, are_jobs ? said_of_jobs(group) : said_of_nodes(group)};
  seen.proof = are_jobs && group.running == 0 ? Proof::kDeclared : Proof::kRuns;
  seen.platform = group.platform.empty() ? "on_premises" : group.platform;
  seen.name = group.name;
  seen.tags = group.tags;
  seen.marks.push_back({"scheduler", "slurm", {}});
  if (group.gpus > 0) {
    const std::vector<std::string> types(group.gpu_types.begin(), group.gpu_types.end());
    seen.marks.push_back({"gpu", "job", presentable(joined(types, " "))});
    for (const std::string& type : types)
      seen.marks.push_back({"accelerator", presentable(type), {}});
  }
  return seen;
}

bool recognises(const EvidenceFile& head) {
  return slurm::subject_of(head.bytes.substr(0, 16 << 10)) != Subject::kNone;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (file.bytes.size() > limits.bytes) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(limits.bytes) + " bytes",
                   file.path);
  }
  const Subject subject = slurm::subject_of(file.bytes);
  if (subject == Subject::kNone) {
    return failure(ErrorKind::kInput, "no output of sinfo, squeue or scontrol", file.path + ":1",
                   "Use `sinfo -N -o '%N|%G|%P|%T'`, with its header.");
  }
  Reading reading;
  if (subject == Subject::kSettings) {
    reading.skipped.push_back({"", "settings of Slurm, which say nothing about what runs"});
    return reading;
  }
  Groups groups;
  slurm::Losses losses;
  slurm::for_each_row(file.bytes, losses, [&](const Row& row) {
    subject == Subject::kJobs ? add_job(row, groups) : add_nodes(row, groups);
  });
  for (const Group& group : groups.all()) {
    reading.observations.push_back(observation_of(group, file.path, subject));
  }
  losses.move_to(reading.skipped);
  return reading;
}

}  // namespace

extern const Reader slurm_cluster;
const Reader slurm_cluster{
    .name = "slurm_cluster",
    .reads = "Slurm's sinfo, squeue and scontrol show",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
