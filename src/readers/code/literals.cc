// Literals that are kept are short: model names, addresses, regions, resource types.
#include "readers/code/literals.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace fundable::code {
namespace {

constexpr std::size_t kLongestLiteral = 200;
constexpr char kUnknown = '\0';  // stands for it in a template

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

char escaped(char c) {
  switch (c) {
    case 'n':
    case 'r':
      return '\n';
    case 't':
      return ' ';
    default:
      return c;
  }
}

std::string_view scheme_of(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://", "wss://", "ws://"}) {
    if (text.starts_with(scheme)) return scheme;
  }
  return {};
}

// The labels of a host's name that are known, without the last one where something may follow it.
std::string known_labels(std::string_view host) {
  if (host.ends_with(kUnknown)) host.remove_suffix(1);
  std::string known;
  for (std::string_view label : split(host, '.')) {
    if (label.starts_with(kUnknown) && label.substr(1).starts_with('-')) label.remove_prefix(2);
    if (label.empty() || label.contains(kUnknown)) continue;
    if (!known.empty()) known += '.';
    known += label;
  }
  return known;
}

// A constant by convention: `GPT_4O`.
bool names_constant(std::string_view name) {
  return name.size() > 1 && std::ranges::all_of(name, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
         });
}

std::string said_by(const Meaning& meaning) {
  if (meaning.kind != Meaning::Kind::kMember) return meaning.text;
  const std::string_view name =
      std::string_view(meaning.path).substr(meaning.path.find_last_of("./") + 1);
  return names_constant(name) ? plain_literal(name) : std::string();
}

}  // namespace

std::string plain_literal(std::string_view text) {
  const bool is_told =
      text.size() <= kLongestLiteral && text.find_first_of("\n\r") == std::string_view::npos;
  return is_told ? std::string(text) : std::string();
}

std::string_view between_quotes(std::string_view quoted) {
  constexpr std::string_view kQuotes = "\"'`";
  quoted.remove_prefix(std::min(quoted.find_first_of(kQuotes), quoted.size()));
  quoted = quoted.substr(0, quoted.find_last_not_of(kQuotes) + 1);  // none where all are quotes
  quoted.remove_prefix(std::min(quoted.find_first_not_of(kQuotes), quoted.size()));
  return quoted;
}

std::string literal_text(std::string_view quoted) {
  if (quoted.size() < 2 || quoted.size() > 2 * kLongestLiteral) return {};
  if (is_quote(quoted.front())) quoted.remove_prefix(1);
  if (is_quote(quoted.back())) quoted.remove_suffix(1);
  std::string text;
  for (std::size_t at = 0; at < quoted.size(); ++at) {
    const bool escape = quoted[at] == '\\' && at + 1 < quoted.size();
    text += escape ? escaped(quoted[++at]) : quoted[at];
  }
  return plain_literal(text);
}

void Template::add(std::string_view literal) {
  if (text_.size() <= 2 * kLongestLiteral) text_ += literal.substr(0, 2 * kLongestLiteral);
}

void Template::add_value(const Meaning& part) {
  if (!part.text.empty()) return add(part.text);
  if (text_.size() <= 2 * kLongestLiteral) text_ += kUnknown;
}

std::string Template::text() const {
  if (!text_.contains(kUnknown)) return plain_literal(text_);
  const std::string_view scheme = scheme_of(text_);
  if (scheme.empty()) return {};
  const std::string_view rest = std::string_view(text_).substr(scheme.size());
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#:"));
  const std::string known = known_labels(host);
  if (!known.contains('.')) return {};
  const std::string_view path = rest.substr(host.size());
  return plain_literal(std::string(scheme) + known +
                       std::string(path.substr(0, path.find(kUnknown))));
}

void Arguments::add(std::string_view name, std::string text) {
  if (!full()) all_.push_back({plain_literal(name), std::move(text)});
}

void Arguments::add(std::string_view name, const Meaning& meaning) {
  for (const Argument& literal : meaning.literals) add(literal.name, literal.text);
  if (meaning.literals.empty()) add(name, said_by(meaning));
}

void Arguments::add_known(std::string_view name, const Meaning& meaning) {
  if (!meaning.literals.empty() || !said_by(meaning).empty()) add(name, meaning);
}

}  // namespace fundable::code
