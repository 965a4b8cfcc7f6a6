// A program as it stands on one day: criteria, coverage, warnings, deadlines, each with its source.
#pragma once

#include <map>
#include <optional>
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
  bool of_plan = false;       // speaks of all that is proposed to the program, not of one workload
  Condition when;
  std::string remedy;
  ProgramSource source;
  std::vector<Side> sides;              // where sources disagree: what each says
  std::vector<std::string> fact_names;  // that it speaks of or rests on, in the order of reading
  std::vector<FactId> rests_on;         // facts of their own (not derived), sorted
};

// Whether the program pays a cost line. The first rule that fits decides.
struct CoverageRule {
  std::string nature;
  std::vector<std::string> services;  // product service codes; empty: any
  std::vector<std::string> words;     // one must stand in the line's item or usage; empty: any
  std::string by;                     // the fulfilment that pays, of Program::fulfilments; or empty
  Answer covered = Answer::kUnknown;
  std::string why;
  std::optional<Date> after;      // counts for plans accepted after this day
  std::optional<Date> until;      // counts for plans accepted until this day
  std::optional<Condition> when;  // counts where this holds, else not
  ProgramSource source;
};

struct WarningRule {
  std::string id;
  std::vector<std::string> implements;
  std::string says;
  Condition when;
  ProgramSource source;
  std::vector<Side> sides;
  std::vector<FactId> rests_on;  // facts of their own (not derived), sorted
};

// A day by which, or before which not, something must happen for the money not to be lost.
struct CalendarRule {
  std::string id;
  std::vector<std::string> implements;
  std::string says;
  FactId of = 0;          // the day of what must happen
  FactId day = 0;         // the day that it is measured from
  int shift_days = 0;     // added to that day
  bool earliest = false;  // it must not happen before; else: not after
  ProgramSource source;
};

// What the program's money is measured by.
enum class Pays : std::uint8_t { kCostOnAws, kPlannedCosts };

struct Program {
  std::string id;
  std::string name;
  std::string version;
  std::optional<Date> rules_from;  // the first day of which its rules speak
  Pays pays = Pays::kPlannedCosts;
  std::string period;                    // `month` or `once`
  std::vector<std::string> fulfilments;  // ways in which it pays, the one that governs first
  std::vector<std::string> excludes;     // programs that no plan may hold beside it
  std::vector<Parameter> parameters;     // by name
  std::vector<Criterion> criteria;
  std::vector<AssumedValue> assumed;
  std::vector<CoverageRule> coverage;  // the first that fits decides
  std::optional<FactId> plan_date;     // the day on which the customer's plan was accepted
  std::vector<WarningRule> warnings;
  std::vector<CalendarRule> calendar;
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

// What speaks against relying on a program on a day: its age, figures that rest on vendors' texts,
// a day before its rules. None: nothing does.
[[nodiscard]] std::vector<std::string> doubts_about(const Program& program, const Date& as_of);

}  // namespace fundable
