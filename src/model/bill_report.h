// What bills hold, before anything is made of it.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/observation.h"

namespace fundable {

using Amounts = std::map<std::string, Decimal>;  // by currency; never added up across them

struct BillFileShown {
  std::string path;
  std::string format;   // `FOCUS`; empty where it cannot be used
  std::string cost_is;  // which column is summed, and why
  std::int64_t lines = 0;
  std::size_t lines_with_problems = 0;
  std::vector<Skipped> skipped;  // what was left out, and why
};

struct ServiceCharged {
  std::string platform;  // as the facts call it; empty where the provider is not known
  std::string service;
  std::set<std::string> technologies;  // ids; empty where none is recognised
  Amounts amounts;
};

struct TechnologyCharged {
  std::string id;
  std::string name;
  Amounts amounts;
  // By unit: `hours`, `tokens`, else the provider's own.
  std::map<std::string, Decimal> usage;
};

// Everything is summed over all files; what two files hold counts once.
struct BillReport {
  std::vector<BillFileShown> files;  // by path
  std::size_t other_files = 0;       // that are no bills
  struct Month {
    bool whole = false;
    Amounts amounts;
  };
  std::map<std::string, Month> months;
  std::map<std::string, Amounts> platforms;
  std::map<std::string, Amounts> accounts;      // `aws 123456789012`
  std::vector<ServiceCharged> services;         // the dearest first
  std::vector<TechnologyCharged> technologies;  // those of AI and data, the dearest first
  Amounts not_understood;                       // charges that no technology is about
  struct KeptOut {
    std::int64_t lines = 0;
    Amounts amounts;
  };
  std::map<std::string, KeptOut> kept_out;  // taxes, credits, purchases, …
  Amounts total;                            // of what counts, without what is kept out
};

}  // namespace fundable
