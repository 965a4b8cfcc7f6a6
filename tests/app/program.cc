// Starts the program by fork and exec. What it writes goes to files without names, so that no
// reader has to keep up with it; only a terminal has to be read while it runs.
#include "tests/app/program.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace fundable::end_to_end {
namespace {

int checked(int result, const char* what) {
  if (result < 0) throw std::runtime_error(std::string(what) + " failed");
  return result;
}

std::string text_of(int file) {
  std::string text;
  checked(static_cast<int>(::lseek(file, 0, SEEK_SET)), "lseek");
  char buffer[1 << 16];
  for (ssize_t got = 0; (got = ::read(file, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(file);
  return text;
}

// Until the other end is closed, which a terminal tells by an error.
std::string text_from_terminal(int terminal) {
  std::string text;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(terminal, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(terminal);
  return text;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (std::string& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment_of(const Setting& setting) {
  std::vector<std::string> all;
  for (const auto& [name, value] : setting.environment) all.push_back(name + "=" + value);
  for (const char* name : {"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"}) {
    if (const char* value = std::getenv(name)) all.push_back(std::string(name) + "=" + value);
  }
  // A library behind libcurl makes a locale of its own at its start, and the C library forgets the
  // text of LOCPATH then.
  if (std::getenv("LSAN_OPTIONS") == nullptr) {
    all.push_back("LSAN_OPTIONS=print_suppressions=0:suppressions=" FUNDABLE_ROOT
                  "/tests/app/leaks_of_others.txt");
  }
  return all;
}

// What the program reads: a file, or the terminal on which somebody types.
int opened_input(const Setting& setting, int out) {
  if (setting.input.empty()) return ::open("/dev/null", O_RDONLY);
  if (setting.on_terminal) return ::dup(out);
  const int in = ::memfd_create("in", 0);
  checked(static_cast<int>(::write(in, setting.input.data(), setting.input.size())), "write");
  checked(static_cast<int>(::lseek(in, 0, SEEK_SET)), "lseek");
  return in;
}

[[noreturn]] void become_program(std::vector<std::string> words, const Setting& setting, int out,
                                 int err) {
  std::vector<std::string> environment = environment_of(setting);
  words.insert(words.begin(), FUNDABLE_PROGRAM);
  const int in = opened_input(setting, out);
  const bool ready = ::chdir(setting.folder.c_str()) == 0 && ::dup2(in, STDIN_FILENO) >= 0 &&
                     ::dup2(out, STDOUT_FILENO) >= 0 && ::dup2(err, STDERR_FILENO) >= 0;
  if (ready) ::execve(FUNDABLE_PROGRAM, pointers(words).data(), pointers(environment).data());
  ::_exit(127);
}

int opened_output(const Setting& setting, int terminal) {
  if (setting.on_terminal) return ::open(::ptsname(terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (setting.output.empty()) return ::memfd_create("out", MFD_CLOEXEC);
  return ::open(setting.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

}  // namespace

bool has_pseudo_terminals() {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal >= 0) ::close(terminal);
  return terminal >= 0;
}

Ended run(const std::vector<std::string>& words, const Setting& setting) {
  const int terminal = setting.on_terminal ? ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
  if (setting.on_terminal) checked(::grantpt(terminal) | ::unlockpt(terminal), "unlockpt");
  const int out = checked(opened_output(setting, terminal), "open");
  const int err = checked(::memfd_create("err", MFD_CLOEXEC), "memfd_create");
  const pid_t child = checked(::fork(), "fork");
  if (child == 0) become_program(words, setting, out, err);
  Ended ended;
  if (setting.on_terminal) {
    ::close(out);
    const auto typed = ::write(terminal, setting.input.data(), setting.input.size());
    checked(static_cast<int>(typed), "write");
    ended.out = text_from_terminal(terminal);
  }
  int status = 0;
  rusage used{};
  checked(::wait4(child, &status, 0, &used), "wait4");
  ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ended.peak_mib = used.ru_maxrss / 1024;
  ended.err = text_of(err);
  if (!setting.output.empty()) {
    ::close(out);
  } else if (!setting.on_terminal) {
    ended.out = text_of(out);
  }
  return ended;
}

}  // namespace fundable::end_to_end
