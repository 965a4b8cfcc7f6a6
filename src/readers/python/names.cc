// Tables keyed by scope and name, so that any question takes constant time however many scopes a
// file nests. What is kept is capped: a file that binds a hundred thousand names is made to be
// slow.
#include "readers/python/names.h"

#include <algorithm>
#include <utility>

namespace fundable::py {
namespace {

constexpr std::size_t kMostScopes = 50'000;
constexpr std::size_t kMostBindings = 100'000;
constexpr std::size_t kMostUses = 100'000;

}  // namespace

ScopeId Names::open(Scope scope) {
  if (scopes_.size() >= kMostScopes) {
    is_cut_ = true;
    return scope.parent;
  }
  scopes_.push_back(std::move(scope));
  return static_cast<ScopeId>(scopes_.size() - 1);
}

void Names::bind(ScopeId scope, std::string_view name, Binding binding) {
  if (name.empty()) return;
  if (++bindings_ > kMostBindings) {
    is_cut_ = true;
    return;
  }
  if (!redirected_.empty()) {
    if (const auto to = redirected_.find({scope, name}); to != redirected_.end()) {
      scope = to->second;
    }
  }
  std::vector<Binding>& all = entries_[{scope, name}].bindings;
  if (!all.empty()) binding.from = std::max(binding.from, all.back().from);
  all.push_back(std::move(binding));
}

void Names::redirect(ScopeId scope, std::string_view name, ScopeId to) {
  if (redirected_.size() < kMostBindings) redirected_.try_emplace({scope, name}, to);
}

bool Names::is_bound(ScopeId scope, std::string_view name) const {
  return entries_.contains({scope, name});
}

Names::Entry* Names::find(ScopeId scope, std::string_view name) {
  const auto found = entries_.find({scope, name});
  return found == entries_.end() ? nullptr : &found->second;
}

void Names::use(Use use) {
  if (uses_.size() < kMostUses) {
    uses_.push_back(std::move(use));
  } else {
    is_cut_ = true;
  }
}

}  // namespace fundable::py
