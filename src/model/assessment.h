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
};

struct Flip {
  std::string fact;
  std::string from;             // empty where it is unknown or contested
  std::vector<std::string> to;  // in the vocabulary's order
  VerdictKind verdict = VerdictKind::kUndetermined;
};

struct Warning {
  std::string id;
  std::string says;
  ProgramSource source;
};

struct Verdict {
  std::string program;
  VerdictKind verdict = VerdictKind::kUndetermined;
  std::vector<Finding> findings;      // in the program's order
  std::vector<std::string> deciding;  // criteria, in the program's order
  std::vector<Flip> would_flip;
  std::vector<Warning> warnings;
};

struct Coverage {
  std::string program;
  Answer covered = Answer::kUnknown;
  std::string why;
  ProgramSource source;
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
  std::vector<CostLine> cost_lines;
  std::vector<Route> routes;
};

struct ProgramShown {
  std::string id;
  std::string name;
  std::string version;
  std::string sha256;
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
};

struct PlanEntry {
  std::string program;
  std::vector<std::string> workloads;
  VerdictKind verdict = VerdictKind::kEligible;
  std::vector<Money> covered_cost;  // one a currency; empty: not known yet
  std::string covered_period;       // `month` or `once`
  std::vector<Money> moved_cost;    // what the workloads cost today, a month
  std::vector<Money> cost_on_aws;   // what is expected of them on AWS, a month, where stated
  std::vector<Ready> readiness;
  std::vector<Warning> warnings;
};

struct Question {
  std::string fact;
  std::string workload;  // empty: of the project
  std::string ask;
  std::vector<std::string> choices;
  std::vector<std::string> decides;  // programs
  std::string proved_by;
};

struct Assessment {
  std::string as_of;
  std::string project;
  std::string customer;          // empty: not stated
  std::string project_file;      // relative; empty: none
  std::string goes_to;           // the argument --goes-to; empty: not given
  std::vector<ShownFact> facts;  // of the project, by name
  std::vector<ProgramShown> programs;
  std::vector<DataShown> data;                                // by path
  std::vector<SourceShown> sources;                           // by path
  std::vector<std::pair<std::string, std::size_t>> left_out;  // reason → files; by reason
  std::vector<AssessedWorkload> workloads;                    // by name
  std::vector<PlanEntry> plan;                                // by program
  std::vector<Question> questions;                            // by how much they decide
  std::vector<Assumption> assumptions;
  std::vector<Unplaced> unplaced;
};

[[nodiscard]] const char* to_string(Answer answer);
[[nodiscard]] const char* to_string(VerdictKind verdict);
[[nodiscard]] const char* to_string(CriterionKind kind);

}  // namespace fundable
