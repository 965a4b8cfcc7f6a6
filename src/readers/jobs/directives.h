// What a job script asks of its scheduler.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace fundable::jobs {

// The directives of one script (`#SBATCH --gres=gpu:a100:8`).
struct Request {
  std::string scheduler;   // slurm, pbs, lsf, sge; empty where the script has no directives
  std::uint32_t line = 0;  // of the first
  std::string name;        // of the job
  std::uint64_t nodes = 1;
  std::uint64_t gpus = 0;  // for each node, or all together where `are_gpus_total`
  bool are_gpus_total = false;
  bool wants_gpus = false;                  // also where their number is not known
  std::string gpu_type;                     // as the cluster calls it: `a100`
  std::map<std::string, std::string> tags;  // partition, account
};

// Reads directives wherever they stand at the start of a line. A text holds one scheduler's; of
// several the first counts.
[[nodiscard]] Request request_in(std::string_view script);

// `4 x 8 a100`; empty where no GPUs are asked for.
[[nodiscard]] std::string gpus_of(const Request& request);

}  // namespace fundable::jobs
