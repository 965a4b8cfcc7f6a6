// Literals are taken as they stand: no escapes are undone, since names and addresses have none.
#include "readers/python/text.h"

#include <utility>

namespace fundable::py {
namespace {

constexpr std::size_t kLongest = 200;

std::string_view prefix_of(std::string_view quoted) {
  return quoted.substr(0, quoted.find_first_of("\"'"));
}

}  // namespace

bool is_formatted(std::string_view quoted) {
  return prefix_of(quoted.substr(0, 4)).find_first_of("fF") != std::string_view::npos;
}

std::string literal_text(std::string_view quoted) {
  const std::string_view prefix = prefix_of(quoted.substr(0, 4));
  if (prefix.size() > 2 || prefix.find_first_of("bB") != std::string_view::npos) return {};
  quoted.remove_prefix(prefix.size());
  const std::size_t marks = quoted.starts_with("\"\"\"") || quoted.starts_with("'''") ? 3 : 1;
  if (quoted.size() < 2 * marks) return {};
  return fit(std::string(quoted.substr(marks, quoted.size() - 2 * marks).substr(0, kLongest + 1)));
}

std::string fit(std::string text) {
  const bool is_plain = text.find_first_of("\\\n\r") == std::string::npos;
  return text.size() <= kLongest && is_plain ? std::move(text) : std::string();
}

void Pieces::add(std::string_view text) {
  if (text_.size() <= kLongest) text_ += text.substr(0, kLongest + 1);
}

void Pieces::add_unknown() {
  if (first_unknown_ == std::string::npos) first_unknown_ = text_.size();
  last_unknown_ = text_.size();
}

std::string Pieces::text() const {
  if (first_unknown_ == std::string::npos) return fit(text_);
  const std::size_t scheme = text_.find("://");
  if (scheme == std::string::npos || scheme + 3 > first_unknown_) return {};
  const std::size_t host_end = text_.find('/', scheme + 3);
  if (host_end < first_unknown_) return fit(text_.substr(0, first_unknown_));
  // The unknown part stands in the host: the domain starts at the next dot.
  const std::size_t dot = text_.find('.', last_unknown_);
  if (last_unknown_ > host_end || dot >= host_end) return {};
  if (text_.find('.', dot + 1) >= host_end) return {};
  return fit(text_.substr(0, scheme + 3) + text_.substr(dot + 1));
}

}  // namespace fundable::py
