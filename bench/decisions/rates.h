// How many decisions our evaluators make in a second.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/rulebook.h"
#include "bench/decisions/subjects.h"

namespace fundable {

// Decisions a second of CPU time with one thread, and what two threads make of two such seconds.
struct Rates {
  double one = 0;
  double two = 0;
};

struct NamedRates {
  std::string key;   // for the peers' table
  std::string name;  // as people read it
  Rates all;         // of all subjects
  Rates known;       // of those of which everything is known
};

// Every way of deciding, measured. The best of several rounds counts.
[[nodiscard]] std::vector<NamedRates> our_rates(const Rulebook& book,
                                                const std::vector<MadeSubject>& subjects,
                                                const Date& as_of);

}  // namespace fundable
