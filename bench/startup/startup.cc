// Measures how long the program takes from its start to the result of the example project.
//
// Beside it stand two baselines, measured in the same run: an empty program (what the machine
// takes to start anything) and `--version` (what loading our libraries takes). Each is started
// many times in turn, so that a disturbance hits all alike; the median counts. Where CPU time is
// far below wall time, the machine was busy with something else.
//
// usage: startup_bench PROGRAM PROJECT_FOLDER
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bench/process.h"

namespace {

constexpr int kRuns = 41;
constexpr double kAimMs = 150;

struct Command {
  std::string name;
  std::vector<std::string> words;
  std::vector<double> wall_ms;
  std::vector<double> cpu_ms;
};

// Runs it once, to its end. False where it could not run or failed.
bool ran(Command& command) {
  const auto cost = fundable::bench::run(command.words);
  if (!cost) return false;
  command.wall_ms.push_back(cost->wall_seconds * 1e3);
  command.cpu_ms.push_back(cost->cpu_seconds * 1e3);
  return true;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

int run(const std::string& program, const std::string& project) {
  std::vector<Command> commands{{"an empty program", {"true"}, {}, {}},
                                {"fundable --version", {program, "--version"}, {}, {}},
                                {"fundable assess " + project,
                                 {program, "assess", project, "--as-of", "2026-11-22"},
                                 {},
                                 {}}};
  for (int i = 0; i < kRuns; ++i) {
    for (Command& command : commands) {
      if (ran(command)) continue;
      fmt::print(stderr, "could not run: {}\n", command.name);
      return 1;
    }
  }
  fmt::print("Milliseconds from start to end, median of {} runs: wall, CPU\n", kRuns);
  for (const Command& command : commands) {
    fmt::print("{:<46}{:>14.1f}{:>14.1f}\n", command.name, median(command.wall_ms),
               median(command.cpu_ms));
  }
  fmt::print("  aim for the last: {} ms\n", kAimMs);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    fmt::print(stderr, "usage: startup_bench PROGRAM PROJECT_FOLDER\n");
    return 2;
  }
  return run(words[1], words[2]);
}
