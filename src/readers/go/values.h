// What Go's expressions and types stand for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/syntax.h"
#include "readers/code/literals.h"
#include "readers/code/scopes.h"

namespace fundable::go_code {

// Names by which a package may be called that is imported without one: `openai` for
// `github.com/openai/openai-go/v2`, by the customs of naming repositories.
[[nodiscard]] std::vector<std::string> package_names(std::string_view import_path);

// Works expressions out by the names that are known at this point of the file. It costs a number of
// steps that is bounded by the expression's length.
class Values {
 public:
  explicit Values(const code::Scopes& scopes) : scopes_(scopes) {}

  [[nodiscard]] code::Meaning of(SyntaxNode expression) const { return of(expression, 0); }
  // A value of that type, or a pointer to one.
  [[nodiscard]] code::Meaning of_type(SyntaxNode type) const;
  // The function of a call, the type of a struct literal. Unknown for what only turns a literal
  // into a pointer (`aws.String("…")`).
  [[nodiscard]] code::Meaning callee(SyntaxNode call) const;
  [[nodiscard]] std::vector<code::Argument> arguments(SyntaxNode call) const;

 private:
  [[nodiscard]] code::Meaning of(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning of_selector(SyntaxNode selector, int depth) const;
  [[nodiscard]] code::Meaning of_call(SyntaxNode call, int depth) const;
  [[nodiscard]] code::Meaning of_generic(SyntaxNode conversion) const;
  [[nodiscard]] code::Meaning of_struct(SyntaxNode literal, int depth) const;
  [[nodiscard]] code::Meaning of_sum(SyntaxNode expression, int depth) const;
  [[nodiscard]] std::string formatted(SyntaxNode call, int depth) const;
  void add_fields(SyntaxNode body, int depth, code::Arguments& into) const;

  const code::Scopes& scopes_;
};

}  // namespace fundable::go_code
