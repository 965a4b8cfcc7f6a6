// How Python's manifests write what they need.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "readers/packages/listing.h"

namespace fundable::packages {

// A requirement as PEP 508 and pip write it.
struct Requirement {
  std::string name;  // normalised (PEP 503): `google-cloud-aiplatform`
  std::string asks;  // extras and versions: `[agent_engines]>=1.2`
};

// `torch>=2 ; python_version>'3'`, `x @ https://…`, `git+https://…/x.git`, `-e .`. Absent where it
// is no requirement, or one that names no package (a local path).
[[nodiscard]] std::optional<Requirement> requirement_of(std::string_view text);

// PEP 503: lower case, runs of `-`, `_` and `.` as one `-`.
[[nodiscard]] std::string normal_name(std::string_view name);

// requirements.txt and .in, as pip reads them. What pip-compile wrote counts only where the
// comments say that a person asked for it.
// Errors: kInput where not one line is a requirement or an option.
[[nodiscard]] Result<Reading> read_requirements(const EvidenceFile& file);

// The `install_requires` and extras of a setup.cfg.
[[nodiscard]] Reading read_setup_cfg(const EvidenceFile& file);

}  // namespace fundable::packages
