// What must hold whatever a project looks like, tried on random projects under the programs in
// data/: what does not count never counts, nothing is paid twice, knowing more never overturns
// what was settled, and nothing that is shown promises money.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/assess.h"
#include "base/text.h"
#include "programs/evaluate.h"
#include "programs/plan.h"
#include "tests/programs/random_case.h"
#include "tests/programs/sample.h"
#include "views/html.h"
#include "views/json.h"
#include "views/markdown.h"
#include "views/terminal.h"
#include "views/words.h"

namespace fundable::programs {
namespace {

using oracle::Random;
using Holdings = std::map<FactId, std::vector<Value>>;

// A few values of every type, among them each choice and what counts as nothing.
std::vector<Value> some_values(const FactDefinition& fact) {
  Record whole;
  Record words;
  for (const std::string& name : fact.fields) {
    whole.emplace_back(name, "2027-01-31");
    words.emplace_back(name, "better");
  }
  switch (fact.type) {
    case FactType::kTruth:
      return {true, false};
    case FactType::kChoice:
      return {fact.values.begin(), fact.values.end()};
    case FactType::kAmount:
      return {Decimal::whole(0), Decimal::whole(8000)};
    case FactType::kDate:
      return {Date(kToday)};
    case FactType::kText:
      return {std::string("sagemaker"), std::string("bedrock"), std::string()};
    case FactType::kTexts:
      return {std::vector<std::string>{}, std::vector<std::string>{"AmazonS3"}};
    default:
      break;
  }
  return {std::vector<Record>{}, std::vector<Record>{whole}, std::vector<Record>{words}};
}

// Every fact of its own known, unknown or contested; most are unknown in one project of three.
Holdings random_holdings(Random& random) {
  const Vocabulary& vocabulary = rulebook().vocabulary;
  const std::size_t known = 1 + random.below(3);
  Holdings holdings;
  for (FactId fact = 0; fact < vocabulary.size(); ++fact) {
    if (!vocabulary[fact].derived.empty() || !vocabulary[fact].stated) continue;
    const std::vector<Value> values = some_values(vocabulary[fact]);
    const std::size_t held = random.below(4) >= known ? 0 : random.one_in(8) ? 2 : 1;
    for (std::size_t i = 0; i < held; ++i) {
      holdings[fact].push_back(values[random.below(values.size())]);
    }
  }
  return holdings;
}

Facts facts_of(const Holdings& holdings, bool of_project) {
  Facts facts;
  for (const auto& [fact, values] : holdings) {
    if (rulebook().vocabulary[fact].is_of_project() != of_project) continue;
    for (const Value& value : values) facts.hold(fact, value, {});
  }
  return facts;
}

Judgement judged(const Program& program, const Holdings& holdings) {
  const Facts workload = facts_of(holdings, false);
  const Facts project = facts_of(holdings, true);
  return judge(program, {workload, project}, rulebook().vocabulary, kToday);
}

std::string shown(const Holdings& holdings) {
  std::string text;
  for (const auto& [fact, values] : holdings) {
    for (const Value& value : values) {
      text += rulebook().vocabulary[fact].name + ": " + to_string(value) + "\n";
    }
  }
  return text;
}

TEST(Guards, KindAndServiceNeverCountForMap) {
  const Vocabulary& vocabulary = rulebook().vocabulary;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    Holdings holdings = random_holdings(random);
    const Verdict before = judged(program("map"), holdings).verdict;
    for (const char* name :
         {"workload.kind", "workload.aws.primary_service", "workload.aws.services"}) {
      for (const Value& value : some_values(vocabulary[vocabulary.id(name)])) {
        holdings[vocabulary.id(name)] = {value};
        const Verdict after = judged(program("map"), holdings).verdict;
        ASSERT_EQ(after.verdict, before.verdict) << "seed " << seed << "\n" << shown(holdings);
        for (std::size_t i = 0; i < before.findings.size(); ++i) {
          ASSERT_EQ(after.findings[i].answer, before.findings[i].answer)
              << before.findings[i].criterion << ", seed " << seed << "\n"
              << shown(holdings);
        }
      }
    }
  }
}

TEST(Guards, LearningAFactOverturnsNothing) {
  int settled = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    const Holdings holdings = random_holdings(random);
    for (const Program& program : rulebook().programs) {
      const Verdict before = judged(program, holdings).verdict;
      for (const auto& [fact, witnesses] : program.witnesses) {
        const auto held = holdings.find(fact);
        const bool contested = held != holdings.end() && held->second.size() > 1;
        if (held != holdings.end() && !contested) continue;
        if (!contested && program.assumption(fact) != nullptr) continue;
        for (const Value& value :
             contested ? held->second : some_values(rulebook().vocabulary[fact])) {
          Holdings refined = holdings;
          refined[fact] = {value};
          const Verdict after = judged(program, refined).verdict;
          if (before.verdict != VerdictKind::kUndetermined) {
            ++settled;
            ASSERT_EQ(after.verdict, before.verdict) << "seed " << seed << "\n" << shown(refined);
          }
          for (std::size_t i = 0; i < before.findings.size(); ++i) {
            if (before.findings[i].answer == Answer::kUnknown) continue;
            ASSERT_EQ(after.findings[i].answer, before.findings[i].answer)
                << before.findings[i].criterion << ", seed " << seed << "\n"
                << shown(refined);
          }
        }
      }
    }
  }
  EXPECT_GT(settled, 1000);
}

// Programs that would take what the real ones take, and each other's.
std::vector<Program> overlapping_programs() {
  const auto made = [](const char* id, const char* condition) {
    return program_of(std::string("program: ") + id +
                          "\nname: N\nversion: 2026-11-22\n"
                          "pays: {what: planned_costs, period: once}\n"
                          "sources: {s: {title: T, rank: aws, checked: 2026-11-22}}\n"
                          "criteria: [{criterion: c, says: S., kind: required, source: {in: s, "
                          "section: A}, " +
                          condition + "}]\n",
                      rulebook().vocabulary);
  };
  std::vector<Program> programs = rulebook().programs;
  programs.push_back(made("any_on_aws", "fact: workload.goes_to, is: aws"));
  programs.push_back(made("everything", "all: []"));
  programs.push_back(made("moves", "fact: workload.motion, is: migration"));
  std::ranges::sort(programs, {}, &Program::id);
  return programs;
}

void expect_nothing_twice(const std::vector<Judged>& all, const std::vector<Program>& programs,
                          const std::vector<PlanEntry>& plan, std::uint64_t seed) {
  std::map<std::string, int> entries;
  for (const PlanEntry& entry : plan) {
    for (const std::string& name : entry.workloads) {
      ++entries[name];
      const auto workload = std::ranges::find_if(
          all, [&](const Judged& judged) { return judged.workload->name == name; });
      const auto under = std::ranges::find(programs, entry.program, &Program::id);
      const auto index = static_cast<std::size_t>(under - programs.begin());
      EXPECT_EQ(workload->judgements[index].verdict.verdict, VerdictKind::kEligible)
          << entry.program << " takes " << name << ", seed " << seed;
    }
  }
  for (const Judged& one : all) {
    const bool eligible = std::ranges::any_of(one.judgements, [](const Judgement& judgement) {
      return judgement.verdict.verdict == VerdictKind::kEligible;
    });
    EXPECT_EQ(entries[one.workload->name], eligible ? 1 : 0)
        << one.workload->name << ", seed " << seed;
  }
}

TEST(Guards, NothingIsPaidTwice) {
  const std::vector<Program> more = overlapping_programs();
  for (const std::vector<Program>& programs : {rulebook().programs, more}) {
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
      Random random(seed);
      const Facts project = facts_of(random_holdings(random), true);
      std::vector<Workload> workloads(2 + random.below(4));
      std::vector<Judged> all;
      for (std::size_t i = 0; i < workloads.size(); ++i) {
        workloads[i].name = "w" + std::to_string(i);
        workloads[i].facts = facts_of(random_holdings(random), false);
        Judged judged;
        judged.workload = &workloads[i];
        for (const Program& program : programs) {
          judged.judgements.push_back(
              judge(program, {workloads[i].facts, project}, rulebook().vocabulary, kToday));
        }
        all.push_back(std::move(judged));
      }
      const auto plan = plan_of({all, programs, project, rulebook().vocabulary, kToday}).entries;
      expect_nothing_twice(all, programs, plan, seed);
    }
  }
}

// A project file in a folder of its own, assessed.
Assessment assessed(const std::string& yaml) {
  const auto folder = std::filesystem::path(testing::TempDir()) /
                      ("guards_" + std::to_string(std::hash<std::string>{}(yaml)));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "fundable.yaml") << yaml;
  auto assessment =
      assess(DiskFiles(), rulebook(), {folder.string(), kToday, "", 1}, [](auto, auto) {});
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(assessment) << to_string(assessment.error()) << yaml;
  return assessment ? *assessment : Assessment();
}

std::string workload_yaml(Random& random, const std::string& name) {
  static const std::vector<std::string> kPoc{
      "", "    poc:\n      scope: A claims assistant over 200 documents.\n",
      "    poc:\n      scope: A claims assistant.\n      ends: 2027-01-31\n"
      "      success_criteria: [{metric: accuracy, target: 90 %, measured_by: labelled claims}]\n"
      "      path_to_production: {owner: Head, date: 2027-06-01, yearly_aws_cost_usd: 120000}\n"
      "      costs: [{item: Tokens, nature: aws_usage, service: AmazonBedrock, amount_usd: 8000},"
      " {item: Help, nature: labour, amount_usd: 40000},"
      " {item: Egress, nature: data_transfer, amount_usd: 10}]\n"};
  std::string text = "  - name: " + name + "\n";
  const auto add = [&](const char* key, std::initializer_list<const char*> values) {
    const std::size_t pick = random.below(values.size() + 1);
    if (pick < values.size()) {
      text += std::string("    ") + key + ": " + values.begin()[pick] + "\n";
    }
  };
  add("kind", {"agent", "application", "training_pipeline"});
  add("runs_on", {"azure", "on_premises", "vendor_api", "aws", "nowhere", "nowhere"});
  add("goes_to", {"aws", "aws", "aws", "stays", "retired"});
  add("permanent", {"true", "true", "false"});
  add("replaces", {"the old one"});
  add("work_started", {"true", "false"});
  add("monthly_cost_usd", {"41000"});
  return text + random.one_of(kPoc);
}

std::string project_yaml(Random& random, std::size_t workloads) {
  std::string text = "fundable: 1\nproject: Claims\nevidence: []\n";
  text += random.one_of({"", "other_funding: [Activate]\n"});
  text += random.one_of({"", "customer: {name: Harbour, segment: startup}\n"});
  text += "workloads:\n";
  for (std::size_t i = 0; i < workloads; ++i) {
    text += workload_yaml(random, "w" + std::to_string(i));
  }
  return text;
}

const char* const kPromises[] = {"will pay",       "guarantee",    "you will receive",
                                 "entitled",       "is granted",   "we grant",
                                 "will be funded", "will receive", "will be paid"};

void expect_no_promise(const std::string& text, const std::string& where) {
  for (const char* promise : kPromises) EXPECT_FALSE(mentions(text, promise)) << promise << where;
}

TEST(Guards, NothingShownPromisesMoney) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const Assessment assessment = assessed(project_yaml(random, random.below(5) + 1));
    const std::string seen = ", seed " + std::to_string(seed);
    const TerminalStyle style{1000, false, true, "."};
    const std::string views[] = {terminal_of(assessment, style), markdown_of(assessment),
                                 html_of(assessment)};
    for (const std::string& view : views) {
      expect_no_promise(view, seen);
      EXPECT_TRUE(mentions(view, kDisclaimer)) << seen << view;
    }
    expect_no_promise(json_of(assessment), seen);
    for (const AssessedWorkload& workload : assessment.workloads) {
      const auto why = explain_of(assessment, workload.name, style);
      ASSERT_TRUE(why);
      expect_no_promise(*why, seen);
      EXPECT_TRUE(mentions(*why, kDisclaimer)) << seen << *why;
    }
  }
}

// What random projects may not have shown: every text of the data.
TEST(Guards, NoTextOfAProgramPromisesMoney) {
  for (const Program& program : rulebook().programs) {
    for (const Criterion& criterion : program.criteria) {
      expect_no_promise(criterion.says + " " + criterion.remedy, " in " + criterion.id);
    }
    for (const CoverageRule& rule : program.coverage) expect_no_promise(rule.why, rule.nature);
    for (const WarningRule& rule : program.warnings) expect_no_promise(rule.says, rule.id);
    for (const AssumedValue& assumed : program.assumed) expect_no_promise(assumed.because, "");
  }
  for (const RouteRule& rule : rulebook().routes) expect_no_promise(rule.route.says, rule.route.id);
}

const AssessedWorkload& workload_of(const Assessment& assessment, const std::string& name) {
  return *std::ranges::find(assessment.workloads, name, &AssessedWorkload::name);
}

// POC-16: other workloads on AWS take nothing from a new one.
TEST(Guards, BeingOnAwsElsewhereDoesNotMatter) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed);
    const std::string alone =
        "fundable: 1\nproject: P\nevidence: []\nworkloads:\n" + workload_yaml(random, "new");
    const std::string beside =
        alone + "  - {name: old, runs_on: aws, goes_to: aws, kind: agent, monthly_cost_usd: 9}\n" +
        "  - {name: older, runs_on: aws, goes_to: stays}\n";
    const Assessment first = assessed(alone);
    const Assessment second = assessed(beside);
    const auto& before = workload_of(first, "new").verdicts;
    const auto& after = workload_of(second, "new").verdicts;
    for (std::size_t p = 0; p < before.size(); ++p) {
      EXPECT_EQ(after[p].verdict, before[p].verdict) << beside;
      for (std::size_t i = 0; i < before[p].findings.size(); ++i) {
        EXPECT_EQ(after[p].findings[i].answer, before[p].findings[i].answer) << beside;
      }
    }
  }
}

}  // namespace
}  // namespace fundable::programs
