// All data by which projects are judged, loaded and checked.
#pragma once

#include <string>
#include <vector>

#include "app/files.h"
#include "model/technology.h"
#include "programs/program_file.h"

namespace fundable {

struct Rulebook {
  Vocabulary vocabulary;
  std::vector<Program> programs;    // by id
  std::vector<ProgramShown> shown;  // in the same order
  std::vector<DataShown> data;      // every other file, by path
  std::vector<RouteRule> routes;
  Catalogue catalogue;
};

// Where the data lies by which projects are judged.
struct RulebookPlace {
  std::string data = {};   // facts.yaml, routes.yaml, programs/, services/, technologies/
  std::string packs = {};  // programs of somebody's own (--programs); empty: none
};

// Loads all of it as it stands on a day. A folder of packs holds programs (*.yaml), and may hold
// facts.yaml with facts of its own and services/*.yaml; a program of a known id stands in its
// place. Errors: of the first file that is wrong, with file, line and column.
[[nodiscard]] Result<Rulebook> load_rulebook(const Files& files, const RulebookPlace& place,
                                             const Date& as_of);

}  // namespace fundable
