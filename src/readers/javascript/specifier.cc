// Own modules start with a dot or a slash, or with what bundlers use as an alias of the source
// folder (`@/`, `~/`, `#`), none of which can be a package's name. Deno's and the browser's
// specifiers name the same packages in another spelling.
#include "readers/javascript/specifier.h"

#include <array>

namespace fundable::js {
namespace {

constexpr std::size_t kLongestSpecifier = 200;

// Of Node.js 24, without those that only exist with `node:` in front.
constexpr std::string_view kBuiltIn =
    " assert async_hooks buffer child_process cluster console constants crypto dgram "
    "diagnostics_channel dns domain events fs http http2 https inspector module net os path "
    "perf_hooks process punycode querystring readline repl stream string_decoder sys timers "
    "tls trace_events tty url util v8 vm wasi worker_threads zlib ";

constexpr std::array<std::string_view, 5> kHosts{
    "https://esm.sh/", "https://cdn.skypack.dev/", "https://esm.run/",
    "https://cdn.jsdelivr.net/npm/", "https://unpkg.com/"};

bool is_own(std::string_view path) {
  return path.empty() || path.starts_with('.') || path.starts_with('/') || path.starts_with("@/") ||
         path.starts_with('~') || path.starts_with('#') || path.starts_with('$') ||
         path.contains(' ');
}

// `openai@4.20.1/helpers` without the version; the `@` of a scope stays.
std::string without_version(std::string_view path) {
  const std::size_t sign = path.find('@', 1);
  if (sign == std::string_view::npos) return std::string(path);
  const std::size_t slash = path.find('/', sign);
  const std::string_view rest = slash == std::string_view::npos ? "" : path.substr(slash);
  return std::string(path.substr(0, sign)) + std::string(rest);
}

// `mcp` of `…/server/mcp.js`; a package may itself end so (`chart.js`).
std::string_view without_ending(std::string_view path) {
  const std::size_t scope = path.starts_with('@') ? path.find('/') : 0;
  if (scope == std::string_view::npos || path.find('/', scope + 1) == std::string_view::npos) {
    return path;
  }
  for (const std::string_view ending : {".js", ".mjs", ".cjs"}) {
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
  }
  return path;
}

}  // namespace

std::string package_path(std::string_view specifier) {
  if (specifier.size() > kLongestSpecifier) return {};
  for (const std::string_view host : kHosts) {
    if (specifier.starts_with(host)) specifier.remove_prefix(host.size());
  }
  for (const std::string_view registry : {"npm:", "jsr:"}) {
    if (specifier.starts_with(registry)) specifier.remove_prefix(registry.size());
  }
  specifier = specifier.substr(0, specifier.find_first_of("?!"));
  if (is_own(specifier) || specifier.contains(':')) return {};
  const std::string_view first = specifier.substr(0, specifier.find('/'));
  if (kBuiltIn.contains(' ' + std::string(first) + ' ')) return {};
  return std::string(without_ending(without_version(specifier)));
}

}  // namespace fundable::js
