// Reads YAML by libyaml's events into a Document.
//
// Plain scalars follow the core schema people expect (null, true/false, numbers); quoted ones are
// text. `yes`, `no`, `on` and `off` stay text: YAML 1.1's reading of them surprises more than it
// helps. An alias copies what its anchor holds; the copies have a budget of their own, far below
// that of values, because a few lines of aliases can ask for billions.
#include <yaml.h>

#include <algorithm>
#include <deque>
#include <map>

#include "base/document.h"
#include "base/tagged_yaml.h"
#include "base/text.h"

namespace fundable {
namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  bool digit = false;
  bool point = false;
  bool exponent = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      digit = true;
    } else if (c == '.' && !point && !exponent) {
      point = true;
    } else if ((c == 'e' || c == 'E') && digit && !exponent && i + 1 < text.size()) {
      exponent = true;
      if (text[i + 1] == '-' || text[i + 1] == '+') ++i;
    } else {
      return false;
    }
  }
  return digit && text.back() >= '0' && text.back() <= '9';
}

NodeKind kind_of_plain(std::string_view text, std::string_view& canonical) {
  static constexpr std::string_view kNulls[] = {"", "~", "null", "Null", "NULL"};
  static constexpr std::string_view kTrues[] = {"true", "True", "TRUE"};
  static constexpr std::string_view kFalses[] = {"false", "False", "FALSE"};
  if (std::ranges::find(kNulls, text) != std::end(kNulls)) return NodeKind::kNull;
  if (std::ranges::find(kTrues, text) != std::end(kTrues)) {
    canonical = "true";
    return NodeKind::kTruth;
  }
  if (std::ranges::find(kFalses, text) != std::end(kFalses)) {
    canonical = "false";
    return NodeKind::kTruth;
  }
  return is_number(text) ? NodeKind::kNumber : NodeKind::kText;
}

constexpr std::size_t kMostCopied = 200'000;

enum class YamlTags : std::uint8_t { kPassedOver, kKept };

class YamlReader {
 public:
  YamlReader(std::string_view bytes, const Limits& limits, YamlTags tags)
      : limits_(limits), tags_(tags) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                 bytes.size());
  }
  ~YamlReader() { yaml_parser_delete(&parser_); }
  YamlReader(const YamlReader&) = delete;
  YamlReader& operator=(const YamlReader&) = delete;

  Result<std::vector<Document>> documents() {
    std::vector<Document> all;
    for (;;) {
      yaml_event_t event;
      if (!yaml_parser_parse(&parser_, &event)) return std::unexpected(syntax_error());
      const Result<> taken = take(event);
      const bool document_ends = event.type == YAML_DOCUMENT_END_EVENT;
      const bool stream_ends = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
      if (!taken) return std::unexpected(taken.error());
      if (document_ends) {
        document_.keep(text_);
        all.push_back(std::move(document_));
        reset();
      }
      if (stream_ends) return all;
    }
  }

 private:
  struct Open {
    std::uint32_t cell;
    std::uint32_t last_child = 0;
    bool is_map;
    bool has_key = false;
    bool in_tag = false;  // the map of its tag ends with it
    std::string_view key{};
    std::uint32_t key_line = 0;
    std::uint32_t key_column = 0;
  };

  void reset() {
    document_ = Document();
    text_ = std::make_shared<std::deque<std::string>>();
    anchors_.clear();
    open_.clear();
  }

  Error error_at(ErrorKind kind, std::string says, const yaml_mark_t& mark) const {
    return Error{kind,
                 std::move(says),
                 {},
                 std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1)};
  }

  Error syntax_error() const {
    std::string says = "not YAML: ";
    says += parser_.problem != nullptr ? parser_.problem : "unknown problem";
    if (parser_.context != nullptr) says += std::string(" ") + parser_.context;
    const bool bad_bytes = parser_.error == YAML_READER_ERROR;
    if (bad_bytes) says += " at byte " + std::to_string(parser_.problem_offset);
    return error_at(ErrorKind::kInput, std::move(says),
                    bad_bytes ? parser_.mark : parser_.problem_mark);
  }

  Result<> take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return scalar(event);
      case YAML_ALIAS_EVENT:
        return alias(event);
      case YAML_SEQUENCE_START_EVENT:
        return opened(event, NodeKind::kList, event.data.sequence_start.anchor,
                      event.data.sequence_start.tag);
      case YAML_MAPPING_START_EVENT:
        return opened(event, NodeKind::kMap, event.data.mapping_start.anchor,
                      event.data.mapping_start.tag);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        if (open_.back().in_tag) open_.pop_back();
        open_.pop_back();
        return {};
      default:
        return {};
    }
  }

  Result<> scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    const std::string_view text = kept({reinterpret_cast<const char*>(data.value), data.length});
    if (!open_.empty() && open_.back().is_map && !open_.back().has_key) {
      return key(text, event.start_mark);
    }
    Document::Cell cell = cell_at(event.start_mark);
    cell.text = text;
    cell.kind =
        data.style == YAML_PLAIN_SCALAR_STYLE ? kind_of_plain(text, cell.text) : NodeKind::kText;
    const auto tagged = opened_tag(data.tag, data.anchor, event.start_mark);
    if (!tagged) return std::unexpected(tagged.error());
    const auto index = append(cell, event.start_mark, *tagged ? nullptr : data.anchor);
    if (!index) return std::unexpected(index.error());
    if (*tagged) open_.pop_back();
    return {};
  }

  // Where the value that comes has a tag to keep: opens the map of one that holds it.
  Result<bool> opened_tag(const unsigned char* tag, const unsigned char* anchor,
                          const yaml_mark_t& mark) {
    const std::string_view text(tag == nullptr ? "" : reinterpret_cast<const char*>(tag));
    if (tags_ == YamlTags::kPassedOver || text.size() < 2 || !text.starts_with('!')) return false;
    if (open_.size() >= limits_.depth) return too_deep(mark);
    Document::Cell cell = cell_at(mark);
    cell.kind = NodeKind::kMap;
    const auto index = append(cell, mark, anchor);
    if (!index) return std::unexpected(index.error());
    open_.push_back({.cell = *index, .is_map = true});
    if (auto named = key(kept(text), mark); !named) return std::unexpected(named.error());
    return true;
  }

  std::unexpected<Error> too_deep(const yaml_mark_t& mark) const {
    return std::unexpected(
        error_at(ErrorKind::kLimit,
                 "nested deeper than " + std::to_string(limits_.depth) + " levels", mark));
  }

  // Whether the map has such a key; of a large one, among its first keys: that is data, in which
  // nobody looks for a slip.
  bool stands_in(const Open& map, std::string_view text) {
    constexpr std::uint32_t kLooked = 100;
    std::uint32_t looked = 0;
    for (std::uint32_t at = document_.cells()[map.cell].first_child; at != 0 && looked < kLooked;
         at = document_.cells()[at].next, ++looked) {
      if (document_.cells()[at].key == text) return true;
    }
    return false;
  }

  Result<> key(std::string_view text, const yaml_mark_t& mark) {
    Open& map = open_.back();
    if (text != "<<" && stands_in(map, text)) {
      return std::unexpected(
          error_at(ErrorKind::kInput,
                   "the key '" + presentable(text, 80) + "' stands twice in one map", mark));
    }
    map.key = text;
    map.key_line = static_cast<std::uint32_t>(mark.line + 1);
    map.key_column = static_cast<std::uint32_t>(mark.column + 1);
    map.has_key = true;
    return {};
  }

  Result<> opened(const yaml_event_t& event, NodeKind kind, const unsigned char* anchor,
                  const unsigned char* tag) {
    if (!open_.empty() && open_.back().is_map && !open_.back().has_key) {
      return std::unexpected(
          error_at(ErrorKind::kInput, "a list or map cannot be a key here", event.start_mark));
    }
    const auto tagged = opened_tag(tag, anchor, event.start_mark);
    if (!tagged) return std::unexpected(tagged.error());
    if (open_.size() >= limits_.depth) return too_deep(event.start_mark);
    Document::Cell cell = cell_at(event.start_mark);
    cell.kind = kind;
    const auto index = append(cell, event.start_mark, *tagged ? nullptr : anchor);
    if (!index) return std::unexpected(index.error());
    open_.push_back({.cell = *index, .is_map = kind == NodeKind::kMap, .in_tag = *tagged});
    return {};
  }

  Result<> alias(const yaml_event_t& event) {
    const std::string name(reinterpret_cast<const char*>(event.data.alias.anchor));
    const auto anchor = anchors_.find(name);
    if (anchor == anchors_.end()) {
      return std::unexpected(
          error_at(ErrorKind::kInput, "the alias *" + name + " has no anchor", event.start_mark));
    }
    for (const Open& open : open_) {
      if (open.cell == anchor->second) {
        return std::unexpected(
            error_at(ErrorKind::kInput, "the alias *" + name + " holds itself", event.start_mark));
      }
    }
    if (!open_.empty() && open_.back().is_map && !open_.back().has_key) {
      return key(document_.cells()[anchor->second].text, event.start_mark);
    }
    return copy(anchor->second, event.start_mark);
  }

  // Copies the value at `from` (and what it holds) under the map or list that is open.
  Result<> copy(std::uint32_t from, const yaml_mark_t& mark) {
    if (++copied_ > kMostCopied) {
      return std::unexpected(
          error_at(ErrorKind::kLimit,
                   "aliases stand for more than " + std::to_string(kMostCopied) + " values", mark));
    }
    Document::Cell cell = document_.cells()[from];
    const std::uint32_t first_child = cell.first_child;
    cell.first_child = cell.next = cell.children = 0;
    const auto index = append(cell, mark, nullptr);
    if (!index) return std::unexpected(index.error());
    if (cell.kind != NodeKind::kMap && cell.kind != NodeKind::kList) return {};
    if (open_.size() >= limits_.depth) {
      return std::unexpected(error_at(ErrorKind::kLimit, "aliases nest too deep", mark));
    }
    open_.push_back({.cell = *index, .is_map = cell.kind == NodeKind::kMap});
    for (std::uint32_t child = first_child; child != 0; child = document_.cells()[child].next) {
      open_.back().key = document_.cells()[child].key;
      open_.back().key_line = document_.cells()[child].key_line;
      open_.back().key_column = document_.cells()[child].key_column;
      open_.back().has_key = open_.back().is_map;
      if (auto copied = copy(child, mark); !copied) return copied;
    }
    open_.pop_back();
    return {};
  }

  Result<std::uint32_t> append(Document::Cell cell, const yaml_mark_t& mark,
                               const unsigned char* anchor) {
    auto& cells = document_.cells();
    if (++values_ > limits_.values) {
      return std::unexpected(error_at(
          ErrorKind::kLimit, "more than " + std::to_string(limits_.values) + " values", mark));
    }
    const auto index = static_cast<std::uint32_t>(cells.size());
    if (!open_.empty()) {
      Open& parent = open_.back();
      cell.key = parent.is_map ? parent.key : std::string_view();
      cell.key_line = parent.is_map ? parent.key_line : 0;
      cell.key_column = parent.is_map ? parent.key_column : 0;
      parent.has_key = false;
      ++cells[parent.cell].children;
      (parent.last_child == 0 ? cells[parent.cell].first_child : cells[parent.last_child].next) =
          index;
      parent.last_child = index;
    }
    if (anchor != nullptr) anchors_[reinterpret_cast<const char*>(anchor)] = index;
    cells.push_back(cell);
    return index;
  }

  static Document::Cell cell_at(const yaml_mark_t& mark) {
    Document::Cell cell;
    cell.line = static_cast<std::uint32_t>(mark.line + 1);
    cell.column = static_cast<std::uint32_t>(mark.column + 1);
    return cell;
  }

  std::string_view kept(std::string_view text) { return text_->emplace_back(text); }

  Limits limits_;
  YamlTags tags_;
  yaml_parser_t parser_{};
  Document document_;
  std::shared_ptr<std::deque<std::string>> text_ = std::make_shared<std::deque<std::string>>();
  std::map<std::string, std::uint32_t> anchors_;
  std::vector<Open> open_;
  std::size_t values_ = 0;
  std::size_t copied_ = 0;
};

Result<std::vector<Document>> read_yaml(std::string_view bytes, const Limits& limits,
                                        YamlTags tags) {
  if (bytes.size() > limits.bytes) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(limits.bytes) + " bytes");
  }
  return YamlReader(bytes, limits, tags).documents();
}

}  // namespace

Result<std::vector<Document>> parse_yaml(std::string_view bytes, const Limits& limits) {
  return read_yaml(bytes, limits, YamlTags::kPassedOver);
}

Result<std::vector<Document>> parse_tagged_yaml(std::string_view bytes, const Limits& limits) {
  return read_yaml(bytes, limits, YamlTags::kKept);
}

}  // namespace fundable
