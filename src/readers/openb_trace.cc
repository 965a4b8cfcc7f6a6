// Reads published traces of GPU clusters: the node and pod lists of Alibaba's `openb` trace, and
// the table that sums up clusters by their numbers of jobs.
//
// Nodes of one GPU model and number are one observation, pods of one quality of service and GPU
// wish another, since the trace names them by number only. Pods of quality LS answer requests; all
// others are taken as jobs. A pod that was never scheduled did not run. Where a traced cluster
// stood, the files do not say, so no platform is taken.
//
// Left out on purpose: times, and shares of a GPU.
#include <charconv>

#include "base/csv.h"
#include "base/schema.h"
#include "base/text.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

// More than any cluster has; other rows are damage.
constexpr std::uint64_t kMostGpus = 1'000'000;
constexpr std::size_t kMostGroups = 1000;

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number <= kMostGpus ? number
                                                                                         : 0;
}

// Rows that one observation stands for.
struct Group {
  Observation seen;
  std::string what;  // after the number of rows
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::size_t count = 0;
  std::uint64_t gpus = 0;
};

using Groups = std::map<std::string, Group>;

// The group of that key; null where there are too many.
Group* group_of(Groups& groups, const std::string& key, std::int64_t row) {
  if (groups.size() >= kMostGroups && !groups.contains(key)) return nullptr;
  Group& group = groups[key];
  if (group.count++ == 0) group.first = row;
  group.last = row;
  return &group;
}

bool take_node(const Row& row, std::int64_t number, Groups& groups) {
  const std::string model = presentable(row["model"], 60);
  const std::uint64_t gpus = number_of(row["gpu"]);
  Group* const group = group_of(groups, model + " " + std::to_string(gpus), number);
  if (group == nullptr) return false;
  group->gpus += gpus;
  if (group->count > 1) return true;
  group->seen.proof = Proof::kRuns;
  group->seen.name = model.empty() ? "nodes" : model + " nodes";
  group->what = "node";
  if (gpus > 0 && !model.empty()) group->seen.marks.push_back({"accelerator", model, {}});
  return true;
}

bool take_pod(const Row& row, std::int64_t number, Groups& groups) {
  const std::string quality = presentable(row["qos"], 40);
  const std::string model = presentable(row["gpuspec"], 60);
  const bool ran = !row["scheduledtime"].empty();
  const std::uint64_t gpus = number_of(row["numgpu"]);
  const std::string key =
      quality + "\n" + model + (ran ? "\nran" : "\nwaited") + (gpus > 0 ? "+" : "-");
  Group* const group = group_of(groups, key, number);
  if (group == nullptr) return false;
  group->gpus += gpus;
  if (group->count > 1) return true;
  group->seen.proof = ran ? Proof::kRuns : Proof::kDeclared;
  group->seen.name = quality.empty() ? "pods" : quality + " pods";
  group->what = (ran ? "pod" : "never scheduled pod");
  put(group->seen.tags, "qos", quality);
  if (gpus > 0) group->seen.marks.push_back({"gpu", quality == "LS" ? "service" : "job", model});
  return true;
}

bool take_cluster(const Row& row, std::int64_t number, Groups& groups) {
  const std::string_view name = row["id"];
  const std::string jobs = presentable(row["gpujobnum"], 20);
  Group* const group = group_of(groups, std::to_string(number), number);
  if (group == nullptr || name.empty()) return false;
  group->seen.proof = Proof::kRuns;
  group->seen.name = presentable(name);
  group->what = "cluster that ran " + jobs + " GPU jobs of " + presentable(row["jobnum"], 20);
  put(group->seen.tags, "cluster", name);
  if (number_of(row["gpujobnum"]) > 0 || jobs.size() > 6) {
    group->seen.marks.push_back({"gpu", "job", {}});
  }
  return true;
}

using Take = bool (*)(const Row&, std::int64_t, Groups&);

Take take_of(const Columns& columns) {
  if (columns.has_all({"sn", "cpumilli", "gpu", "model"})) return take_node;
  if (columns.has_all({"name", "numgpu", "gpumilli", "qos"})) return take_pod;
  if (columns.has_all({"id", "jobnum", "gpujobnum", "avgruntimegpu"})) return take_cluster;
  return nullptr;
}

Columns columns_of(const std::vector<std::string>& header) {
  return Columns(std::vector<std::string_view>(header.begin(), header.end()));
}

bool recognises(const EvidenceFile& head) {
  return lowered(head.path).ends_with(".csv") &&
         take_of(columns_of(csv_header(text_of_head(head.bytes)))) != nullptr;
}

Observation told(Group& group, const std::string& path) {
  const bool one = group.first == group.last;
  group.seen.at.source = path;
  group.seen.at.locator =
      one ? "row " + std::to_string(group.first)
          : "rows " + std::to_string(group.first) + "-" + std::to_string(group.last);
  group.seen.at.says = counted(group.count, group.what);
  if (group.gpus > 0) group.seen.at.says += " with " + counted(group.gpus, "GPU") + " in all";
  return std::move(group.seen);
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (file.bytes.size() > limits.bytes) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(limits.bytes) + " bytes",
                   file.path);
  }
  auto records = CsvRecords::of(file.bytes, {.short_records = true});
  if (!records) return std::unexpected(in_file(records.error(), file.path));
  const Columns columns = columns_of(records->header());
  const Take take = take_of(columns);
  if (take == nullptr) {
    return failure(ErrorKind::kInput, "the first line is no header of such a trace",
                   file.path + ":1");
  }
  Groups groups;
  std::size_t left_out = 0;
  while (records->next()) {
    const Row row{columns, records->fields(), {}};
    if (!take(row, records->row(), groups)) ++left_out;
  }
  Reading reading;
  for (auto& [unused, group] : groups) {
    if (!group.what.empty()) reading.observations.push_back(told(group, file.path));
  }
  left_out += records->losses().count();
  if (left_out > 0)
    reading.skipped.push_back({"", counted(left_out, "row") + ": broken or too many kinds"});
  return reading;
}

}  // namespace

extern const Reader openb_trace;
const Reader openb_trace{
    .name = "openb_trace",
    .reads = "published traces of GPU clusters: openb nodes and pods, cluster summaries",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
