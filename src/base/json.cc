// Reads JSON by simdjson's on-demand interface into a Document.
//
// On-demand, because it hands out numbers as written: an amount of thirty digits must not pass
// through a double. Depth and the number of values are counted here, while the text is walked.
#include <simdjson.h>

#include <algorithm>
#include <string>

#include "base/document.h"

namespace fundable {
namespace {

namespace json = simdjson::ondemand;

struct Text {
  simdjson::padded_string bytes;
  json::parser parser;
};

class JsonReader {
 public:
  JsonReader(Document& document, const Text& text, const Limits& limits)
      : cells_(document.cells()), text_(text), limits_(limits) {}

  Result<> read(json::document& document) {
    // A scalar at the top is not a document that any reader of ours knows.
    json::json_type type{};
    if (const auto error = document.type().get(type)) return refused(error);
    json::value value;
    if (const auto error = document.get_value().get(value)) return refused(error);
    if (auto done = add(value, type, {}, 0, nullptr); !done) return done;
    const char* rest = nullptr;
    const bool at_end = document.current_location().get(rest) == simdjson::OUT_OF_BOUNDS;
    return at_end ? Result<>() : refused(simdjson::TRAILING_CONTENT);
  }

 private:
  std::unexpected<Error> refused(simdjson::error_code error) const {
    return failure(ErrorKind::kInput, std::string("not JSON: ") + simdjson::error_message(error),
                   std::to_string(line_) + ":1");
  }

  // Appends `value` as the next child of `parent`. `last` is that parent's child before it.
  Result<> add(json::value value, json::json_type type, std::string_view key, std::uint32_t parent,
               std::uint32_t* last) {
    if (cells_.size() >= limits_.values) {
      return failure(ErrorKind::kLimit, "more than " + std::to_string(limits_.values) + " values",
                     place());
    }
    const char* at = nullptr;
    if (const auto error = value.current_location().get(at)) return refused(error);
    move_to(at);
    const auto index = static_cast<std::uint32_t>(cells_.size());
    Document::Cell cell;
    cell.key = key;
    cell.line = line_;
    cell.column = column_;
    cells_.push_back(cell);
    if (last != nullptr) {
      (*last == 0 ? cells_[parent].first_child : cells_[*last].next) = index;
      ++cells_[parent].children;
      *last = index;
    }
    switch (type) {
      case json::json_type::object:
        return add_members(value, index);
      case json::json_type::array:
        return add_elements(value, index);
      default:
        return set_scalar(value, type, cells_[index]);
    }
  }

  Result<> add_members(json::value& value, std::uint32_t index) {
    cells_[index].kind = NodeKind::kMap;
    json::object object;
    if (const auto error = value.get_object().get(object)) return refused(error);
    if (auto deeper = descend(); !deeper) return deeper;
    std::uint32_t last = 0;
    for (auto field : object) {
      std::string_view key;
      json::value member;
      json::json_type type{};
      if (const auto error = field.unescaped_key().get(key)) return refused(error);
      if (const auto error = field.value().get(member)) return refused(error);
      if (const auto error = member.type().get(type)) return refused(error);
      if (auto done = add(member, type, key, index, &last); !done) return done;
    }
    --depth_;
    return {};
  }

  Result<> add_elements(json::value& value, std::uint32_t index) {
    cells_[index].kind = NodeKind::kList;
    json::array array;
    if (const auto error = value.get_array().get(array)) return refused(error);
    if (auto deeper = descend(); !deeper) return deeper;
    std::uint32_t last = 0;
    for (auto element : array) {
      json::value member;
      json::json_type type{};
      if (const auto error = element.get(member)) return refused(error);
      if (const auto error = member.type().get(type)) return refused(error);
      if (auto done = add(member, type, {}, index, &last); !done) return done;
    }
    --depth_;
    return {};
  }

  Result<> set_scalar(json::value& value, json::json_type type, Document::Cell& cell) {
    if (type == json::json_type::string) {
      cell.kind = NodeKind::kText;
      if (const auto error = value.get_string().get(cell.text)) return refused(error);
      return {};
    }
    if (type == json::json_type::null) {
      cell.kind = NodeKind::kNull;
      bool null = false;
      const auto error = value.is_null().get(null);
      return !error && null ? Result<>() : refused(simdjson::N_ATOM_ERROR);
    }
    if (type == json::json_type::boolean) {
      bool truth = false;
      if (const auto error = value.get_bool().get(truth)) return refused(error);
      cell.kind = NodeKind::kTruth;
      cell.text = truth ? "true" : "false";
      return {};
    }
    cell.kind = NodeKind::kNumber;
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.find_first_not_of("+-.0123456789eE"));
    const bool shaped = !token.empty() && token.back() >= '0' && token.back() <= '9' &&
                        (token.front() == '-' || (token.front() >= '0' && token.front() <= '9'));
    cell.text = token;
    return shaped ? Result<>() : refused(simdjson::NUMBER_ERROR);
  }

  Result<> descend() {
    if (++depth_ > limits_.depth) {
      return failure(ErrorKind::kLimit,
                     "nested deeper than " + std::to_string(limits_.depth) + " levels", place());
    }
    return {};
  }

  // Counts lines up to `at`; the walk only goes forward, so each byte is looked at once.
  void move_to(const char* at) {
    const char* const from = text_.bytes.data() + offset_;
    if (at < from) return;
    for (const char* c = from; c < at; ++c) {
      if (*c == '\n') {
        ++line_;
        line_start_ = static_cast<std::size_t>(c - text_.bytes.data()) + 1;
      }
    }
    offset_ = static_cast<std::size_t>(at - text_.bytes.data());
    column_ = static_cast<std::uint32_t>(offset_ - line_start_ + 1);
  }

  std::string place() const { return std::to_string(line_) + ":" + std::to_string(column_); }

  std::vector<Document::Cell>& cells_;
  const Text& text_;
  const Limits& limits_;
  std::size_t depth_ = 0;
  std::size_t offset_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace

Result<Document> parse_json(std::string_view bytes, const Limits& limits) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.size() > limits.bytes) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(limits.bytes) + " bytes");
  }
  auto text = std::make_shared<Text>();
  text->bytes = simdjson::padded_string(bytes);
  json::document root;
  if (const auto error = text->parser.iterate(text->bytes).get(root)) {
    return failure(ErrorKind::kInput, std::string("not JSON: ") + simdjson::error_message(error),
                   "1:1");
  }
  Document document;
  if (auto read = JsonReader(document, *text, limits).read(root); !read) {
    return std::unexpected(read.error());
  }
  document.keep(std::move(text));
  return document;
}

}  // namespace fundable
