// A program as data: criteria, coverage, warnings, each with its source; loaded from
// data/programs/.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/assessment.h"
#include "model/vocabulary.h"

namespace fundable {

// A value that stands for a fact that nobody stated, because absence of the contrary is enough.
struct AssumedValue {
  FactId fact = 0;
  Value value;
  std::string because;
};

// For every fact of its own that conditions rest on: what stands for "it could be anything".
using Witnesses = std::map<FactId, std::vector<Value>>;

struct Criterion {
  std::string id;
  std::vector<std::string> implements;  // MAP-01, …: the statements of the source research
  std::string says;
  CriterionKind kind = CriterionKind::kRequired;
  bool review_if_no = false;  // public sources disagree, or only AWS can rule
  Condition when;
  std::string remedy;
  ProgramSource source;
  std::vector<std::string> fact_names;  // that it speaks of or rests on, in the order of reading
  std::vector<FactId> rests_on;         // facts of their own (not derived), sorted
};

struct CoverageRule {
  std::string nature;
  std::vector<std::string> services;  // product service codes; empty: any
  Answer covered = Answer::kUnknown;
  std::string why;
  ProgramSource source;
};

struct WarningRule {
  std::string id;
  std::string says;
  Condition when;
  ProgramSource source;
  std::vector<FactId> rests_on;  // facts of their own (not derived), sorted
};

// What the program's money is measured by.
enum class Pays : std::uint8_t { kCostOnAws, kPlannedCosts };

struct Program {
  std::string id;
  std::string name;
  std::string version;
  Pays pays = Pays::kPlannedCosts;
  std::string period;  // `month` or `once`
  std::vector<Criterion> criteria;
  std::vector<AssumedValue> assumed;
  std::vector<CoverageRule> coverage;  // the first that fits decides
  std::vector<WarningRule> warnings;
  Witnesses witnesses;          // of the criteria
  Witnesses warning_witnesses;  // of the warnings

  [[nodiscard]] const AssumedValue* assumption(FactId fact) const;
};

// Looks at every condition together, so that a fact has the same witnesses for all of them.
[[nodiscard]] Witnesses witnesses_of(std::span<const Condition* const> conditions,
                                     const Vocabulary& vocabulary);

struct RouteRule {
  Route route;
  Condition when;
};

// Errors: kInput with line and column: unknown keys, facts, words; a criterion without a source;
// a required criterion that rests on a fact about which nobody is asked.
[[nodiscard]] Result<Program> read_program(Node root, const Vocabulary& vocabulary);
[[nodiscard]] Result<std::vector<RouteRule>> read_routes(Node root, const Vocabulary& vocabulary);

// The source as shown on a day: marked for confirmation where it is older than six months or rests
// on vendor or community text only.
[[nodiscard]] ProgramSource shown_on(ProgramSource source, const Date& as_of);

}  // namespace fundable
