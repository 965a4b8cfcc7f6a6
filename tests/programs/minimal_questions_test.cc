// No question can be dropped and none is missing: up to twelve unknown facts, and every one of
// their completions decided by plain booleans that share no code with the evaluator.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "programs/evaluate.h"
#include "tests/programs/random_case.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

using oracle::Random;

// A formula over facts f0, f1, …, as the program file writes it and as it decides.
struct Formula {
  std::string yaml;
  std::function<bool(unsigned)> holds;  // of the truths, a bit a fact
};

Formula formula(Random& random, unsigned facts, int depth) {
  if (depth == 0 || random.one_in(3)) {
    const auto fact = static_cast<unsigned>(random.below(facts));
    const bool wanted = random.one_in(2);
    return {"{fact: workload.f" + std::to_string(fact) + (wanted ? ", is: true}" : ", is: false}"),
            [=](unsigned truths) { return ((truths >> fact & 1) != 0) == wanted; }};
  }
  if (random.one_in(5)) {
    const Formula part = formula(random, facts, depth - 1);
    return {"{not: " + part.yaml + "}", [=](unsigned truths) { return !part.holds(truths); }};
  }
  const bool all = random.one_in(2);
  std::vector<Formula> parts;
  std::string yaml;
  for (std::size_t i = 0; i < 2 + random.below(2); ++i) {
    parts.push_back(formula(random, facts, depth - 1));
    yaml += (i == 0 ? "" : ", ") + parts.back().yaml;
  }
  return {(all ? "{all: [" : "{any: [") + yaml + "]}", [=](unsigned truths) {
            const auto holds = [&](const Formula& part) { return part.holds(truths); };
            return all ? std::ranges::all_of(parts, holds) : std::ranges::any_of(parts, holds);
          }};
}

struct Asked {
  std::vector<FactId> open;
  std::vector<FactId> needed;  // by brute force
};

Asked asked(std::uint64_t seed, unsigned facts) {
  Random random(seed);
  std::string vocabulary_yaml;
  for (unsigned i = 0; i < facts; ++i) {
    vocabulary_yaml += "- {fact: workload.f" + std::to_string(i) + ", type: truth, ask: Is it?}\n";
  }
  const Vocabulary vocabulary = vocabulary_of(vocabulary_yaml);
  std::string yaml =
      "program: p\nname: P\nversion: 2026-11-22\npays: {what: planned_costs, period: once}\n"
      "sources: {s: {title: T, rank: aws, checked: 2026-11-22}}\ncriteria:\n";
  std::vector<std::pair<Formula, bool>> criteria;  // and whether a no goes to review
  for (std::size_t i = 0; i < 3 + random.below(3); ++i) {
    criteria.emplace_back(formula(random, facts, 3), random.one_in(3));
    yaml += "- {criterion: c" + std::to_string(i) + ", says: S., kind: required" +
            (criteria.back().second ? ", if_no: review" : "") +
            ", source: {in: s, section: A}, all: [" + criteria.back().first.yaml + "]}\n";
  }
  const Program program = program_of(yaml, vocabulary);
  const Facts none;
  Asked result;
  result.open = judge(program, {none, none}, vocabulary, kToday).open;
  const auto outcome = [&](unsigned truths) {
    int worst = 2;
    for (const auto& [one, review] : criteria) {
      if (!one.holds(truths)) worst = std::min(worst, review ? 1 : 0);
    }
    return worst;
  };
  for (unsigned fact = 0; fact < facts; ++fact) {
    bool matters = false;
    for (unsigned truths = 0; truths < 1u << facts && !matters; ++truths) {
      matters = outcome(truths) != outcome(truths ^ 1u << fact);
    }
    if (matters) result.needed.push_back(static_cast<FactId>(fact));
  }
  return result;
}

TEST(MinimalQuestions, AreExactlyThoseThatCanChangeAVerdict) {
  std::size_t all_open = 0;
  std::size_t some_open = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    const unsigned facts = 2 + static_cast<unsigned>(seed % 11);
    const Asked one = asked(seed, facts);
    EXPECT_EQ(one.open, one.needed) << "seed " << seed;
    all_open += one.open.size() == facts ? 1 : 0;
    some_open += !one.open.empty() && one.open.size() < facts ? 1 : 0;
  }
  EXPECT_GT(all_open, 5u);
  EXPECT_GT(some_open, 30u);
}

}  // namespace
}  // namespace fundable::programs
