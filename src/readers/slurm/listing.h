// What Slurm's other commands print: `sinfo`, `squeue`, `scontrol show …`, `sacctmgr show …`.
#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "readers/slurm/records.h"

namespace fundable::slurm {

enum class Subject : std::uint8_t {
  kNone,        // none of these commands' output
  kPartitions,  // sinfo, scontrol show partition
  kNodes,       // sinfo of nodes, scontrol show node
  kJobs,        // squeue, scontrol show job
  kSettings,    // scontrol show config, sacctmgr show qos, …
};

// Judges the output by its first lines.
[[nodiscard]] Subject subject_of(std::string_view bytes);

// Lifetime: views into the output.
struct Row {
  std::size_t first_line = 0;  // 1-based
  std::size_t last_line = 0;
  std::vector<std::pair<std::string_view, std::string_view>> fields;  // name, value

  // The value under the first of these names that has one.
  [[nodiscard]] std::string_view text(std::initializer_list<std::string_view> names) const;
};

// Calls `visit` with every row, in the order of the text. Names are as the command writes them: a
// header's, a key's. Output without a header gets those of sinfo and squeue where its values show
// what they are. What is no row goes to `losses`.
void for_each_row(std::string_view bytes, Losses& losses,
                  const std::function<void(const Row&)>& visit);

}  // namespace fundable::slurm
