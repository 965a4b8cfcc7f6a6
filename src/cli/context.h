// What every command needs from outside: made by main, passed by reference.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "app/files.h"
#include "app/line_batches.h"
#include "base/date.h"
#include "base/environment.h"
#include "views/terminal.h"

namespace fundable {

// How a command ends; the contract's exit statuses.
enum class Exit : int { kDone = 0, kUnusable = 1, kUsage = 2, kFailOn = 3 };

struct Context {
  const Files& files;
  std::string data_folder;  // of facts, programs, technologies
  Date today;
  TerminalStyle style;          // of standard output
  bool shows_progress = false;  // standard error is a terminal
  Environment environment = {};
  std::stop_token stop = {};  // of Ctrl-C
  ReadMore input = {};        // of standard input
};

// Results go to standard output, messages to standard error.
// Errors: `write` says kUnusable where the output cannot be written whole (a full disk).
[[nodiscard]] Exit write(std::string_view text);
void complain(const Error& error);

}  // namespace fundable
