// The plan follows the verdicts: it never overrules one, and it never pays a workload twice.
//
// What a program would pay is measured in the program's own terms (the cost lines that it covers,
// or the month on AWS), and only where the evidence states it: an amount that nobody knows is left
// open, never guessed. Programs that exclude each other are few, so every set of them that can
// stand together is tried; within a set the workloads do not touch each other.
#include "programs/plan.h"

#include <algorithm>
#include <tuple>

#include "programs/covered_cost.h"
#include "programs/plan_entry.h"

namespace fundable {
namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

// For each workload the program that takes it, by position; kNobody: none.
using Takers = std::vector<std::size_t>;

struct Choice {
  Takers takers;
  Decimal covered;
  std::size_t workloads = 0;
};

bool takes(const PlanScope& scope, std::size_t workload, std::size_t program) {
  return scope.judged[workload].judgements[program].verdict.verdict == VerdictKind::kEligible;
}

class Chooser {
 public:
  explicit Chooser(const PlanScope& scope) : scope_(scope) {
    worth_.reserve(scope.judged.size());
    for (const Judged& judged : scope.judged) {
      std::vector<Decimal> row;
      for (const Program& program : scope.programs) {
        row.push_back(yearly_worth(judged, program, scope));
      }
      worth_.push_back(std::move(row));
    }
  }

  const Decimal& worth(std::size_t workload, std::size_t program) const {
    return worth_[workload][program];
  }

  Choice best() const {
    Choice best;
    bool found = false;
    std::vector<bool> allowed(scope_.programs.size(), true);
    std::vector<std::size_t> rivals = programs_that_exclude();
    // Beyond kMostRivals the later ones take nothing: no customer has a tenth of so many programs.
    while (rivals.size() > kMostRivals) {
      allowed[rivals.back()] = false;
      rivals.pop_back();
    }
    const std::size_t sets = std::size_t{1} << rivals.size();
    // Rising, with the last rival in the lowest bit: of sets that cover alike the one that keeps
    // earlier programs comes first.
    for (std::size_t left_out = 0; left_out < sets; ++left_out) {
      for (std::size_t i = 0; i < rivals.size(); ++i) {
        allowed[rivals[i]] = (left_out >> (rivals.size() - 1 - i) & 1) == 0;
      }
      if (!stand_together(allowed)) continue;
      Choice choice = choice_of(allowed);
      const bool better =
          std::tie(choice.covered, choice.workloads) > std::tie(best.covered, best.workloads);
      if (!found || better) best = std::move(choice);
      found = true;
    }
    return best;
  }

  bool exclude_each_other(std::size_t a, std::size_t b) const {
    const auto excludes = [&](const Program& one, const Program& other) {
      return std::ranges::find(one.excludes, other.id) != one.excludes.end();
    };
    return excludes(scope_.programs[a], scope_.programs[b]) ||
           excludes(scope_.programs[b], scope_.programs[a]);
  }

 private:
  static constexpr std::size_t kMostRivals = 16;

  // Those that take a workload and exclude another that does.
  std::vector<std::size_t> programs_that_exclude() const {
    std::vector<std::size_t> rivals;
    for (std::size_t a = 0; a < scope_.programs.size(); ++a) {
      for (std::size_t b = 0; b < scope_.programs.size(); ++b) {
        if (a == b || !exclude_each_other(a, b) || !takes_any(a) || !takes_any(b)) continue;
        rivals.push_back(a);
        break;
      }
    }
    return rivals;
  }

  bool takes_any(std::size_t program) const {
    for (std::size_t i = 0; i < scope_.judged.size(); ++i) {
      if (takes(scope_, i, program)) return true;
    }
    return false;
  }

  bool stand_together(const std::vector<bool>& allowed) const {
    for (std::size_t a = 0; a < allowed.size(); ++a) {
      for (std::size_t b = a + 1; b < allowed.size(); ++b) {
        if (allowed[a] && allowed[b] && takes_any(a) && takes_any(b) && exclude_each_other(a, b)) {
          return false;
        }
      }
    }
    return true;
  }

  Choice choice_of(const std::vector<bool>& allowed) const {
    Choice choice;
    for (std::size_t i = 0; i < scope_.judged.size(); ++i) {
      std::size_t taker = kNobody;
      for (std::size_t p = 0; p < scope_.programs.size(); ++p) {
        if (!allowed[p] || !takes(scope_, i, p)) continue;
        if (taker == kNobody || worth(i, p) > worth(i, taker)) taker = p;
      }
      choice.takers.push_back(taker);
      if (taker == kNobody) continue;
      choice.covered += worth(i, taker);
      ++choice.workloads;
    }
    return choice;
  }

  const PlanScope& scope_;
  std::vector<std::vector<Decimal>> worth_;  // by workload and program
};

std::string why_not(const Chooser& chooser, const PlanScope& scope, std::size_t workload,
                    std::size_t program, const Takers& takers) {
  for (const std::size_t other : takers) {
    if (other != kNobody && other != program && chooser.exclude_each_other(program, other)) {
      return "It cannot stand beside " + scope.programs[other].id +
             " in one plan, and the plan covers no less with that one.";
    }
  }
  const std::size_t taker = takers[workload];
  if (taker == kNobody) return "More programs exclude each other than are compared.";
  const auto amount = [&](std::size_t p) {
    return chooser.worth(workload, p).to_string(2) + " USD";
  };
  if (chooser.worth(workload, program) == chooser.worth(workload, taker)) {
    return "Both cover " + amount(program) + " of it within a year, as far as is stated; " +
           scope.programs[taker].id + " comes first by name.";
  }
  return "It covers " + amount(program) + " of it within a year, " + scope.programs[taker].id +
         " covers " + amount(taker) + ".";
}

std::vector<Alternative> alternatives_of(const PlanScope& scope, const Chooser& chooser,
                                         const Takers& takers) {
  std::vector<Alternative> alternatives;
  for (std::size_t i = 0; i < scope.judged.size(); ++i) {
    for (std::size_t p = 0; p < scope.programs.size(); ++p) {
      if (p == takers[i] || !takes(scope, i, p)) continue;
      alternatives.push_back({scope.judged[i].workload->name, scope.programs[p].id,
                              takers[i] == kNobody ? "" : scope.programs[takers[i]].id,
                              why_not(chooser, scope, i, p, takers)});
    }
  }
  return alternatives;
}

}  // namespace

Plan plan_of(const PlanScope& scope) {
  const Chooser chooser(scope);
  const Takers takers = chooser.best().takers;
  std::vector<std::vector<std::size_t>> taken(scope.programs.size());
  for (std::size_t i = 0; i < takers.size(); ++i) {
    if (takers[i] != kNobody) taken[takers[i]].push_back(i);
  }
  std::vector<std::string> in_plan;
  for (std::size_t p = 0; p < taken.size(); ++p) {
    if (!taken[p].empty()) in_plan.push_back(scope.programs[p].id);
  }
  Plan plan;
  for (std::size_t p = 0; p < taken.size(); ++p) {
    if (!taken[p].empty()) plan.entries.push_back(plan_entry(scope, p, taken[p], in_plan));
  }
  std::ranges::sort(plan.entries, {}, &PlanEntry::program);
  plan.alternatives = alternatives_of(scope, chooser, takers);
  return plan;
}

}  // namespace fundable
