// A parsed YAML or JSON document: one tree for both, each value with its place.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fundable {

// What a parser may use. It stops at the first limit that it meets, with an error that names it.
struct Limits {
  std::size_t bytes = 256u << 20;  // of one file
  std::size_t depth = 200;         // nesting
  std::size_t values = 8'000'000;  // in one document, aliases expanded
};

enum class NodeKind : std::uint8_t { kNull, kTruth, kNumber, kText, kList, kMap };

class Document;

// One value of a document. A light handle: copy it freely, but not beyond its Document's lifetime.
// Looking into something that is absent or of another kind gives an absent node, never an error.
class Node {
 public:
  Node() = default;

  [[nodiscard]] bool exists() const { return document_ != nullptr; }
  [[nodiscard]] NodeKind kind() const;
  [[nodiscard]] bool is_map() const { return exists() && kind() == NodeKind::kMap; }
  [[nodiscard]] bool is_list() const { return exists() && kind() == NodeKind::kList; }
  // Text, number or truth value.
  [[nodiscard]] bool is_scalar() const;
  // Absent, or written as null.
  [[nodiscard]] bool is_null() const { return !exists() || kind() == NodeKind::kNull; }

  // The scalar as written (numbers keep every digit); empty for anything else.
  [[nodiscard]] std::string_view text() const;
  // True only where the value is the truth value true.
  [[nodiscard]] bool is_true() const;
  // The name under which a map holds this value; empty in a list.
  [[nodiscard]] std::string_view key() const;

  // The value under `key`, by linear search; the last one where a map repeats it.
  [[nodiscard]] Node operator[](std::string_view key) const;
  // The number of elements of a list or map.
  [[nodiscard]] std::size_t size() const;

  // 1-based place in the text.
  [[nodiscard]] std::uint32_t line() const;
  [[nodiscard]] std::uint32_t column() const;
  // The place of the key under which a map holds this value; that of the value in JSON and where
  // there is no key.
  [[nodiscard]] std::uint32_t key_line() const;
  [[nodiscard]] std::uint32_t key_column() const;

  // Iteration over the elements of a list or map, in the order of the text.
  class Iterator;
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;

 private:
  friend class Document;
  friend class Iterator;
  Node(const Document* document, std::uint32_t index) : document_(document), index_(index) {}

  const Document* document_ = nullptr;
  std::uint32_t index_ = 0;
};

class Node::Iterator {
 public:
  using value_type = Node;
  using difference_type = std::ptrdiff_t;
  Iterator() = default;
  explicit Iterator(Node node) : node_(node) {}
  Node operator*() const { return node_; }
  Iterator& operator++();
  Iterator operator++(int) {
    Iterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Iterator& other) const {
    return node_.exists() == other.node_.exists() &&
           (!node_.exists() || node_.index_ == other.node_.index_);
  }

 private:
  Node node_;
};

// Owns the values and the text that they point into. Moves, but does not copy.
class Document {
 public:
  Document() = default;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  // The root; absent in an empty document.
  [[nodiscard]] Node root() const { return cells_.empty() ? Node() : Node(this, 0); }

  // For parsers: cells are appended in the order of the text, a parent before its children.
  struct Cell {
    std::string_view text;
    std::string_view key;
    std::uint32_t next = 0;         // the sibling after this one; 0 where there is none
    std::uint32_t first_child = 0;  // 0 where there is none
    std::uint32_t children = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t key_line = 0;  // 0 where the parser does not know the key's place
    std::uint32_t key_column = 0;
    NodeKind kind = NodeKind::kNull;
  };
  std::vector<Cell>& cells() { return cells_; }
  // Keeps `text` alive as long as the document.
  void keep(std::shared_ptr<const void> owner) { owners_.push_back(std::move(owner)); }

 private:
  friend class Node;
  std::vector<Cell> cells_;
  std::vector<std::shared_ptr<const void>> owners_;
};

// Reads every document of a YAML 1.1 stream (`---` separates them). Anchors are expanded, to at
// most 200,000 values; a key may stand once in a map. Errors: kInput with line and column where it
// is no YAML; kLimit where a limit is met.
[[nodiscard]] Result<std::vector<Document>> parse_yaml(std::string_view bytes,
                                                       const Limits& limits = {});

// Reads one JSON text (RFC 8259, a byte order mark is passed over).
// Errors: as parse_yaml.
[[nodiscard]] Result<Document> parse_json(std::string_view bytes, const Limits& limits = {});

}  // namespace fundable
