// What learning a fact may do, and what a name may not.
#include <gtest/gtest.h>

#include <algorithm>

#include "programs/evaluate.h"
#include "tests/programs/random_case.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

using oracle::Case;
using oracle::Random;

// One fact that was open gets a value that it could have; nothing where all are settled. What is
// assumed is left alone: to learn the contrary may well turn an answer.
bool learn_something(Random& random, const Program& program, const Vocabulary& vocabulary,
                     oracle::CaseFacts& facts) {
  std::vector<std::pair<FactId, Value>> could_be;
  for (const auto& [fact, witnesses] : program.witnesses) {
    Facts& own = vocabulary[fact].is_of_project() ? facts.project : facts.workload;
    const Fact* found = own.find(fact);
    const bool is_held = found != nullptr && !found->held.empty();
    if (is_held || program.assumption(fact) != nullptr) continue;
    for (const Value& value : witnesses) {
      const bool is_ruled_out =
          found != nullptr &&
          std::ranges::find(found->ruled_out, value, &Held::value) != found->ruled_out.end();
      if (!is_ruled_out) could_be.emplace_back(fact, value);
    }
  }
  if (could_be.empty()) return false;
  const auto& [fact, value] = could_be[random.below(could_be.size())];
  (vocabulary[fact].is_of_project() ? facts.project : facts.workload).hold(fact, value, {});
  return true;
}

TEST(Learning, NeverTurnsWhatWasDecided) {
  int settled = 0;
  for (std::uint64_t seed = 0; seed < 1'500; ++seed) {
    Random random(seed);
    const Case one = oracle::random_case(random);
    const Vocabulary vocabulary = vocabulary_of(oracle::vocabulary_yaml(one));
    const Program program = program_of(oracle::program_yaml(one), vocabulary);
    oracle::CaseFacts facts = oracle::facts_of(one, vocabulary);
    Judgement before = judge(program, {facts.workload, facts.project}, vocabulary, kToday);
    while (learn_something(random, program, vocabulary, facts)) {
      Judgement after = judge(program, {facts.workload, facts.project}, vocabulary, kToday);
      for (std::size_t i = 0; i < program.criteria.size(); ++i) {
        const Answer was = before.verdict.findings[i].answer;
        if (was == Answer::kUnknown) continue;
        ASSERT_EQ(after.verdict.findings[i].answer, was) << "seed " << seed;
      }
      if (before.verdict.verdict != VerdictKind::kUndetermined) {
        ASSERT_EQ(after.verdict.verdict, before.verdict.verdict) << "seed " << seed;
      } else if (after.verdict.verdict != VerdictKind::kUndetermined) {
        ++settled;
      }
      before = std::move(after);
    }
  }
  EXPECT_GT(settled, 50);
}

// MAP pays what moves, whatever it is called: AI is no criterion.
TEST(Relabelling, ChangesNothingUnderMap) {
  const Rulebook& book = rulebook();
  const Program& map = program("map");
  const FactId kind = book.vocabulary.id("workload.kind");
  const auto verdict = [&](std::string lines, const std::string& called) {
    if (!called.empty()) lines += "workload.kind: " + called + "\n";
    const Facts facts = facts_of(lines, book.vocabulary);
    const Judgement judged = judge(map, {facts, facts}, book.vocabulary, kToday);
    std::string text = to_string(judged.verdict.verdict);
    for (const Finding& finding : judged.verdict.findings) {
      text += " " + finding.criterion + "=" + to_string(finding.answer);
    }
    for (const Flip& flip : judged.verdict.would_flip) text += " " + flip.fact;
    return text;
  };
  for (const char* lines :
       {"", "workload.runs_on: azure\nworkload.goes_to: aws\n",
        "workload.runs_on: aws\nworkload.goes_to: aws\n",
        "workload.runs_on: nowhere\nworkload.goes_to: aws\nworkload.replaces: old\n",
        "workload.runs_on: vendor_api\nworkload.goes_to: aws\n",
        "workload.goes_to: stays\n!workload.runs_on: nowhere\n"}) {
    const std::string unnamed = verdict(lines, "");
    for (const std::string& called : book.vocabulary[kind].values) {
      EXPECT_EQ(verdict(lines, called), unnamed) << lines << called;
    }
  }
}

}  // namespace
}  // namespace fundable::programs
