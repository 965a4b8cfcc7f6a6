// What JavaScript's expressions stand for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/syntax.h"
#include "readers/code/literals.h"
#include "readers/code/scopes.h"

namespace fundable::js {

// `x` of `await (x as T)!`: what only changes when or as what a value is seen.
[[nodiscard]] SyntaxNode bare(SyntaxNode node);

// As code::member_of; the default export of a module stands for the module.
[[nodiscard]] code::Meaning member_of(const code::Meaning& owner, std::string_view name);

// The package of `require("…")` or `import("…")`; empty where the node is none of these.
[[nodiscard]] std::string required_package(SyntaxNode call);

// Works expressions out by the names that are known at this point of the file. It costs a bounded
// number of steps, however large an expression is: of long chains and deep nests nothing is known.
class Values {
 public:
  explicit Values(const code::Scopes& scopes) : scopes_(scopes) {}

  [[nodiscard]] code::Meaning of(SyntaxNode expression) const;
  // What a value of that type annotation is: an object of the library that has the type.
  [[nodiscard]] code::Meaning of_type(SyntaxNode annotation) const;
  // What `new X`, `X(…)` calls. A library that was imported as a whole and is called itself goes by
  // the name that the file gave it: `openai.OpenAI` for `import OpenAI from "openai"`.
  [[nodiscard]] code::Meaning callee(SyntaxNode function) const;
  [[nodiscard]] std::vector<code::Argument> arguments(SyntaxNode call) const;

 private:
  [[nodiscard]] code::Meaning of(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning of_member(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning of_call(SyntaxNode call, int depth) const;
  [[nodiscard]] code::Meaning of_binary(SyntaxNode expression, int depth) const;
  [[nodiscard]] std::string template_text(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning callee(SyntaxNode function, int depth) const;
  void add_record(SyntaxNode object, int depth, code::Arguments& into) const;
  void add_entry(const std::string& key, SyntaxNode value, int depth, code::Arguments& into) const;

  const code::Scopes& scopes_;
};

}  // namespace fundable::js
