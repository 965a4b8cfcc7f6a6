// One stack of meanings a name, and one list of what the open blocks declared: leaving a block
// pops what it pushed. Names that never meant anything of interest take no room, because an unknown
// meaning is only kept where it hides a known one.
#include "readers/code/scopes.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace fundable::code {
namespace {

constexpr std::size_t kMostMeanings = 100'000;  // of one file
constexpr std::size_t kLongestPath = 400;

}  // namespace

std::string_view Meaning::literal(std::string_view name) const {
  const auto found = std::ranges::find(literals, name, &Argument::name);
  return found == literals.end() ? std::string_view() : std::string_view(found->text);
}

Meaning text_meaning(std::string text) {
  Meaning meaning;
  if (text.empty()) return meaning;
  meaning.kind = Meaning::Kind::kText;
  meaning.text = std::move(text);
  return meaning;
}

Meaning member_of(const Meaning& owner, std::string_view name) {
  using Kind = Meaning::Kind;
  if (owner.kind == Kind::kRecord) return text_meaning(std::string(owner.literal(name)));
  Meaning member;
  if (!owner.in_library() || owner.path.size() + name.size() > kLongestPath) return member;
  const bool of_object = owner.kind == Kind::kObject || owner.kind == Kind::kMethod;
  member.kind = of_object ? Kind::kMethod : Kind::kMember;
  member.path = owner.path + '.' + std::string(name);
  return member;
}

void Scopes::enter(std::uint32_t end) { blocks_.push_back({end, declared_.size()}); }

void Scopes::leave_before(std::uint32_t at) {
  while (!blocks_.empty() && blocks_.back().end <= at) {
    for (; declared_.size() > blocks_.back().first; declared_.pop_back()) {
      meanings_.find(declared_.back())->second.pop_back();
      --count_;
    }
    blocks_.pop_back();
  }
}

void Scopes::declare(std::string_view name, Meaning meaning) {
  if (!meaning.known() && find(name) == nullptr) return;
  if (count_ >= kMostMeanings || meanings_.size() >= kMostMeanings) return;
  if (blocks_.empty()) {
    meanings_[std::string(name)].assign(1, std::move(meaning));
    return;
  }
  ++count_;
  meanings_[std::string(name)].push_back(std::move(meaning));
  declared_.emplace_back(name);
}

void Scopes::assign(std::string_view name, Meaning meaning) {
  auto found = meanings_.find(name);
  if (found == meanings_.end()) {
    if (!meaning.known() || meanings_.size() >= kMostMeanings) return;
    found = meanings_.emplace(std::string(name), std::vector<Meaning>()).first;
  }
  std::vector<Meaning>& all = found->second;
  if (all.empty()) {
    all.push_back(std::move(meaning));
  } else {
    all.back() = std::move(meaning);
  }
}

const Meaning* Scopes::find(std::string_view name) const {
  const auto found = meanings_.find(name);
  if (found == meanings_.end() || found->second.empty() || !found->second.back().known()) {
    return nullptr;
  }
  return &found->second.back();
}

}  // namespace fundable::code
