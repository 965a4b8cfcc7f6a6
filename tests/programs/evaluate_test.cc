// The programs of data/ by their own cases, their routes, and single answers of the evaluator.
#include "programs/evaluate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "app/program_tests.h"
#include "base/text.h"
#include "programs/plan.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

// The facts of a subject, of the workload and of its project together.
Judgement judged(const char* program_id, const char* facts) {
  const Facts all = facts_of(facts, rulebook().vocabulary);
  return judge(program(program_id), {all, all}, rulebook().vocabulary, kToday);
}

const Finding& finding(const Judgement& judgement, std::string_view criterion) {
  for (const Finding& one : judgement.verdict.findings) {
    if (one.criterion == criterion) return one;
  }
  ADD_FAILURE() << "no criterion " << criterion;
  return judgement.verdict.findings.front();
}

TEST(Programs, TheirCasesHoldAndSeeEverything) {
  const auto tests = test_programs(DiskFiles(), {FUNDABLE_ROOT "/data"}, kToday);
  ASSERT_TRUE(tests) << to_string(tests.error());
  ASSERT_EQ(tests->size(), 2u);
  for (const ProgramTest& test : *tests) {
    EXPECT_GT(test.cases, 20u) << test.program;
    EXPECT_EQ(joined(test.failures, "\n"), "") << test.program;
    EXPECT_EQ(joined(test.unseen, "\n"), "") << test.program;
  }
}

// Each statement of the research behind the programs is implemented somewhere.
TEST(Programs, ImplementEveryStatement) {
  std::set<std::string> implemented;
  const auto add = [&](const std::vector<std::string>& ids) {
    implemented.insert(ids.begin(), ids.end());
  };
  for (const Program& program : rulebook().programs) {
    for (const Criterion& one : program.criteria) add(one.implements);
    for (const WarningRule& one : program.warnings) add(one.implements);
    for (const CalendarRule& one : program.calendar) add(one.implements);
  }
  // Not by a rule of their own: guards (`neutral_to`), coverage, routes.
  for (const char* id : {"MAP-05", "MAP-14", "POC-06", "POC-07", "POC-16", "POC-18"}) {
    implemented.insert(id);
  }
  for (const auto& [prefix, count] : {std::pair{"MAP-", 22}, std::pair{"POC-", 18}}) {
    for (int i = 1; i <= count; ++i) {
      const std::string id = prefix + std::string(i < 10 ? "0" : "") + std::to_string(i);
      EXPECT_TRUE(implemented.contains(id)) << id;
    }
  }
}

TEST(Routes, AreAllSeen) {
  const std::map<std::string, const char*> shown{
      {"well_architected", "workload.runs_on: aws\nworkload.goes_to: aws"},
      {"optimization_and_licensing_assessment", "workload.runs_on: azure\nworkload.goes_to: aws"},
      {"activate", "project.customer.segment: startup\nworkload.goes_to: aws"},
      {"innovation_sandbox",
       "workload.runs_on: nowhere\nworkload.goes_to: aws\nproject.customer.segment: partner"},
      {"isv_workload_migration",
       "workload.runs_on: azure\nworkload.goes_to: aws\nproject.customer.segment: isv"},
      {"licences_first",
       "workload.runs_on: azure\nworkload.goes_to: aws\nproject.customer.commercial_licences: "
       "true"},
      {"generative_ai_accelerator",
       "workload.runs_on: nowhere\nworkload.goes_to: aws\nworkload.kind: agent\n"
       "project.customer.segment: startup"},
      {"generative_ai_innovation_center",
       "workload.runs_on: nowhere\nworkload.goes_to: aws\nworkload.kind: ai_application"},
      {"partner_initiative_funding", "project.partner.initiative: Incremental workloads"},
      {"greenfield", "workload.goes_to: aws\nproject.customer.uses_aws: false"}};
  for (const RouteRule& rule : rulebook().routes) {
    ASSERT_TRUE(shown.contains(rule.route.id)) << rule.route.id;
    const Facts facts = facts_of(shown.at(rule.route.id), rulebook().vocabulary);
    const Facts none;
    EXPECT_EQ(answer_of(rule.when, {facts, facts}, rulebook().vocabulary), Answer::kYes)
        << rule.route.id;
    EXPECT_EQ(answer_of(rule.when, {none, none}, rulebook().vocabulary), Answer::kUnknown);
  }
}

constexpr const char* kMoves = "workload.runs_on: gcp\nworkload.goes_to: aws";

TEST(Judge, SaysWhatAnAnswerRestsOn) {
  const Judgement moves = judged("map", kMoves);
  EXPECT_EQ(moves.verdict.verdict, VerdictKind::kEligible);
  EXPECT_TRUE(moves.open.empty());
  EXPECT_TRUE(finding(moves, "comes_to_stay").assumed);
  EXPECT_FALSE(finding(moves, "exists_today").assumed);
  ASSERT_EQ(moves.assumptions.size(), 1u);
  EXPECT_EQ(moves.assumptions[0].fact, "workload.permanent");
  EXPECT_EQ(moves.assumptions[0].value, "true");
  EXPECT_EQ(moves.assumptions[0].criterion, "comes_to_stay");
  const auto& deciding = moves.verdict.deciding;
  EXPECT_EQ(std::ranges::count(deciding, "goes_to_aws"), 1);
  EXPECT_EQ(std::ranges::count(deciding, "comes_to_stay"), 0);
}

TEST(Judge, AssumesNothingThatIsRuledOut) {
  const Judgement moves = judged("map",
                                 "workload.runs_on: gcp\nworkload.goes_to: aws\n"
                                 "!workload.permanent: true");
  EXPECT_EQ(moves.verdict.verdict, VerdictKind::kIneligible);
  EXPECT_FALSE(finding(moves, "comes_to_stay").assumed);
}

TEST(Judge, NamesOnlyTheFactsThatStillDecide) {
  const Vocabulary& vocabulary = rulebook().vocabulary;
  const Judgement open = judged("map", "workload.runs_on: gcp");
  EXPECT_EQ(open.verdict.verdict, VerdictKind::kUndetermined);
  EXPECT_EQ(open.open, std::vector<FactId>{vocabulary.id("workload.goes_to")});
  EXPECT_EQ(finding(open, "goes_to_aws").missing, std::vector<std::string>{"workload.goes_to"});
  // Nothing about the prototype matters for what runs already.
  EXPECT_TRUE(judged("poc", kMoves).open.empty());
  EXPECT_EQ(judged("poc", kMoves).verdict.deciding, std::vector<std::string>{"is_a_new_build"});
}

TEST(Judge, SaysWhatWouldFlipIt) {
  const Judgement moves = judged("map", kMoves);
  std::map<std::string, std::pair<std::vector<std::string>, VerdictKind>> flips;
  for (const Flip& flip : moves.verdict.would_flip) {
    if (flip.verdict == VerdictKind::kIneligible) flips[flip.fact] = {flip.to, flip.verdict};
  }
  EXPECT_EQ(flips["workload.goes_to"].first,
            (std::vector<std::string>{"stays", "retired", "elsewhere"}));
  EXPECT_EQ(flips["workload.permanent"].first, std::vector<std::string>{"false"});
  EXPECT_EQ(flips["workload.runs_on"].first, (std::vector<std::string>{"aws", "nowhere"}));
}

TEST(Judge, GivesUpOnTooManyCombinations) {
  std::string facts;
  std::string any;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "workload.f" + std::to_string(i);
    facts += "- {fact: " + name + ", type: truth, ask: Which?}\n";
    any += "{fact: " + name + ", is: true}, ";
  }
  const Vocabulary vocabulary = vocabulary_of(facts);
  const Program many = program_of(
      "program: p\nname: P\nversion: 2026-11-22\npays: {what: planned_costs, period: once}\n"
      "sources: {s: {title: T, rank: aws, checked: 2026-11-22}}\n"
      "criteria: [{criterion: c, says: S., kind: required, source: {in: s, section: A}, any: [" +
          any + "]}]\n",
      vocabulary);
  const Facts none;
  const Judgement judgement = judge(many, {none, none}, vocabulary, kToday);
  EXPECT_EQ(judgement.verdict.verdict, VerdictKind::kUndetermined);
  EXPECT_EQ(judgement.open.size(), 40u);
}

}  // namespace
}  // namespace fundable::programs
