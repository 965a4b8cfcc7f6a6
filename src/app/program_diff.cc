// Both rulebooks judge the same evidence; what they say is compared by workload and program.
#include "app/program_diff.h"

#include <algorithm>
#include <map>
#include <set>

namespace fundable {
namespace {

constexpr const char* kProjectFile = "fundable.yaml";

// A project's folder or file; of a folder that holds no project file but folders that do, each of
// its folders.
Result<std::vector<std::string>> projects_at(const Files& files, std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  const auto place = files.resolve(path);
  if (!place) return std::unexpected(place.error());
  if (place->kind != EntryKind::kFolder || files.resolve(path + "/" + kProjectFile)) {
    return std::vector{path};
  }
  const auto entries = files.list(place->path);
  if (!entries) return std::unexpected(entries.error());
  std::vector<std::string> projects;
  bool is_portfolio = false;
  for (const Entry& entry : *entries) {
    if (entry.kind != EntryKind::kFolder || entry.name.starts_with('.')) continue;
    projects.push_back(path + "/" + entry.name);
    is_portfolio = is_portfolio || files.resolve(projects.back() + "/" + kProjectFile);
  }
  if (!is_portfolio) return std::vector{path};
  return projects;
}

using Key = std::pair<std::string, std::string>;  // workload and program

std::map<Key, const Verdict*> verdicts_of(const Assessment& assessment) {
  std::map<Key, const Verdict*> verdicts;
  for (const AssessedWorkload& workload : assessment.workloads) {
    for (const Verdict& verdict : workload.verdicts) {
      verdicts[{workload.name, verdict.program}] = &verdict;
    }
  }
  return verdicts;
}

std::vector<std::string> reasons(const Verdict* before, const Verdict* after) {
  std::map<std::string, std::pair<std::string, std::string>> answers;
  std::map<std::string, std::string> says;
  const auto gather = [&](const Verdict* verdict, bool is_after) {
    if (verdict == nullptr) return;
    for (const Finding& finding : verdict->findings) {
      if (finding.kind != CriterionKind::kRequired) continue;
      auto& pair = answers[finding.criterion];
      (is_after ? pair.second : pair.first) =
          std::string(to_string(finding.answer)) + (finding.goes_to_review ? " (review)" : "");
      says[finding.criterion] = finding.says;
    }
  };
  gather(before, false);
  gather(after, true);
  std::vector<std::string> reasons;
  for (const auto& [criterion, pair] : answers) {
    if (pair.first == pair.second) continue;
    const std::string was = pair.first.empty() ? "was not asked for" : "was " + pair.first;
    const std::string is = pair.second.empty() ? "is no longer asked for" : "is " + pair.second;
    reasons.push_back(criterion + " " + was + " and " + is + ": " + says[criterion]);
  }
  return reasons;
}

void compare(const std::string& project, const Assessment& before, const Assessment& after,
             ProgramDiff& diff) {
  const auto old_verdicts = verdicts_of(before);
  const auto new_verdicts = verdicts_of(after);
  std::set<Key> keys;
  for (const auto& [key, unused] : old_verdicts) keys.insert(key);
  for (const auto& [key, unused] : new_verdicts) keys.insert(key);
  diff.verdicts += keys.size();
  for (const Key& key : keys) {
    const auto old_one = old_verdicts.find(key);
    const auto new_one = new_verdicts.find(key);
    const Verdict* was = old_one == old_verdicts.end() ? nullptr : old_one->second;
    const Verdict* is = new_one == new_verdicts.end() ? nullptr : new_one->second;
    if (was != nullptr && is != nullptr && was->verdict == is->verdict) continue;
    diff.flips.push_back({project, key.first, key.second,
                          was == nullptr ? "absent" : to_string(was->verdict),
                          is == nullptr ? "absent" : to_string(is->verdict), reasons(was, is)});
  }
}

}  // namespace

Result<ProgramDiff> program_diff(const Files& files, const Rulebook& before, const Rulebook& after,
                                 const std::vector<std::string>& projects,
                                 const AssessRequest& more) {
  ProgramDiff diff;
  for (const std::string& folder : projects) {
    const auto paths = projects_at(files, folder);
    if (!paths) return std::unexpected(paths.error());
    for (const std::string& path : *paths) {
      AssessRequest request = more;
      request.project = path;
      const auto was = assess(files, before, request, [](std::size_t, std::size_t) {});
      const auto is = was ? assess(files, after, request, [](std::size_t, std::size_t) {}) : was;
      if (!was || !is) {
        diff.unusable.push_back(in_project(was ? is.error() : was.error(), path));
        continue;
      }
      ++diff.projects;
      compare(path, *was, *is, diff);
    }
  }
  return diff;
}

}  // namespace fundable
