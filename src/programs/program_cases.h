// Cases of a program: facts in, and what it must say of them.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "programs/program.h"

namespace fundable {

// What a cost line must come to.
struct CostCase {
  PlannedCost cost;
  std::string by;  // the fulfilment; empty: the one that governs
  Answer covered = Answer::kUnknown;
};

struct ProgramCase {
  std::string name;
  std::string place;          // line and column
  std::optional<Date> as_of;  // none: the day on which the cases are run
  Facts workload;
  Facts project;  // and of the plan
  std::optional<VerdictKind> verdict;
  std::map<std::string, Answer> answers;           // by criterion
  std::optional<std::set<std::string>> warnings;   // all that are due
  std::map<std::string, DeadlineState> deadlines;  // by deadline
  std::vector<CostCase> costs;
};

struct ProgramCases {
  std::string program;
  std::vector<ProgramCase> cases;
};

// Reads a file of cases (data/programs/cases).
// Errors: kInput with line and column: unknown keys, facts, values.
[[nodiscard]] Result<ProgramCases> read_cases(Node root, const Vocabulary& vocabulary);

// What in a case is not as it says; none: all is.
[[nodiscard]] std::vector<std::string> failures_of(const ProgramCase& one, const Program& program,
                                                   const Vocabulary& vocabulary, const Date& as_of);

// What of a program no case has seen: each criterion yes, no and unknown, each warning due and not
// due, each deadline kept, missed and unknown, each rule of coverage that names no service. None:
// all was seen.
[[nodiscard]] std::vector<std::string> unseen_by(const std::vector<ProgramCase>& cases,
                                                 const Program& program,
                                                 const Vocabulary& vocabulary, const Date& as_of);

}  // namespace fundable
