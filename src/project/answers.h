// Writes an answer into the text of a project file, and leaves everything else as it stands.
#pragma once

#include <string>

#include "base/date.h"
#include "model/vocabulary.h"

namespace fundable {

struct GivenAnswer {
  FactId fact = 0;
  std::string workload;  // empty: of the project
  std::string yaml;      // the value as the file will hold it: azure, 30000, [a, b], "a text"
  std::string by;        // who gave it; empty: not said
  Date on;
};

// `bytes` with the answer: in place of what was stated, or as a new line of the workload or the
// project, with who gave it and when as a comment. A workload that the file does not hold yet is
// added.
// Errors: kInput where the file cannot be read as it is; where it cannot be changed without
// touching anything else (the value goes over several lines, the list stands in brackets), with the
// line to add by hand.
[[nodiscard]] Result<std::string> with_answer(const std::string& bytes, const GivenAnswer& answer,
                                              const Vocabulary& vocabulary);

// A text as YAML: plain where that says the same, else in double quotes.
[[nodiscard]] std::string yaml_text(std::string_view text);

// A project file that states only its name.
[[nodiscard]] std::string new_project_file(std::string_view project);

}  // namespace fundable
