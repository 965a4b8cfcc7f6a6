// Output of all commands.
#include "cli/context.h"

#include <cstdio>

namespace fundable {

Exit write(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (written && std::fflush(stdout) == 0) return Exit::kDone;
  complain({ErrorKind::kSystem, "standard output cannot be written", "Is the disk full?", {}});
  return Exit::kUnusable;
}

void complain(const Error& error) {
  const std::string text = "fundable: " + to_string(error) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace fundable
