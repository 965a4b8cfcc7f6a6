// Reads the project file, `fundable.yaml`: what people state about a project.
#pragma once

#include <string_view>

#include "base/result.h"
#include "model/project.h"
#include "model/vocabulary.h"

namespace fundable {

// The project that a file of version 1 states. What it leaves out, or writes as null, is unknown.
// Every fact's origin is `path_shown` and the line of its key.
// Errors: kInput or kLimit with file, line and column of what is wrong and its fix, up to 20 of
// them in the order of the file: broken YAML, an unknown key (with the nearest), a wrong type, a
// word that is not among a fact's choices, a negative amount, two workloads of one name, evidence
// outside the project's folder.
// Range: 1 MiB, 50 levels, 100,000 values, aliases expanded.
[[nodiscard]] Result<Project> read_project_file(std::string_view path_shown, std::string_view bytes,
                                                const Vocabulary& vocabulary);

// The same for a project file that is written as JSON, one map with the same keys.
// Errors: as read_project_file; also a key that stands twice.
[[nodiscard]] Result<Project> read_project_json(std::string_view path_shown, std::string_view bytes,
                                                const Vocabulary& vocabulary);

// What a cost can be spent on, as the project file writes it.
[[nodiscard]] const std::vector<std::string>& cost_natures();

}  // namespace fundable
