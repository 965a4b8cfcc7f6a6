// Verification is recomputation: the same evidence, programs and arguments must give the same
// JSON. What differs is said in words, the causes (evidence, programs) before the consequences.
#include "app/verify.h"

#include <algorithm>
#include <map>

#include "base/schema.h"
#include "base/text.h"
#include "views/json.h"

namespace fundable {
namespace {

constexpr std::size_t kMostSentences = 20;

std::string shown(Node node) {
  if (!node.exists()) return "absent";
  if (node.is_map() || node.is_list()) return counted(node.size(), "entry");
  return node.kind() == NodeKind::kNull ? "null" : "'" + presentable(node.text(), 80) + "'";
}

// What an element of a list is called, so that lists are compared by name and not by position.
std::string name_of(Node element) {
  for (const char* key : {"path", "name", "id", "program", "criterion", "item"}) {
    if (element[key].is_scalar()) return std::string(element[key].text());
  }
  if (element["fact"].is_scalar()) {
    return std::string(element["workload"].text()) + " " + std::string(element["fact"].text());
  }
  return {};
}

class Comparison {
 public:
  // Compares what the assessment says with what is so now.
  void compare(const std::string& place, Node said, Node now) {
    if (said.kind() != now.kind() || said.exists() != now.exists()) {
      differs(place, said, now);
    } else if (said.is_map()) {
      compare_maps(place, said, now);
    } else if (said.is_list()) {
      compare_lists(place, said, now);
    } else if (said.text() != now.text()) {
      differs(place, said, now);
    }
  }

  void add(std::string sentence) { sentences_.push_back(std::move(sentence)); }

  std::vector<std::string> take() {
    const std::size_t all = sentences_.size();
    if (all > kMostSentences) {
      sentences_.resize(kMostSentences);
      sentences_.push_back("and " + std::to_string(all - kMostSentences) + " more");
    }
    return std::move(sentences_);
  }

 private:
  void differs(const std::string& place, Node said, Node now) {
    add(place + ": the assessment says " + shown(said) + ", now it is " + shown(now));
  }

  void compare_maps(const std::string& place, Node said, Node now) {
    for (const Node entry : said) {
      compare(place + "/" + std::string(entry.key()), entry, now[entry.key()]);
    }
    for (const Node entry : now) {
      if (!said[entry.key()].exists()) {
        differs(place + "/" + std::string(entry.key()), Node(), entry);
      }
    }
  }

  void compare_lists(const std::string& place, Node said, Node now) {
    std::map<std::string, std::pair<Node, Node>> elements;
    for (const auto& [list, is_now] : {std::pair{said, false}, std::pair{now, true}}) {
      std::size_t position = 0;
      for (const Node element : list) {
        std::string name = name_of(element);
        if (name.empty()) name = std::to_string(position);
        auto& pair = elements[name];
        // A name that stands twice is told apart by position.
        if ((is_now ? pair.second : pair.first).exists()) {
          (is_now ? elements[name + " " + std::to_string(position)].second
                  : elements[name + " " + std::to_string(position)].first) = element;
        } else {
          (is_now ? pair.second : pair.first) = element;
        }
        ++position;
      }
    }
    for (const auto& [name, pair] : elements) {
      compare(place + "/" + presentable(name, 80), pair.first, pair.second);
    }
  }

  std::vector<std::string> sentences_;
};

std::map<std::string, Node> by_name(Node list, const char* key) {
  std::map<std::string, Node> entries;
  for (const Node entry : list) entries[std::string(entry[key].text())] = entry;
  return entries;
}

bool is_claim(Node source) { return source["format"].text() != "unread"; }

void compare_sources(Comparison& comparison, Node said, Node now) {
  const auto before = by_name(said, "path");
  const auto after = by_name(now, "path");
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

void compare_programs(Comparison& comparison, Node said, Node now) {
  const auto before = by_name(said, "id");
  const auto after = by_name(now, "id");
  for (const auto& [id, program] : before) {
    const auto found = after.find(id);
    if (found == after.end()) {
      comparison.add("program " + id + " is gone");
    } else if (program["sha256"].text() != found->second["sha256"].text()) {
      comparison.add("program " + id + " has changed: its SHA-256 differs");
    }
  }
  for (const auto& [id, program] : after) {
    if (!before.contains(id)) comparison.add("program " + id + " is new");
  }
}

Result<AssessRequest> request_of(Node said, const std::string& assessment,
                                 const std::string& project, int threads) {
  if (said["format"].text() != "fundable.assessment/1") {
    return failure(ErrorKind::kInput, "this is no assessment of format fundable.assessment/1",
                   assessment);
  }
  const auto as_of = parse_date(said["as_of"].text());
  if (!as_of) return std::unexpected(in_file(as_of.error(), assessment));
  AssessRequest request;
  request.as_of = *as_of;
  request.goes_to = said["arguments"]["goes_to"].text();
  request.threads = threads;
  const auto slash = assessment.rfind('/');
  const std::string folder = slash == std::string::npos ? "./" : assessment.substr(0, slash + 1);
  request.project =
      project.empty() ? folder + std::string(said["project"]["file"].text()) : project;
  return request;
}

}  // namespace

Result<std::vector<std::string>> verify(const Files& files, const Rulebook& book,
                                        const std::string& assessment, const std::string& project,
                                        int threads) {
  const auto place = files.resolve(assessment);
  if (!place) return std::unexpected(place.error());
  const auto bytes = files.read(place->path, Limits().bytes);
  if (!bytes) return std::unexpected(bytes.error());
  const auto document = parse_json(*bytes);
  if (!document) return std::unexpected(in_file(document.error(), assessment));
  const Node said = document->root();
  auto request = request_of(said, assessment, project, threads);
  if (!request) return std::unexpected(request.error());
  const auto again = assess(files, book, *request, [](std::size_t, std::size_t) {});
  if (!again) return std::unexpected(again.error());
  const std::string now_text = json_of(*again);
  const auto now_document = parse_json(now_text);
  if (!now_document) return std::unexpected(now_document.error());
  const Node now = now_document->root();
  Comparison comparison;
  compare_sources(comparison, said["sources"], now["sources"]);
  compare_programs(comparison, said["programs"], now["programs"]);
  for (const Node entry : said) {
    static const std::vector<std::string> kApart{"sources", "programs", "left_out"};
    if (std::ranges::find(kApart, entry.key()) != kApart.end()) continue;
    comparison.compare(std::string(entry.key()), entry, now[entry.key()]);
  }
  return comparison.take();
}

}  // namespace fundable
