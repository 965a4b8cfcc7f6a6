// The linking of cells that every parser with events needs, and its budgets.
//
// Text is kept piece by piece in a deque, whose strings never move: cells point into them.
#include "base/document_builder.h"

namespace fundable {

Result<> DocumentBuilder::add(NodeKind scalar, std::string_view key, std::string_view text,
                              TextPlace place) {
  auto& cells = document_.cells();
  if (cells.size() >= limits_.values) {
    return failure(ErrorKind::kLimit, "more than " + std::to_string(limits_.values) + " values",
                   std::to_string(place.line) + ":" + std::to_string(place.column));
  }
  Document::Cell cell;
  cell.kind = scalar;
  cell.key = kept(key);
  cell.text = kept(text);
  cell.line = place.line;
  cell.column = place.column;
  const auto index = static_cast<std::uint32_t>(cells.size());
  if (!open_.empty()) {
    Open& parent = open_.back();
    ++parent.children;
    ++cells[parent.cell].children;
    (parent.last_child == 0 ? cells[parent.cell].first_child : cells[parent.last_child].next) =
        index;
    parent.last_child = index;
  }
  cells.push_back(cell);
  return {};
}

Result<> DocumentBuilder::open(NodeKind kind, std::string_view key, TextPlace place) {
  if (open_.size() >= limits_.depth) {
    return failure(ErrorKind::kLimit,
                   "nested deeper than " + std::to_string(limits_.depth) + " levels",
                   std::to_string(place.line) + ":" + std::to_string(place.column));
  }
  if (auto added = add(kind, key, {}, place); !added) return added;
  open_.push_back({.cell = static_cast<std::uint32_t>(document_.cells().size() - 1)});
  return {};
}

void DocumentBuilder::close_as_text(std::string_view text) {
  Document::Cell& cell = document_.cells()[open_.back().cell];
  cell.kind = NodeKind::kText;
  cell.text = kept(text);
  close();
}

Document DocumentBuilder::take() {
  document_.keep(std::move(text_));
  return std::move(document_);
}

std::string_view DocumentBuilder::kept(std::string_view text) {
  return text.empty() ? std::string_view() : std::string_view(text_->emplace_back(text));
}

}  // namespace fundable
