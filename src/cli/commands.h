// The commands: what each takes, and what runs it. One file a command.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"

namespace fundable {

// What says which project is judged, and how; shared by assess and explain.
struct ProjectOptions {
  std::string project = ".";
  std::string as_of;    // empty: today
  std::string goes_to;  // empty: not given
  int threads = 2;
  std::vector<std::string> bills;  // addresses
};

struct AssessOptions {
  ProjectOptions project;
  std::string format = "terminal";
  std::vector<std::string> fail_on;
};
struct ExplainOptions {
  std::string workload;
  ProjectOptions project;
};
struct VerifyOptions {
  std::string assessment;
  std::string project;  // empty: the folder in which the assessment lies
  int threads = 2;
  std::vector<std::string> bills;  // addresses
};
struct BillsOptions {
  std::string path = ".";           // a bill, or a folder of bills
  std::string format = "terminal";  // or `json`, `csv`
  int threads = 2;
};
struct ProgramsOptions {
  std::string action = "list";  // or `check`
  std::string folder;           // of data; empty: the installed one
};

[[nodiscard]] Exit run_assess(const AssessOptions& options, const Context& context);
[[nodiscard]] Exit run_explain(const ExplainOptions& options, const Context& context);
[[nodiscard]] Exit run_verify(const VerifyOptions& options, const Context& context);
[[nodiscard]] Exit run_bills(const BillsOptions& options, const Context& context);
[[nodiscard]] Exit run_programs(const ProgramsOptions& options, const Context& context);

// Loads the data and assesses. Shared by the commands that need an assessment.
[[nodiscard]] Result<Assessment> assessed(const ProjectOptions& options, const Context& context);

// The exit status that an error means.
[[nodiscard]] Exit exit_of(const Error& error);

}  // namespace fundable
