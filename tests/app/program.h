// Runs the built program as people do: as a process, in a folder, with an environment.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace fundable::end_to_end {

#ifdef FUNDABLE_SANITIZED  // the program; the tests themselves are not
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

struct Setting {
  std::string folder = "/";  // in which it runs
  // All of its environment, but for what the sanitizers need.
  std::map<std::string, std::string> environment{{"LC_ALL", "C"}, {"TZ", "UTC"}};
  std::string output = {};   // a file or device for its standard output; empty: it is kept
  bool on_terminal = false;  // its standard output is a terminal
  std::string input = {};    // what it reads; typed, where it is on a terminal
};

struct Ended {
  int status = -1;    // 128 and the signal's number where one ended it
  std::string out;    // standard output
  std::string err;    // standard error
  long peak_mib = 0;  // the most memory that it held
};

// Whether this machine gives pseudo-terminals; a bare chroot may not.
[[nodiscard]] bool has_pseudo_terminals();

// Runs `fundable` with these words and waits for its end.
[[nodiscard]] Ended run(const std::vector<std::string>& words, const Setting& setting = {});

}  // namespace fundable::end_to_end
