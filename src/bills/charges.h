// Sums over lines of a bill → the things that are charged, as observations.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
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
  std::string tags;      // as the file has them
  std::string charge_class = "usage";
  std::string problem;  // why the lines cannot be counted; empty where they can
  Decimal amount;
  std::int64_t lines = 0;
  std::int64_t first_row = 0;
  std::int64_t last_row = 0;
  std::string end;  // the day after the last one that is charged, `2026-10-01`
};

struct ChargeLimits {
  std::size_t things = 200'000;
  std::size_t descriptions = 50;  // a thing; of SKUs as many
  std::size_t tags = 100;         // a thing
  std::size_t told = 20;          // problems told one by one
};

// Gathers sums, in any order: what comes out depends only on what went in.
class Charges {
 public:
  explicit Charges(std::string path, const ChargeLimits& limits = {})
      : path_(std::move(path)), limits_(limits) {}

  // Errors: kLimit where the bill names more things than the limit.
  [[nodiscard]] Result<> add(const ChargeSum& sum);

  // Order: by the first line of each thing.
  [[nodiscard]] Reading reading() const;

 private:
  struct Rows {
    std::int64_t lines = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    void add(const ChargeSum& sum);
    [[nodiscard]] std::string locator() const;
  };
  using MonthAndCurrency = std::pair<std::string, std::string>;
  struct Thing {
    std::string provider, account, service, resource;
    std::map<std::string, std::string> tags;
    std::set<std::string> names, regions, categories, types, skus, descriptions;
    std::map<MonthAndCurrency, Decimal> amounts;
    Rows rows;
  };
  // Lines that are kept out of workloads: taxes, credits, purchases.
  struct KeptOut {
    Rows rows;
    std::map<std::string, Decimal> amounts;  // by currency
  };

  [[nodiscard]] std::map<std::string, std::string> tags_of(const ChargeSum& sum);
  [[nodiscard]] Observation observation(const Thing& thing) const;
  [[nodiscard]] Mark mark(const Thing& thing) const;
  [[nodiscard]] std::string says(const Thing& thing) const;
  void keep_out(const ChargeSum& sum);
  void add_losses(std::vector<Skipped>& skipped) const;

  std::string path_;
  ChargeLimits limits_;
  std::map<std::string, Thing> things_;      // by what makes it one thing
  std::map<std::string, std::string> ends_;  // provider → the latest end of a charge
  std::map<std::string, KeptOut> kept_out_;  // by class
  std::map<std::int64_t, std::pair<Rows, std::string>> problems_;  // the first ones, by row
  std::size_t problem_lines_ = 0;
  Rows without_currency_;
  Rows with_unread_tags_;
};

}  // namespace fundable
