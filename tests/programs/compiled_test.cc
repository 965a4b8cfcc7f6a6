// The compiled evaluator against the simple one, which the oracle checks (oracle_test.cc):
// verdicts, answers, deciding criteria, open facts and whole judgements have to be the same, for
// random programs and for ours.
//
// FUNDABLE_RANDOM_CASES=1000000 sets how many pairs of program and subject are tried; use a build
// without sanitizers for that.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>

#include "programs/decision_block.h"
#include "programs/judgement_cache.h"
#include "programs/ways.h"
#include "tests/programs/random_case.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

using oracle::Case;
using oracle::CaseFacts;
using oracle::Random;

std::size_t pairs_to_try() {
  const char* wanted = std::getenv("FUNDABLE_RANDOM_CASES");
  return wanted == nullptr ? 4'000 : std::strtoull(wanted, nullptr, 10);
}

// What both evaluators decide, on one line.
std::string decision(VerdictKind verdict, const std::vector<Answer>& answers,
                     const std::vector<std::string>& deciding, const std::vector<FactId>& open) {
  std::ostringstream text;
  text << to_string(verdict) << " answers";
  for (const Answer answer : answers) text << ' ' << to_string(answer);
  text << " deciding";
  for (const std::string& criterion : deciding) text << ' ' << criterion;
  text << " open";
  for (const FactId fact : open) text << ' ' << fact;
  return text.str();
}

std::string decision(const Judgement& judgement) {
  std::vector<Answer> answers;
  for (const Finding& finding : judgement.verdict.findings) answers.push_back(finding.answer);
  return decision(judgement.verdict.verdict, answers, judgement.verdict.deciding, judgement.open);
}

std::string decision(const DecisionBlock& block, std::size_t lane, std::size_t criteria) {
  std::vector<Answer> answers;
  for (std::size_t i = 0; i < criteria; ++i) answers.push_back(block.answer(i, lane));
  return decision(block.verdict(lane), answers, block.deciding(lane), block.open(lane));
}

// Everything that a judgement says but for the texts of the program, which cannot differ.
std::string whole(const Judgement& judgement) {
  std::ostringstream text;
  text << decision(judgement);
  for (const Finding& finding : judgement.verdict.findings) {
    text << '\n' << finding.criterion << (finding.assumed ? " assumed" : "") << " missing";
    for (const std::string& fact : finding.missing) text << ' ' << fact;
  }
  for (const Flip& flip : judgement.verdict.would_flip) {
    text << '\n' << flip.fact << " from " << flip.from << " to";
    for (const std::string& value : flip.to) text << ' ' << value;
    text << " gives " << to_string(flip.verdict);
  }
  for (const Way& way : judgement.verdict.ways) {
    text << "\nway" << (way.controlled ? "" : " through history");
    for (const Change& change : way.changes) {
      text << ' ' << change.fact << " from " << change.from << " to";
      for (const std::string& value : change.to) text << ' ' << value;
    }
  }
  for (const Warning& warning : judgement.verdict.warnings) text << "\nwarns " << warning.id;
  for (const Assumption& assumption : judgement.assumptions) {
    text << "\nassumes " << assumption.criterion << ' ' << assumption.fact << ' '
         << assumption.value;
  }
  return text.str();
}

// Gives the first difference; empty where there is none.
std::string difference(const Program& program, const Vocabulary& vocabulary,
                       const std::vector<CaseFacts>& subjects, std::map<std::string, int>& seen) {
  const CompiledProgram compiled(program, vocabulary);
  DecisionBlock block(compiled, kToday);
  JudgementCache cache(compiled, kToday, JudgementCache::kWithWays, 8);
  for (const CaseFacts& facts : subjects) block.add({facts.workload, facts.project});
  block.decide();
  for (std::size_t lane = 0; lane < subjects.size(); ++lane) {
    const Subject subject{subjects[lane].workload, subjects[lane].project};
    Judgement want = judge(program, subject, vocabulary, kToday);
    want.verdict.ways = ways_to_eligible(program, subject, vocabulary);
    ++seen[to_string(want.verdict.verdict)];
    const std::string got = decision(block, lane, want.verdict.findings.size());
    if (got != decision(want)) return "simple:   " + decision(want) + "\ncompiled: " + got;
    const std::string shared = whole(*cache.judgement(subject));
    if (shared != whole(want)) return "simple:\n" + whole(want) + "\nshared:\n" + shared;
  }
  seen["hits"] += static_cast<int>(cache.hits());
  seen["compiled"] += compiled.is_ready() ? 1 : 0;
  return "";
}

TEST(Compiled, AgreesWithTheSimpleEvaluatorOnRandomPrograms) {
  constexpr std::uint64_t kSeed = 20261125;
  constexpr std::size_t kSubjects = 25;
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < pairs_to_try() / kSubjects; ++i) {
    Random random(kSeed + i);
    Case one = oracle::random_case(random);
    const Vocabulary vocabulary = vocabulary_of(oracle::vocabulary_yaml(one));
    const Program program = program_of(oracle::program_yaml(one), vocabulary);
    std::vector<CaseFacts> subjects;
    for (std::size_t s = 0; s < kSubjects; ++s) {
      subjects.push_back(oracle::facts_of(one, vocabulary));
      oracle::draw_facts_anew(random, one);
    }
    const std::string differs = difference(program, vocabulary, subjects, seen);
    ASSERT_EQ(differs, "") << "seed " << kSeed + i << "\n"
                           << oracle::vocabulary_yaml(one) << oracle::program_yaml(one);
  }
  for (const char* what : {"eligible", "ineligible", "undetermined", "review", "hits"}) {
    EXPECT_GT(seen[what], 0) << what;
  }
}

// A subject of a program's own witnesses: unknown, known, contested, ruled out, or both at once.
CaseFacts drawn(Random& random, const Program& program, const Vocabulary& vocabulary) {
  CaseFacts made;
  for (const Witnesses* all : {&program.witnesses, &program.warning_witnesses}) {
    for (const auto& [fact, values] : *all) {
      Facts& facts = vocabulary[fact].is_of_project() ? made.project : made.workload;
      const std::size_t luck = random.below(10);
      const Value& value = values[random.below(values.size())];
      if (luck < 6) facts.hold(fact, value, {});
      if (luck == 0) facts.hold(fact, values[random.below(values.size())], {});
      if (luck == 1 || luck == 7) facts.rule_out(fact, values[random.below(values.size())], {});
    }
  }
  return made;
}

TEST(Compiled, AgreesWithTheSimpleEvaluatorOnOurPrograms) {
  const Rulebook& book = rulebook();
  std::map<std::string, int> seen;
  for (const Program& program : book.programs) {
    ASSERT_TRUE(CompiledProgram(program, book.vocabulary).is_ready()) << program.id;
    Random random(7);
    for (int i = 0; i < 12; ++i) {
      std::vector<CaseFacts> subjects;
      for (int s = 0; s < 100; ++s) subjects.push_back(drawn(random, program, book.vocabulary));
      ASSERT_EQ(difference(program, book.vocabulary, subjects, seen), "") << program.id;
    }
  }
  EXPECT_GT(seen["ineligible"], 0);
  EXPECT_GT(seen["undetermined"], 0);
}

TEST(Compiled, LeavesWhatHasTooManyClassesToTheSimpleEvaluator) {
  const Vocabulary vocabulary =
      vocabulary_of("- {fact: workload.tags, type: texts, ask: Which?}\n");
  std::string parts;
  for (int i = 0; i < 7; ++i) {
    parts += (i == 0 ? "" : ", ") + ("{fact: workload.tags, includes: t" + std::to_string(i) + "}");
  }
  const Program program = program_of(
      "program: p\nname: P\nversion: 2026-11-22\npays: {what: planned_costs, period: once}\n"
      "sources: {s: {title: T, rank: aws, checked: 2026-11-22}}\ncriteria:\n"
      "- {criterion: c, says: It., kind: required, source: {in: s, section: A}, all: [" +
          parts + "]}\n",
      vocabulary);
  EXPECT_FALSE(CompiledProgram(program, vocabulary).is_ready());
  CaseFacts unknown;
  CaseFacts known;
  known.workload.hold(vocabulary.id("workload.tags"), std::vector<std::string>{"t1"}, {});
  std::map<std::string, int> seen;
  EXPECT_EQ(difference(program, vocabulary, {unknown, known}, seen), "");
  EXPECT_EQ(seen["ineligible"], 1);
  EXPECT_EQ(seen["undetermined"], 1);
}

// Criteria that each leave a fact open can settle each other.
TEST(Compiled, JoinsCriteriaThatShareAnOpenFact) {
  const Vocabulary vocabulary = vocabulary_of("- {fact: workload.f, type: truth, ask: Which?}\n");
  const Program program = program_of(
      "program: p\nname: P\nversion: 2026-11-22\npays: {what: planned_costs, period: once}\n"
      "sources: {s: {title: T, rank: aws, checked: 2026-11-22}}\ncriteria:\n"
      "- {criterion: a, says: It., kind: required, source: {in: s, section: A}, fact: workload.f, "
      "is: true}\n"
      "- {criterion: b, says: It., kind: required, source: {in: s, section: A}, fact: workload.f, "
      "is: false}\n",
      vocabulary);
  const CompiledProgram compiled(program, vocabulary);
  DecisionBlock block(compiled, kToday);
  const CaseFacts unknown;
  block.add({unknown.workload, unknown.project});
  block.decide();
  EXPECT_EQ(block.answer(0, 0), Answer::kUnknown);
  EXPECT_EQ(block.answer(1, 0), Answer::kUnknown);
  EXPECT_EQ(block.verdict(0), VerdictKind::kIneligible);
  EXPECT_TRUE(block.open(0).empty());
}

TEST(Compiled, ABlockIsUsedAgainAfterItIsCleared) {
  const Rulebook& book = rulebook();
  const CompiledProgram compiled(program("poc"), book.vocabulary);
  DecisionBlock block(compiled, kToday);
  Random random(3);
  for (int round = 0; round < 3; ++round) {
    block.clear();
    std::vector<CaseFacts> subjects;
    while (!block.is_full()) {
      subjects.push_back(drawn(random, program("poc"), book.vocabulary));
      block.add({subjects.back().workload, subjects.back().project});
    }
    block.decide();
    for (std::size_t lane = 0; lane < subjects.size(); ++lane) {
      const Judgement want =
          judge(program("poc"), {subjects[lane].workload, subjects[lane].project}, book.vocabulary,
                kToday);
      ASSERT_EQ(decision(block, lane, want.verdict.findings.size()), decision(want));
    }
  }
}

}  // namespace
}  // namespace fundable::programs
