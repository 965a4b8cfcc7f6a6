// One Slurm job as accounting tells it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fundable::slurm {

enum class JobState : std::uint8_t { kRan, kWaits, kNeverStarted };

// Lifetime: views into the record that it was read from.
struct Job {
  std::string_view id;
  std::string_view cluster;
  std::string_view account;
  std::string_view partition;
  std::string_view user;
  std::string_view name;
  JobState state = JobState::kNeverStarted;
  std::optional<std::uint64_t> seconds;  // that it ran; nothing where not said
  std::uint64_t gpus = 0;                // in all of its nodes
  std::string_view gpu_type;             // `a100`; empty where not said
  std::string_view start_day;            // `2026-08-01`; empty where it has not started
  std::string_view end_day;              // empty while it runs
  std::string_view platform;             // as its nodes' names show; empty where they show none
  bool has_nodes = false;
};

// Where the fields of a job stand, by the names that sacct(1) gives them.
class Columns {
 public:
  explicit Columns(const std::vector<std::string_view>& header);

  // Whether the header is that of an accounting export.
  [[nodiscard]] bool are_of_sacct() const;
  // Whether the export tells of GPUs at all.
  [[nodiscard]] bool tell_of_gpus() const;
  // Reads one record with the header's number of fields.
  [[nodiscard]] Job job(const std::vector<std::string_view>& fields) const;

  // In the order of the names in job.cc.
  enum Column : std::uint8_t {
    kJobId,
    kJobIdRaw,
    kState,
    kElapsed,
    kElapsedRaw,
    kAllocTres,
    kReqTres,
    kAllocGres,
    kReqGres,
    kNNodes,
    kAllocNodes,
    kAccount,
    kPartition,
    kUser,
    kJobName,
    kCluster,
    kNodeList,
    kStart,
    kEnd,
    kCount
  };

 private:
  using Fields = std::vector<std::string_view>;
  [[nodiscard]] bool has(Column column) const { return positions_[column].has_value(); }
  [[nodiscard]] std::string_view text(Column column, const Fields& fields) const;
  void read_gpus(Job& job, const Fields& fields) const;

  std::array<std::optional<std::size_t>, kCount> positions_;
};

}  // namespace fundable::slurm
