// What a change of the rules changes for projects.
#pragma once

#include "app/assess.h"

namespace fundable {

// One workload under one program whose verdict is another one.
struct VerdictFlip {
  std::string project;
  std::string workload;
  std::string program;
  std::string before;  // a verdict; `absent` where the program, or the workload, is not there
  std::string after;
  std::vector<std::string> why;  // a sentence for each criterion that answers otherwise
};

struct ProgramDiff {
  std::size_t projects = 0;
  std::size_t verdicts = 0;        // that were compared
  std::vector<VerdictFlip> flips;  // by project, workload, program
  std::vector<Error> unusable;     // projects that could not be assessed
};

// Assesses every project under both rulebooks, on the day and with the arguments of `more`. A
// folder that holds no project file but folders that do stands for all of its folders. Errors: a
// folder cannot be listed.
[[nodiscard]] Result<ProgramDiff> program_diff(const Files& files, const Rulebook& before,
                                               const Rulebook& after,
                                               const std::vector<std::string>& projects,
                                               const AssessRequest& more);

}  // namespace fundable
