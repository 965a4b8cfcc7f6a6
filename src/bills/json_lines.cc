// Finds each object by its braces, outside of strings, and gives it to the JSON parser alone, so
// that a broken object costs itself only and no file is too large.
#include "bills/json_lines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/document.h"
#include "base/json_out.h"
#include "base/text.h"

namespace fundable {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;

// Those that the dialect of Google Cloud reads.
constexpr auto kPaths = std::to_array<std::string_view>({"billing_account_id",
                                                         "service.description",
                                                         "sku.id",
                                                         "sku.description",
                                                         "usage_start_time",
                                                         "usage_end_time",
                                                         "project.id",
                                                         "project.number",
                                                         "labels",
                                                         "location.region",
                                                         "location.location",
                                                         "resource.name",
                                                         "resource.global_name",
                                                         "cost",
                                                         "currency",
                                                         "credits",
                                                         "usage.amount",
                                                         "usage.unit",
                                                         "usage.amount_in_pricing_units",
                                                         "usage.pricing_unit",
                                                         "cost_type"});

std::string json_string(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Node at_path(Node node, std::string_view path) {
  while (true) {
    const std::size_t point = path.find('.');
    node = node[path.substr(0, point)];
    if (point == path.npos) return node;
    path.remove_prefix(point + 1);
  }
}

// Recursion is as deep as the document, which its parser has bounded.
void write(Node node, std::string& out) {
  if (node.is_list() || node.is_map()) {
    out += node.is_map() ? '{' : '[';
    bool first = true;
    for (const Node part : node) {
      if (!first) out += ',';
      first = false;
      if (node.is_map()) out += json_string(part.key()) + ":";
      write(part, out);
    }
    out += node.is_map() ? '}' : ']';
  } else if (node.is_null()) {
    out += "null";
  } else {
    out += node.kind() == NodeKind::kText ? json_string(node.text()) : std::string(node.text());
  }
}

}  // namespace

bool is_json_bill(std::string_view head) {
  const std::string text = text_of_head(head);
  const std::string_view start = trimmed(text);
  if (!start.starts_with('{') && !start.starts_with('[')) return false;
  return start.contains("\"billing_account_id\"") && start.contains("\"usage_start_time\"") &&
         start.contains("\"cost\"");
}

std::vector<std::string> json_bill_paths() { return {kPaths.begin(), kPaths.end()}; }

std::vector<std::string> json_bill_columns() {
  std::vector<std::string> columns = json_bill_paths();
  for (std::string& column : columns) std::ranges::replace(column, '.', '_');
  return columns;
}

JsonLines::JsonLines(ByteSource source, std::vector<std::string> paths,
                     const JsonLineLimits& limits)
    : source_(std::move(source)), paths_(std::move(paths)), limits_(limits) {}

Result<JsonLines> JsonLines::open(const std::string& path, std::vector<std::string> paths,
                                  const JsonLineLimits& limits) {
  auto source = ByteSource::open(path);
  if (!source) return std::unexpected(source.error());
  return JsonLines(std::move(*source), std::move(paths), limits);
}

void JsonLines::lose(std::string why) {
  ++loss_count_;
  if (losses_.size() < limits_.told) {
    losses_.push_back({"object " + std::to_string(number_), std::move(why)});
  }
}

std::vector<Skipped> JsonLines::losses() const {
  std::vector<Skipped> told = losses_;
  if (loss_count_ > told.size()) {
    told.push_back({"", counted(loss_count_ - told.size(), "more object") +
                            " cannot be read for such reasons"});
  }
  return told;
}

// Adds as much as is there already, so that a long object is not moved for each piece.
bool JsonLines::fill() {
  if (ended_) return false;
  const std::size_t before = buffer_.size();
  const auto read = source_.read(std::max(kPiece, before), buffer_);
  if (!read) lose(read.error().says + ": from here on nothing was read");
  ended_ = !read || buffer_.size() == before;
  return !ended_;
}

// Sets begin_ and end_ to the next object.
bool JsonLines::find_object() {
  if (end_ > kPiece) buffer_.erase(0, std::exchange(end_, 0));
  while ((begin_ = buffer_.find('{', end_)) == std::string::npos) {
    buffer_.clear();
    end_ = 0;
    if (!fill()) return false;
  }
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = begin_;; ++at) {
    if (at >= buffer_.size() && (at - begin_ > limits_.object_bytes || !fill())) {
      ++number_;
      lose(ended_ ? "the object is cut off"
                  : "the object is longer than " + std::to_string(limits_.object_bytes) +
                        " bytes: from here on nothing was read");
      ended_ = true;
      buffer_.clear();
      end_ = 0;
      return false;
    }
    const char c = buffer_[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) {
      end_ = at + 1;
      return true;
    }
  }
}

bool JsonLines::take_object(std::string_view text) {
  const auto document =
      parse_json(text, {.bytes = limits_.object_bytes + kPiece, .depth = 50, .values = 100'000});
  if (!document) {
    lose(document.error().says);
    return false;
  }
  texts_.assign(paths_.size(), {});
  cells_.assign(paths_.size(), {});
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    const Node part = at_path(document->root(), paths_[i]);
    if (part.is_null()) continue;
    if (part.is_scalar()) {
      texts_[i] = part.text();
    } else {
      write(part, texts_[i]);
    }
    cells_[i] = texts_[i];
  }
  return true;
}

bool JsonLines::next() {
  while (find_object()) {
    ++number_;
    if (take_object(std::string_view(buffer_).substr(begin_, end_ - begin_))) return true;
  }
  return false;
}

}  // namespace fundable
