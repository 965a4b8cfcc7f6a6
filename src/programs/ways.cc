// A way is looked for by deepening: with one change, then two. At each step the first criterion
// that does not hold names the facts of which one must change, so that most sets are never tried;
// and a fact is changed once, so that a step cannot undo another.
#include "programs/ways.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "programs/islands.h"

namespace fundable {
namespace {

constexpr std::size_t kMostChanges = 4;
constexpr std::size_t kMostWays = 8;

// Facts with the value that each is given; by fact.
using Changes = std::map<FactId, const Value*>;

class Search {
 public:
  Search(const Program& program, const Subject& subject, const Vocabulary& vocabulary)
      : trial_(program, subject, vocabulary) {}

  std::set<Changes> smallest() {
    for (std::size_t size = 1; size <= kMostChanges && found_.empty(); ++size) deepen(size);
    return std::move(found_);
  }

  bool is_eligible() { return first_that_fails() == nullptr; }
  const Possibilities& possible() const { return trial_.possible(); }

 private:
  const Criterion* first_that_fails() {
    for (const Criterion* criterion : trial_.required()) {
      if (trial_.answer(*criterion) != Answer::kYes) return criterion;
    }
    return nullptr;
  }

  void deepen(std::size_t left) {
    const Criterion* failing = first_that_fails();
    if (failing == nullptr) {
      // A change that is not needed makes no smallest set; smaller ones were looked for before.
      found_.insert(changes_);
      return;
    }
    if (left == 0) return;
    for (const FactId fact : failing->rests_on) {
      if (changes_.contains(fact)) continue;
      const auto before = trial_.possible().of(fact);
      for (const Value* value : trial_.told_apart(fact)) {
        if (before.size() == 1 && *before.front() == *value) continue;
        const Value* const one[] = {value};
        trial_.possible().replace(fact, one);
        changes_[fact] = value;
        deepen(left - 1);
        changes_.erase(fact);
        trial_.possible().replace(fact, before);
      }
    }
  }

  Trial trial_;
  Changes changes_;
  std::set<Changes> found_;
};

// Sets over the same facts are one way where every combination of their values is among them.
std::vector<std::map<FactId, std::vector<const Value*>>> merged(const std::set<Changes>& found) {
  std::map<std::vector<FactId>, std::vector<const Changes*>> by_facts;
  for (const Changes& changes : found) {
    std::vector<FactId> facts;
    for (const auto& [fact, value] : changes) facts.push_back(fact);
    by_facts[facts].push_back(&changes);
  }
  std::vector<std::map<FactId, std::vector<const Value*>>> ways;
  for (const auto& [facts, all] : by_facts) {
    std::map<FactId, std::vector<const Value*>> together;
    for (const Changes* changes : all) {
      for (const auto& [fact, value] : *changes) {
        auto& values = together[fact];
        if (std::ranges::find(values, value) == values.end()) values.push_back(value);
      }
    }
    std::size_t combinations = 1;
    for (const auto& [fact, values] : together) combinations *= values.size();
    if (combinations == all.size()) {
      ways.push_back(std::move(together));
      continue;
    }
    for (const Changes* changes : all) {
      ways.emplace_back();
      for (const auto& [fact, value] : *changes) ways.back()[fact] = {value};
    }
  }
  return ways;
}

}  // namespace

std::vector<Way> ways_to_eligible(const Program& program, const Subject& subject,
                                  const Vocabulary& vocabulary) {
  Search search(program, subject, vocabulary);
  if (search.is_eligible()) return {};
  std::vector<Way> ways;
  for (const auto& facts : merged(search.smallest())) {
    Way way;
    for (const auto& [fact, values] : facts) {
      const FactDefinition& definition = vocabulary[fact];
      const auto could_be = search.possible().of(fact);
      const bool known = could_be.size() == 1 && !search.possible().is_assumed(fact);
      Change change{definition.name, "", {}, known && definition.history};
      if (known) change.from = value_in_flip(*could_be.front(), definition.type);
      for (const Value& value : program.witnesses.at(fact)) {
        const bool will_do = std::ranges::find(values, &value) != values.end();
        const std::string text = value_in_flip(value, definition.type);
        if (will_do && std::ranges::find(change.to, text) == change.to.end()) {
          change.to.push_back(text);
        }
      }
      way.controlled = way.controlled && !change.history;
      way.changes.push_back(std::move(change));
    }
    ways.push_back(std::move(way));
  }
  std::ranges::stable_sort(ways, std::greater<>(), &Way::controlled);
  if (ways.size() > kMostWays) ways.resize(kMostWays);
  return ways;
}

std::vector<WrongTurn> wrong_turns(std::span<const Program> programs, const Subject& subject,
                                   const Vocabulary& vocabulary) {
  std::vector<WrongTurn> turns;
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const auto fact = static_cast<FactId>(i);
    const Value* known = subject.workload.known(fact);
    if (known == nullptr) continue;
    for (const auto& [to, called] : vocabulary[fact].turns) {
      const Value value(to);
      if (*known == value) continue;
      std::vector<std::string> loses;
      std::vector<std::string> open;
      bool gains = false;
      for (const Program& program : programs) {
        const VerdictKind was = verdict_if(program, subject, fact, *known, vocabulary);
        const VerdictKind is = verdict_if(program, subject, fact, value, vocabulary);
        const bool lost = was == VerdictKind::kEligible && is != VerdictKind::kEligible;
        if (lost) loses.push_back(program.id);
        gains = gains || (was != VerdictKind::kEligible && is == VerdictKind::kEligible);
        const bool may_gain = was == VerdictKind::kIneligible && is != VerdictKind::kIneligible;
        if (may_gain) open.push_back(program.id);
      }
      if (loses.empty() || gains) continue;
      const std::string gain =
          open.empty() ? "gain nothing" : "leave " + joined(open, " and ") + " undecided";
      turns.push_back({vocabulary[fact].name, to,
                       called + " would lose " + joined(loses, " and ") + " and " + gain + ".",
                       loses});
    }
  }
  return turns;
}

}  // namespace fundable
