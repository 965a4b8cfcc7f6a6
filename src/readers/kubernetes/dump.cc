// Reads what files of Kubernetes hold, one document after another.
//
// Objects that say nothing about what runs (settings, permissions, routing) are counted by kind.
// The data of a Secret or ConfigMap is never looked at. A manifest declares; only a status, which
// the cluster writes, proves that something runs.
//
// Documents are cut and parsed one by one: a broken one is left out with its place, and memory
// holds one at a time. YAML merge keys (`<<`) are not followed.
#include "readers/kubernetes/dump.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/kubernetes/object.h"
#include "readers/kubernetes/observe.h"
#include "readers/kubernetes/stream.h"

namespace fundable::kube {
namespace {

// More broken documents than this, and the rest of the file is not tried.
constexpr std::size_t kMostBroken = 1000;
// What a short document may hold by aliases.
constexpr std::size_t kAliasedValues = 100'000;

// A parser's error has its place as `line:column`.
std::size_t line_of(const Error& error) {
  std::size_t line = 1;
  std::from_chars(error.place.data(), error.place.data() + error.place.size(), line);
  return line;
}

class Dump {
 public:
  Dump(const EvidenceFile& file, const Limits& limits, const Lines& lines)
      : file_(file),
        limits_(limits),
        lines_(lines),
        left_(limits.values),
        is_json_(is_json(without_byte_order_mark(file.bytes))) {}

  Result<Reading> read() {
    Part rest{without_byte_order_mark(file_.bytes), 0};
    while (const auto part = is_spent_ ? std::nullopt : next(rest)) {
      if (auto taken = take(*part); !taken) return std::unexpected(taken.error());
    }
    if (!has_parsed_ && first_error_) return std::unexpected(*first_error_);
    count_silent_objects();
    return std::move(reading_);
  }

 private:
  // What a list says about its items, which may leave it out.
  struct Context {
    std::string pointer;
    std::string_view api_version;
    std::string_view kind;
  };
  struct Silent {
    std::size_t count = 0;
    std::string first;
  };

  std::optional<Part> next(Part& rest) {
    auto part = is_json_ ? next_json_value(rest) : next_yaml_document(rest);
    // Pointers are good only where the file is one value.
    by_pointer_ =
        is_json_ && lines_.empty() && !has_parsed_ && broken_ == 0 && trimmed(rest.text).empty();
    return part;
  }

  Result<> take(const Part& part) {
    if (left_ == 0 || broken_ >= kMostBroken) {
      stop_at(part, left_ == 0 ? too_many_values() : "too many broken documents before it");
      return {};
    }
    const std::size_t budget = std::max(part.text.size(), kAliasedValues);
    auto documents = parsed(part, std::min(left_, budget));
    if (!documents) return leave_out(part, documents.error(), left_ < budget);
    lines_before_ = part.lines_before;
    for (Document& document : *documents) {
      left_ -= std::min(left_, document.cells().size());
      if (auto added = add(document.root(), {}); !added) return added;
    }
    has_parsed_ = true;
    return {};
  }

  Result<std::vector<Document>> parsed(const Part& part, std::size_t values) const {
    Limits limits = limits_;
    limits.values = values;
    if (!is_json_) return parse_yaml(part.text, limits);
    auto document = parse_json(part.text, limits);
    if (!document) return std::unexpected(document.error());
    std::vector<Document> one;
    one.push_back(std::move(*document));
    return one;
  }

  // Notes a document that cannot be parsed. Where the budget of the whole file was too small for
  // it, that is the end.
  Result<> leave_out(const Part& part, const Error& error, bool is_last_budget) {
    if (is_template(part.text)) return helm_template(part.lines_before + 1);
    const std::size_t line = part.lines_before + line_of(error);
    if (!first_error_) {
      first_error_ = error;
      first_error_->place = file_.path + ":" + std::to_string(in_file(line));
    }
    ++broken_;
    if (is_last_budget && error.kind == ErrorKind::kLimit) {
      stop_at(part, too_many_values());
    } else {
      skip(line, error.says);
    }
    return {};
  }

  void stop_at(const Part& part, const std::string& why) {
    skip(part.lines_before + 1, "from here the file is not read: " + why);
    is_spent_ = true;
  }

  std::string too_many_values() const { return "more than " + counted(limits_.values, "value"); }

  std::unexpected<Error> helm_template(std::size_t line) const {
    return failure(ErrorKind::kInput,
                   "a Helm template, not a manifest; render it with helm template",
                   file_.path + ":" + std::to_string(in_file(line)));
  }

  Result<> add(Node node, const Context& context) {
    if (node.is_null()) return {};
    if (node.is_list()) return add_items(node, context);
    const std::string_view api_version =
        node["apiVersion"].is_null() ? context.api_version : node["apiVersion"].text();
    const std::string_view kind = node["kind"].is_null() ? context.kind : node["kind"].text();
    if (api_version.empty() || kind.empty()) {
      reading_.skipped.push_back(
          {locator(node, context), "no Kubernetes object: it has no apiVersion or no kind"});
      return {};
    }
    if (node["items"].exists() && kind.ends_with("List")) {
      Context inside{context.pointer + (context.pointer.empty() ? "items" : "/items"), {}, {}};
      if (kind != "List") {
        inside.api_version = api_version;
        inside.kind = kind.substr(0, kind.size() - 4);
      }
      return add_items(node["items"], inside);
    }
    if (is_template(node["metadata"]["name"].text())) {
      return helm_template(lines_before_ + node.line());
    }
    add_object({node, group_of(api_version), kind, locator(node, context)});
    return {};
  }

  Result<> add_items(Node items, const Context& context) {
    if (items.size() == 0) {
      reading_.skipped.push_back({locator(items, context), "the list is empty"});
    }
    std::size_t index = 0;
    for (const Node item : items) {
      Context inside = context;
      if (!inside.pointer.empty()) inside.pointer += '/';
      inside.pointer += std::to_string(index++);
      if (auto added = add(item, inside); !added) return added;
    }
    return {};
  }

  void add_object(const Object& object) {
    if (auto seen = observation_of(object, file_.path)) {
      reading_.observations.push_back(std::move(*seen));
      return;
    }
    Silent& silent = silent_[presentable(object.kind, 80)];
    if (silent.count++ == 0) silent.first = object.locator;
  }

  void count_silent_objects() {
    for (const auto& [kind, silent] : silent_) {
      const bool one = silent.count == 1;
      reading_.skipped.push_back({silent.first, counted(silent.count, kind + " object") +
                                                    (one ? " says" : " say") +
                                                    " nothing about what runs"});
    }
  }

  void skip(std::size_t line, std::string why) {
    reading_.skipped.push_back({at_line(in_file(line)), std::move(why)});
  }

  std::string locator(Node node, const Context& context) const {
    if (by_pointer_ && !context.pointer.empty()) return context.pointer;
    return at_line(in_file(lines_before_ + node.line()));
  }

  // What was rendered may hold braces that were meant to stay.
  bool is_template(std::string_view text) const { return lines_.empty() && looks_like_helm(text); }

  std::size_t in_file(std::size_t line) const {
    if (lines_.empty()) return line;
    return lines_[std::clamp<std::size_t>(line, 1, lines_.size()) - 1];
  }

  const EvidenceFile& file_;
  const Limits& limits_;
  const Lines& lines_;
  std::size_t left_;  // values that may still be read
  bool is_json_;
  bool by_pointer_ = false;
  bool has_parsed_ = false;
  bool is_spent_ = false;
  std::uint32_t lines_before_ = 0;
  std::size_t broken_ = 0;
  std::optional<Error> first_error_;
  std::map<std::string, Silent> silent_;
  Reading reading_;
};

}  // namespace

std::string_view without_byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

bool is_json(std::string_view bytes) {
  bytes = trimmed(bytes);
  if (bytes.starts_with('[')) bytes = trimmed(bytes.substr(1));
  return bytes.starts_with('{') && trimmed(bytes.substr(1)).starts_with('"');
}

Result<Reading> read_objects(const EvidenceFile& file, const Limits& limits, const Lines& lines) {
  return Dump(file, limits, lines).read();
}

}  // namespace fundable::kube
