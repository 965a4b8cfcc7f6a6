// Functions on texts. Null counts as an empty text, as Helm writes it.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/text.h"
#include "readers/helm/function_tables.h"
#include "readers/infrastructure/functions.h"

namespace fundable::helm {
namespace {

using infra::Literal;
using Arguments = std::span<const Literal>;
using Kind = Literal::Kind;

Literal of_text(Arguments one, std::string (*how)(std::string_view)) {
  if (one.size() != 1 || !one[0].is_known() || one[0].holds_values()) return {};
  return Literal::text(how(written(one[0])));
}

Literal quoted(Arguments values) {
  std::string text;
  for (const Literal& value : values) {
    if (value.is(Kind::kNull)) continue;
    if (!text.empty()) text += ' ';
    text += infra::json_text_of(Literal::text(std::string(written(value)))).text();
  }
  return Literal::text(text);
}

Literal single_quoted(Arguments one) {
  return of_text(one, [](std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
    return quoted + "'";
  });
}

// Puts spaces before every line.
Literal indented(Arguments two, std::string start) {
  if (two.size() != 2 || !two[1].is_known()) return {};
  const auto width = whole_number(two[0]);
  if (!width || *width < 0 || *width > 200) return {};
  const std::string spaces(static_cast<std::size_t>(*width), ' ');
  std::string text = std::move(start) + spaces;
  for (const char c : written(two[1])) {
    text += c;
    if (c == '\n') text += spaces;
  }
  return Literal::text(std::move(text));
}

Literal indent(Arguments two) { return indented(two, ""); }
Literal on_new_line(Arguments two) { return indented(two, "\n"); }

// All texts known, and as many as asked for.
bool are_texts(Arguments values, std::size_t count) {
  return values.size() == count && std::ranges::all_of(values, [](const Literal& value) {
           return value.is_scalar() || value.is(Kind::kNull);
         });
}

Literal without_suffix(Arguments two) {
  if (!are_texts(two, 2)) return {};
  std::string_view text = written(two[1]);
  if (text.ends_with(two[0].text())) text.remove_suffix(two[0].text().size());
  return Literal::text(std::string(text));
}

Literal without_prefix(Arguments two) {
  if (!are_texts(two, 2)) return {};
  std::string_view text = written(two[1]);
  if (text.starts_with(two[0].text())) text.remove_prefix(two[0].text().size());
  return Literal::text(std::string(text));
}

Literal truncated(Arguments two) {  // trunc COUNT TEXT; a negative count keeps the end
  if (!are_texts(two, 2)) return {};
  const auto count = whole_number(two[0]);
  if (!count) return {};
  const std::string_view text = written(two[1]);
  const auto most = static_cast<std::int64_t>(text.size());
  const std::int64_t kept = std::clamp(*count, -most, most);
  return Literal::text(std::string(kept >= 0 ? text.substr(0, static_cast<std::size_t>(kept))
                                             : text.substr(static_cast<std::size_t>(most + kept))));
}

Literal replaced(Arguments three) {  // replace OLD NEW TEXT
  if (!are_texts(three, 3)) return {};
  const std::array<Literal, 3> ordered{Literal::text(std::string(written(three[2]))), three[0],
                                       three[1]};
  return infra::replaced(ordered);
}

Literal contains(Arguments two) {
  if (!are_texts(two, 2)) return {};
  return Literal::truth(written(two[1]).contains(written(two[0])));
}

Literal has_prefix(Arguments two) {
  if (!are_texts(two, 2)) return {};
  return Literal::truth(written(two[1]).starts_with(written(two[0])));
}

Literal has_suffix(Arguments two) {
  if (!are_texts(two, 2)) return {};
  return Literal::truth(written(two[1]).ends_with(written(two[0])));
}

// %s and its like take the next value as it is written, %q in quotes; other verbs are unknown.
Literal formatted(Arguments values) {
  if (values.empty() || !values[0].is(Kind::kText)) return {};
  std::size_t next = 1;
  return infra::formatted(values[0].text(), [&](char verb, std::string& text) {
    if (!std::string_view("sdvqt").contains(verb)) return false;
    const Literal value = next < values.size() ? values[next] : Literal::null();
    ++next;
    text += verb == 'q' ? quoted(std::array{value}).text() : std::string(written(value));
    return true;
  });
}

Literal printed(Arguments values) {
  std::string text;
  for (const Literal& value : values) text += written(value);
  return Literal::text(std::move(text));
}

Literal lower(Arguments one) { return of_text(one, lowered); }

Literal upper(Arguments one) { return infra::upper(one); }

Literal stripped(Arguments one) {
  return of_text(one, [](std::string_view text) { return std::string(trimmed(text)); });
}

Literal text_of(Arguments one) {
  return of_text(one, [](std::string_view text) { return std::string(text); });
}

Literal join(Arguments two) { return two.size() == 2 ? infra::joined(two[1], two[0]) : Literal(); }

Literal split_text(Arguments two) {  // splitList SEPARATOR TEXT
  if (!are_texts(two, 2) || two[0].text().size() != 1) return {};
  std::vector<Literal> parts;
  for (const std::string_view part : split(written(two[1]), two[0].text()[0])) {
    parts.push_back(Literal::text(std::string(part)));
  }
  return Literal::list(std::move(parts));
}

}  // namespace

Function text_function(std::string_view name) {
  static const std::map<std::string_view, Function> kFunctions{
      {"contains", contains},
      {"hasPrefix", has_prefix},
      {"hasSuffix", has_suffix},
      {"indent", indent},
      {"join", join},
      {"lower", lower},
      {"nindent", on_new_line},
      {"print", printed},
      {"printf", formatted},
      {"quote", quoted},
      {"replace", replaced},
      {"splitList", split_text},
      {"squote", single_quoted},
      {"toString", text_of},
      {"trim", stripped},
      {"trimPrefix", without_prefix},
      {"trimSuffix", without_suffix},
      {"trunc", truncated},
      {"upper", upper},
  };
  const auto found = kFunctions.find(name);
  return found == kFunctions.end() ? nullptr : found->second;
}

}  // namespace fundable::helm
