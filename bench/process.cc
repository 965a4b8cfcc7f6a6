// POSIX starts the program and tells, when it has ended, what it took.
#include "bench/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

extern char** environ;

namespace fundable::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

}  // namespace

std::optional<Cost> run(std::vector<std::string> words, int highest_status, const Feed& feed) {
  int ends[2] = {-1, -1};
  if (feed && pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  std::vector<char*> raw;
  for (std::string& word : words) raw.push_back(word.data());
  raw.push_back(nullptr);
  posix_spawn_file_actions_t silent;
  posix_spawn_file_actions_init(&silent);
  if (feed) {
    posix_spawn_file_actions_adddup2(&silent, ends[0], 0);
  } else {
    posix_spawn_file_actions_addopen(&silent, 0, "/dev/null", O_RDONLY, 0);
  }
  posix_spawn_file_actions_addopen(&silent, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&silent, 2, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  rusage used{};
  const bool started = posix_spawnp(&child, raw[0], &silent, nullptr, raw.data(), environ) == 0;
  if (feed) {
    std::signal(SIGPIPE, SIG_IGN);  // a program that ended early is told by its status
    close(ends[0]);
    if (started) feed(ends[1]);
    close(ends[1]);
  }
  const bool ended = started && wait4(child, &status, 0, &used) == child && WIFEXITED(status) &&
                     WEXITSTATUS(status) <= highest_status;
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&silent);
  if (!ended) return std::nullopt;
  return Cost{spent.count(), seconds(used.ru_utime) + seconds(used.ru_stime),
              static_cast<double>(used.ru_maxrss) * 1024 / 1e6};
}

}  // namespace fundable::bench
