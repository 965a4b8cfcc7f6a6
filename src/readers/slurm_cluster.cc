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
  std::uint64_t ended = 0;
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
  void pass_over() { ++passed_over_; }

  [[nodiscard]] const std::vector<Group>& all() const { return groups_; }
  [[nodiscard]] std::size_t passed_over() const { return passed_over_; }

 private:
  std::size_t passed_over_ = 0;
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

enum class JobState : std::uint8_t { kRuns, kWaits, kEnded, kCancelled };

// In full, as scontrol writes it, or as squeue's letters.
JobState state_of(std::string_view state) {
  const auto is_any = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, state.substr(0, state.find_first_of(" +"))) != words.end();
  };
  if (is_any({"PD", "PENDING", "CF", "CONFIGURING", "RQ", "REQUEUED", "RH", "REQUEUE_HOLD"})) {
    return JobState::kWaits;
  }
  if (is_any({"CA", "CANCELLED"})) return JobState::kCancelled;
  return is_any({"CD", "COMPLETED", "F", "FAILED", "TO", "TIMEOUT", "NF", "NODE_FAIL", "OOM",
                 "OUT_OF_MEMORY", "PR", "PREEMPTED", "BF", "BOOT_FAIL", "DL", "DEADLINE"})
             ? JobState::kEnded
             : JobState::kRuns;
}

void add_job(const Row& row, Groups& groups) {
  const JobState state = state_of(row.text({"STATE", "ST", "JobState"}));
  // Nothing shows whether it had started.
  if (state == JobState::kCancelled) return groups.pass_over();
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
  ++(state == JobState::kWaits   ? group.waiting
     : state == JobState::kEnded ? group.ended
                                 : group.running);
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

// `2 jobs run, 1 waits, 3 have ended; together 24 GPUs`.
std::string said_of_jobs(const Group& group) {
  std::string says;
  const auto add = [&](std::uint64_t count, std::string_view one, std::string_view many) {
    if (count == 0) return;
    says += says.empty() ? counted(count, "job") : ", " + std::to_string(count);
    says += count == 1 ? one : many;
  };
  add(group.running, " runs", " run");
  add(group.waiting, " waits", " wait");
  add(group.ended, " has ended", " have ended");
  if (group.gpus > 0) says += "; together " + counted(group.gpus, "GPU");
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
  const bool only_waits = group.running + group.ended == 0;
  seen.proof = are_jobs && only_waits ? Proof::kDeclared : Proof::kRuns;
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
  if (groups.passed_over() > 0) {
    reading.skipped.push_back({"", counted(groups.passed_over(), "job") + " cancelled"});
  }
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
