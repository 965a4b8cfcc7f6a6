// Folds sums into things: a resource under its account with its tags, or a service where the bill
// names no resource.
//
// What a thing was charged for (descriptions, SKUs, types) goes into the details of its mark, a
// bounded number of each, the first in alphabetical order. Taxes, credits and purchases of
// commitments are no workload's cost; they are summed and said once. A month is whole where the
// provider's charges go on to its end.
//
// Exports of one month made on different days hold the same lines, and the files of one export
// never do. That tells them apart, whatever their names: nine of ten lines of the one are in the
// other.
#include "bills/charges.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "bills/providers.h"

namespace fundable {
namespace {

constexpr std::size_t kTextLimit = 200;

// Keeps the `limit` smallest, so that the order of adding does not matter.
void add_bounded(std::set<std::string, std::less<>>& texts, std::string_view text,
                 std::size_t limit) {
  // What is there was made presentable already; most lines of a thing say the same.
  if (text.empty() || texts.contains(text)) return;
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

std::string listed(const std::set<std::string, std::less<>>& texts) {
  const std::vector<std::string> all(texts.begin(), texts.end());
  return joined(all, "; ");
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_unit_of(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

// Words that may name the size of a machine: `p4d.24xlarge` of `BoxUsage:p4d.24xlarge`,
// `Standard_NC24s_v3`, `BM.GPU.H100.8`.
void add_sizes(std::string_view text, std::set<std::string, std::less<>>& sizes,
               std::size_t limit) {
  constexpr std::string_view kBetween = " ,;:()/";
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find_first_of(kBetween));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t point = word.find_first_of("._");
    const bool is_size = point != word.npos && point > 0 && point + 1 < word.size() &&
                         word.size() < 60 && is_letter(word[0]) &&
                         is_unit_of(lowered(word.substr(point + 1, 1))[0]) &&
                         word.find_first_of("0123456789") != word.npos;
    if (is_size) add_bounded(sizes, word, limit);
  }
}

}  // namespace

void Prints::sort() {
  std::ranges::sort(prints_);
  const auto again = std::ranges::unique(prints_);
  prints_.erase(again.begin(), again.end());
}

bool Prints::are_in(const Prints& other, std::uint64_t one_in) const {
  std::size_t seen = 0;
  std::size_t found = 0;
  for (const std::uint64_t print : prints_) {
    if (print % one_in != 0) continue;
    ++seen;
    if (std::ranges::binary_search(other.prints_, print)) ++found;
  }
  return seen > 0 && 10 * found >= 9 * seen;
}

void Charges::Rows::add(const Rows& other) {
  if (other.lines == 0) return;
  first = lines == 0 ? other.first : std::min(first, other.first);
  last = std::max(last, other.last);
  lines += other.lines;
}

std::string Charges::Rows::locator() const {
  if (last == 0) return "its lines";  // of a table far away, which has no rows to count
  return first == last ? "row " + std::to_string(first)
                       : "rows " + std::to_string(first) + "-" + std::to_string(last);
}

Charges::Rows Charges::Thing::rows() const {
  Rows all;
  for (const auto& [unused, month] : months) all.add(month.rows);
  return all;
}

Charges::Rows Charges::rows_of(const ChargeSum& sum) {
  return {sum.lines, sum.first_row, sum.last_row};
}

// {"a": "b"}, [{"key": "a", "value": "b"}], or an object without its braces, as Azure once wrote.
Charges::ReadTags Charges::read_tags(std::string_view text) const {
  ReadTags read;
  if (text.empty()) return read;
  const auto document =
      parse_json(text.starts_with('"') ? "{" + std::string(text) + "}" : std::string(text),
                 {.bytes = 1u << 20, .depth = 20, .values = 10'000});
  const Node root = document ? document->root() : Node();
  if (!root.is_map() && !root.is_list()) {
    read.are_json = root.exists() && root.is_null();
    return read;
  }
  for (const Node node : root) {
    if (root.is_map()) {
      add_tag(read.tags, node.key(), node.text(), limits_.tags);
    } else {
      add_tag(read.tags, node["key"].text(), node["value"].text(), limits_.tags);
    }
  }
  return read;
}

const std::map<std::string, std::string>& Charges::tags_of(const ChargeSum& sum) {
  constexpr std::size_t kKept = 10'000;
  if (known_tags_.size() >= kKept) known_tags_.clear();
  const auto [known, is_new] = known_tags_.try_emplace(std::string(trimmed(sum.tags)));
  if (is_new) known->second = read_tags(known->first);
  if (!known->second.are_json) with_unread_tags_.add(rows_of(sum));
  return known->second.tags;
}

void Charges::keep_out(const std::string& charge_class, const ChargeSum& sum, const Decimal& amount,
                       std::int64_t lines) {
  Apart& kept = kept_out_[{charge_class, {sum.provider, sum.account, sum.month}}];
  kept.rows.add({lines, sum.first_row, sum.last_row});
  kept.amounts[sum.currency] += amount;
}

void Charges::add_prints(const ChargeSum& sum) {
  Prints& prints = parts_[{sum.provider, sum.account, sum.month}];
  for (const std::string_view text : split(sum.prints, ' ')) {
    std::uint64_t print = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), print);
    if (read.ec == std::errc()) prints.add(print);
  }
}

void Charges::sort_prints() {
  for (auto& [unused, prints] : parts_) prints.sort();
}

bool Charges::is_in(const Charges& other, const BillPart& part) const {
  const auto mine = parts_.find(part);
  const auto theirs = other.parts_.find(part);
  return mine != parts_.end() && theirs != other.parts_.end() &&
         mine->second.are_in(theirs->second, std::max(prints_one_in_, other.prints_one_in_));
}

Result<> Charges::add(const ChargeSum& sum) {
  lines_ += sum.lines;
  rounded_lines_ += sum.rounded;
  if (!sum.problem.empty()) {
    problem_lines_ += static_cast<std::size_t>(sum.lines);
    problems_.insert({sum.first_row, {rows_of(sum), presentable(sum.problem)}});
    if (problems_.size() > limits_.told) problems_.erase(std::prev(problems_.end()));
    return {};
  }
  add_prints(sum);
  std::string& end = ends_[sum.provider];
  end = std::max(end, sum.end);
  if (!sum.credit.is_zero()) keep_out("credit", sum, sum.credit, sum.credit_lines);
  if (sum.charge_class != "usage") {
    keep_out(sum.charge_class, sum, sum.amount, sum.lines);
    return {};
  }
  const auto& tags = tags_of(sum);
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
  thing.tags = tags;
  add_bounded(thing.names, sum.resource_name, 1);
  add_bounded(thing.regions, sum.region, 2);
  add_bounded(thing.categories, sum.category, limits_.descriptions);
  add_bounded(thing.types, sum.resource_type, limits_.descriptions);
  add_bounded(thing.skus, sum.sku, limits_.descriptions);
  add_bounded(thing.descriptions, sum.description, limits_.descriptions);
  Month& month = thing.months[sum.month];
  month.rows.add(rows_of(sum));
  if (sum.currency.empty()) {
    month.without_currency.add(rows_of(sum));
  } else {
    month.amounts[sum.currency] += sum.amount;
  }
  if (!sum.unit.empty() && !sum.quantity.is_zero()) {
    month.usage[presentable(sum.unit, 60)] += sum.quantity;
  }
  return {};
}

std::string Charges::end_of(const std::string& provider) const {
  const auto found = ends_.find(provider);
  return found == ends_.end() ? std::string() : found->second;
}

void Charges::go_on_to(const std::string& provider, const std::string& account,
                       const std::string& end) {
  std::string& later = later_ends_[{provider, account}];
  later = std::max(later, end);
}

void Charges::give_way(const BillPart& part, const std::string& path) {
  for (auto& [unused, thing] : things_) {
    if (thing.provider == part.provider && thing.account == part.account) {
      thing.months.erase(part.month);
    }
  }
  std::erase_if(things_, [](const auto& one) { return one.second.months.empty(); });
  std::erase_if(kept_out_, [&](const auto& one) { return one.first.second == part; });
  parts_.erase(part);
  replaced_by_[part] = path;
}

std::string Charges::says(const Thing& thing) const {
  std::string text = presentable(thing.service.empty() ? "a charge" : thing.service) + ": " +
                     counted(static_cast<std::size_t>(thing.rows().lines), "line");
  std::map<std::string, Decimal> sums;
  std::set<std::string> months;
  for (const auto& [month, of] : thing.months) {
    for (const auto& [currency, amount] : of.amounts) {
      sums[currency] += amount;
      months.insert(month);
    }
  }
  if (sums.empty()) return text;
  for (const auto& [currency, amount] : sums) {
    text += ", " + amount.to_string(2) + " " + presentable(currency, 10);
  }
  const std::string& first = *months.begin();
  const std::string& last = *months.rbegin();
  return text + " in " + (first == last ? first : first + " to " + last);
}

// The service with what it was charged for, and the sizes of machines among that.
std::vector<Mark> Charges::marks(const Thing& thing) const {
  std::vector<std::string> parts;
  std::set<std::string, std::less<>> sizes;
  for (const auto* texts : {&thing.categories, &thing.types, &thing.descriptions, &thing.skus}) {
    if (!texts->empty()) parts.push_back(listed(*texts));
    for (const std::string& text : *texts) add_sizes(text, sizes, limits_.descriptions);
  }
  std::vector<Mark> marks{{"bill", presentable(thing.service), joined(parts, "; ")}};
  for (const std::string& size : sizes) marks.push_back({"instance_type", size, {}});
  return marks;
}

Observation Charges::observation(const Thing& thing) const {
  Observation seen;
  seen.at = {path_, thing.rows().locator(), says(thing)};
  seen.proof = Proof::kRuns;
  seen.platform = platform_of(thing.provider);
  seen.id = presentable(thing.resource, 1000);
  seen.name = !thing.names.empty()      ? *thing.names.begin()
              : !thing.resource.empty() ? presentable(last_part_of(thing.resource))
                                        : presentable(thing.service);
  seen.marks = marks(thing);
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
  std::string end = end_of(thing.provider);
  const auto later = later_ends_.find({thing.provider, thing.account});
  if (later != later_ends_.end()) end = std::max(end, later->second);
  for (const auto& [name, month] : thing.months) {
    const bool whole = day_after(name) <= end;
    for (const auto& [currency, amount] : month.amounts) {
      seen.charges.push_back({name, whole, presentable(currency, 10), amount});
    }
    for (const auto& [unit, quantity] : month.usage) seen.usage.push_back({name, unit, quantity});
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
  std::map<std::string, Apart> by_class;
  for (const auto& [key, kept] : kept_out_) {
    Apart& all = by_class[key.first];
    all.rows.add(kept.rows);
    for (const auto& [currency, amount] : kept.amounts) all.amounts[currency] += amount;
  }
  for (const auto& [name, kept] : by_class) {
    std::string why = counted(static_cast<std::size_t>(kept.rows.lines), name + " line");
    for (const auto& [currency, amount] : kept.amounts) why += ", " + shown(amount, currency);
    skipped.push_back({kept.rows.locator(), presentable(why, 400) +
                                                (kept.rows.lines == 1 ? ", is" : ", are") +
                                                " not a workload's cost"});
  }
  Rows without_currency;
  for (const auto& [unused, thing] : things_) {
    for (const auto& [when, month] : thing.months) without_currency.add(month.without_currency);
  }
  if (without_currency.lines > 0) {
    skipped.push_back({without_currency.locator(),
                       counted(static_cast<std::size_t>(without_currency.lines), "line") +
                           " without a currency: what is charged counts, the amount does not"});
  }
  if (rounded_lines_ > 0) {
    const auto lines = static_cast<std::size_t>(rounded_lines_);
    skipped.push_back(
        {"", "the cost of " + counted(lines, "line") +
                 " has more than 12 decimals and was rounded at the twelfth: sums are exact to " +
                 Decimal::from_units((rounded_lines_ + 1) / 2).to_string()});
  }
  if (with_unread_tags_.lines > 0) {
    skipped.push_back({with_unread_tags_.locator(),
                       "the tags of " +
                           counted(static_cast<std::size_t>(with_unread_tags_.lines), "line") +
                           " are not JSON and were left out"});
  }
  for (const auto& [part, path] : replaced_by_) {
    skipped.push_back({presentable(part.month + " of account " + part.account),
                       "the same charges stand in " + path + ", which was counted"});
  }
}

std::map<std::string, Charges::KeptOut> Charges::kept_out() const {
  std::map<std::string, KeptOut> all;
  for (const auto& [key, kept] : kept_out_) {
    KeptOut& one = all[key.first];
    one.lines += kept.rows.lines;
    for (const auto& [currency, amount] : kept.amounts) one.amounts[currency] += amount;
  }
  return all;
}

Reading Charges::reading() const {
  std::vector<std::pair<std::int64_t, const Thing*>> order;
  for (const auto& [unused, thing] : things_) order.emplace_back(thing.rows().first, &thing);
  std::ranges::stable_sort(order, {}, &std::pair<std::int64_t, const Thing*>::first);
  Reading reading;
  for (const auto& [unused, thing] : order) reading.observations.push_back(observation(*thing));
  add_losses(reading.skipped);
  return reading;
}

void settle(const std::vector<Charges*>& bills) {
  std::vector<Charges*> order = bills;
  std::ranges::sort(order, {}, &Charges::path);
  std::map<BillPart, std::vector<Charges*>> holders;
  for (Charges* bill : order) {
    bill->sort_prints();
    for (const auto& [part, unused] : bill->parts()) holders[part].push_back(bill);
  }
  std::map<std::pair<std::string, std::string>, std::string> ends;  // by provider and account
  for (const auto& [part, holding] : holders) {
    std::string& end = ends[{part.provider, part.account}];
    for (const Charges* bill : holding) end = std::max(end, bill->end_of(part.provider));
  }
  for (const auto& [part, holding] : holders) {
    for (Charges* bill : holding) {
      bill->go_on_to(part.provider, part.account, ends[{part.provider, part.account}]);
    }
    // Of several that hold it all the last one counts.
    for (Charges* bill : holding) {
      const auto later = std::ranges::find_if(
          holding.rbegin(), holding.rend(),
          [&](const Charges* other) { return other != bill && bill->is_in(*other, part); });
      if (later != holding.rend()) bill->give_way(part, (*later)->path());
    }
  }
}

}  // namespace fundable
