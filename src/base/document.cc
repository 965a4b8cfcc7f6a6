// The tree that both parsers fill: a flat array of cells, linked by index.
//
// A state file of 100 MB holds millions of values; one array with 64 bytes a value and text that
// points into the parser's buffer keeps them cheap to build, walk and free.
#include "base/document.h"

namespace fundable {

NodeKind Node::kind() const { return exists() ? document_->cells_[index_].kind : NodeKind::kNull; }

bool Node::is_scalar() const {
  return exists() &&
         (kind() == NodeKind::kText || kind() == NodeKind::kNumber || kind() == NodeKind::kTruth);
}

std::string_view Node::text() const {
  return is_scalar() ? document_->cells_[index_].text : std::string_view();
}

bool Node::is_true() const { return kind() == NodeKind::kTruth && text() == "true"; }

std::string_view Node::key() const {
  return exists() ? document_->cells_[index_].key : std::string_view();
}

Node Node::operator[](std::string_view key) const {
  Node found;
  if (!is_map()) return found;
  for (const Node child : *this) {
    if (child.key() == key) found = child;
  }
  return found;
}

std::size_t Node::size() const { return exists() ? document_->cells_[index_].children : 0; }

std::uint32_t Node::line() const { return exists() ? document_->cells_[index_].line : 0; }
std::uint32_t Node::column() const { return exists() ? document_->cells_[index_].column : 0; }

std::uint32_t Node::key_line() const {
  const std::uint32_t known = exists() ? document_->cells_[index_].key_line : 0;
  return known != 0 ? known : line();
}

std::uint32_t Node::key_column() const {
  const std::uint32_t known = exists() ? document_->cells_[index_].key_column : 0;
  return known != 0 ? known : column();
}

Node::Iterator Node::begin() const {
  const std::uint32_t first = exists() ? document_->cells_[index_].first_child : 0;
  return first == 0 ? Iterator() : Iterator(Node(document_, first));
}

Node::Iterator Node::end() const { return Iterator(); }

Node::Iterator& Node::Iterator::operator++() {
  const std::uint32_t next = node_.document_->cells_[node_.index_].next;
  node_ = next == 0 ? Node() : Node(node_.document_, next);
  return *this;
}

}  // namespace fundable
