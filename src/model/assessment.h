// The assessment: the one truth of which every output is a view. See the contract and
// docs/assessment.schema.json for its JSON form; the names here are the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/observation.h"
#include "model/workload.h"

namespace fundable {

enum class Answer : std::uint8_t { kYes, kNo, kUnknown };
enum class VerdictKind : std::uint8_t { kEligible, kIneligible, kUndetermined, kReview };
enum class CriterionKind : std::uint8_t { kRequired, kPreferred, kAtSubmission, kAtClaim };

// Where a statement of a program comes from.
struct ProgramSource {
  std::string title;
  std::string section;
  std::string url;       // empty where there is none
  std::string checked;   // the day on which somebody last looked
  std::string rank;      // aws, aws_sample, partner, vendor, community
  bool confirm = false;  // older than six months on the day of the decision, or vendor text only
};

// One of several statements that contradict each other.
struct Side {
  std::string says;
  ProgramSource source;
};

// A figure of a program that AWS does not publish, or that changes: never hard-coded, always shown
// with where it comes from.
struct Parameter {
  std::string id;
  std::string says;
  std::string unit;
  Decimal value;
  std::string from;  // the day since which it holds
  ProgramSource source;
  std::vector<Side> rivals;  // other figures that are told
};

struct Finding {
  std::string criterion;
  CriterionKind kind = CriterionKind::kRequired;
  Answer answer = Answer::kUnknown;
  std::string says;
  std::vector<std::string> facts;
  std::vector<std::string> missing;
  bool assumed = false;
  bool goes_to_review = false;  // "no" here is for AWS to rule on
  std::string remedy;
  ProgramSource source;
  std::vector<Side> sides;  // where sources disagree: what each says
};

struct Flip {
  std::string fact;
  std::string from;             // empty where it is unknown or contested
  std::vector<std::string> to;  // in the vocabulary's order
  VerdictKind verdict = VerdictKind::kUndetermined;
};

// Another value of a fact.
struct Change {
  std::string fact;
  std::string from;             // empty where it is unknown or contested
  std::vector<std::string> to;  // each of them will do; in the vocabulary's order
  bool history = false;  // it is known and a matter of record: to change it is to find it wrong
};

// A smallest set of changes that together make a workload eligible.
struct Way {
  std::vector<Change> changes;  // in the vocabulary's order
  bool controlled = true;       // people control all of it; else something is history
};

// A value that somebody may be tempted to state, and what that would cost.
struct WrongTurn {
  std::string fact;
  std::string to;
  std::string says;
  std::vector<std::string> loses;  // programs
};

struct Warning {
  std::string id;
  std::string says;
  ProgramSource source;
  std::vector<Side> sides;
};

// What a day asks for. Due: still to come. Unknown: a day is not stated.
enum class DeadlineState : std::uint8_t { kKept, kMissed, kDue, kUnknown };

struct Deadline {
  std::string id;
  std::string workload;  // empty: of the project
  std::string says;
  std::string on;         // the day; empty where it is not known
  bool earliest = false;  // not before that day; else: not after it
  DeadlineState state = DeadlineState::kUnknown;
  std::vector<std::string> missing;  // the facts that would settle it
  ProgramSource source;
};

struct Verdict {
  std::string program;
  VerdictKind verdict = VerdictKind::kUndetermined;
  std::vector<Finding> findings;      // in the program's order
  std::vector<std::string> deciding;  // criteria, in the program's order
  std::vector<Flip> would_flip;
  std::vector<Way> ways;  // to `eligible`, where it is not that; those under control first
  std::vector<Warning> warnings;
};

struct Coverage {
  std::string program;
  std::string by;  // the fulfilment; empty where the program has one only
  Answer covered = Answer::kUnknown;
  std::string why;
  ProgramSource source;
  std::vector<Coverage> others;  // what its other fulfilments pay of the line
};

struct CostLine {
  PlannedCost cost;
  std::vector<Coverage> coverage;  // by program
};

struct ShownFact {
  std::string fact;
  std::vector<Held> held;  // none: unknown, but something is ruled out; several: contested
  std::vector<Held> ruled_out;
  bool one_record = false;  // its type is `record`: the one record of a list that stands for it
};

// Where to look when neither program pays.
struct Route {
  std::string id;
  std::string says;
  ProgramSource source;
};

struct AssessedWorkload {
  std::string name;
  std::string kind;
  std::string runs_on;      // empty: unknown
  std::string declared_on;  // empty: nothing declares it
  std::string goes_to;      // empty: unknown
  std::string motion;
  std::vector<std::string> technologies;
  std::vector<std::string> joined_by;
  std::vector<Origin> evidence;
  std::vector<ShownFact> facts;
  std::vector<Money> cost_today;  // one a currency
  std::optional<Money> cost_on_aws;
  std::vector<Verdict> verdicts;
  std::vector<WrongTurn> wrong_turns;  // in the vocabulary's order
  std::vector<CostLine> cost_lines;
  std::vector<Route> routes;
};

struct ProgramShown {
  std::string id;
  std::string name;
  std::string version;
  std::string sha256;
  std::vector<Parameter> parameters;
  std::vector<std::string> doubts;  // what speaks against relying on it that day
};

// A file of data by which the project was judged, programs apart.
struct DataShown {
  std::string path;  // below the data folder
  std::string sha256;
};

struct SourceShown {
  std::string path;
  std::string format;  // a reader's name, `unread`, or `unusable`
  std::string sha256;
  std::uint64_t bytes = 0;
  std::size_t observations = 0;
  std::vector<Skipped> skipped;
};

struct Ready {
  std::string workload;  // empty: of the project
  std::string criterion;
  CriterionKind kind = CriterionKind::kAtSubmission;  // or kAtClaim
  Answer answer = Answer::kUnknown;
  std::string says;
  std::string remedy;
  std::vector<Side> sides;
};

// What one way of paying would cover.
struct FulfilmentShown {
  std::string by;
  std::vector<Money> covered_cost;
};

// A program that would take a workload too, and why the plan gives it to another one or to none.
struct Alternative {
  std::string workload;
  std::string program;
  std::string taken_by;  // empty: no program of the plan takes it
  std::string why;
};

struct PlanEntry {
  std::string program;
  std::vector<std::string> workloads;
  VerdictKind verdict = VerdictKind::kEligible;
  std::vector<Money> covered_cost;  // one a currency; empty: not known yet
  std::string covered_period;       // `month` or `once`
  std::vector<FulfilmentShown>
      fulfilments;                 // where the program pays in several ways, and all is stated
  std::vector<Money> moved_cost;   // what the workloads cost today, a month
  std::vector<Money> cost_on_aws;  // what is expected of them on AWS, a month, where stated
  std::vector<Ready> readiness;
  std::vector<Warning> warnings;
  std::vector<Deadline> calendar;  // by day; those without one last
};

struct Question {
  std::string fact;
  std::string workload;  // empty: of the project
  std::string ask;
  std::vector<std::string> choices;
  std::vector<std::string> decides;  // programs
  std::string proved_by;
  std::string why;  // it is asked: what waits for it
};

struct Assessment {
  std::string as_of;
  std::string project;
  std::string customer;          // empty: not stated
  std::string project_file;      // relative; empty: none
  std::string only_file;         // the one file of evidence that was named; empty: a project
  std::string goes_to;           // the argument --goes-to; empty: not given
  std::vector<ShownFact> facts;  // of the project, by name
  std::vector<ProgramShown> programs;
  std::vector<DataShown> data;                                // by path
  std::vector<SourceShown> sources;                           // by path
  std::vector<std::pair<std::string, std::size_t>> left_out;  // reason → files; by reason
  std::vector<AssessedWorkload> workloads;                    // by name
  std::vector<PlanEntry> plan;                                // by program
  std::vector<Alternative> alternatives;                      // by workload, then program
  std::vector<Question> questions;                            // by how much they decide
  std::vector<Assumption> assumptions;
  std::vector<Unplaced> unplaced;
};

[[nodiscard]] const char* to_string(Answer answer);
[[nodiscard]] const char* to_string(VerdictKind verdict);
[[nodiscard]] const char* to_string(CriterionKind kind);
[[nodiscard]] const char* to_string(DeadlineState state);

}  // namespace fundable
