// Takes URLs apart, more strictly than browsers do: whatever two programs could read in two ways
// (spaces, backslashes, a second `@`) is refused, since a URL may come from a server's answer.
//
// Left out on purpose: relative URLs, fragments, names beyond ASCII.
#include "base/url.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace fundable {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    return host.ends_with(']') && host.size() > 2 &&
           host.find_first_not_of("0123456789abcdef:.", 1) == host.size() - 1;
  }
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_';
  });
}

std::unexpected<Error> no_url(std::string_view why) {
  return failure(ErrorKind::kInput, "the URL cannot be used: " + std::string(why));
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

Result<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const auto high = i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = i + 2 < text.size() ? hex_digit(text[i + 2]) : std::nullopt;
    if (!high || !low) return no_url("a `%` stands in it without two hexadecimal digits");
    out.push_back(static_cast<char>(*high * 16 + *low));
    i += 2;
  }
  if (std::ranges::any_of(out, [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; })) {
    return no_url("it holds a control character");
  }
  return out;
}

Result<> read_user(std::string_view user, Url& url) {
  if (user.contains(':')) {
    return failure(ErrorKind::kUsage, "the URL holds a password", {},
                   "Passwords and tokens come from the environment, never from a URL: others see "
                   "it in the list of processes and in the shell's history.");
  }
  auto name = decoded(user);
  if (!name) return std::unexpected(name.error());
  url.user = std::move(*name);
  return {};
}

Result<> read_host(std::string_view authority, Url& url) {
  const std::size_t after_brackets = authority.starts_with('[') ? authority.find(']') : 0;
  const std::size_t colon = authority.find(':', std::min(after_brackets, authority.size()));
  url.name = authority.substr(0, colon);
  url.host = lowered(url.name);
  if (!is_host(url.host)) return no_url("it names no host");
  if (colon == std::string_view::npos) return {};
  const std::string_view port = authority.substr(colon + 1);
  const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (problem != std::errc() || end != port.data() + port.size() || url.port < 1 ||
      url.port > 65535) {
    return no_url("its port is no number from 1 to 65535");
  }
  return {};
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  for (const char c : text) {
    if (c <= ' ' || c >= 0x7F || c == '\\' || c == '#') {
      return no_url("spaces, `\\`, `#` and all beyond ASCII must be written as `%20`");
    }
  }
  Url url;
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos || scheme_end == 0) return no_url("it has no `://`");
  url.scheme = lowered(text.substr(0, scheme_end));
  text.remove_prefix(scheme_end + 3);

  const std::size_t authority_end = std::min(text.find_first_of("/?"), text.size());
  std::string_view authority = text.substr(0, authority_end);
  text.remove_prefix(authority_end);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    if (auto read = read_user(authority.substr(0, at), url); !read) {
      return std::unexpected(read.error());
    }
    authority.remove_prefix(at + 1);
  }
  if (auto read = read_host(authority, url); !read) return std::unexpected(read.error());

  const std::size_t question = std::min(text.find('?'), text.size());
  url.path = text.substr(0, question);
  if (question < text.size()) url.query = text.substr(question + 1);
  return url;
}

Result<std::vector<std::string>> Url::segments() const {
  std::vector<std::string> all;
  std::string_view rest = path;
  if (rest.starts_with('/')) rest.remove_prefix(1);
  if (rest.empty()) return all;
  for (const std::string_view part : split(rest, '/')) {
    auto segment = decoded(part);
    if (!segment) return std::unexpected(segment.error());
    all.push_back(std::move(*segment));
  }
  return all;
}

Result<std::vector<std::pair<std::string, std::string>>> Url::parameters() const {
  std::vector<std::pair<std::string, std::string>> all;
  if (query.empty()) return all;
  for (const std::string_view part : split(query, '&')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    auto key = decoded(part.substr(0, equals));
    auto value = decoded(equals < part.size() ? part.substr(equals + 1) : std::string_view());
    if (!key) return std::unexpected(key.error());
    if (!value) return std::unexpected(value.error());
    all.emplace_back(std::move(*key), std::move(*value));
  }
  return all;
}

std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
  }
  return out;
}

}  // namespace fundable
