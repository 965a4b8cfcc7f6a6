// Evaluates Terraform's expressions as far as the code of a folder tells their values.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "readers/infrastructure/literal.h"
#include "readers/terraform/names.h"

namespace fundable::terraform {

// Values that only a part of the code knows: `each`, the iterator of a dynamic block, the names in
// a `for`. The last one of a name counts.
using Scope = std::vector<std::pair<std::string, infra::Literal>>;

// A scope in which `each` is this key and value.
[[nodiscard]] Scope each_of(const infra::Member& member);

// Whether a variable that nothing gives a value has its default.
enum class Defaults : std::uint8_t { kTaken, kUnknown };

class Evaluator {
 public:
  // `names` must outlive the evaluator.
  explicit Evaluator(Names& names, Defaults defaults = Defaults::kTaken)
      : names_(names), defaults_(defaults) {}

  // What the expression gives. Unknown: also where evaluation takes more than its budget.
  [[nodiscard]] infra::Literal value(SyntaxNode expression, const Scope& scope);
  // A block's body: its attributes; nested blocks as lists of maps, as Terraform itself shows them.
  // `dynamic` blocks are unfolded.
  [[nodiscard]] infra::Literal body(SyntaxNode body, const Scope& scope);

 private:
  using Parts = std::vector<SyntaxNode>;
  using Blocks = std::vector<std::pair<std::string, std::vector<infra::Literal>>>;

  infra::Literal term(SyntaxNode node, const Scope& scope);
  infra::Literal term_within_depth(SyntaxNode node, const Scope& scope);
  infra::Literal operand(const Parts& parts, const Scope& scope);
  infra::Literal postfix(const infra::Literal& value, SyntaxNode part, const Scope& scope);
  infra::Literal reference(const Parts& parts, std::size_t& used, const Scope& scope);
  infra::Literal variable(std::string_view name);
  infra::Literal resource_attribute(const Parts& parts, std::size_t& used);
  infra::Literal named(const std::string& key, SyntaxNode expression);
  infra::Literal operation(SyntaxNode node, const Scope& scope);
  infra::Literal text_template(SyntaxNode node, const Scope& scope);
  infra::Literal collection(SyntaxNode node, const Scope& scope);
  infra::Literal object(SyntaxNode node, const Scope& scope);
  infra::Literal call(SyntaxNode node, const Scope& scope);
  infra::Literal loop(SyntaxNode node, const Scope& scope);
  void add_dynamic(SyntaxNode block, const Scope& scope, Blocks& blocks);
  infra::Literal charged(infra::Literal value);

  Names& names_;
  Defaults defaults_;
  std::map<std::string, infra::Literal> known_;  // locals and variables, once evaluated
  std::size_t depth_ = 0;
  std::size_t steps_left_ = 3'000'000;
};

}  // namespace fundable::terraform
