// What one Bicep file declares, with its values as far as they are known.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/syntax.h"
#include "model/observation.h"
#include "readers/azure/parameters.h"
#include "readers/infrastructure/literal.h"

namespace fundable::azure {

// Values of names that only a part of the code knows: what a loop goes over.
using Scope = std::vector<std::pair<std::string, infra::Literal>>;

// Whether a parameter that nothing gives a value has its default.
enum class Defaults : std::uint8_t { kTaken, kUnknown };

// Named children without comments and what the parser could not understand.
[[nodiscard]] std::vector<SyntaxNode> parts_of(SyntaxNode node);
// The text of a literal without quotes, as written.
[[nodiscard]] std::string_view quoted(SyntaxNode text);

// Evaluates the expressions of a file.
class Bicep {
 public:
  // `file` and `tree` must outlive it.
  Bicep(const EvidenceFile& file, const SyntaxTree& tree, Given given, Defaults defaults,
        const Limits& limits);

  [[nodiscard]] infra::Literal value(SyntaxNode expression, const Scope& scope);

 private:
  using Parts = std::vector<SyntaxNode>;

  void add_declarations(SyntaxNode root);
  infra::Literal within_depth(SyntaxNode node, const Scope& scope);
  infra::Literal text(SyntaxNode node, const Scope& scope);
  infra::Literal object(SyntaxNode node, const Scope& scope);
  infra::Literal array(SyntaxNode node, const Scope& scope);
  infra::Literal loop(SyntaxNode node, const Scope& scope);
  infra::Literal named(const std::string& name, const Scope& scope);
  infra::Literal member(SyntaxNode node, const Scope& scope);
  infra::Literal operation(SyntaxNode node, const Scope& scope);
  infra::Literal call(SyntaxNode node, const Scope& scope);
  infra::Literal loaded(std::string_view path, bool is_yaml);
  infra::Literal charged(infra::Literal value);

  const EvidenceFile& file_;
  const Limits& limits_;
  Defaults defaults_;
  std::map<std::string, SyntaxNode, std::less<>> declared_;  // the value of each variable
  std::map<std::string, SyntaxNode, std::less<>> resources_;
  std::map<std::string, infra::Literal, std::less<>> known_;
  std::size_t depth_ = 0;
  std::size_t steps_left_ = 3'000'000;
};

// One round of a loop: the names that it gives.
[[nodiscard]] std::vector<Scope> rounds_of(SyntaxNode loop, const infra::Literal& over,
                                           const Scope& scope);

}  // namespace fundable::azure
