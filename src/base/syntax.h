// Source code as a syntax tree, by tree-sitter: one tree for all languages, each node with its
// place. Text that is broken still gives a tree, with the broken parts in nodes of type ERROR.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "base/result.h"

namespace fundable {

enum class Language : std::uint8_t {
  kBicep,
  kCSharp,
  kGo,
  kHcl,
  kJava,
  kJavaScript,
  kPython,
  kTsx,
  kTypeScript,
};

// A node of a tree. A light handle: copy it freely, but not beyond the lifetime of its SyntaxTree.
// Looking into something that is absent gives an absent node, never an error. Names of types and
// fields are those of the language's grammar (src/node-types.json of its npm package).
class SyntaxNode {
 public:
  SyntaxNode() = default;

  [[nodiscard]] bool exists() const { return id_ != nullptr; }
  [[nodiscard]] std::string_view type() const;  // empty where absent
  [[nodiscard]] bool is(std::string_view type) const { return this->type() == type; }
  [[nodiscard]] std::string_view text() const;  // as written
  [[nodiscard]] std::uint32_t line() const;     // 1-based
  [[nodiscard]] std::uint32_t begin() const;    // in bytes from the start of the text
  [[nodiscard]] std::uint32_t end() const;

  // The child of that field; the first one where there are several.
  [[nodiscard]] SyntaxNode field(std::string_view name) const;
  // All children of that field.
  [[nodiscard]] std::vector<SyntaxNode> fields(std::string_view name) const;
  // The named children (no punctuation), in the order of the text; at most `kMostChildren`.
  [[nodiscard]] std::vector<SyntaxNode> children() const;
  // The first named child of that type.
  [[nodiscard]] SyntaxNode child(std::string_view type) const;
  [[nodiscard]] SyntaxNode parent() const;

  static constexpr std::size_t kMostChildren = 100'000;

 private:
  friend class SyntaxTree;
  friend struct SyntaxHandle;
  std::uint32_t context_[4] = {};
  const void* id_ = nullptr;
  const void* tree_ = nullptr;
  const std::string_view* text_ = nullptr;
};

class SyntaxTree {
 public:
  SyntaxTree(SyntaxTree&&) noexcept;
  SyntaxTree& operator=(SyntaxTree&&) noexcept;
  ~SyntaxTree();

  [[nodiscard]] SyntaxNode root() const;
  // Calls `enter` with every named node below and including the root, parents first, in the order
  // of the text; what lies in a node for which it returns false is passed over. Takes no stack, so
  // that any depth is safe.
  void visit(const std::function<bool(SyntaxNode)>& enter) const;

 private:
  friend struct SyntaxHandle;
  struct State;
  explicit SyntaxTree(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Parses. `text` must outlive the tree.
// Errors: kLimit where it is longer than 4 MiB or than the limits allow, nests deeper than 5,000
// brackets, or takes more steps than text of its length may.
[[nodiscard]] Result<SyntaxTree> parse_syntax(Language language, std::string_view text,
                                              const Limits& limits = {});

}  // namespace fundable
