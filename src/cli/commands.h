// The commands: what each takes, and what runs it. One file a command.
#pragma once

#include <string>
#include <vector>

#include "app/assess.h"
#include "cli/context.h"

namespace fundable {

// What says which project is judged, and how; shared by assess and explain.
struct ProjectOptions {
  std::string project = ".";
  std::string as_of;     // empty: today
  std::string goes_to;   // empty: not given
  std::string programs;  // a folder of packs; empty: none
  int threads = 2;
  std::vector<std::string> bills;  // addresses
};

struct AssessOptions {
  ProjectOptions project;
  std::string format = "terminal";
  std::vector<std::string> fail_on;
  std::string portfolio;       // a folder of projects, a file of lines, or `-`; empty: one project
  bool findings = false;       // of a portfolio, with whole verdicts
  bool threads_given = false;  // a portfolio takes all cores where it was not
};
struct AskOptions {
  ProjectOptions project;
  std::string by;         // who answers; empty: $USER
  bool no_input = false;  // only lists the questions
};
struct ExplainOptions {
  std::string workload;
  ProjectOptions project;
};
struct VerifyOptions {
  std::string assessment;
  std::string project;   // empty: the folder in which the assessment lies
  std::string programs;  // a folder of packs; empty: none
  int threads = 2;
  std::vector<std::string> bills;  // addresses
};
struct BillsOptions {
  std::string path = ".";           // a bill, or a folder of bills
  std::string format = "terminal";  // or `json`, `csv`
  int threads = 2;
  std::string cache;  // a folder where CSV is kept as Parquet; empty: none
};
struct ProgramsOptions {
  std::string action = "list";        // or `check`, `test`, `table`, `diff`
  std::vector<std::string> folders;   // of data; none: the installed one; of diff: old and new
  std::string programs;               // a folder of packs; empty: none
  std::vector<std::string> projects;  // of diff
  std::string as_of;                  // empty: today
  int threads = 2;
};

[[nodiscard]] Exit run_assess(const AssessOptions& options, const Context& context);
// The same for many projects; run_assess calls it.
[[nodiscard]] Exit run_portfolio(const AssessOptions& options, const Context& context);
[[nodiscard]] Exit run_ask(const AskOptions& options, const Context& context);
[[nodiscard]] Exit run_explain(const ExplainOptions& options, const Context& context);
[[nodiscard]] Exit run_verify(const VerifyOptions& options, const Context& context);
[[nodiscard]] Exit run_bills(const BillsOptions& options, const Context& context);
[[nodiscard]] Exit run_programs(const ProgramsOptions& options, const Context& context);

// What the options ask for. Errors: kUsage where an address is none.
[[nodiscard]] Result<AssessRequest> request_of(const ProjectOptions& options, const Date& as_of,
                                               const Context& context);

// Loads the data and assesses. Shared by the commands that need an assessment.
[[nodiscard]] Result<Assessment> assessed(const ProjectOptions& options, const Context& context);

// The day that --as-of names; today where it is empty. Errors: kUsage where it is no day.
[[nodiscard]] Result<Date> day_of_decision(const std::string& as_of, const Context& context);

// The exit status that an error means.
[[nodiscard]] Exit exit_of(const Error& error);

}  // namespace fundable
