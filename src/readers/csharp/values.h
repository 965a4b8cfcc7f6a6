// What C#'s expressions and types stand for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/syntax.h"
#include "readers/code/literals.h"
#include "readers/code/scopes.h"
#include "readers/csharp/namespaces.h"

namespace fundable::csharp_code {

// Works expressions out by the names that are known at this point of the file. It costs a number of
// steps that is bounded by the expression's length.
class Values {
 public:
  Values(const code::Scopes& scopes, const Namespaces& namespaces)
      : scopes_(scopes), namespaces_(namespaces) {}

  [[nodiscard]] code::Meaning of(SyntaxNode expression) const { return of(expression, 0); }
  // The class that a type names.
  [[nodiscard]] code::Meaning class_of(SyntaxNode type) const;
  // An object of that type.
  [[nodiscard]] code::Meaning of_type(SyntaxNode type) const;
  // The method of a call, the class of `new X(…)`.
  [[nodiscard]] code::Meaning callee(SyntaxNode call) const { return callee(call, 0); }
  // Of a call, of `new X(…) { … }`, of an attribute. `path` is what is called.
  [[nodiscard]] std::vector<code::Argument> arguments(SyntaxNode call, std::string_view path) const;

 private:
  [[nodiscard]] code::Meaning of(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning of_name(std::string_view name) const;
  [[nodiscard]] code::Meaning of_member(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning of_call(SyntaxNode call, int depth) const;
  [[nodiscard]] code::Meaning of_new(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning of_binary(SyntaxNode expression, int depth) const;
  [[nodiscard]] std::string interpolated(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning callee(SyntaxNode call, int depth) const;
  void add_arguments(SyntaxNode list, std::string_view first_parameter, int depth,
                     code::Arguments& into) const;
  void add_settings(SyntaxNode initializer, int depth, code::Arguments& into) const;

  const code::Scopes& scopes_;
  const Namespaces& namespaces_;
};

}  // namespace fundable::csharp_code
