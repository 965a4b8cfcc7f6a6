// The parts of a URL.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace fundable {

struct Url {
  std::string scheme;  // lower case
  std::string user;    // decoded; empty where there is none
  std::string host;    // lower case; IPv6 in its brackets
  std::string name;    // the host as written, for where it is none but a name
  int port = 0;        // 0 where none is written
  std::string path;    // as written, from its first `/`
  std::string query;   // as written, without the `?`

  // The parts of the path, decoded; none of them is empty but where the path says so.
  [[nodiscard]] Result<std::vector<std::string>> segments() const;
  // `a=1&b=x%20y`, decoded, in the order written.
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> parameters() const;
};

// Reads `scheme://user@host:port/path?query`.
// Errors: kInput where it is no such URL, or holds a password: those come from the environment.
// What the URL says is never part of the error.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

// `a b/c` → `a%20b%2Fc`: all but letters, digits, `-`, `.`, `_` and `~` is encoded.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace fundable
