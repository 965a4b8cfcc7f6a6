// The smallest ways to a verdict against every way, and the turns that are wrong.
#include "programs/ways.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "programs/islands.h"
#include "tests/programs/random_case.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

using oracle::Random;

Facts random_facts(Random& random) {
  static const std::vector<std::string> kLines{
      "workload.runs_on: azure",
      "workload.runs_on: nowhere",
      "workload.runs_on: aws",
      "workload.goes_to: aws",
      "workload.goes_to: stays",
      "workload.permanent: false",
      "workload.replaces: it",
      "workload.poc.scope: A chat",
      "workload.poc.scope: ''",
      "workload.work_started: true",
      "workload.self_managed_engine: true",
      "workload.poc.success_criteria: [{metric: errors, target: 2 %}]",
      "workload.poc.path_to_production: {owner: Head}"};
  std::string lines;
  for (const std::string& line : kLines) {
    if (random.one_in(3)) lines += line + "\n";
  }
  return facts_of(lines, rulebook().vocabulary);
}

// The size of the smallest set of changes that makes it eligible, by trying all up to `most`.
std::size_t smallest(const Program& program, const Subject& subject, std::size_t most) {
  Trial trial(program, subject, rulebook().vocabulary);
  std::vector<FactId> facts;
  for (const auto& [fact, values] : program.witnesses) facts.push_back(fact);
  const auto eligible = [&] {
    return verdict_of(Trial::reachable(trial.islands())) == VerdictKind::kEligible;
  };
  const std::function<bool(std::size_t, std::size_t)> found = [&](std::size_t from,
                                                                  std::size_t left) {
    if (left == 0) return eligible();
    for (std::size_t i = from; i < facts.size(); ++i) {
      const auto before = trial.possible().of(facts[i]);
      for (const Value& value : program.witnesses.at(facts[i])) {
        const Value* const one[] = {&value};
        trial.possible().replace(facts[i], one);
        const bool reached = found(i + 1, left - 1);
        trial.possible().replace(facts[i], before);
        if (reached) return true;
      }
    }
    return false;
  };
  for (std::size_t size = 0; size <= most; ++size) {
    if (found(0, size)) return size;
  }
  return most + 1;
}

TEST(Ways, AreTheSmallestThatThereAre) {
  std::size_t of_two = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Random random(seed);
    const Facts workload = random_facts(random);
    const Facts project;
    for (const Program& one : rulebook().programs) {
      const Subject subject{workload, project};
      const auto ways = ways_to_eligible(one, subject, rulebook().vocabulary);
      const std::size_t size = smallest(one, subject, 2);
      if (size == 0 || size > 2) {
        EXPECT_TRUE(size > 0 || ways.empty()) << seed;
        for (const Way& way : ways) EXPECT_GT(way.changes.size(), 2u) << one.id << seed;
        continue;
      }
      ASSERT_FALSE(ways.empty()) << one.id << " seed " << seed;
      for (const Way& way : ways) EXPECT_EQ(way.changes.size(), size) << one.id << " " << seed;
      of_two += size == 2 ? 1 : 0;
    }
  }
  EXPECT_GT(of_two, 10u);
}

TEST(Ways, TellHistoryFromWhatPeopleControl) {
  const Facts none;
  const Vocabulary& vocabulary = rulebook().vocabulary;
  const Facts stays = facts_of("workload.runs_on: azure\nworkload.goes_to: stays", vocabulary);
  const auto moved = ways_to_eligible(program("map"), {stays, none}, vocabulary);
  ASSERT_EQ(moved.size(), 1u);
  EXPECT_TRUE(moved[0].controlled);
  EXPECT_EQ(moved[0].changes[0].fact, "workload.goes_to");
  EXPECT_EQ(moved[0].changes[0].from, "stays");
  EXPECT_EQ(moved[0].changes[0].to, std::vector<std::string>{"aws"});
  const Facts fresh = facts_of("workload.runs_on: nowhere\nworkload.goes_to: aws", vocabulary);
  const auto found = ways_to_eligible(program("map"), {fresh, none}, vocabulary);
  ASSERT_FALSE(found.empty());
  EXPECT_FALSE(found[0].controlled);
  EXPECT_TRUE(found[0].changes[0].history);
  EXPECT_GE(found[0].changes[0].to.size(), 6u);
}

TEST(WrongTurns, LoseAndGainNothing) {
  const Facts none;
  const Vocabulary& vocabulary = rulebook().vocabulary;
  const Facts moves = facts_of("workload.runs_on: azure\nworkload.goes_to: aws", vocabulary);
  const auto turns = wrong_turns(rulebook().programs, {moves, none}, vocabulary);
  ASSERT_EQ(turns.size(), 2u);
  EXPECT_EQ(turns[0].fact, "workload.runs_on");
  EXPECT_EQ(turns[0].to, "nowhere");
  EXPECT_EQ(turns[0].says, "Calling it new would lose map and leave poc undecided.");
  EXPECT_EQ(turns[1].fact, "workload.goes_to");
  EXPECT_EQ(turns[1].says, "Calling it retired would lose map and gain nothing.");
  // Where something is gained it is no wrong turn: this one has all that PoC funding asks for.
  const Facts described = facts_of(
      "workload.runs_on: azure\nworkload.goes_to: aws\nworkload.poc.scope: A chat\n"
      "workload.poc.success_criteria: [{metric: errors, target: 2 %}]\n"
      "workload.poc.path_to_production: {owner: Head, date: 2027-06-01}",
      vocabulary);
  for (const WrongTurn& turn : wrong_turns(rulebook().programs, {described, none}, vocabulary)) {
    EXPECT_NE(turn.fact, "workload.runs_on");
  }
}

}  // namespace
}  // namespace fundable::programs
