// What the project file states.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/fact.h"

namespace fundable {

// Which observations belong to a workload: every key, any of the values under it.
struct Matches {
  std::map<std::string, std::vector<std::string>> within;  // resource_group, namespace, …
  std::vector<std::string> paths;                          // files or folders of evidence
  std::map<std::string, std::vector<std::string>> tags;

  [[nodiscard]] bool empty() const { return within.empty() && paths.empty() && tags.empty(); }
};

struct StatedWorkload {
  std::string name;
  Origin at;
  Matches matches;
  Facts facts;
};

struct Project {
  std::string name;
  std::string folder;  // the name of the folder that holds it; what it is called without a file
  std::string file;    // the project file's own path; empty where there is none
  // As written, relative to the project file. Not given: every file beside it; empty: none.
  std::optional<std::vector<std::string>> evidence;
  Facts facts;  // project.*
  std::vector<StatedWorkload> workloads;
};

}  // namespace fundable
