// What a program as data can be asked.
#include "programs/program.h"

#include <algorithm>

#include "base/text.h"

namespace fundable {

const AssumedValue* Program::assumption(FactId fact) const {
  const auto found = std::ranges::find(assumed, fact, &AssumedValue::fact);
  return found == assumed.end() ? nullptr : &*found;
}

Witnesses witnesses_of(std::span<const Condition* const> conditions, const Vocabulary& vocabulary) {
  std::vector<const Condition*> tests;
  for (const Condition* condition : conditions) {
    const auto more = tests_of(*condition, vocabulary);
    tests.insert(tests.end(), more.begin(), more.end());
  }
  Witnesses all;
  for (const Condition* test : tests) {
    if (!all.contains(test->fact)) all[test->fact] = witnesses(test->fact, tests, vocabulary);
  }
  return all;
}

std::vector<std::string> doubts_about(const Program& program, const Date& as_of) {
  std::vector<std::string> doubts;
  const std::chrono::sys_days today(as_of);
  if (program.rules_from && as_of < *program.rules_from) {
    doubts.push_back("Its rules begin on " + to_string(*program.rules_from) +
                     ", after the day of this decision; the earliest are used.");
  }
  const auto version = parse_date(program.version);
  if (version && today > std::chrono::sys_days(*version + std::chrono::months(6))) {
    doubts.push_back("Its data is of " + program.version +
                     ", more than six months before the day of this decision: confirm it.");
  }
  const auto weak = std::ranges::count_if(program.parameters, [](const Parameter& parameter) {
    return parameter.source.rank == "vendor" || parameter.source.rank == "community";
  });
  if (weak > 0) {
    doubts.push_back(counted(static_cast<std::size_t>(weak), "figure") + " of " +
                     std::to_string(program.parameters.size()) +
                     " rest on texts of vendors or of the community: confirm them with AWS.");
  }
  return doubts;
}

}  // namespace fundable
