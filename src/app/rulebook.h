// All data by which projects are judged, loaded and checked.
#pragma once

#include <string>
#include <vector>

#include "app/files.h"
#include "model/technology.h"
#include "programs/program.h"

namespace fundable {

struct Rulebook {
  Vocabulary vocabulary;
  std::vector<Program> programs;    // by id
  std::vector<ProgramShown> shown;  // in the same order
  std::vector<DataShown> data;      // every other file, by path
  std::vector<RouteRule> routes;
  Catalogue catalogue;
};

// Loads facts.yaml, routes.yaml, programs/*.yaml and technologies/*.yaml below `folder`.
// Errors: of the first file that is wrong, with file, line and column.
[[nodiscard]] Result<Rulebook> load_rulebook(const Files& files, const std::string& folder);

}  // namespace fundable
