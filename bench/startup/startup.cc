// Measures how long the program takes from its start to the result of the example project.
//
// Beside it stand two baselines, measured in the same run: an empty program (what the machine
// takes to start anything) and `--version` (what loading our libraries takes). Each is started
// many times in turn, so that a disturbance hits all alike; the median counts.
//
// usage: startup_bench PROGRAM PROJECT_FOLDER
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

extern char** environ;

namespace {

constexpr int kRuns = 41;
constexpr double kAimMs = 150;

struct Command {
  std::string name;
  std::vector<std::string> words;
  std::vector<double> times_ms;
};

// Milliseconds until the process has ended; negative where it could not run or failed.
double time_ms(Command& command) {
  std::vector<char*> words;
  for (std::string& word : command.words) words.push_back(word.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t silent;
  posix_spawn_file_actions_init(&silent);
  posix_spawn_file_actions_addopen(&silent, 1, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  const bool ended = posix_spawnp(&child, words[0], &silent, nullptr, words.data(), environ) == 0 &&
                     waitpid(child, &status, 0) == child && WIFEXITED(status) &&
                     WEXITSTATUS(status) == 0;
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&silent);
  return ended ? spent.count() : -1;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

int run(const std::string& program, const std::string& project) {
  std::vector<Command> commands{
      {"an empty program", {"true"}, {}},
      {"fundable --version", {program, "--version"}, {}},
      {"fundable assess " + project, {program, "assess", project, "--as-of", "2026-11-22"}, {}}};
  for (int i = 0; i < kRuns; ++i) {
    for (Command& command : commands) {
      const double time = time_ms(command);
      if (time < 0) {
        fmt::print(stderr, "could not run: {}\n", command.name);
        return 1;
      }
      command.times_ms.push_back(time);
    }
  }
  fmt::print("Milliseconds from start to end, median and worst of {} runs\n", kRuns);
  for (const Command& command : commands) {
    fmt::print("{:<46}{:>14.1f}{:>14.1f}\n", command.name, median(command.times_ms),
               std::ranges::max(command.times_ms));
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
