// What expressions of a Python file stand for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "readers/python/names.h"

namespace fundable::py {

// Works out meanings and remembers them, so that any number of questions about one file takes time
// in proportion to the file. Chains of names, calls and branches are followed to a fixed depth;
// beyond it, nothing is known.
class Resolver {
 public:
  explicit Resolver(Names& names) : names_(names) {}

  // The value of `expression`, which stands in `scope`.
  [[nodiscard]] Meaning meaning_of(SyntaxNode expression, ScopeId scope);

 private:
  using Place = std::uint32_t;

  Meaning dispatch(SyntaxNode node, ScopeId scope);
  Meaning name(std::string_view name, ScopeId scope, Place at);
  Meaning latest(Names::Entry& entry, Place at);
  Meaning settled(Names::Entry& entry);
  Meaning bound(Binding& binding);
  Meaning attribute(SyntaxNode node, ScopeId scope);
  Meaning member_of(const Meaning& owner, std::string_view name);
  Meaning own_member(ScopeId owner, std::string_view name);
  Meaning call(SyntaxNode node, ScopeId scope);
  Meaning library_call(const Meaning& callee, SyntaxNode node, ScopeId scope);
  Meaning given_by(ScopeId function);
  Meaning first_known(SyntaxNode node, ScopeId scope);
  Meaning annotated(SyntaxNode type, ScopeId scope);
  Meaning argument(SyntaxNode call, std::size_t position, ScopeId scope);
  Meaning joined_text(SyntaxNode node, ScopeId scope);
  Meaning formatted(SyntaxNode node, ScopeId scope);

  Names& names_;
  int depth_ = 0;
};

}  // namespace fundable::py
