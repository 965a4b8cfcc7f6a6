// Functions on maps and lists.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "readers/helm/function_tables.h"
#include "readers/infrastructure/functions.h"

namespace fundable::helm {
namespace {

using infra::Literal;
using Arguments = std::span<const Literal>;
using infra::Member;
using Kind = Literal::Kind;

constexpr std::int64_t kMostCount = 1'000;

// Members are shared, so that a small value can be an endless one: what is merged is counted.
class Merger {
 public:
  Literal merge(const Literal& base, const Literal& over) {
    if (!base.is(Kind::kMap) || !over.is(Kind::kMap)) return over;
    const std::size_t pairs = 1 + base.members().size() * over.members().size();
    if (pairs > pairs_left_) return {};
    pairs_left_ -= pairs;
    std::vector<Member> members;
    for (const Member& member : base.members()) {
      if (!over.has(member.key)) members.push_back(member);
    }
    for (const Member& member : over.members()) {
      if (member.value.is(Kind::kNull)) continue;
      const bool in_both = base.has(member.key);
      members.push_back(
          {member.key, in_both ? merge(base[member.key], member.value) : member.value});
    }
    return Literal::map(std::move(members), base.is_whole() && over.is_whole());
  }

 private:
  std::size_t pairs_left_ = 20'000;
};

Literal entry(Arguments two) {
  return two.size() == 2 ? field_of(two[0], two[1].text()) : Literal();
}

Literal element(Arguments path) {  // index VALUE KEY…
  if (path.empty()) return {};
  Literal value = path[0];
  for (const Literal& key : path.subspan(1)) {
    const auto index = whole_number(key);
    if (value.is(Kind::kList) && (!index || *index < 0)) return {};
    value = value.is(Kind::kList) ? value.at(static_cast<std::size_t>(*index))
                                  : field_of(value, key.text());
  }
  return value;
}

Literal has_key(Arguments two) {
  if (two.size() != 2 || !two[0].is_known()) return {};
  if (two[0].has(two[1].text())) return Literal::truth(true);
  return two[0].is_whole() ? Literal::truth(false) : Literal();
}

Literal has_element(Arguments two) {  // has ELEMENT LIST
  if (two.size() != 2) return {};
  if (two[1].is(Kind::kNull)) return Literal::truth(false);
  return infra::contains(std::array{two[1], two[0]});
}

Literal map_of(Arguments pairs) {
  std::vector<Member> members;
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    if (!pairs[i].is_scalar()) return {};
    members.push_back({pairs[i].text(), pairs[i + 1]});
  }
  return Literal::map(std::move(members));
}

Literal with_entry(Arguments three) {  // set MAP KEY VALUE
  if (three.size() != 3 || !three[0].is(Kind::kMap) || !three[1].is_scalar()) return {};
  std::vector<Member> members;
  for (const Member& member : three[0].members()) {
    if (member.key != three[1].text()) members.push_back(member);
  }
  members.push_back({three[1].text(), three[2]});
  return Literal::map(std::move(members), three[0].is_whole());
}

Literal only_keys(Arguments values, bool keep) {  // pick MAP KEY…, omit MAP KEY…
  if (values.empty() || !values[0].is(Kind::kMap)) return {};
  std::vector<Member> members;
  for (const Member& member : values[0].members()) {
    const bool named = std::ranges::any_of(
        values.subspan(1), [&](const Literal& key) { return key.text() == member.key; });
    if (named == keep) members.push_back(member);
  }
  return Literal::map(std::move(members), values[0].is_whole());
}

Literal picked(Arguments values) { return only_keys(values, true); }
Literal omitted(Arguments values) { return only_keys(values, false); }

// dig KEY… DEFAULT MAP
Literal dug(Arguments values) {
  if (values.size() < 3) return {};
  Literal found = values.back();
  for (const Literal& key : values.first(values.size() - 2)) found = field_of(found, key.text());
  return found.is(Kind::kNull) ? values[values.size() - 2] : found;
}

Literal merged_first_wins(Arguments maps) {
  Literal all = Literal::map({});
  for (const Literal& map : maps) all = merged(map, all);
  return all;
}

Literal merged_last_wins(Arguments maps) {
  Literal all = Literal::map({});
  for (const Literal& map : maps) all = merged(all, map);
  return all;
}

Literal part_of(Arguments one, std::size_t from, std::size_t left_off) {
  if (one.size() != 1 || !one[0].is(Kind::kList)) return {};
  std::vector<Literal> elements;
  const std::size_t size = one[0].members().size();
  for (std::size_t i = from; i + left_off < size; ++i)
    elements.push_back(one[0].members()[i].value);
  return Literal::list(std::move(elements), one[0].is_whole());
}

Literal rest(Arguments one) { return part_of(one, 1, 0); }
Literal all_but_last(Arguments one) { return part_of(one, 0, 1); }

Literal first_of(Arguments one) {
  return one.size() == 1 && one[0].members().empty() && one[0].is_whole() ? Literal::null()
                                                                          : infra::first(one);
}

Literal last_of(Arguments one) {
  if (one.size() != 1 || !one[0].is_whole()) return {};
  return one[0].members().empty() ? Literal::null() : one[0].members().back().value;
}

Literal appended(Arguments two) {
  if (two.size() != 2) return {};
  return infra::concatenated(std::array{two[0], infra::listed(two.subspan(1))});
}

Literal prepended(Arguments two) {
  if (two.size() != 2) return {};
  return infra::concatenated(std::array{infra::listed(two.subspan(1)), two[0]});
}

Literal length(Arguments one) {
  return one.size() == 1 && one[0].is(Kind::kNull) ? Literal::number("0") : infra::length(one);
}

Literal counted_up(Arguments one) {  // until COUNT
  const auto count = one.size() == 1 ? whole_number(one[0]) : std::nullopt;
  if (!count || *count > kMostCount) return {};
  std::vector<Literal> numbers;
  for (std::int64_t i = 0; i < *count; ++i) numbers.push_back(Literal::number(std::to_string(i)));
  return Literal::list(std::move(numbers));
}

}  // namespace

Function collection_function(std::string_view name) {
  static const std::map<std::string_view, Function> kFunctions{
      {"append", appended},
      {"concat", infra::concatenated},
      {"dict", map_of},
      {"dig", dug},
      {"first", first_of},
      {"get", entry},
      {"has", has_element},
      {"hasKey", has_key},
      {"index", element},
      {"initial", all_but_last},
      {"keys", infra::keys},
      {"last", last_of},
      {"len", length},
      {"list", infra::listed},
      {"merge", merged_first_wins},
      {"mergeOverwrite", merged_last_wins},
      {"mustMerge", merged_first_wins},
      {"mustMergeOverwrite", merged_last_wins},
      {"omit", omitted},
      {"pick", picked},
      {"prepend", prepended},
      {"rest", rest},
      {"set", with_entry},
      {"tuple", infra::listed},
      {"until", counted_up},
      {"values", infra::values},
  };
  const auto found = kFunctions.find(name);
  return found == kFunctions.end() ? nullptr : found->second;
}

Literal field_of(const Literal& map, std::string_view key) {
  if (!map.is_known() || map.has(key)) return map[key];
  return map.is_whole() ? Literal::null() : Literal();
}

std::string_view written(const Literal& value) {
  return value.is_scalar() ? std::string_view(value.text()) : std::string_view();
}

Literal merged(const Literal& base, const Literal& over) { return Merger().merge(base, over); }

}  // namespace fundable::helm
