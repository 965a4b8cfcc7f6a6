// Makes what the commands need from outside (files, data, clock, terminal) and runs one.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/data_folder.h"
#include "cli/command_line.h"

namespace {

using namespace fundable;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

bool speaks_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view value = environment(name);
    if (!value.empty()) {
      return value.find("UTF-8") != value.npos || value.find("utf8") != value.npos;
    }
  }
  return false;
}

// What somebody sets in COLUMNS, else what the terminal says. A file has no edge: wide enough there
// for every column of a table, while text is never set wider than is good to read.
int width_of_output() {
  const std::string_view said = environment("COLUMNS");
  int width = 0;
  const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), width);
  if (error == std::errc() && end == said.data() + said.size() && width > 0) return width;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 200;
}

// Colour and ASCII only for a terminal: what is written to a file is the same everywhere.
TerminalStyle style_of_output() {
  TerminalStyle style;
  style.width = width_of_output();
  if (isatty(STDOUT_FILENO) == 0) return style;
  style.colour = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  style.unicode = speaks_utf8();
  return style;
}

struct Runner {
  const Context& context;
  Exit operator()(const PrintOnly& print) const { return write(print.text); }
  Exit operator()(const AssessOptions& options) const { return run_assess(options, context); }
  Exit operator()(const AskOptions& options) const { return run_ask(options, context); }
  Exit operator()(const ExplainOptions& options) const { return run_explain(options, context); }
  Exit operator()(const VerifyOptions& options) const { return run_verify(options, context); }
  Exit operator()(const BillsOptions& options) const { return run_bills(options, context); }
  Exit operator()(const ProgramsOptions& options) const { return run_programs(options, context); }
};

// Ctrl-C asks for a stop, which ends the reading of bills and takes away what they left on the
// disk. What does not listen is ended a second later. It is a thread's work, because nothing of
// this may be done in a handler. Threads made after this inherit that the signals are not theirs.
void listen_to_stops(std::stop_source& stop) {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction now{};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_IGN) sigaddset(&signals, signal);
  }
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread([&stop, signals] {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) return;
    stop.request_stop();
    std::this_thread::sleep_for(std::chrono::milliseconds(900));
    _exit(128 + signal);
  }).detach();
}

Result<> read_input(std::size_t wanted, std::string& out) {
  const std::size_t before = out.size();
  out.resize(before + wanted);
  ssize_t got = 0;
  do {
    got = read(STDIN_FILENO, out.data() + before, wanted);
  } while (got < 0 && errno == EINTR);
  out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  if (got < 0) return failure(ErrorKind::kSystem, "standard input cannot be read");
  return {};
}

}  // namespace

int main(int count, char** words) {
  static std::stop_source stop;
  listen_to_stops(stop);
  const auto command = parse_command_line({words + 1, words + count});
  if (!command) {
    complain(command.error());
    return static_cast<int>(exit_of(command.error()));
  }
  const DiskFiles files;
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const auto data = data_folder(files, std::string(environment("FUNDABLE_DATA")));
  if (!data && !std::holds_alternative<PrintOnly>(*command)) {
    complain(data.error());
    return static_cast<int>(Exit::kUnusable);
  }
  const Context context{
      files,
      data.value_or(""),
      Date(now),
      style_of_output(),
      isatty(STDERR_FILENO) != 0,
      [](const std::string& name) { return std::string(environment(name.c_str())); },
      stop.get_token(),
      read_input};
  const Exit exit = std::visit(Runner{context}, *command);
  return stop.stop_requested() ? 130 : static_cast<int>(exit);
}
