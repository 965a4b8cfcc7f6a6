// From the fields of a record to a job.
//
// Slurm has said the same things in several ways over the years: GPUs stand in AllocTRES
// (`gres/gpu=2`, also by type), before that in AllocGRES (`gpu:2`), and where nothing was allocated
// yet in what was requested. Requested GRES are counted a node, everything else a job.
//
#include "readers/slurm/job.h"

#include <algorithm>

#include "base/date.h"
#include "base/text.h"
#include "readers/slurm/words.h"

namespace fundable::slurm {
namespace {

using Fields = std::vector<std::string_view>;

constexpr std::array<std::string_view, Columns::kCount> kNames{
    "JobID",     "JobIDRaw", "State",    "Elapsed",    "ElapsedRaw", "AllocTRES", "ReqTRES",
    "AllocGRES", "ReqGRES",  "NNodes",   "AllocNodes", "Account",    "Partition", "User",
    "JobName",   "Cluster",  "NodeList", "Start",      "End"};

constexpr std::uint64_t kMostSeconds = 3'000'000'000;  // about 95 years

// `[DD-]HH:MM:SS` or `MM:SS`, with a fraction or without.
std::optional<std::uint64_t> seconds_of(std::string_view elapsed) {
  elapsed = elapsed.substr(0, elapsed.find('.'));
  std::uint64_t days = 0;
  if (const std::size_t dash = elapsed.find('-'); dash != std::string_view::npos) {
    const auto value = number(elapsed.substr(0, dash), 36'500);
    if (!value) return std::nullopt;
    days = *value;
    elapsed.remove_prefix(dash + 1);
  }
  const auto parts = split(elapsed, ':');
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  std::uint64_t seconds = 0;
  for (const std::string_view part : parts) {
    const auto value = number(part, 1'000'000);
    if (!value) return std::nullopt;
    seconds = seconds * 60 + *value;
  }
  return std::min(days * 86'400 + seconds, kMostSeconds);
}

// The day of `2026-08-01T00:00:00`; empty for `Unknown`, `None` and the like.
std::string_view day_of(std::string_view time) {
  return parse_date(time) ? time.substr(0, 10) : std::string_view();
}

JobState state_of(std::string_view state, const Job& job, bool is_allocated) {
  constexpr std::array<std::string_view, 10> kRan{
      "COMPLETED", "RUNNING", "FAILED",        "TIMEOUT",   "COMPLETING",
      "SUSPENDED", "STOPPED", "OUT_OF_MEMORY", "NODE_FAIL", "PREEMPTED"};
  const std::string_view word = state.substr(0, state.find_first_of(" +"));
  if (job.seconds.value_or(0) > 0) return JobState::kRan;
  if (word == "PENDING") return JobState::kWaits;
  if (std::ranges::find(kRan, word) != kRan.end()) return JobState::kRan;
  // CANCELLED, REQUEUED and whatever else may have come before it started.
  const bool started = !job.start_day.empty() || (word.empty() && is_allocated);
  return !job.seconds && started ? JobState::kRan : JobState::kNeverStarted;
}

}  // namespace

Columns::Columns(const std::vector<std::string_view>& header) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const auto found = std::ranges::find(header, kNames[i]);
    if (found != header.end()) positions_[i] = static_cast<std::size_t>(found - header.begin());
  }
}

std::string_view Columns::text(Column column, const Fields& fields) const {
  const auto position = positions_[column];
  return position && *position < fields.size() ? fields[*position] : std::string_view();
}

bool Columns::are_of_sacct() const {
  return (has(kJobId) || has(kJobIdRaw)) &&
         (has(kState) || has(kElapsed) || has(kElapsedRaw) || has(kAllocTres));
}

bool Columns::tell_of_gpus() const {
  return has(kAllocTres) || has(kReqTres) || has(kAllocGres) || has(kReqGres);
}

void Columns::read_gpus(Job& job, const Fields& fields) const {
  const std::string_view tres = text(kAllocTres, fields);
  Gpus gpus = gpus_of_tres(tres);
  if (gpus.count == 0) gpus = gpus_of_gres(text(kAllocGres, fields));
  // What was allocated counts; what was asked for only where nothing says what was allocated.
  if (gpus.count == 0 && tres.empty()) gpus = gpus_of_tres(text(kReqTres, fields));
  if (gpus.count == 0 && tres.empty()) {
    gpus = gpus_of_gres(text(kReqGres, fields));
    const std::string_view nodes = text(has(kNNodes) ? kNNodes : kAllocNodes, fields);
    gpus.count = std::min(
        gpus.count * std::max<std::uint64_t>(number(nodes, kMostGpus).value_or(1), 1), kMostGpus);
  }
  job.gpus = gpus.count;
  job.gpu_type = gpus.type;
}

Job Columns::job(const Fields& fields) const {
  Job job;
  job.id = text(has(kJobId) ? kJobId : kJobIdRaw, fields);
  job.cluster = text(kCluster, fields);
  job.account = text(kAccount, fields);
  job.partition = text(kPartition, fields);
  job.user = text(kUser, fields);
  job.name = text(kJobName, fields);
  job.seconds = number(text(kElapsedRaw, fields), kMostSeconds);
  if (!job.seconds) job.seconds = seconds_of(text(kElapsed, fields));
  job.start_day = day_of(text(kStart, fields));
  job.end_day = day_of(text(kEnd, fields));
  const std::string_view nodes = text(kNodeList, fields);
  job.has_nodes = !nodes.empty() && !nodes.starts_with("None");
  job.platform = platform_of(nodes, job.cluster);
  read_gpus(job, fields);
  job.state = state_of(text(kState, fields), job, !text(kAllocTres, fields).empty());
  return job;
}

}  // namespace fundable::slurm
