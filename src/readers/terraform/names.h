// What the Terraform code of one folder names: its variables, locals and resources.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax.h"
#include "model/observation.h"

namespace fundable::terraform {

// The text of an identifier or of a quoted label, without quotes.
[[nodiscard]] std::string_view label_of(SyntaxNode node);
// The labels of a block behind its type: `"azurerm_search_service" "docs"`.
[[nodiscard]] std::vector<std::string_view> labels_of(SyntaxNode block);
// The expression that a body gives to an attribute; absent where there is none.
[[nodiscard]] SyntaxNode attribute_of(SyntaxNode body, std::string_view name);
// Named children without comments and what the parser could not understand.
[[nodiscard]] std::vector<SyntaxNode> parts_of(SyntaxNode node);

// A folder of code is one module: any file may use what another one names. Files beside the one
// that is read are parsed only when a name is asked for that is not found yet, and only those in
// which the name stands.
class Names {
 public:
  // `tree` is that of `file`. Both must outlive the names.
  Names(const EvidenceFile& file, const SyntaxTree& tree, const Limits& limits);

  // Absent where the folder does not name it.
  [[nodiscard]] SyntaxNode local(std::string_view name);
  // The value that applies when nothing is given by hand: from terraform.tfvars, *.auto.tfvars, or
  // the default. Absent also where the variable is sensitive.
  [[nodiscard]] SyntaxNode variable(std::string_view name);
  // The body of a resource block.
  [[nodiscard]] SyntaxNode resource(std::string_view type, std::string_view name);

 private:
  struct Source {
    std::string text;
    std::unique_ptr<SyntaxTree> tree;
  };

  void add(const SyntaxTree& tree);
  void add_block(SyntaxNode block);
  void find_neighbours();
  SyntaxNode find(const std::string& key, std::string_view stands_as);

  const EvidenceFile& file_;
  const Limits& limits_;
  bool knows_neighbours_ = false;
  std::vector<std::unique_ptr<Source>> neighbours_;
  std::vector<std::unique_ptr<Source>> values_;
  std::map<std::string, SyntaxNode, std::less<>> found_;  // `local.x`, `var.x`, `type.name`
  std::map<std::string, SyntaxNode, std::less<>> given_;  // variables that a file sets
};

}  // namespace fundable::terraform
