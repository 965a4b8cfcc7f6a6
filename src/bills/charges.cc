// Folds sums into things: a resource under its account with its tags, or a service where the bill
// names no resource.
//
// What a thing was charged for (descriptions, SKUs, types) goes into the details of its mark, a
// bounded number of each, the first in alphabetical order. Taxes, credits and purchases of
// commitments are no workload's cost; they are summed and said once. A month is whole where the
// provider's charges in this file go on to its end.
#include "bills/charges.h"

#include <algorithm>

#include "base/text.h"
#include "bills/providers.h"

namespace fundable {
namespace {

constexpr std::size_t kTextLimit = 200;

// Keeps the `limit` smallest, so that the order of adding does not matter.
void add_bounded(std::set<std::string>& texts, std::string_view text, std::size_t limit) {
  if (text.empty()) return;
  texts.insert(presentable(text, kTextLimit));
  if (texts.size() > limit) texts.erase(std::prev(texts.end()));
}

// At least two decimals, and all that matter.
std::string shown(const Decimal& amount, const std::string& currency) {
  std::string text = amount.to_string();
  const std::size_t point = text.find('.');
  if (point == std::string::npos || text.size() - point < 3) text = amount.to_string(2);
  return currency.empty() ? text : text + " " + currency;
}

// The first day after a month: `2026-12` → `2027-01-01`.
std::string day_after(const std::string& month) {
  const auto first = parse_date(month + "-01");
  if (!first) return "9999-99-99";
  return to_string(Date(*first + std::chrono::months(1)));
}

void add_tag(std::map<std::string, std::string>& tags, std::string_view key, std::string_view value,
             std::size_t limit) {
  if (key.empty()) return;
  // The key may say that the value is a secret, so both are looked at together.
  const std::string name = presentable(key, kTextLimit);
  const std::string pair = presentable(std::string(key) + "=" + std::string(value), 3 * kTextLimit);
  const bool hidden = pair.find("[redacted]") != std::string::npos;
  tags[name] = hidden ? "[redacted]" : presentable(value, kTextLimit);
  if (tags.size() > limit) tags.erase(std::prev(tags.end()));
}

std::string listed(const std::set<std::string>& texts) {
  const std::vector<std::string> all(texts.begin(), texts.end());
  return joined(all, "; ");
}

}  // namespace

void Charges::Rows::add(const ChargeSum& sum) {
  first = lines == 0 ? sum.first_row : std::min(first, sum.first_row);
  last = std::max(last, sum.last_row);
  lines += sum.lines;
}

std::string Charges::Rows::locator() const {
  return first == last ? "row " + std::to_string(first)
                       : "rows " + std::to_string(first) + "-" + std::to_string(last);
}

// {"a": "b"}, [{"key": "a", "value": "b"}], or an object without its braces, as Azure once wrote.
std::map<std::string, std::string> Charges::tags_of(const ChargeSum& sum) {
  std::map<std::string, std::string> tags;
  const std::string_view text = trimmed(sum.tags);
  if (text.empty()) return tags;
  const auto document =
      parse_json(text.starts_with('"') ? "{" + std::string(text) + "}" : std::string(text),
                 {.bytes = 1u << 20, .depth = 20, .values = 10'000});
  const Node root = document ? document->root() : Node();
  if (!root.is_map() && !root.is_list()) {
    if (!root.exists() || !root.is_null()) with_unread_tags_.add(sum);
    return tags;
  }
  for (const Node node : root) {
    if (root.is_map()) {
      add_tag(tags, node.key(), node.text(), limits_.tags);
    } else {
      add_tag(tags, node["key"].text(), node["value"].text(), limits_.tags);
    }
  }
  return tags;
}

void Charges::keep_out(const ChargeSum& sum) {
  KeptOut& kept = kept_out_[sum.charge_class];
  kept.rows.add(sum);
  kept.amounts[sum.currency] += sum.amount;
}

Result<> Charges::add(const ChargeSum& sum) {
  if (!sum.problem.empty()) {
    problem_lines_ += static_cast<std::size_t>(sum.lines);
    Rows rows;
    rows.add(sum);
    problems_.insert({sum.first_row, {rows, presentable(sum.problem)}});
    if (problems_.size() > limits_.told) problems_.erase(std::prev(problems_.end()));
    return {};
  }
  if (sum.charge_class != "usage") {
    keep_out(sum);
    return {};
  }
  auto tags = tags_of(sum);
  std::string key;
  for (const auto* part : {&sum.provider, &sum.account, &sum.service, &sum.resource}) {
    key += *part + '\0';
  }
  for (const auto& [name, value] : tags) key += name + '\0' + value + '\0';
  if (things_.size() >= limits_.things && !things_.contains(key)) {
    return failure(ErrorKind::kLimit,
                   "the bill charges for more than " + std::to_string(limits_.things) + " things",
                   path_, "Split it, for example by sub account.");
  }
  Thing& thing = things_[key];
  thing.provider = sum.provider;
  thing.account = sum.account;
  thing.service = sum.service;
  thing.resource = sum.resource;
  thing.tags = std::move(tags);
  add_bounded(thing.names, sum.resource_name, 1);
  add_bounded(thing.regions, sum.region, 2);
  add_bounded(thing.categories, sum.category, limits_.descriptions);
  add_bounded(thing.types, sum.resource_type, limits_.descriptions);
  add_bounded(thing.skus, sum.sku, limits_.descriptions);
  add_bounded(thing.descriptions, sum.description, limits_.descriptions);
  thing.rows.add(sum);
  if (sum.currency.empty()) {
    without_currency_.add(sum);
  } else {
    thing.amounts[{sum.month, sum.currency}] += sum.amount;
  }
  std::string& end = ends_[sum.provider];
  end = std::max(end, sum.end);
  return {};
}

std::string Charges::says(const Thing& thing) const {
  std::string text = presentable(thing.service.empty() ? "a charge" : thing.service) + ": " +
                     counted(static_cast<std::size_t>(thing.rows.lines), "line");
  if (thing.amounts.empty()) return text;
  std::map<std::string, Decimal> sums;
  for (const auto& [when, amount] : thing.amounts) sums[when.second] += amount;
  for (const auto& [currency, amount] : sums) {
    text += ", " + amount.to_string(2) + " " + presentable(currency, 10);
  }
  const std::string& first = thing.amounts.begin()->first.first;
  const std::string& last = thing.amounts.rbegin()->first.first;
  return text + " in " + (first == last ? first : first + " to " + last);
}

Mark Charges::mark(const Thing& thing) const {
  std::vector<std::string> parts;
  for (const auto* texts : {&thing.categories, &thing.types, &thing.descriptions, &thing.skus}) {
    if (!texts->empty()) parts.push_back(listed(*texts));
  }
  return {"bill", presentable(thing.service), joined(parts, "; ")};
}

Observation Charges::observation(const Thing& thing) const {
  Observation seen;
  seen.at = {path_, thing.rows.locator(), says(thing)};
  seen.proof = Proof::kRuns;
  seen.platform = platform_of(thing.provider);
  seen.id = presentable(thing.resource, 1000);
  seen.name = !thing.names.empty()      ? *thing.names.begin()
              : !thing.resource.empty() ? presentable(last_part_of(thing.resource))
                                        : presentable(thing.service);
  seen.marks = {mark(thing)};
  seen.tags = thing.tags;
  const std::pair<const char*, std::string> places[] = {
      {"account", thing.account},
      {"service", thing.service},
      {"region", thing.regions.size() == 1 ? *thing.regions.begin() : ""},
      {"project", seen.platform == "gcp" ? thing.account : ""},
      {"resource_group", resource_group_of(thing.resource)},
  };
  for (const auto& [name, value] : places) {
    if (!value.empty()) seen.within[name] = presentable(value);
  }
  const auto end = ends_.find(thing.provider);
  for (const auto& [when, amount] : thing.amounts) {
    const bool whole = end != ends_.end() && day_after(when.first) <= end->second;
    seen.charges.push_back({when.first, whole, presentable(when.second, 10), amount});
  }
  return seen;
}

void Charges::add_losses(std::vector<Skipped>& skipped) const {
  std::size_t told = 0;
  for (const auto& [row, problem] : problems_) {
    const auto& [rows, why] = problem;
    const auto lines = static_cast<std::size_t>(rows.lines);
    skipped.push_back({rows.locator(), lines == 1 ? why : counted(lines, "line") + ": " + why});
    told += lines;
  }
  if (told < problem_lines_) {
    skipped.push_back(
        {"", counted(problem_lines_ - told, "more line") + " cannot be counted for such reasons"});
  }
  for (const auto& [name, kept] : kept_out_) {
    std::string why = counted(static_cast<std::size_t>(kept.rows.lines), name + " line");
    for (const auto& [currency, amount] : kept.amounts) why += ", " + shown(amount, currency);
    skipped.push_back({kept.rows.locator(), presentable(why, 400) +
                                                (kept.rows.lines == 1 ? ", is" : ", are") +
                                                " not a workload's cost"});
  }
  if (without_currency_.lines > 0) {
    skipped.push_back({without_currency_.locator(),
                       counted(static_cast<std::size_t>(without_currency_.lines), "line") +
                           " without a currency: what is charged counts, the amount does not"});
  }
  if (with_unread_tags_.lines > 0) {
    skipped.push_back({with_unread_tags_.locator(),
                       "the tags of " +
                           counted(static_cast<std::size_t>(with_unread_tags_.lines), "line") +
                           " are not JSON and were left out"});
  }
}

Reading Charges::reading() const {
  std::vector<const std::pair<const std::string, Thing>*> order;
  for (const auto& entry : things_) order.push_back(&entry);
  std::ranges::sort(order, {}, [](const auto* entry) { return entry->second.rows.first; });
  Reading reading;
  for (const auto* entry : order) reading.observations.push_back(observation(entry->second));
  add_losses(reading.skipped);
  return reading;
}

}  // namespace fundable
