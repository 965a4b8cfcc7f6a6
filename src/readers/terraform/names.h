// What the Terraform code of one folder names: its variables, locals and resources.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax.h"
#include "model/observation.h"
#include "readers/infrastructure/literal.h"

namespace fundable::terraform {

// The text of an identifier or of a quoted label, without quotes.
[[nodiscard]] std::string_view label_of(SyntaxNode node);
// The labels of a block behind its type: `"azurerm_search_service" "docs"`.
[[nodiscard]] std::vector<std::string_view> labels_of(SyntaxNode block);
// The expression that a body gives to an attribute; absent where there is none.
[[nodiscard]] SyntaxNode attribute_of(SyntaxNode body, std::string_view name);
// Named children without comments and what the parser could not understand.
[[nodiscard]] std::vector<SyntaxNode> parts_of(SyntaxNode node);

// A variable's value: an expression, or what a JSON file gives.
struct Variable {
  SyntaxNode expression;
  std::optional<infra::Literal> given;
  bool is_default = false;
};

// A folder of code is one module: any file may use what another one names. Files beside the one
// that is read are parsed only when a name is asked for that is not found yet, and only those in
// which the name stands.
class Names {
 public:
  // `tree` is that of `file`. Both must outlive the names.
  Names(const EvidenceFile& file, const SyntaxTree& tree, const Limits& limits);

  // Absent where the folder does not name it.
  [[nodiscard]] SyntaxNode local(std::string_view name);
  // What applies when nothing is given by hand. Nothing where the variable is sensitive.
  [[nodiscard]] Variable variable(std::string_view name);
  // The body of a resource block.
  [[nodiscard]] SyntaxNode resource(std::string_view type, std::string_view name);
  // Whether the folder is deployed by itself: it configures a provider or where its state is kept,
  // or there are values for it. Of any other one a caller gives the values.
  [[nodiscard]] bool is_root();

 private:
  struct Source {
    std::string text;
    std::unique_ptr<SyntaxTree> tree;
  };

  void add(const SyntaxTree& tree);
  void add_block(SyntaxNode block);
  void find_neighbours();
  void add_values(const std::string& name, std::string text);
  bool parse(Source& source);
  SyntaxNode find(const std::string& key, std::string_view stands_as);

  const EvidenceFile& file_;
  const Limits& limits_;
  bool knows_neighbours_ = false;
  std::vector<std::unique_ptr<Source>> neighbours_;
  std::vector<std::unique_ptr<Source>> values_;
  std::map<std::string, SyntaxNode, std::less<>> found_;  // `local.x`, `var.x`, `type.name`
  std::map<std::string, Variable, std::less<>> given_;    // variables that a file sets
  bool configures_ = false;
};

}  // namespace fundable::terraform
