// Rules that change over time, and programs of somebody's own.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/program_tests.h"
#include "base/text.h"
#include "programs/coverage.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

constexpr const char* kPacks = FUNDABLE_ROOT "/examples/packs/green-compute";

Rulebook book_on(const char* day, const char* packs = "") {
  auto book = load_rulebook(DiskFiles(), {FUNDABLE_ROOT "/data", packs}, *parse_date(day));
  EXPECT_TRUE(book) << to_string(book.error());
  return book ? std::move(*book) : Rulebook();
}

const Program& named(const Rulebook& book, std::string_view id) {
  return *std::ranges::find(book.programs, id, &Program::id);
}

const Parameter& parameter(const Program& program, std::string_view id) {
  return *std::ranges::find(program.parameters, id, &Parameter::id);
}

TEST(Dated, AParameterHasTheValueOfTheDay) {
  EXPECT_EQ(parameter(named(book_on("2026-12-31", kPacks), "green_compute"), "most_usd").value,
            Decimal::whole(20000));
  EXPECT_EQ(parameter(named(book_on("2027-01-01", kPacks), "green_compute"), "most_usd").value,
            Decimal::whole(30000));
}

TEST(Dated, ACriterionHoldsFromItsDay) {
  const auto asks = [](const char* day) {
    const Rulebook book = book_on(day);
    return std::ranges::count(named(book, "map").criteria, "partner_measures_revenue",
                              &Criterion::id);
  };
  EXPECT_EQ(asks("2026-07-30"), 0);
  EXPECT_EQ(asks("2026-07-31"), 1);
}

TEST(Dated, AServiceCountsForPlansOfItsTime) {
  const Rulebook book = book_on("2026-11-25");
  const Facts none;
  const auto counts = [&](const char* accepted) {
    const Facts project = facts_of(
        accepted[0] == 0 ? "" : std::string("project.map_agreement.accepted_on: ") + accepted,
        book.vocabulary);
    return covers_usage(named(book, "map"), "AmazonBedrockAgentCore", {none, project},
                        book.vocabulary, *parse_date("2026-11-25"));
  };
  EXPECT_EQ(counts(""), Answer::kYes);
  EXPECT_EQ(counts("2025-11-04"), Answer::kNo);
  EXPECT_EQ(counts("2025-11-05"), Answer::kYes);
}

TEST(Dated, WhatIsOldOrWeakSaysSo) {
  const auto doubts = [](const char* day) {
    const Rulebook book = book_on(day);
    return std::ranges::find(book.shown, "map", &ProgramShown::id)->doubts;
  };
  EXPECT_EQ(doubts("2026-11-25").size(), 1u);  // figures of vendors
  EXPECT_EQ(doubts("2027-05-25").size(), 1u);
  EXPECT_EQ(doubts("2027-05-26").size(), 2u);  // and more than six months old
  EXPECT_EQ(doubts("2024-06-30").size(), 2u);  // and before the rules
}

TEST(Packs, JudgeBesideOurProgramsByTheirOwnFacts) {
  const Rulebook book = book_on("2026-11-25", kPacks);
  ASSERT_EQ(book.programs.size(), 3u);
  const Facts workload = facts_of(
      "workload.runs_on: nowhere\nworkload.kind: training_pipeline\n"
      "workload.region_is_green: true",
      book.vocabulary);
  const Facts none;
  const Judgement judgement = judge(named(book, "green_compute"), {workload, none}, book.vocabulary,
                                    *parse_date("2026-11-25"));
  EXPECT_EQ(judgement.verdict.verdict, VerdictKind::kEligible);
}

TEST(Packs, AreTestedByTheirCases) {
  const auto tests =
      test_programs(DiskFiles(), {FUNDABLE_ROOT "/data", kPacks}, *parse_date("2026-11-25"));
  ASSERT_TRUE(tests) << to_string(tests.error());
  ASSERT_EQ(tests->size(), 3u);
  for (const ProgramTest& test : *tests) {
    EXPECT_TRUE(test.failures.empty() && test.unseen.empty())
        << test.program << ": " << joined(test.failures, "\n") << joined(test.unseen, "\n");
  }
}

}  // namespace
}  // namespace fundable::programs
