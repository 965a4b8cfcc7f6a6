// Sums over lines of a bill → the things that are charged, as observations.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/observation.h"

namespace fundable {

// The sum of some lines of a bill that agree in the texts; an empty text stands for none.
struct ChargeSum {
  std::string provider, account, category, service, resource, resource_name, resource_type, sku,
      description, region;
  std::string month;     // `2026-09`
  std::string currency;  // empty: not said
  std::string unit;      // of the quantity, as the file has it
  std::string tags;      // as the file has them
  std::string charge_class = "usage";
  std::string problem;  // why the lines cannot be counted; empty where they can
  Decimal amount;
  Decimal credit;            // given on top of it, at most zero
  Decimal quantity;          // of the unit
  std::int64_t rounded = 0;  // lines whose cost had more than 12 decimals
  std::int64_t credit_lines = 0;
  std::int64_t lines = 0;
  std::int64_t first_row = 0;
  std::int64_t last_row = 0;
  std::string prints;  // numbers that tell lines apart, for a sample of the lines
  std::string end;     // the day after the last one that is charged, `2026-10-01`
};

struct ChargeLimits {
  std::size_t things = 200'000;
  std::size_t descriptions = 50;  // a thing; of SKUs as many
  std::size_t tags = 100;         // a thing
  std::size_t told = 20;          // problems told one by one
};

// What an account was charged in a month: what two exports may both hold.
struct BillPart {
  std::string provider, account, month;
  auto operator<=>(const BillPart&) const = default;
};

// Fingerprints of the lines of one part: of all, or of a sample that is the same in every file.
class Prints {
 public:
  void add(std::uint64_t print) { prints_.push_back(print); }
  void sort();
  // Whether nearly all lines of this part are in the other one, as far as both know theirs:
  // `one_in` of how many either keeps one. What differs by file is left aside: cost and quantity.
  [[nodiscard]] bool are_in(const Prints& other, std::uint64_t one_in) const;

 private:
  std::vector<std::uint64_t> prints_;
};

// Gathers sums, in any order: what comes out depends only on what went in.
class Charges {
 public:
  // `prints_one_in`: of how many lines one has a print.
  explicit Charges(std::string path, std::uint64_t prints_one_in = 1,
                   const ChargeLimits& limits = {})
      : path_(std::move(path)), prints_one_in_(prints_one_in), limits_(limits) {}

  // Errors: kLimit where the bill names more things than the limit.
  [[nodiscard]] Result<> add(const ChargeSum& sum);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::map<BillPart, Prints>& parts() const { return parts_; }
  // The day after the last one that this provider charges for in this file; empty for none.
  [[nodiscard]] std::string end_of(const std::string& provider) const;
  void sort_prints();
  // Whether the other file holds this part of this one, too.
  [[nodiscard]] bool is_in(const Charges& other, const BillPart& part) const;
  // Where other files with that account go on to a later day.
  void go_on_to(const std::string& provider, const std::string& account, const std::string& end);
  // Takes out what another file, which is shown at `path`, holds too and later.
  void give_way(const BillPart& part, const std::string& path);

  // Order: by the first line of each thing.
  [[nodiscard]] Reading reading() const;

  // Lines that are kept out of workloads: taxes, credits, purchases.
  struct KeptOut {
    std::int64_t lines = 0;
    std::map<std::string, Decimal> amounts;  // by currency
  };
  [[nodiscard]] std::map<std::string, KeptOut> kept_out() const;  // by class
  // Of all files' lines those that this bill read, counted or not.
  [[nodiscard]] std::int64_t lines() const { return lines_; }
  [[nodiscard]] std::size_t problem_lines() const { return problem_lines_; }

 private:
  struct Rows {
    std::int64_t lines = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    void add(const Rows& other);
    [[nodiscard]] std::string locator() const;
  };
  struct Month {
    Rows rows;
    Rows without_currency;
    std::map<std::string, Decimal> amounts;  // by currency
    std::map<std::string, Decimal> usage;    // by unit
  };
  struct Thing {
    std::string provider, account, service, resource;
    std::map<std::string, std::string> tags;
    std::set<std::string, std::less<>> names, regions, categories, types, skus, descriptions;
    std::map<std::string, Month> months;
    [[nodiscard]] Rows rows() const;
  };
  struct Apart {
    Rows rows;
    std::map<std::string, Decimal> amounts;  // by currency
  };

  struct ReadTags {
    std::map<std::string, std::string> tags;
    bool are_json = true;
  };

  static Rows rows_of(const ChargeSum& sum);
  void add_prints(const ChargeSum& sum);
  [[nodiscard]] ReadTags read_tags(std::string_view text) const;
  // Lifetime: until the next call.
  [[nodiscard]] const std::map<std::string, std::string>& tags_of(const ChargeSum& sum);
  [[nodiscard]] Observation observation(const Thing& thing) const;
  [[nodiscard]] std::vector<Mark> marks(const Thing& thing) const;
  [[nodiscard]] std::string says(const Thing& thing) const;
  void keep_out(const std::string& charge_class, const ChargeSum& sum, const Decimal& amount,
                std::int64_t lines);
  void add_losses(std::vector<Skipped>& skipped) const;

  std::string path_;
  std::uint64_t prints_one_in_;
  ChargeLimits limits_;
  std::map<std::string, Thing> things_;      // by what makes it one thing
  std::map<std::string, std::string> ends_;  // provider → the latest end of a charge
  std::map<std::pair<std::string, std::string>, std::string> later_ends_;  // provider, account
  std::map<BillPart, Prints> parts_;
  std::map<BillPart, std::string> replaced_by_;
  std::map<std::pair<std::string, BillPart>, Apart> kept_out_;     // by class
  std::map<std::int64_t, std::pair<Rows, std::string>> problems_;  // the first ones, by row
  std::unordered_map<std::string, ReadTags> known_tags_;           // by text, those seen of late
  std::size_t problem_lines_ = 0;
  std::int64_t lines_ = 0;
  std::int64_t rounded_lines_ = 0;
  Rows with_unread_tags_;
};

// Bills of one project, side by side: what an earlier export holds and a later one too counts once,
// and a month is whole where any of the files with that account goes on to its end. Of two exports
// that hold the same, the one whose path comes last counts.
void settle(const std::vector<Charges*>& bills);

}  // namespace fundable
