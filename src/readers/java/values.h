// What Java's expressions and types stand for.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax.h"
#include "model/observation.h"
#include "readers/code/literals.h"
#include "readers/code/scopes.h"

namespace fundable::java_code {

// The packages that `import a.b.*;` opens, and the classes in the file and in files beside it.
class Neighbours {
 public:
  explicit Neighbours(const EvidenceFile& file);

  void open_package(std::string_view name) { open_packages_.emplace_back(name); }
  void add_own_class(std::string_view name) { own_classes_.emplace(name); }
  // The one package that defines that class; empty where it is not known.
  [[nodiscard]] std::string_view package_of(std::string_view name) const;

 private:
  const Surroundings* around_;
  std::string folder_;  // with its slash
  std::vector<std::string> open_packages_;
  std::set<std::string, std::less<>> own_classes_;
};

// A chain of calls, `X.builder().model("m").build()`, as one call of the library.
struct Call {
  code::Meaning callee;                   // `X.builder`; unknown where it is not the library's
  std::vector<code::Argument> arguments;  // of that call, then each literal that the chain sets
};

// Works expressions out by the names that are known at this point of the file. It costs a number of
// steps that is bounded by the expression's length.
class Values {
 public:
  Values(const code::Scopes& scopes, const Neighbours& neighbours)
      : scopes_(scopes), neighbours_(neighbours) {}

  [[nodiscard]] code::Meaning of(SyntaxNode expression) const { return of(expression, 0); }
  // An object of that type.
  [[nodiscard]] code::Meaning of_type(SyntaxNode type) const;
  // The class that a type names.
  [[nodiscard]] code::Meaning class_of(SyntaxNode type) const;
  // `new X(…)` or the whole chain that ends with this call.
  [[nodiscard]] Call call(SyntaxNode expression) const { return call(expression, 0); }
  [[nodiscard]] std::vector<code::Argument> annotation_arguments(SyntaxNode annotation) const;

 private:
  [[nodiscard]] code::Meaning of(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning of_name(std::string_view name) const;
  [[nodiscard]] code::Meaning of_field(SyntaxNode expression, int depth) const;
  [[nodiscard]] code::Meaning of_call(SyntaxNode expression, int depth) const;
  [[nodiscard]] Call call(SyntaxNode expression, int depth) const;
  void add_arguments(SyntaxNode list, int depth, code::Arguments& into) const;
  void add_links(const std::vector<SyntaxNode>& links, std::size_t from, int depth,
                 code::Arguments& into) const;

  const code::Scopes& scopes_;
  const Neighbours& neighbours_;
};

}  // namespace fundable::java_code
