// The plan against every plan that there could be, and what it says of the ones that lost.
#include "programs/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/programs/random_case.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

using oracle::Random;

// Workloads of which each program takes some, at an amount of its own.
struct Problem {
  std::vector<Program> programs;
  std::vector<Workload> workloads;
  std::vector<std::vector<int>> worth;  // by workload and program; 0: not eligible
  std::vector<Judged> judged;
  Facts project;
};

Problem problem(Random& random) {
  Problem made;
  const std::size_t programs = 2 + random.below(3);
  for (std::size_t p = 0; p < programs; ++p) {
    Program program;
    program.id = std::string(1, static_cast<char>('a' + p));
    program.period = "once";
    for (std::size_t other = 0; other < p; ++other) {
      if (random.one_in(3)) program.excludes.push_back(made.programs[other].id);
    }
    made.programs.push_back(std::move(program));
  }
  made.workloads.resize(1 + random.below(4));
  for (std::size_t i = 0; i < made.workloads.size(); ++i) {
    made.workloads[i].name = "w" + std::to_string(i);
    made.worth.emplace_back();
    Judged judged;
    for (const Program& program : made.programs) {
      const int worth = random.one_in(3) ? 0 : 1 + static_cast<int>(random.below(9));
      made.worth.back().push_back(worth);
      Judgement judgement;
      judgement.verdict.program = program.id;
      judgement.verdict.verdict = worth > 0 ? VerdictKind::kEligible : VerdictKind::kIneligible;
      judged.judgements.push_back(std::move(judgement));
      CostLine line;
      line.cost.money = Money{Decimal::whole(worth), "USD"};
      line.coverage.push_back({program.id, "", Answer::kYes, "", {}, {}});
      judged.cost_lines.push_back(std::move(line));
    }
    made.judged.push_back(std::move(judged));
  }
  for (std::size_t i = 0; i < made.workloads.size(); ++i) {
    made.judged[i].workload = &made.workloads[i];
  }
  return made;
}

bool exclude(const Problem& problem, std::size_t a, std::size_t b) {
  const auto names = [&](std::size_t one, std::size_t other) {
    const auto& excludes = problem.programs[one].excludes;
    return std::ranges::find(excludes, problem.programs[other].id) != excludes.end();
  };
  return names(a, b) || names(b, a);
}

// The most that any plan covers, found by trying all of them.
int most(const Problem& problem) {
  int best = 0;
  std::vector<std::size_t> chosen;
  const std::function<void(std::size_t, int)> visit = [&](std::size_t workload, int covered) {
    if (workload == problem.workloads.size()) {
      best = std::max(best, covered);
      return;
    }
    visit(workload + 1, covered);
    for (std::size_t p = 0; p < problem.programs.size(); ++p) {
      const bool fits = problem.worth[workload][p] > 0 &&
                        std::ranges::none_of(
                            chosen, [&](std::size_t other) { return exclude(problem, p, other); });
      if (!fits) continue;
      chosen.push_back(p);
      visit(workload + 1, covered + problem.worth[workload][p]);
      chosen.pop_back();
    }
  };
  visit(0, 0);
  return best;
}

TEST(Plan, CoversMostOfAllPlans) {
  std::size_t with_exclusion = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    const Problem one = problem(random);
    const Plan plan =
        plan_of({one.judged, one.programs, one.project, rulebook().vocabulary, kToday});
    int covered = 0;
    std::vector<std::size_t> in_plan;
    for (const PlanEntry& entry : plan.entries) {
      const auto program = std::ranges::find(one.programs, entry.program, &Program::id);
      const auto p = static_cast<std::size_t>(program - one.programs.begin());
      for (const std::size_t other : in_plan) EXPECT_FALSE(exclude(one, p, other)) << seed;
      in_plan.push_back(p);
      for (const std::string& name : entry.workloads) {
        covered += one.worth[static_cast<std::size_t>(name[1] - '0')][p];
      }
    }
    EXPECT_EQ(covered, most(one)) << "seed " << seed;
    for (const Alternative& lost : plan.alternatives) {
      EXPECT_FALSE(lost.why.empty());
      with_exclusion += lost.why.find("cannot stand beside") != std::string::npos ? 1 : 0;
    }
  }
  EXPECT_GT(with_exclusion, 20u);
}

// Programs that each take the one workload alike, and all exclude each other.
TEST(Plan, KeepsTheEarlierOfProgramsThatCoverAlike) {
  for (const std::size_t programs : {2, 3, 18, 40}) {
    Problem one;
    one.workloads.resize(1);
    one.workloads[0].name = "w0";
    Judged judged;
    judged.workload = &one.workloads[0];
    for (std::size_t p = 0; p < programs; ++p) {
      Program program;
      program.id = "p" + std::to_string(100 + p);
      program.period = "once";
      for (const Program& other : one.programs) program.excludes.push_back(other.id);
      one.programs.push_back(std::move(program));
      Judgement judgement;
      judgement.verdict.verdict = VerdictKind::kEligible;
      judged.judgements.push_back(std::move(judgement));
    }
    one.judged = {judged};
    const Plan plan =
        plan_of({one.judged, one.programs, one.project, rulebook().vocabulary, kToday});
    ASSERT_EQ(plan.entries.size(), 1u) << programs;
    EXPECT_EQ(plan.entries[0].program, "p100") << programs;
    EXPECT_EQ(plan.alternatives.size(), programs - 1);
  }
}

const Deadline* deadline(const PlanEntry& entry, std::string_view id) {
  const auto found = std::ranges::find(entry.calendar, id, &Deadline::id);
  return found == entry.calendar.end() ? nullptr : &*found;
}

TEST(Plan, HasFactsAndDaysOfItsOwn) {
  const Vocabulary& vocabulary = rulebook().vocabulary;
  Workload workload;
  workload.name = "scoring";
  workload.facts = facts_of(
      "workload.runs_on: azure\nworkload.goes_to: aws\nworkload.aws.monthly_cost_usd: 9000\n"
      "workload.starts_on: 2027-02-01\nworkload.ends_on: 2027-05-01",
      vocabulary);
  const Facts project;
  Judged judged;
  judged.workload = &workload;
  for (const Program& one : rulebook().programs) {
    judged.judgements.push_back(judge(one, {workload.facts, project}, vocabulary, kToday));
  }
  const std::vector<Judged> all{judged};
  const Plan plan = plan_of({all, rulebook().programs, project, vocabulary, kToday});
  ASSERT_EQ(plan.entries.size(), 1u);
  const PlanEntry& map = plan.entries[0];
  const auto ready = [&](std::string_view id) {
    return std::ranges::find(map.readiness, id, &Ready::criterion)->answer;
  };
  EXPECT_EQ(ready("is_large_enough"), Answer::kYes);
  EXPECT_EQ(ready("reaches_full_map"), Answer::kNo);
  EXPECT_EQ(ready("several_workloads_move"), Answer::kNo);
  EXPECT_EQ(std::ranges::count(map.warnings, "single_workload", &Warning::id), 1);
  ASSERT_NE(deadline(map, "file_before_the_work"), nullptr);
  EXPECT_EQ(deadline(map, "file_before_the_work")->on, "2027-01-18");
  EXPECT_EQ(deadline(map, "file_before_the_work")->state, DeadlineState::kDue);
  EXPECT_EQ(map.calendar.front().id, "file_before_the_work");
  EXPECT_EQ(deadline(map, "claim_before_it_expires")->on, "2027-05-31");
  EXPECT_EQ(deadline(map, "launch_after_acceptance")->state, DeadlineState::kUnknown);
}

}  // namespace
}  // namespace fundable::programs
