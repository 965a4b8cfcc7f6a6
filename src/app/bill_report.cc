// Reads every bill of a folder, settles them against each other and adds up what they charge, by
// everything that people ask of a bill first.
#include "app/bill_report.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "app/walk.h"
#include "base/text.h"
#include "bills/bill.h"
#include "discovery/identity.h"

namespace fundable {
namespace {

constexpr std::size_t kHeadBytes = 64 << 10;
constexpr std::uint64_t kLargeCsv = 1'000'000'000;

// For orders: the largest sum in one currency.
Decimal largest(const Amounts& amounts) {
  Decimal most = Decimal::from_units(-1);
  for (const auto& [unused, amount] : amounts) most = std::max(most, amount);
  return most;
}

// `10K`, `1,000`, `1M` before a unit's name.
std::int64_t leading_number(std::string_view& text) {
  std::int64_t number = 0;
  std::size_t at = 0;
  for (; at < text.size() && at < 12; ++at) {
    if (text[at] == ',') continue;
    if (text[at] < '0' || text[at] > '9') break;
    number = number * 10 + (text[at] - '0');
  }
  if (number == 0) return 1;
  if (at < text.size() && (text[at] == 'K' || text[at] == 'k')) {
    number *= 1'000;
    ++at;
  } else if (at < text.size() && text[at] == 'M') {
    number *= 1'000'000;
    ++at;
  }
  text = trimmed(text.substr(at));
  return number;
}

// `10K tokens` → 10,000 `tokens`, `100 Hours` → 100 `hours`, `seconds` → 1/3600 `hours` as the
// quantity of one such unit; other units are themselves.
struct UnitOfUsage {
  std::string name;
  std::int64_t times = 1;
  std::int64_t by = 1;  // and divided by that
};

UnitOfUsage unit_of_usage(const std::string& unit) {
  static constexpr std::string_view kHours[] = {"hrs", "hr",       "hour",      "hours",
                                                "h",   "gpu hour", "gpu hours", "gpu-hours"};
  static constexpr std::string_view kSeconds[] = {"second", "seconds", "s", "sec"};
  static constexpr std::string_view kMinutes[] = {"minute", "minutes", "min"};
  std::string_view text = trimmed(unit);
  UnitOfUsage known{.name = {}, .times = leading_number(text)};
  const std::string word = lowered(text);
  if (is_one_of(word, kHours)) {
    known.name = "hours";
  } else if (is_one_of(word, kSeconds)) {
    known.name = "hours";
    known.by = 3'600;
  } else if (is_one_of(word, kMinutes)) {
    known.name = "hours";
    known.by = 60;
  } else if (word.ends_with("token") || word.ends_with("tokens")) {
    known.name = "tokens";
    if (word.starts_with("1k ") || word.starts_with("thousand ")) known.times *= 1'000;
    if (word.starts_with("1m ") || word.starts_with("million ")) known.times *= 1'000'000;
  } else {
    return {.name = unit};
  }
  return known;
}

class Adder {
 public:
  Adder(const Catalogue& catalogue, BillReport& report) : catalogue_(catalogue), report_(report) {}

  void add_bill(const Bill& bill, BillFileShown shown) {
    const Reading reading = bill.reading();
    shown.skipped = reading.skipped;
    report_.files.push_back(std::move(shown));
    for (const Observation& seen : reading.observations) add_thing(seen);
    for (const auto& [name, kept] : bill.charges.kept_out()) {
      BillReport::KeptOut& all = report_.kept_out[name];
      all.lines += kept.lines;
      for (const auto& [currency, amount] : kept.amounts) all.amounts[currency] += amount;
    }
  }

  void finish() {
    const auto dearer = [](const auto& a, const auto& b) {
      return largest(a.amounts) > largest(b.amounts);
    };
    for (auto& [unused, service] : services_) report_.services.push_back(std::move(service));
    for (auto& [unused, one] : technologies_) report_.technologies.push_back(std::move(one));
    std::ranges::stable_sort(report_.services, dearer);
    std::ranges::stable_sort(report_.technologies, dearer);
  }

 private:
  void add_thing(const Observation& seen) {
    const auto technologies = catalogue_.match(seen.marks);
    ServiceCharged& service = services_[{seen.platform, seen.marks.front().text}];
    service.platform = seen.platform;
    service.service = seen.marks.front().text;
    for (const Technology* technology : technologies) service.technologies.insert(technology->id);
    const auto account = seen.within.find("account");
    for (const Charge& charge : seen.charges) {
      const auto add_to = [&](Amounts& sums) { sums[charge.currency] += charge.amount; };
      BillReport::Month& month = report_.months[charge.month];
      month.whole = month.whole || charge.whole_month;
      add_to(month.amounts);
      add_to(report_.total);
      add_to(report_.platforms[seen.platform]);
      add_to(service.amounts);
      if (account != seen.within.end()) {
        add_to(report_.accounts[trimmed_join(seen.platform, account->second)]);
      }
      if (technologies.empty()) add_to(report_.not_understood);
    }
    for (const Technology* technology : technologies) {
      if (is_ai_kind(technology->kind) || technology->calls_model || is_accelerator(*technology)) {
        add_technology(*technology, seen);
      }
    }
  }

  static std::string trimmed_join(const std::string& platform, const std::string& account) {
    return platform.empty() ? account : platform + " " + account;
  }

  static bool is_accelerator(const Technology& technology) {
    return std::ranges::any_of(technology.signatures, [](const auto& one) {
      return one.channel == "instance_type" || one.channel == "accelerator";
    });
  }

  void add_technology(const Technology& technology, const Observation& seen) {
    TechnologyCharged& one = technologies_[technology.id];
    one.id = technology.id;
    one.name = technology.name;
    for (const Charge& charge : seen.charges) one.amounts[charge.currency] += charge.amount;
    for (const Usage& used : seen.usage) {
      const UnitOfUsage unit = unit_of_usage(used.unit);
      const __int128 units = used.quantity.units() * unit.times / unit.by;
      one.usage[unit.name] += Decimal::from_units(units);
    }
  }

  const Catalogue& catalogue_;
  BillReport& report_;
  std::map<std::pair<std::string, std::string>, ServiceCharged> services_;
  std::map<std::string, TechnologyCharged> technologies_;
};

Result<std::vector<WalkedFile>> files_at(const Files& files, const std::string& path, int threads) {
  const auto place = files.resolve(path);
  if (!place) return std::unexpected(place.error());
  if (place->kind == EntryKind::kFile) {
    const std::size_t slash = place->path.rfind('/');
    const auto head = files.head(place->path, 0);
    return std::vector<WalkedFile>{
        {presentable(place->path.substr(slash + 1), 200), place->path, head ? head->size : 0}};
  }
  auto walked = walk(files, place->path, std::nullopt, {}, threads);
  if (!walked) return std::unexpected(walked.error());
  return std::move(walked->files);
}

// What was kept would be found as bills of its own.
Result<> check_cache(const Files& files, const BillRequest& request) {
  if (request.cache_folder.empty()) return {};
  const auto read = files.resolve(request.path);
  if (!read || read->kind != EntryKind::kFolder) return {};
  std::error_code ignored;
  const auto cache = std::filesystem::weakly_canonical(request.cache_folder, ignored).string();
  if (!(cache + "/").starts_with(read->path == "/" ? "/" : read->path + "/")) return {};
  return failure(ErrorKind::kInput, "the cache lies in the folder that is read",
                 shown_path(request.cache_folder), "Name a folder outside of it.");
}

struct OneBill {
  Bill bill;
  BillFileShown shown;
};

// Reads file after file, each with all threads.
class BillFiles {
 public:
  BillFiles(const Files& files, const BillRequest& request) : files_(files), request_(request) {}

  // Errors: kSystem where it was stopped; kInput where there is no bill.
  Result<std::vector<OneBill>> read(const std::vector<WalkedFile>& found, BillReport& report) {
    for (const WalkedFile& file : found) in_all_ += file.size;
    for (const WalkedFile& file : found) {
      read_one(file, report);
      if (request_.stop.stop_requested()) return failure(ErrorKind::kSystem, "it was stopped");
    }
    if (bills_.empty() && first_error_) return std::unexpected(*first_error_);
    if (bills_.empty()) {
      return failure(ErrorKind::kInput, "no file here is a bill", presentable(request_.path, 200),
                     "docs/bills.md lists the formats that are read, and how to export them.");
    }
    return std::move(bills_);
  }

 private:
  void read_one(const WalkedFile& file, BillReport& report) {
    const auto head = files_.head(file.path_on_disk, kHeadBytes);
    if (!head || head->bytes.empty() || !recognises_bill(file.path_shown, head->bytes)) {
      ++report.other_files;
      return;
    }
    offer_cache(file, head->bytes);
    auto bill = read_bill({file.path_on_disk, file.path_shown},
                          {.threads = request_.threads,
                           .cache_folder = request_.cache_folder,
                           .go_on = [&](double share) {
                             const double part =
                                 std::max(share, 0.0) * static_cast<double>(file.size);
                             request_.progress(done_ + static_cast<std::uint64_t>(part), in_all_);
                             return !request_.stop.stop_requested();
                           }});
    done_ += file.size;
    BillFileShown shown;
    shown.path = file.path_shown;
    if (!bill) {
      if (!first_error_) first_error_ = bill.error();
      shown.skipped.push_back({"", bill.error().says});
      report.files.push_back(std::move(shown));
      return;
    }
    shown.format = bill->format;
    shown.cost_is = bill->cost_is;
    shown.lines = bill->charges.lines();
    shown.lines_with_problems = bill->charges.problem_lines();
    bills_.push_back({std::move(*bill), std::move(shown)});
  }

  void offer_cache(const WalkedFile& file, std::string_view head) {
    const bool is_large = file.size > kLargeCsv && !head.starts_with("PAR1");
    if (!is_large || is_offered_ || !request_.cache_folder.empty()) return;
    is_offered_ = true;
    request_.on_large_csv(file.path_shown, file.size);
  }

  const Files& files_;
  const BillRequest& request_;
  std::vector<OneBill> bills_;
  std::uint64_t done_ = 0;
  std::uint64_t in_all_ = 0;
  bool is_offered_ = false;
  std::optional<Error> first_error_;
};

}  // namespace

Result<BillReport> bill_report(const Files& files, const Catalogue& catalogue,
                               const BillRequest& request) {
  const auto found = files_at(files, request.path, request.threads);
  if (!found) return std::unexpected(found.error());
  if (auto good = check_cache(files, request); !good) return std::unexpected(good.error());
  BillReport report;
  auto bills = BillFiles(files, request).read(*found, report);
  if (!bills) return std::unexpected(bills.error());
  std::vector<Charges*> charges;
  for (OneBill& one : *bills) charges.push_back(&one.bill.charges);
  settle(charges);
  Adder adder(catalogue, report);
  for (OneBill& one : *bills) adder.add_bill(one.bill, std::move(one.shown));
  adder.finish();
  std::ranges::sort(report.files, {}, &BillFileShown::path);
  return report;
}

}  // namespace fundable
