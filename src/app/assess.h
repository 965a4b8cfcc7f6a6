// The main use case: a project's folder or file → its assessment.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/files.h"
#include "app/rulebook.h"
#include "base/environment.h"
#include "model/observation.h"
#include "model/project.h"

namespace fundable {

struct AssessRequest {
  std::string project = {};  // a folder, a project file, or one file of evidence
  Date as_of{};              // the day of the decision
  std::string goes_to =
      {};  // where what runs elsewhere goes, where nothing else says so; may be empty
  int threads = 2;
  std::vector<std::string> bills =
      {};                        // addresses of bills that are no files (bills/remote_bill.h)
  Environment environment = {};  // for what those need
  std::stop_token stop = {};     // ends the reading of bills
};

// Called now and then while evidence is read: files done, files in all.
using Progress = std::function<void(std::size_t, std::size_t)>;

// A project with its evidence read, not judged yet.
struct ReadProject {
  std::string root;  // its folder
  Project project;
  std::string only_file;  // the one file of evidence that was named; empty: a folder
  std::string bytes;      // of the project file; empty where there is none
  std::vector<Observation> observations;
  std::vector<std::string> code_roots;                        // folders that hold a code base each
  std::vector<SourceShown> sources;                           // without the project file
  std::vector<std::pair<std::string, std::size_t>> left_out;  // as in the assessment
};

// The first half of assess(): everything that needs files. Errors: as there.
[[nodiscard]] Result<ReadProject> read_project(const Files& files, const Rulebook& book,
                                               const AssessRequest& request,
                                               const Progress& progress);

// The second half: finds the workloads and judges them. Pure.
[[nodiscard]] Assessment judged(const ReadProject& read, const Rulebook& book,
                                const AssessRequest& request);

// An error of a project among several, with the project's folder in its place.
[[nodiscard]] Error in_project(Error error, const std::string& folder);

// Reads the project file (`fundable.yaml` in a folder, where there is one), walks the evidence,
// reads it, finds the workloads and judges them. One file of evidence is taken as a folder with
// only that file. Evidence that cannot be used is listed with the reason, and the rest is still
// assessed.
// Errors: where the project itself cannot be used: missing, unreadable, a wrong project file.
[[nodiscard]] Result<Assessment> assess(const Files& files, const Rulebook& book,
                                        const AssessRequest& request, const Progress& progress);

}  // namespace fundable
