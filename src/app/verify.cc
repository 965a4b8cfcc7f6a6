// Verification is recomputation: the same evidence, programs and arguments must give the same
// JSON. What differs is said in words, the causes (evidence, programs) before the consequences.
#include "app/verify.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "base/schema.h"
#include "base/text.h"
#include "views/json.h"

namespace fundable {
namespace {

constexpr std::size_t kMostSentences = 20;

std::string shown(Node node) {
  if (!node.exists()) return "absent";
  if (node.is_map() || node.is_list()) return counted(node.size(), "value");
  return node.kind() == NodeKind::kNull ? "null" : "'" + presentable(node.text(), 80) + "'";
}

// What an element of a list is called, so that lists are compared by name and not by position.
std::string name_of(Node element) {
  for (const char* key : {"path", "name", "id", "program", "criterion", "item"}) {
    if (element[key].is_scalar()) return std::string(element[key].text());
  }
  if (element["fact"].is_scalar()) {
    const std::string workload(element["workload"].text());
    return (workload.empty() ? "" : workload + " ") + std::string(element["fact"].text());
  }
  return {};
}

struct Element {
  Node node;
  std::size_t position = 0;
};

// A name that stands twice is told apart by position.
std::map<std::string, Element> by_name(Node list) {
  std::map<std::string, Element> elements;
  std::size_t position = 0;
  for (const Node element : list) {
    std::string name = name_of(element);
    if (name.empty()) name = std::to_string(position);
    while (elements.contains(name)) name += " " + std::to_string(position);
    elements[name] = {element, position++};
  }
  return elements;
}

class Comparison {
 public:
  // Compares what the assessment says with what is so now.
  void compare(const std::string& place, Node said, Node now) {
    if (said.kind() != now.kind() || said.exists() != now.exists()) {
      differs(place, said, now);
    } else if (said.is_map()) {
      compare_entries(place + "/", said, now, {});
    } else if (said.is_list()) {
      compare_lists(place, said, now);
    } else if (said.text() != now.text()) {
      differs(place, said, now);
    }
  }

  // Compares all entries of two maps but those `apart`; `prefix` stands before each key's name.
  void compare_entries(const std::string& prefix, Node said, Node now,
                       std::span<const std::string_view> apart) {
    const auto is_apart = [&](Node entry) {
      return std::ranges::find(apart, entry.key()) != apart.end();
    };
    std::set<std::string_view> keys;
    for (const Node entry : said) {
      const std::string place = prefix + std::string(entry.key());
      if (!keys.insert(entry.key()).second) add(place + " stands twice");
      if (!is_apart(entry)) compare(place, entry, now[entry.key()]);
    }
    for (const Node entry : now) {
      if (is_apart(entry) || keys.contains(entry.key())) continue;
      differs(prefix + std::string(entry.key()), Node(), entry);
    }
  }

  // The assessment may be anybody's, so its words are made fit to show here.
  void add(const std::string& sentence) {
    if (sentences_.size() < kMostSentences) sentences_.push_back(presentable(sentence, 1000));
    ++all_;
  }

  std::vector<std::string> take() {
    const std::size_t more = all_ - sentences_.size();
    if (more > 0) sentences_.push_back("and " + std::to_string(more) + " more");
    return std::move(sentences_);
  }

 private:
  void differs(const std::string& place, Node said, Node now) {
    add(place + ": the assessment says " + shown(said) + ", now it is " + shown(now));
  }

  void compare_lists(const std::string& place, Node said, Node now) {
    const auto before = by_name(said);
    const auto after = by_name(now);
    for (const auto& [name, element] : before) {
      const auto found = after.find(name);
      compare(place + "/" + name, element.node, found == after.end() ? Node() : found->second.node);
    }
    bool same_order = before.size() == after.size();
    for (const auto& [name, element] : after) {
      const auto found = before.find(name);
      const bool was_there = found != before.end();
      if (!was_there) compare(place + "/" + name, Node(), element.node);
      if (was_there && found->second.position != element.position && same_order) {
        add(place + ": the assessment has another order");
        same_order = false;
      }
    }
  }

  std::vector<std::string> sentences_;
  std::size_t all_ = 0;
};

// What an assessment claims of each of its sources or programs, by their path or id.
std::map<std::string, Node> claims(Comparison& comparison, Node list, const char* key,
                                   const std::string& noun) {
  std::map<std::string, Node> entries;
  for (const Node entry : list) {
    const std::string name(entry[key].text());
    if (!entries.emplace(name, entry).second) comparison.add(noun + " " + name + " stands twice");
  }
  return entries;
}

bool is_claim(Node source) { return source["format"].text() != "unread"; }

void compare_sources(Comparison& comparison, Node said, Node now) {
  const auto before = claims(comparison, said, "path", "evidence");
  const auto after = claims(comparison, now, "path", "evidence");
  for (const auto& [path, source] : before) {
    if (!is_claim(source)) continue;
    const auto found = after.find(path);
    if (found == after.end()) {
      comparison.add("evidence " + path + " is gone");
    } else if (source["sha256"].text() != found->second["sha256"].text()) {
      comparison.add("evidence " + path + " has changed: its SHA-256 differs");
    } else {
      comparison.compare("sources/" + path, source, found->second);
    }
  }
  for (const auto& [path, source] : after) {
    const auto found = before.find(path);
    const bool was_claim = found != before.end() && is_claim(found->second);
    if (is_claim(source) && !was_claim) comparison.add("evidence " + path + " is new");
  }
}

void compare_data(Comparison& comparison, Node said, Node now) {
  const auto before = claims(comparison, said, "path", "data file");
  const auto after = claims(comparison, now, "path", "data file");
  for (const auto& [path, file] : before) {
    const auto found = after.find(path);
    if (found == after.end()) {
      comparison.add("data file " + path + " is gone");
    } else if (file["sha256"].text() != found->second["sha256"].text()) {
      comparison.add("data file " + path + " has changed: its SHA-256 differs");
    }
  }
  for (const auto& [path, file] : after) {
    if (!before.contains(path)) comparison.add("data file " + path + " is new");
  }
}

void compare_programs(Comparison& comparison, Node said, Node now) {
  const auto before = claims(comparison, said, "id", "program");
  const auto after = claims(comparison, now, "id", "program");
  for (const auto& [id, program] : before) {
    const auto found = after.find(id);
    if (found == after.end()) {
      comparison.add("program " + id + " is gone");
    } else if (program["sha256"].text() != found->second["sha256"].text()) {
      comparison.add("program " + id + " has changed: its SHA-256 differs");
    } else {
      comparison.compare("programs/" + id, program, found->second);
    }
  }
  for (const auto& [id, program] : after) {
    if (!before.contains(id)) comparison.add("program " + id + " is new");
  }
}

Result<AssessRequest> request_of(Node said, const std::string& assessment,
                                 const std::string& project, const AssessRequest& more) {
  if (said["format"].text() != "fundable.assessment/1") {
    return failure(ErrorKind::kInput, "this is no assessment of format fundable.assessment/1",
                   assessment);
  }
  const auto as_of = parse_date(said["as_of"].text());
  if (!as_of) return std::unexpected(in_file(as_of.error(), assessment));
  AssessRequest request = more;
  request.as_of = *as_of;
  request.goes_to = said["arguments"]["goes_to"].text();
  const auto slash = assessment.rfind('/');
  const std::string folder = slash == std::string::npos ? "./" : assessment.substr(0, slash + 1);
  const Node only_file = said["arguments"]["only_file"];
  const Node file = only_file.is_scalar() ? only_file : said["project"]["file"];
  request.project = project.empty() ? folder + std::string(file.text()) : project;
  return request;
}

}  // namespace

Result<std::vector<std::string>> verify(const Files& files, const RulebookPlace& rules,
                                        const std::string& assessment, const std::string& project,
                                        const AssessRequest& more) {
  const auto place = files.resolve(assessment);
  if (!place) return std::unexpected(place.error());
  const auto bytes = files.read(place->path, Limits().bytes);
  if (!bytes) return std::unexpected(bytes.error());
  const auto document = parse_json(*bytes);
  if (!document) return std::unexpected(in_file(document.error(), assessment));
  const Node said = document->root();
  auto request = request_of(said, assessment, project, more);
  if (!request) return std::unexpected(request.error());
  const auto book = load_rulebook(files, rules, request->as_of);
  if (!book) return std::unexpected(book.error());
  auto again = assess(files, *book, *request, [](std::size_t, std::size_t) {});
  if (!again) {
    if (project.empty()) again.error().fix += " Name the project with --project PATH.";
    return std::unexpected(again.error());
  }
  const std::string now_text = json_of(*again);
  const auto now_document = parse_json(now_text);
  if (!now_document) return std::unexpected(now_document.error());
  const Node now = now_document->root();
  Comparison comparison;
  compare_sources(comparison, said["sources"], now["sources"]);
  compare_programs(comparison, said["programs"], now["programs"]);
  compare_data(comparison, said["data"], now["data"]);
  static constexpr std::array<std::string_view, 4> kApart{"sources", "programs", "data",
                                                          "left_out"};
  comparison.compare_entries("", said, now, kApart);
  return comparison.take();
}

}  // namespace fundable
