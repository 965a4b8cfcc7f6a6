// A workload as discovery leaves it: facts, evidence, cost; not judged yet.
#pragma once

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
  Money money;
};

struct Workload {
  std::string name;
  Facts facts;
  std::vector<std::string> technologies;  // ids, sorted
  std::vector<Origin> evidence;           // sorted
  std::vector<Money> cost_today;          // a month; one entry a currency, sorted; empty: unknown
  std::vector<PlannedCost> planned_costs;
  std::vector<std::string> joined_by;  // why the observations were taken as one workload, sorted
};

// A thing that made no workload, and why.
struct Unplaced {
  Origin at;
  std::string why;
};

}  // namespace fundable
