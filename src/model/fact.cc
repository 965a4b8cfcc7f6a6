// Facts gather values; they never choose between sources.
#include "model/fact.h"

#include <algorithm>

namespace fundable {
namespace {

void add(std::vector<Held>& all, Value value, Origin from) {
  auto same = std::ranges::find(all, value, &Held::value);
  if (same == all.end()) same = all.insert(all.end(), Held{std::move(value), {}});
  const auto place = std::ranges::lower_bound(same->from, from);
  if (place == same->from.end() || *place != from) same->from.insert(place, std::move(from));
}

}  // namespace

bool is_contested(const std::vector<Held>& held, const std::vector<Held>& ruled_out) {
  return held.size() > 1 || std::ranges::any_of(held, [&](const Held& one) {
           return std::ranges::find(ruled_out, one.value, &Held::value) != ruled_out.end();
         });
}

void Facts::hold(FactId fact, Value value, Origin from) {
  add(facts_[fact].held, std::move(value), std::move(from));
}

void Facts::rule_out(FactId fact, Value value, Origin from) {
  add(facts_[fact].ruled_out, std::move(value), std::move(from));
}

const Fact* Facts::find(FactId fact) const {
  const auto found = facts_.find(fact);
  return found == facts_.end() ? nullptr : &found->second;
}

const Value* Facts::known(FactId fact) const {
  const Fact* found = find(fact);
  return found != nullptr && found->is_known() ? &found->held.front().value : nullptr;
}

}  // namespace fundable
