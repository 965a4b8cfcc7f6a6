// The cases of programs: loads and runs them.
#pragma once

#include "app/rulebook.h"
#include "programs/program_cases.h"

namespace fundable {

struct CasesFile {
  std::string path;
  ProgramCases cases;
};

// Every file of cases of the place; those of packs stand in place of ours for the same program.
[[nodiscard]] Result<std::vector<CasesFile>> load_cases(const Files& files,
                                                        const RulebookPlace& place,
                                                        const Vocabulary& vocabulary);

struct ProgramTest {
  std::string program;
  std::size_t cases = 0;
  std::vector<std::string> failures;  // a sentence each, with file and line
  std::vector<std::string> unseen;    // what no case has seen
};

// Runs every case of every program, those of packs included. A program without cases has seen
// nothing. A case that names a day is judged as on that day.
// Order: by program. Errors: of the rulebook, or of a file of cases.
[[nodiscard]] Result<std::vector<ProgramTest>> test_programs(const Files& files,
                                                             const RulebookPlace& place,
                                                             const Date& as_of);

}  // namespace fundable
