// Runs other programs to measure them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fundable::bench {

struct Cost {
  double wall_seconds = 0;
  double cpu_seconds = 0;  // of the program and what it started, user and system
  double peak_mb = 0;      // resident, 10^6 bytes; of the largest process where there are several
};

// Writes a program's standard input to a descriptor, which is closed afterwards.
using Feed = std::function<void(int)>;

// Runs it to its end, found by PATH, its output thrown away; its input is what `feed` writes, empty
// without. Nothing where it could not run or ended with a status above `highest_status`.
[[nodiscard]] std::optional<Cost> run(std::vector<std::string> words, int highest_status = 0,
                                      const Feed& feed = {});

}  // namespace fundable::bench
