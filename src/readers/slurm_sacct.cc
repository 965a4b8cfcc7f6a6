// Reads a Slurm accounting export (`sacct --parsable2`): one job or job step a line.
//
// A job that ran on GPUs is evidence that something is trained or served outside any cloud bill.
// Steps (`.batch`, `.0`) repeat their job's resources, so only job lines count; where an export
// holds nothing but steps, the first of each job speaks for it. Jobs repeat too, by
// the thousand: one observation stands for all jobs of one account, partition, user and name.
//
// Slurm is what own clusters run; where node names show that a cloud's tool made the cluster, it is
// that cloud. Jobs that still wait have no nodes: they are taken to be where the other jobs of
// their cluster are, if those agree.
//
// Format: sacct(1), --parsable or --parsable2, with any delimiter that starts with `|`; fields are
// found by header name, in any order. User names are kept as a tag, since people match by them, but
// never shown in a sentence.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "readers/slurm/job.h"
#include "readers/slurm/records.h"
#include "readers/table.h"

namespace fundable {
namespace {

using slurm::Columns;
using slurm::Job;
using slurm::JobState;
using slurm::Record;

// Beyond this, jobs are summed by account and partition, and beyond twice this by nothing.
constexpr std::size_t kMostGroups = 20'000;

constexpr const char* kNoGpuColumn =
    "no column says which jobs used GPUs: export again with AllocTRES (AllocGRES in an old Slurm) "
    "among the names after --format";

std::uint64_t capped_sum(std::uint64_t a, std::uint64_t b) { return a > ~b ? ~0ull : a + b; }

bool recognises(const EvidenceFile& head) {
  slurm::Losses losses;
  return Columns(slurm::Records(head.bytes, losses).header()).are_of_sacct();
}

// The jobs that one observation stands for.
struct Group {
  std::string cluster, account, partition, user, name, platform;
  bool has_gpus = false;
  bool has_nodes = false;
  std::size_t first_line = 0;
  std::size_t last_line = 0;
  std::size_t ran = 0;
  std::size_t waiting = 0;
  std::size_t untimed = 0;  // ran, but nobody says how long
  std::size_t running = 0;  // without an end
  std::uint64_t seconds = 0;
  std::uint64_t gpu_seconds = 0;
  std::uint64_t least_gpus = ~0ull;
  std::uint64_t most_gpus = 0;
  std::string first_day, last_day;
  std::set<std::string> gpu_types;
};

void add_run(Group& group, const Job& job) {
  ++group.ran;
  if (job.seconds) {
    group.seconds = capped_sum(group.seconds, *job.seconds);
    group.gpu_seconds = capped_sum(group.gpu_seconds, *job.seconds * job.gpus);
  } else {
    ++group.untimed;
  }
  if (job.end_day.empty()) ++group.running;
  if (!job.start_day.empty() && (group.first_day.empty() || job.start_day < group.first_day)) {
    group.first_day = job.start_day;
  }
  if (job.end_day > group.last_day) group.last_day = job.end_day;
}

void add_job(Group& group, const Job& job, const Record& record) {
  if (group.first_line == 0) group.first_line = record.first_line;
  group.last_line = record.last_line;
  group.has_nodes = group.has_nodes || job.has_nodes;
  group.least_gpus = std::min(group.least_gpus, job.gpus);
  group.most_gpus = std::max(group.most_gpus, job.gpus);
  if (!job.gpu_type.empty() && group.gpu_types.size() < 10) group.gpu_types.emplace(job.gpu_type);
  if (job.state == JobState::kWaits) {
    ++group.waiting;
  } else {
    add_run(group, job);
  }
}

// Groups in the order of their first line.
class Groups {
 public:
  void add(const Job& job, const Record& record) {
    std::array<std::string_view, 5> key{job.cluster, job.account, job.partition, job.user,
                                        job.name};
    auto found = find(key, job);
    if (found == places_.end() && groups_.size() >= kMostGroups) {
      ++coarsened_;
      key[3] = key[4] = {};
      found = find(key, job);
      if (found == places_.end() && groups_.size() >= 2 * kMostGroups) {
        key.fill({});
        found = find(key, job);
      }
    }
    if (found == places_.end()) {
      found = places_.emplace(text_of(key, job), groups_.size()).first;
      Group group;
      group.cluster = key[0];
      group.account = key[1];
      group.partition = key[2];
      group.user = key[3];
      group.name = key[4];
      group.platform = job.platform;
      group.has_gpus = job.gpus > 0;
      groups_.push_back(std::move(group));
    }
    add_job(groups_[found->second], job, record);
  }

  [[nodiscard]] const std::vector<Group>& all() const { return groups_; }
  [[nodiscard]] std::size_t coarsened() const { return coarsened_; }

 private:
  using Key = std::array<std::string_view, 5>;
  static std::string text_of(const Key& key, const Job& job) {
    std::string text(job.platform);
    text += job.gpus > 0 ? '+' : '-';
    for (const std::string_view part : key) (text += part) += '\n';
    return text;
  }
  std::map<std::string, std::size_t>::iterator find(const Key& key, const Job& job) {
    return places_.find(text_of(key, job));
  }

  std::vector<Group> groups_;
  std::map<std::string, std::size_t> places_;
  std::size_t coarsened_ = 0;
};

// `36`, `1.5`, `less than 0.1`.
std::string hours(std::uint64_t seconds) {
  const std::uint64_t tenths = seconds / 360 + (seconds % 360 >= 180 ? 1 : 0);
  if (tenths == 0) return "less than 0.1";
  const std::string whole = std::to_string(tenths / 10);
  return tenths % 10 == 0 ? whole : whole + '.' + std::to_string(tenths % 10);
}

// `2 GPUs each`, `1 to 8 GPUs each`, `8 GPUs`.
std::string gpus_of(const Group& group) {
  const std::string each = group.ran + group.waiting > 1 ? " each" : "";
  return group.least_gpus == group.most_gpus
             ? counted(group.most_gpus, "GPU") + each
             : std::to_string(group.least_gpus) + " to " + counted(group.most_gpus, "GPU") + each;
}

std::string days_of(const Group& group) {
  if (group.first_day.empty()) return {};
  if (group.running > 0 || group.last_day.empty()) return " (since " + group.first_day + ")";
  if (group.first_day == group.last_day) return " (" + group.first_day + ")";
  return " (" + group.first_day + " to " + group.last_day + ")";
}

std::string says_of(const Group& group, bool knows_gpus) {
  if (group.ran == 0) {
    std::string says = counted(group.waiting, "job") + (group.waiting == 1 ? " waits" : " wait");
    return group.has_gpus ? says + " for " + gpus_of(group) : says;
  }
  std::string says = counted(group.ran, "job") + " ";
  says += group.has_gpus ? "used " + gpus_of(group) : "ran";
  if (group.untimed < group.ran) {
    const std::string least = group.untimed > 0 ? "at least " : "";
    says += " for " + least + hours(group.seconds) + " h";
    if (group.has_gpus) says += ": " + least + hours(group.gpu_seconds) + " GPU hours";
  }
  if (!group.has_gpus && knows_gpus) says += " without GPUs";
  says += days_of(group);
  if (group.waiting > 0) says += "; " + std::to_string(group.waiting) + " more wait";
  return says;
}

// What the nodes of each cluster show; empty text for nodes that show nothing.
using Platforms = std::map<std::string, std::set<std::string>>;

Platforms platforms_of(const std::vector<Group>& groups) {
  Platforms platforms;
  for (const Group& group : groups) {
    if (group.has_nodes || !group.platform.empty()) {
      platforms[group.cluster].insert(group.platform);
    }
  }
  return platforms;
}

std::string platform_of(const Group& group, const Platforms& platforms) {
  if (!group.platform.empty()) return group.platform;
  const auto found = platforms.find(group.cluster);
  if (group.has_nodes || found == platforms.end()) return "on_premises";
  if (found->second.size() > 1) return {};
  return found->second.contains("") ? "on_premises" : *found->second.begin();
}

Observation observation_of(const Group& group, const std::string& path, const Platforms& platforms,
                           bool knows_gpus) {
  Observation seen;
  const std::string lines =
      group.first_line == group.last_line
          ? "line " + std::to_string(group.first_line)
          : "lines " + std::to_string(group.first_line) + '-' + std::to_string(group.last_line);
  seen.at = {path, lines, says_of(group, knows_gpus)};
  seen.proof = group.ran > 0 ? Proof::kRuns : Proof::kDeclared;
  seen.platform = platform_of(group, platforms);
  const auto put = [&](const char* key, const std::string& value) {
    if (!value.empty()) seen.tags.emplace(key, presentable(value));
  };
  put("cluster", group.cluster);
  put("account", group.account);
  put("partition", group.partition);
  put("user", group.user);
  put("job_name", group.name);
  for (const std::string* name : {&group.name, &group.account, &group.partition}) {
    if (seen.name.empty()) seen.name = presentable(*name);
  }
  seen.marks.push_back({"scheduler", "slurm", {}});
  if (group.has_gpus) {
    const std::vector<std::string> types(group.gpu_types.begin(), group.gpu_types.end());
    seen.marks.push_back({"gpu", "job", presentable(joined(types, " "))});
  }
  return seen;
}

// What was read and made no observation.
struct Counts {
  std::size_t jobs = 0;
  std::size_t steps = 0;
  std::size_t never_started = 0;
};

// With `from_steps` the first step of each job stands for the job.
Counts gather(slurm::Records& records, const Columns& columns, Groups& groups,
              slurm::Losses& losses, bool from_steps) {
  Counts counts;
  Record record;
  std::set<std::string, std::less<>> known;
  while (records.next(record)) {
    const Job job = columns.job(record.fields);
    if (job.id.empty() || job.id[0] < '0' || job.id[0] > '9') {
      losses.add(record.first_line, "its job ID is no number: " + presentable(job.id, 40));
    } else if (const auto point = job.id.find('.'); point != job.id.npos) {
      ++counts.steps;
      if (from_steps && job.state != JobState::kNeverStarted &&
          known.emplace(job.id.substr(0, point)).second) {
        groups.add(job, record);
      }
    } else if (++counts.jobs; job.state == JobState::kNeverStarted) {
      ++counts.never_started;
    } else {
      groups.add(job, record);
    }
  }
  return counts;
}

void add_counts(const Counts& counts, std::size_t coarsened, std::vector<Skipped>& skipped) {
  const auto skip = [&](std::string why) { skipped.push_back({"", std::move(why)}); };
  if (counts.steps > 0 && counts.jobs == 0) {
    skip(counted(counts.steps, "step") +
         " and no job: the first step of each job stands for it; times may be short");
  } else if (counts.steps > 0) {
    skip(counted(counts.steps, "step") + ", counted with their jobs");
  }
  if (counts.never_started > 0) {
    skip(counted(counts.never_started, "job") + " that ended without having started");
  }
  if (coarsened > 0) {
    skip(counted(coarsened, "job") + " beyond " + std::to_string(kMostGroups) +
         " distinct groups: summed by account and partition");
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (file.bytes.size() > limits.bytes) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(limits.bytes) + " bytes",
                   file.path);
  }
  slurm::Losses losses;
  slurm::Records records(file.bytes, losses);
  const Columns columns(records.header());
  if (!columns.are_of_sacct()) {
    return failure(ErrorKind::kInput, "the first line is no header of sacct", file.path + ":1",
                   "Export with `sacct -a -X --parsable2 --format=ALL`.");
  }
  Groups groups;
  const Counts counts = gather(records, columns, groups, losses, false);
  if (counts.jobs == 0 && counts.steps > 0) {
    slurm::Losses told_already;
    slurm::Records again(file.bytes, told_already);
    gather(again, columns, groups, told_already, true);
  }
  Reading reading;
  const Platforms platforms = platforms_of(groups.all());
  for (const Group& group : groups.all()) {
    reading.observations.push_back(
        observation_of(group, file.path, platforms, columns.tell_of_gpus()));
  }
  losses.move_to(reading.skipped);
  add_counts(counts, groups.coarsened(), reading.skipped);
  if (!reading.observations.empty() && !columns.tell_of_gpus()) {
    reading.skipped.push_back({"", kNoGpuColumn});
  }
  return reading;
}

}  // namespace

extern const Reader slurm_sacct;
const Reader slurm_sacct{
    .name = "slurm_sacct",
    .reads = "Slurm accounting, sacct --parsable or --parsable2",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
