// Every criterion, rule of coverage, warning and route of data/, seen in each of its answers. A
// new one without a case fails here.
#include "programs/evaluate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "programs/coverage.h"
#include "programs/plan.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

// Facts that give one criterion this answer.
struct Seen {
  const char* program;
  const char* criterion;
  Answer answer;
  const char* facts;
};

constexpr Answer kYes = Answer::kYes;
constexpr Answer kNo = Answer::kNo;
constexpr Answer kUnknown = Answer::kUnknown;

const Seen kSeen[] = {
    {"map", "exists_today", kYes, "workload.runs_on: gcp"},
    {"map", "exists_today", kYes, "workload.runs_on: nowhere\nworkload.replaces: the old one"},
    {"map", "exists_today", kYes, "!workload.runs_on: nowhere"},
    {"map", "exists_today", kNo, "workload.runs_on: nowhere"},
    {"map", "exists_today", kUnknown, ""},
    {"map", "runs_outside_aws", kYes, "workload.runs_on: on_premises"},
    {"map", "runs_outside_aws", kYes, "workload.runs_on: azure\nworkload.runs_on: gcp"},
    {"map", "runs_outside_aws", kYes, "workload.runs_on: nowhere\nworkload.replaces: it"},
    {"map", "runs_outside_aws", kYes, "workload.runs_on: aws\nworkload.self_managed_engine: true"},
    {"map", "runs_outside_aws", kNo, "workload.runs_on: aws"},
    {"map", "runs_outside_aws", kNo, "workload.runs_on: nowhere"},
    {"map", "runs_outside_aws", kUnknown, "workload.runs_on: azure\nworkload.runs_on: aws"},
    {"map", "goes_to_aws", kYes, "workload.goes_to: aws"},
    {"map", "goes_to_aws", kNo, "workload.goes_to: elsewhere"},
    {"map", "goes_to_aws", kUnknown, ""},
    {"map", "is_not_left_or_switched_off", kYes, "workload.goes_to: elsewhere"},
    {"map", "is_not_left_or_switched_off", kNo,
     "workload.goes_to: stays\nworkload.goes_to: retired"},
    {"map", "is_not_left_or_switched_off", kUnknown, ""},
    {"map", "comes_to_stay", kYes, ""},
    {"map", "comes_to_stay", kNo, "workload.permanent: false"},
    {"map", "comes_to_stay", kUnknown, "workload.permanent: true\nworkload.permanent: false"},
    {"map", "is_moved_not_rebuilt", kYes, "workload.runs_on: oci\nworkload.replaces: it"},
    {"map", "is_moved_not_rebuilt", kNo, "workload.runs_on: nowhere\nworkload.replaces: it"},
    {"map", "is_moved_not_rebuilt", kUnknown, "workload.replaces: it"},
    {"map", "source_is_infrastructure", kYes, "workload.runs_on: colocation"},
    {"map", "source_is_infrastructure", kNo, "workload.runs_on: vendor_api"},
    {"map", "source_is_infrastructure", kUnknown, ""},
    {"map", "is_no_engine_on_ec2", kYes, "workload.runs_on: aws"},
    {"map", "is_no_engine_on_ec2", kNo,
     "workload.runs_on: aws\nworkload.self_managed_engine: true"},
    {"map", "is_no_engine_on_ec2", kUnknown, "workload.self_managed_engine: true"},
    {"map", "no_other_funding", kYes, "project.other_funding: []"},
    {"map", "no_other_funding", kNo, "project.other_funding: [Activate]"},
    {"map", "no_other_funding", kUnknown, ""},
    {"map", "opportunity_is_registered", kYes, "project.opportunity.id: O1234567"},
    {"map", "opportunity_is_registered", kNo, "project.opportunity.id: ' '"},
    {"map", "opportunity_is_registered", kUnknown, ""},
    {"map", "cost_on_aws_is_estimated", kYes, "workload.aws.monthly_cost_usd: 30000"},
    {"map", "cost_on_aws_is_estimated", kNo, "workload.aws.monthly_cost_usd: -1"},
    {"map", "cost_on_aws_is_estimated", kUnknown, ""},
    {"map", "work_has_not_begun", kYes, "workload.work_started: false"},
    {"map", "work_has_not_begun", kNo, "workload.work_started: true"},
    {"map", "work_has_not_begun", kUnknown, ""},
    {"poc", "is_a_new_build", kYes, "workload.runs_on: nowhere"},
    {"poc", "is_a_new_build", kNo, "!workload.runs_on: nowhere"},
    {"poc", "is_a_new_build", kUnknown, ""},
    {"poc", "is_built_on_aws", kYes, "workload.goes_to: aws"},
    {"poc", "is_built_on_aws", kNo, "workload.goes_to: stays"},
    {"poc", "is_built_on_aws", kUnknown, "workload.goes_to: aws\nworkload.goes_to: stays"},
    {"poc", "scope_is_defined", kYes, "workload.poc.scope: An assistant"},
    {"poc", "scope_is_defined", kNo, "workload.poc.scope: ''"},
    {"poc", "scope_is_defined", kUnknown, ""},
    {"poc", "success_can_be_measured", kYes,
     "workload.poc.success_criteria: [{metric: speed}, {metric: errors, target: none}]"},
    {"poc", "success_can_be_measured", kNo,
     "workload.poc.success_criteria: [{metric: speed, target: better}, {target: 90 %}]"},
    {"poc", "success_can_be_measured", kUnknown, ""},
    {"poc", "path_to_production_has_an_owner_and_a_date", kYes,
     "workload.poc.path_to_production: {owner: Head, date: 2027-06-01}"},
    {"poc", "path_to_production_has_an_owner_and_a_date", kNo,
     "workload.poc.path_to_production: {owner: Head}"},
    {"poc", "path_to_production_has_an_owner_and_a_date", kUnknown, ""},
    {"poc", "replaces_nothing_that_runs", kYes, ""},
    {"poc", "replaces_nothing_that_runs", kNo, "workload.replaces: the old one"},
    {"poc", "replaces_nothing_that_runs", kUnknown, "workload.replaces: it\nworkload.replaces: ''"},
    {"poc", "bedrock_or_sagemaker_is_primary", kYes, "workload.aws.primary_service: agentcore"},
    {"poc", "bedrock_or_sagemaker_is_primary", kNo, "workload.aws.primary_service: ec2"},
    {"poc", "bedrock_or_sagemaker_is_primary", kUnknown, ""},
    {"poc", "it_has_an_end", kYes, "workload.poc.ends: 2027-01-31"},
    {"poc", "it_has_an_end", kNo, "workload.poc.ends: 1999-12-31"},
    {"poc", "it_has_an_end", kUnknown, ""},
    {"poc", "says_how_success_is_measured", kYes,
     "workload.poc.success_criteria: [{metric: m, target: 1, measured_by: us}]"},
    {"poc", "says_how_success_is_measured", kNo,
     "workload.poc.success_criteria: [{metric: m, target: 1, measured_by: us}, {metric: n}]"},
    {"poc", "says_how_success_is_measured", kUnknown, ""},
    {"poc", "production_cost_is_estimated", kYes,
     "workload.poc.path_to_production: {yearly_aws_cost_usd: 120000}"},
    {"poc", "production_cost_is_estimated", kNo, "workload.poc.path_to_production: {owner: Head}"},
    {"poc", "production_cost_is_estimated", kUnknown, ""},
    {"poc", "costs_are_listed", kYes,
     "workload.poc.costs: [{item: Tokens, nature: aws_usage, amount_usd: 8000}]"},
    {"poc", "costs_are_listed", kNo, "workload.poc.costs: [{item: Tokens}]"},
    {"poc", "costs_are_listed", kUnknown, ""},
    {"poc", "no_other_request_for_it", kYes, "project.other_funding: []"},
    {"poc", "no_other_request_for_it", kNo, "project.other_funding: [Activate]"},
    {"poc", "no_other_request_for_it", kUnknown, ""},
    {"poc", "opportunity_is_registered", kYes, "project.opportunity.id: O1234567"},
    {"poc", "opportunity_is_registered", kNo, "project.opportunity.id: ''"},
    {"poc", "opportunity_is_registered", kUnknown, ""},
    {"poc", "work_has_not_begun", kYes, "workload.work_started: false"},
    {"poc", "work_has_not_begun", kNo, "workload.work_started: true"},
    {"poc", "work_has_not_begun", kUnknown, ""},
};

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

TEST(Criteria, AnswerAsListed) {
  for (const Seen& seen : kSeen) {
    const Judgement judgement = judged(seen.program, seen.facts);
    EXPECT_EQ(finding(judgement, seen.criterion).answer, seen.answer)
        << seen.program << " " << seen.criterion << "\n"
        << seen.facts;
  }
}

TEST(Criteria, AreAllSeenYesNoAndUnknown) {
  std::set<std::tuple<std::string, std::string, Answer>> seen;
  for (const Seen& one : kSeen) seen.emplace(one.program, one.criterion, one.answer);
  for (const Program& program : rulebook().programs) {
    for (const Criterion& criterion : program.criteria) {
      for (const Answer answer : {kYes, kNo, kUnknown}) {
        EXPECT_TRUE(seen.contains({program.id, criterion.id, answer}))
            << program.id << " " << criterion.id << " " << to_string(answer);
      }
    }
  }
}

TEST(Coverage, EveryRuleDecidesSomething) {
  for (const Program& program : rulebook().programs) {
    for (const CoverageRule& rule : program.coverage) {
      std::vector<std::string> services = rule.services;
      if (services.empty()) services = {"", "AServiceThatNobodyKnows"};
      for (const std::string& service : services) {
        const PlannedCost cost{"It", rule.nature, service, Money{Decimal::whole(1), "USD"}};
        const auto all = coverage_of(cost, std::span(&program, 1), kToday);
        ASSERT_EQ(all.size(), 1u);
        EXPECT_EQ(all[0].why, rule.why) << program.id << " " << rule.nature << " " << service;
        EXPECT_EQ(all[0].covered, rule.covered) << rule.nature << " " << service;
        EXPECT_EQ(all[0].source.section, rule.source.section);
      }
    }
  }
}

TEST(Coverage, IsAsTheProgramsSay) {
  struct Line {
    const char* nature;
    const char* service;
    Answer map;
    Answer poc;
  };
  constexpr Line kLines[] = {
      {"aws_usage", "AmazonSageMaker", kYes, kYes},
      {"aws_usage", "amazonsagemaker", kYes, kYes},
      {"aws_usage", "AmazonBedrock", kUnknown, kYes},
      {"aws_usage", "AmazonBedrockAgentCore", kYes, kYes},
      {"aws_usage", "AmazonS3", kUnknown, kYes},
      {"aws_usage", "AmazonCloudWatch", kUnknown, kYes},
      {"aws_usage", "AmazonTextract", kNo, kYes},
      {"aws_usage", "", kUnknown, kYes},
      {"labour", "", kUnknown, kNo},
      {"licence", "", kNo, kNo},
      {"marketplace", "", kNo, kNo},
      {"support", "", kNo, kNo},
      {"data_transfer", "", kNo, kUnknown},
      {"other", "", kUnknown, kUnknown},
  };
  for (const Line& line : kLines) {
    const PlannedCost cost{"It", line.nature, line.service, Money{Decimal::whole(1), "USD"}};
    const auto all = coverage_of(cost, rulebook().programs, kToday);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].covered, line.map) << line.nature << " " << line.service;
    EXPECT_EQ(all[1].covered, line.poc) << line.nature << " " << line.service;
    EXPECT_FALSE(all[0].why.empty() || all[1].why.empty());
  }
}

struct Due {
  const char* program;
  const char* warning;
  const char* due;
  const char* not_due;
};
constexpr Due kDue[] = {
    {"map", "same_opportunity_as_poc", "plan.other_programs: [poc]", "plan.other_programs: []"},
    {"map", "other_funding_stated", "project.other_funding: [Activate]",
     "project.other_funding: []"},
    {"map", "new_part_in_what_moves",
     "workload.runs_on: gcp\nworkload.goes_to: aws\nworkload.poc.scope: A chat page",
     "workload.runs_on: nowhere\nworkload.goes_to: aws\nworkload.poc.scope: A chat page"},
    {"map", "work_has_begun", "workload.work_started: true", "workload.work_started: false"},
    {"poc", "work_has_begun", "workload.work_started: true", "workload.work_started: false"},
    {"poc", "same_opportunity_as_map", "plan.other_programs: [map, x]", "plan.other_programs: [x]"},
    {"poc", "other_funding_stated", "project.other_funding: [Activate]",
     "project.other_funding: []"},
};

bool is_due(const Due& due, const char* lines) {
  const Facts facts = facts_of(lines, rulebook().vocabulary);
  const auto all = warnings_of(program(due.program), {facts, facts}, rulebook().vocabulary, kToday);
  return std::ranges::find(all, due.warning, &Warning::id) != all.end();
}

TEST(Warnings, AreAllSeenDueAndNotDue) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const Due& due : kDue) {
    EXPECT_TRUE(is_due(due, due.due)) << due.program << " " << due.warning;
    EXPECT_FALSE(is_due(due, due.not_due)) << due.program << " " << due.warning;
    EXPECT_FALSE(is_due(due, "")) << due.program << " " << due.warning;
    seen.emplace(due.program, due.warning);
  }
  for (const Program& program : rulebook().programs) {
    for (const WarningRule& rule : program.warnings) {
      EXPECT_TRUE(seen.contains({program.id, rule.id})) << program.id << " " << rule.id;
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
       "workload.runs_on: azure\nworkload.goes_to: aws\nproject.customer.segment: isv"}};
  for (const RouteRule& rule : rulebook().routes) {
    ASSERT_TRUE(shown.contains(rule.route.id)) << rule.route.id;
    const Facts facts = facts_of(shown.at(rule.route.id), rulebook().vocabulary);
    const Facts none;
    EXPECT_EQ(answer_of(rule.when, {facts, facts}, rulebook().vocabulary), kYes) << rule.route.id;
    EXPECT_EQ(answer_of(rule.when, {none, none}, rulebook().vocabulary), kUnknown);
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
