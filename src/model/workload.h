// A workload as discovery leaves it: facts, evidence, cost; not judged yet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "model/fact.h"

namespace fundable {

struct Money {
  Decimal amount;
  std::string currency;  // ISO 4217
};

// Adds to the entry of its currency, or makes one. Order: entries stay sorted by currency.
void add_money(std::vector<Money>& sums, const Money& money);

// What somebody means to spend on a workload, to be paid by a program or not.
struct PlannedCost {
  std::string item;
  std::string nature;   // aws_usage, labour, licence, marketplace, data_transfer, support, other
  std::string service;  // product service code; empty where not said
  std::string usage;    // what of the service is used; empty where not said
  std::string period = "once";  // or `month`
  std::optional<Money> money;   // none: nobody said how much
};

// A value that was taken because nobody said the contrary.
struct Assumption {
  std::string workload;
  std::string program;    // that assumes it; empty: discovery does, for all programs
  std::string criterion;  // empty: as above
  std::string fact;
  std::string value;
  std::string because;
};

struct Workload {
  std::string name;
  Facts facts;
  std::vector<std::string> technologies;  // ids, sorted
  std::vector<Origin> evidence;           // sorted
  std::vector<Money> cost_today;          // a month; one entry a currency, sorted; empty: unknown
  std::vector<PlannedCost> planned_costs;
  std::vector<Assumption> assumptions;  // that discovery makes
  std::vector<std::string> joined_by;   // why the observations were taken as one workload, sorted
};

// A thing that made no workload, and why.
struct Unplaced {
  Origin at;
  std::string why;
};

}  // namespace fundable
