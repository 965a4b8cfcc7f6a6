// Reads the project file.
//
// The file is a tree, and a fact's name is its path in that tree: `runs_on` under a workload is
// workload.runs_on, `stage` under `opportunity` is project.opportunity.stage. So the vocabulary is
// the list of keys: a fact that may be stated is a key, what leads to one is a map, and anything
// else is refused with the nearest key of that level. Only what shapes the file itself (names,
// evidence, matches) is spelt out here.
//
// Problems are gathered rather than met one by one, so that somebody mends a file in one go. Where
// one was found there is no project: half a statement could decide a verdict.
#include "project/project_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "base/schema.h"
#include "base/text.h"

namespace fundable {
namespace {

using Texts = std::vector<std::string>;

constexpr Limits kLimits{.bytes = 1 << 20, .depth = 50, .values = 100'000};
constexpr std::size_t kMostProblems = 20;
constexpr std::size_t kLongestName = 200;

const Texts kProjectKeys{"fundable", "project", "evidence", "workloads"};
const Texts kWorkloadKeys{"name", "matches"};
// What readers give as the place of an observation, besides its path and its tags.
const Texts kWithinKeys{"account", "cluster",        "module", "namespace",
                        "project", "resource_group", "region"};
const Texts kNatures{"aws_usage",     "labour",  "licence", "marketplace",
                     "data_transfer", "support", "other"};

// Line and column of an error, to put several in order.
std::pair<std::uint32_t, std::uint32_t> position(const Error& error) {
  std::pair<std::uint32_t, std::uint32_t> at{0, 0};
  const char* const end = error.place.data() + error.place.size();
  const auto line = std::from_chars(error.place.data(), end, at.first);
  if (line.ptr != end) std::from_chars(line.ptr + 1, end, at.second);
  return at;
}

// The same text with nothing hidden, replaced or cut: fit for a heading.
bool is_presentable(std::string_view text) { return presentable(text, text.size()) == text; }

bool climbs_out(std::string_view path) {
  int depth = 0;
  for (const std::string_view part : split(path, '/')) {
    if (part == "..") --depth;
    if (!part.empty() && part != "." && part != "..") ++depth;
    if (depth < 0) return true;
  }
  return false;
}

// Why a path cannot name evidence of the project; empty where it can.
std::string_view reason_against_path(std::string_view path) {
  if (path.empty()) return "is empty";
  if (path.starts_with('/')) return "is absolute, and evidence lies in the project's folder";
  if (climbs_out(path)) return "leads out of the project's folder, and evidence lies in it";
  return is_presentable(path) ? "" : "holds control characters or what looks like a secret";
}

class ProjectReader {
 public:
  ProjectReader(std::string_view file, const Vocabulary& vocabulary)
      : file_(file), vocabulary_(vocabulary) {
    project_.file = file;
  }

  Result<Project> read(Node root) {
    if (!root.is_map()) {
      add(wrong_at(root, "a project file is a map with keys",
                   "Begin it with 'fundable: 1' and 'project: <name>'."));
    } else if (version_is_known(root)) {
      if (const Node name = root["project"]; name.is_null()) {
        add(wrong_at(root, "'project', the project's name, is missing"));
      } else {
        project_.name = name_at(name, "the project's name");
      }
      read_evidence(root["evidence"]);
      read_facts(root, "project.", kProjectKeys, project_.facts);
      read_workloads(root["workloads"]);
    }
    if (problems_.empty()) return std::move(project_);
    return std::unexpected(all_problems());
  }

 private:
  void add(std::unexpected<Error> problem) { problems_.push_back(problem.error()); }

  bool version_is_known(Node root) {
    const Node version = root["fundable"];
    if (version.kind() == NodeKind::kNumber && version.text() == "1") return true;
    const std::string fix = "Write 'fundable: 1', the version of the format.";
    if (version.is_null()) {
      add(wrong_at(root, "'fundable', the version of the file's format, is missing", fix));
    } else {
      add(wrong_at(version, "'" + presentable(version.text(), 40) + "' is no version of the format",
                   fix));
    }
    return false;
  }

  std::string name_at(Node node, const std::string& what) {
    const std::string_view text = node.text();
    if (!node.is_scalar() || trimmed(text).empty()) {
      add(wrong_at(node, what + " must be a text that is not empty"));
    } else if (text.size() > kLongestName) {
      add(wrong_at(node, what + " has " + counted(text.size(), "byte") + ", and at most " +
                             std::to_string(kLongestName) + " are taken"));
    } else if (!is_presentable(text)) {
      add(wrong_at(node, what + " holds control characters or what looks like a secret"));
    }
    return std::string(text);
  }

  // The texts of a list, or the one text there. What is wrong is added to the problems.
  Texts texts_at(Node node) {
    Texts texts;
    if (node.is_scalar()) return {std::string(node.text())};
    if (node.is_null()) return texts;
    const std::string what = "'" + presentable(node.key(), 60) + "'";
    if (!node.is_list()) {
      add(wrong_at(node, what + " must be a text or a list of texts"));
      return texts;
    }
    for (const Node element : node) {
      if (element.is_scalar()) {
        texts.emplace_back(element.text());
      } else {
        add(wrong_at(element, what + " must be a list of texts"));
      }
    }
    return texts;
  }

  // The same for paths, each of which must stay in the project's folder.
  Texts paths_at(Node node) {
    const auto check = [&](Node path) {
      const std::string_view reason = reason_against_path(path.text());
      if (!path.is_scalar() || reason.empty()) return;
      add(wrong_at(path, "the path '" + presentable(path.text()) + "' " + std::string(reason),
                   "Name a file or folder relative to the project file."));
    };
    check(node);
    if (node.is_list()) std::ranges::for_each(node.begin(), node.end(), check);
    return texts_at(node);
  }

  void read_evidence(Node node) {
    if (!node.is_null()) project_.evidence = paths_at(node);
  }

  // The keys that lead from `prefix` to facts that may be stated.
  Texts keys_under(std::string_view prefix) const {
    Texts keys;
    for (std::size_t i = 0; i < vocabulary_.size(); ++i) {
      const FactDefinition& fact = vocabulary_[static_cast<FactId>(i)];
      if (!fact.stated || !fact.name.starts_with(prefix)) continue;
      const std::string rest = fact.name.substr(prefix.size());
      const std::string key = rest.substr(0, rest.find('.'));
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
    return keys;
  }

  // Reads every fact of `map`; `also` are keys that are no facts and are read elsewhere.
  void read_facts(Node map, const std::string& prefix, const Texts& also, Facts& facts) {
    Texts known = keys_under(prefix);
    known.insert(known.end(), also.begin(), also.end());
    refuse_unknown_keys(map, known);
    for (const Node node : map) {
      const std::string key(node.key());
      const bool is_key = std::ranges::find(known, key) != known.end();
      if (!is_key || std::ranges::find(also, key) != also.end() || node.is_null()) continue;
      if (const auto fact = vocabulary_.find(prefix + key)) {
        read_fact(node, *fact, facts);
      } else if (node.is_map()) {
        read_facts(node, prefix + key + ".", {}, facts);
      } else {
        add(wrong_at(node, "'" + key + "' must be a map with keys",
                     "Known here: " + joined(keys_under(prefix + key + "."), ", ") + "."));
      }
    }
  }

  void refuse_unknown_keys(Node map, const Texts& known) {
    for (const Node node : map) {
      if (std::ranges::find(known, node.key()) != known.end()) continue;
      const auto near = nearest(node.key().substr(0, 60), known);
      problems_.push_back(Error{
          .kind = ErrorKind::kInput,
          .says = "unknown key '" + presentable(node.key(), 60) + "'",
          .fix = near ? "Did you mean " + *near + "?" : "Known here: " + joined(known, ", ") + ".",
          .place = std::to_string(node.key_line()) + ":" + std::to_string(node.key_column())});
    }
  }

  void read_fact(Node node, FactId id, Facts& facts) {
    const FactDefinition& fact = vocabulary_[id];
    Result<Value> value = read_value(node, fact);
    if (!value) {
      problems_.push_back(value.error());
      return;
    }
    if (const auto* amount = std::get_if<Decimal>(&*value)) refuse_negative(node, *amount);
    if (fact.type == FactType::kRecord) check_record(node);
    if (fact.type == FactType::kRecords) {
      for (const Node record : node) check_record(record);
    }
    const std::string said = fact.name.substr(fact.name.find('.') + 1) + ": " + to_string(*value);
    facts.hold(id, std::move(*value), origin(node.key_line(), said));
  }

  void refuse_negative(Node node, const Decimal& amount) {
    if (amount < Decimal()) {
      add(wrong_at(node, "'" + std::string(node.key()) + "' is " + amount.to_string() +
                             ", and it cannot be less than 0"));
    }
  }

  // The vocabulary gives a record's fields without types; their names say what they hold.
  void check_record(Node record) {
    for (const Node node : record) {
      const std::string key(node.key());
      if (node.is_null()) continue;
      if (key.ends_with("_usd")) {
        const Result<Decimal> amount = Decimal::parse(node.text());
        amount ? refuse_negative(node, *amount)
               : add(wrong_at(node, key + ": " + amount.error().says));
      } else if (key == "date") {
        const bool is_date = node.text().size() == 10 && parse_date(node.text()).has_value();
        if (is_date) continue;
        add(wrong_at(node, "'" + presentable(node.text(), 40) + "' is not a date",
                     "Write a date as 2026-11-22."));
      } else if (key == "nature") {
        const auto known = one_of(node, node.text(), kNatures, "nature of a cost");
        if (!known) problems_.push_back(known.error());
      }
    }
  }

  void read_workloads(Node list) {
    if (list.is_null()) return;
    if (!list.is_list()) return add(wrong_at(list, "'workloads' must be a list"));
    for (const Node node : list) {
      if (node.is_map()) {
        read_workload(node);
      } else {
        add(wrong_at(node, "a workload is a map with keys", "Give it a name: '- name: <name>'."));
      }
    }
  }

  void read_workload(Node node) {
    StatedWorkload workload;
    if (const Node name = node["name"]; name.is_null()) {
      add(wrong_at(node, "the workload has no name", "Give it one: 'name: <name>'."));
    } else {
      workload.name = name_at(name, "the workload's name");
      if (!names_.insert(workload.name).second) {
        add(wrong_at(name, "two workloads are named '" + presentable(workload.name) + "'",
                     "Give every workload a name of its own."));
      }
    }
    workload.at = origin(node.line(), "workload " + workload.name);
    read_facts(node, "workload.", kWorkloadKeys, workload.facts);
    if (!node["matches"].is_null()) workload.matches = matches_at(node["matches"]);
    project_.workloads.push_back(std::move(workload));
  }

  // A key without values says nothing, so it is as if it were not there.
  Matches matches_at(Node node) {
    Matches matches;
    if (!node.is_map()) {
      add(wrong_at(node, "'matches' must be a map with keys"));
      return matches;
    }
    Texts known = kWithinKeys;
    known.insert(known.end(), {"path", "tag"});
    refuse_unknown_keys(node, known);
    for (const Node entry : node) {
      if (entry.key() == "path") {
        matches.paths = paths_at(entry);
      } else if (entry.key() == "tag") {
        matches.tags = tags_at(entry);
      } else if (Texts values = texts_at(entry); !values.empty()) {
        matches.within[std::string(entry.key())] = std::move(values);
      }
    }
    return matches;
  }

  std::map<std::string, Texts> tags_at(Node node) {
    std::map<std::string, Texts> tags;
    if (!node.is_null() && !node.is_map()) {
      add(wrong_at(node, "'tag' must be a map of tags and their values",
                   "Write it as 'tag: {app: fraud}'."));
      return tags;
    }
    for (const Node entry : node) {
      if (Texts values = texts_at(entry); !values.empty()) {
        tags[std::string(entry.key())] = std::move(values);
      }
    }
    return tags;
  }

  Origin origin(std::uint32_t line, std::string_view says) const {
    return {.source = file_, .locator = "line " + std::to_string(line), .says = presentable(says)};
  }

  // The first problem; where there are more, its sentence goes on with them, each on lines of its
  // own with its place and its fix.
  Error all_problems() {
    std::ranges::stable_sort(problems_, {}, position);
    Error all = problems_.front();
    if (problems_.size() == 1) return all;
    if (!all.fix.empty()) all.says += "\n  " + std::exchange(all.fix, {});
    for (std::size_t i = 1; i < std::min(problems_.size(), kMostProblems); ++i) {
      all.says += "\n" + to_string(in_file(problems_[i], file_));
    }
    if (problems_.size() > kMostProblems) {
      all.says += "\nand " + counted(problems_.size() - kMostProblems, "more problem");
    }
    return all;
  }

  const std::string file_;
  const Vocabulary& vocabulary_;
  Project project_;
  std::set<std::string> names_;
  std::vector<Error> problems_;
};

}  // namespace

namespace {

Result<Project> read_root(std::string_view path_shown, Node root, const Vocabulary& vocabulary) {
  Result<Project> project = ProjectReader(path_shown, vocabulary).read(root);
  if (!project) return std::unexpected(in_file(project.error(), path_shown));
  return project;
}

// YAML's parser refuses a key that stands twice; JSON's takes the last, and a fact would have two
// values.
Result<> check_keys_once(Node node) {
  std::set<std::string_view> keys;
  for (const Node child : node) {
    if (node.is_map() && !keys.insert(child.key()).second) {
      return wrong_at(child, "the key '" + presentable(child.key(), 60) + "' stands twice");
    }
    if (auto once = check_keys_once(child); !once) return once;
  }
  return {};
}

}  // namespace

Result<Project> read_project_file(std::string_view path_shown, std::string_view bytes,
                                  const Vocabulary& vocabulary) {
  const auto documents = parse_yaml(bytes, kLimits);
  if (!documents) return std::unexpected(in_file(documents.error(), path_shown));
  if (documents->size() > 1) {
    const Node second = (*documents)[1].root();
    return std::unexpected(in_file(
        wrong_at(second, "a project file holds one document, and another begins here").error(),
        path_shown));
  }
  return read_root(path_shown, documents->empty() ? Node() : documents->front().root(), vocabulary);
}

Result<Project> read_project_json(std::string_view path_shown, std::string_view bytes,
                                  const Vocabulary& vocabulary) {
  const auto document = parse_json(bytes, kLimits);
  if (!document) return std::unexpected(in_file(document.error(), path_shown));
  if (auto once = check_keys_once(document->root()); !once) {
    return std::unexpected(in_file(once.error(), path_shown));
  }
  return read_root(path_shown, document->root(), vocabulary);
}

const std::vector<std::string>& cost_natures() { return kNatures; }

}  // namespace fundable
