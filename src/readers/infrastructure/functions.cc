// Functions over values of which some are unknown.
//
// Each gives a value only where every possible value of what is unknown would give the same one.
// Lists and maps are the exception that pays: concatenating with an unknown list keeps the known
// elements in a list that is not whole, because what is deployed for sure still counts.
#include "readers/infrastructure/functions.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace fundable::infra {
namespace {

using Kind = Literal::Kind;

bool are_scalars(std::span<const Literal> values, std::size_t count) {
  return values.size() == count &&
         std::ranges::all_of(values, [](const Literal& value) { return value.is_scalar(); });
}

Literal transformed(std::span<const Literal> one, std::string (*how)(std::string_view)) {
  return are_scalars(one, 1) ? Literal::text(how(one[0].text())) : Literal();
}

std::string uppered(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

}  // namespace

Literal equal(std::span<const Literal> both) {
  if (both.size() != 2 || !both[0].is_known() || !both[1].is_known()) return {};
  const Literal& left = both[0];
  const Literal& right = both[1];
  if (left.holds_values() && right.holds_values()) {
    const bool are_empty = left.members().empty() && right.members().empty();
    return are_empty && left.is_whole() && right.is_whole() ? Literal::truth(true) : Literal();
  }
  return Literal::truth(left.kind() == right.kind() && left.text() == right.text());
}

Literal negated(std::span<const Literal> one) {
  if (one.size() != 1 || (!one[0].is_true() && !one[0].is_false())) return {};
  return Literal::truth(one[0].is_false());
}

Literal all_true(std::span<const Literal> values) {
  const auto is_true = [](const Literal& value) { return value.is_true(); };
  const auto is_false = [](const Literal& value) { return value.is_false(); };
  if (std::ranges::any_of(values, is_false)) return Literal::truth(false);
  return std::ranges::all_of(values, is_true) ? Literal::truth(true) : Literal();
}

Literal any_true(std::span<const Literal> values) {
  const auto is_true = [](const Literal& value) { return value.is_true(); };
  const auto is_false = [](const Literal& value) { return value.is_false(); };
  if (std::ranges::any_of(values, is_true)) return Literal::truth(true);
  return std::ranges::all_of(values, is_false) ? Literal::truth(false) : Literal();
}

Literal chosen(std::span<const Literal> condition_and_two) {
  if (condition_and_two.size() != 3) return {};
  if (condition_and_two[0].is_true()) return condition_and_two[1];
  return condition_and_two[0].is_false() ? condition_and_two[2] : Literal();
}

Literal first_given(std::span<const Literal> values) {
  for (const Literal& value : values) {
    if (!value.is(Kind::kNull)) return value;
  }
  return values.empty() ? Literal() : Literal::null();
}

Literal same(std::span<const Literal> one) { return one.size() == 1 ? one[0] : Literal(); }

Literal listed(std::span<const Literal> elements) {
  return Literal::list({elements.begin(), elements.end()});
}

Literal as_list(std::span<const Literal> one) {
  return one.size() == 1 && one[0].is(Kind::kList) ? one[0] : Literal();
}

Literal in_list(std::span<const Literal> one) {
  if (one.size() != 1 || !one[0].is_known() || one[0].is(Kind::kList)) return same(one);
  return listed(one);
}

Literal as_text(std::span<const Literal> one) {
  if (one.size() == 1 && one[0].holds_values()) return json_text_of(one[0]);
  return are_scalars(one, 1) ? Literal::text(one[0].text()) : Literal();
}

Literal length(std::span<const Literal> one) {
  if (one.size() != 1 || !one[0].is_whole()) return {};
  if (one[0].holds_values()) return Literal::number(std::to_string(one[0].members().size()));
  return one[0].is(Kind::kText) ? Literal::number(std::to_string(one[0].text().size())) : Literal();
}

Literal is_empty(std::span<const Literal> one) {
  if (one.size() != 1 || !one[0].is_known()) return {};
  if (!one[0].members().empty()) return Literal::truth(false);
  return one[0].is_whole() ? Literal::truth(one[0].text().empty()) : Literal();
}

Literal contains(std::span<const Literal> both) {
  if (both.size() != 2 || !both[0].is_known() || !both[1].is_scalar()) return {};
  const std::string& part = both[1].text();
  if (both[0].is(Kind::kText)) return Literal::truth(both[0].text().contains(part));
  const bool is_map = both[0].is(Kind::kMap);
  bool all_known = both[0].is_whole();
  for (const Member& member : both[0].members()) {
    if ((is_map ? member.key : member.value.text()) == part) return Literal::truth(true);
    all_known = all_known && (is_map || member.value.is_known());
  }
  return all_known && both[0].holds_values() ? Literal::truth(false) : Literal();
}

Literal keys(std::span<const Literal> one) {
  if (one.size() != 1 || !one[0].is(Kind::kMap)) return {};
  std::vector<Literal> all;
  for (const Member& member : one[0].members()) all.push_back(Literal::text(member.key));
  return Literal::list(std::move(all), one[0].is_whole());
}

Literal values(std::span<const Literal> one) {
  if (one.size() != 1 || !one[0].is(Kind::kMap)) return {};
  std::vector<Literal> all;
  for (const Member& member : one[0].members()) all.push_back(member.value);
  return Literal::list(std::move(all), one[0].is_whole());
}

Literal looked_up(std::span<const Literal> arguments) {
  if (arguments.size() < 2 || !arguments[0].is(Kind::kMap) || !arguments[1].is_scalar()) return {};
  if (arguments[0].has(arguments[1].text())) return arguments[0][arguments[1].text()];
  return arguments.size() == 3 && arguments[0].is_whole() ? arguments[2] : Literal();
}

Literal first(std::span<const Literal> one) { return one.size() == 1 ? one[0].at(0) : Literal(); }

Literal concatenated(std::span<const Literal> lists) {
  if (std::ranges::none_of(lists, [](const Literal& list) { return list.is(Kind::kList); })) {
    if (!are_scalars(lists, lists.size())) return {};
    std::string text;
    for (const Literal& part : lists) text += part.text();
    return Literal::text(std::move(text));
  }
  std::vector<Literal> all;
  bool whole = true;
  for (const Literal& list : lists) {
    whole = whole && list.is_whole();
    for (const Member& member : list.members()) all.push_back(member.value);
  }
  return Literal::list(std::move(all), whole);
}

Literal merged(std::span<const Literal> maps) {
  std::map<std::string_view, Literal> all;
  bool whole = true;
  for (const Literal& map : maps) {
    if (map.is(Kind::kNull)) continue;
    if (!map.is_whole()) all.clear();
    whole = whole && map.is_whole();
    for (const Member& member : map.members()) all.insert_or_assign(member.key, member.value);
  }
  std::vector<Member> members;
  for (const auto& [key, value] : all) members.push_back({std::string(key), value});
  return Literal::map(std::move(members), whole);
}

Literal lower(std::span<const Literal> one) { return transformed(one, lowered); }
Literal upper(std::span<const Literal> one) { return transformed(one, uppered); }

Literal stripped(std::span<const Literal> one) {
  return transformed(one, [](std::string_view text) { return std::string(trimmed(text)); });
}

Literal formatted(std::string_view format,
                  const std::function<bool(char verb, std::string& text)>& write) {
  std::string text;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%') {
      text += format[at];
      continue;
    }
    const char verb = ++at < format.size() ? format[at] : '\0';
    if (verb == '%') {
      text += '%';
    } else if (!write(verb, text)) {
      return {};
    }
  }
  return Literal::text(std::move(text));
}

Literal replaced(std::span<const Literal> three) {
  if (!are_scalars(three, 3) || three[1].text().empty()) return {};
  // Terraform takes what stands between slashes as a regular expression.
  if (three[1].text().size() > 1 && three[1].text().starts_with('/')) return {};
  std::string text;
  std::string_view rest = three[0].text();
  for (std::size_t at = rest.find(three[1].text()); at != rest.npos && text.size() < 100'000;
       at = rest.find(three[1].text())) {
    text.append(rest.substr(0, at)) += three[2].text();
    rest.remove_prefix(at + three[1].text().size());
  }
  return Literal::text(text.append(rest));
}

Literal joined(const Literal& list, const Literal& separator) {
  if (!list.is(Kind::kList) || !list.is_whole() || !separator.is_scalar()) return {};
  std::string text;
  for (const Member& member : list.members()) {
    if (!member.value.is_scalar()) return {};
    if (&member != list.members().data()) text += separator.text();
    text += member.value.text();
    if (text.size() > 100'000) return {};
  }
  return Literal::text(std::move(text));
}

Literal json_text(std::span<const Literal> one) {
  return one.size() == 1 ? json_text_of(one[0]) : Literal();
}

}  // namespace fundable::infra
