// A program file is checked whole when it is loaded: each way in which it can be wrong, with the
// place and the way out.
#include <gtest/gtest.h>

#include "base/text.h"
#include "programs/sources.h"
#include "tests/programs/sample.h"

namespace fundable::programs {
namespace {

constexpr std::string_view kFacts = R"(
- {fact: project.segment, type: choice, values: [startup, enterprise], ask: Which segment?}
- {fact: workload.runs_on, type: choice, values: [azure, on_premises, aws], ask: Where?}
- {fact: workload.moves, type: truth, ask: Does it move?}
- {fact: workload.cost, type: amount, ask: How much?}
- {fact: workload.ends, type: date, ask: When?}
- {fact: workload.scope, type: text, ask: What?}
- {fact: workload.services, type: texts, ask: Which?}
- {fact: workload.path, type: record, fields: [owner, date], ask: Who?}
- {fact: workload.measures, type: records, fields: [metric, target], ask: By what?}
- {fact: workload.hidden, type: truth}
- {fact: workload.exists, type: truth, derived: [{is: true, when: {fact: workload.hidden, is: true}}]}
)";

constexpr std::string_view kHead = R"(program: p
name: P
version: 2026-11-22
pays: {what: planned_costs, period: once}
sources:
  faq: {title: T, rank: aws, checked: 2026-11-22}
)";
constexpr std::string_view kCriterion =
    "criteria:\n- {criterion: a, says: It., kind: required, fact: workload.moves, is: true, "
    "source: {in: faq, section: S}}\n";

const Vocabulary& vocabulary() {
  static const Vocabulary read = vocabulary_of(kFacts);
  return read;
}

struct Broken {
  std::string yaml;
  const char* place;
  const char* says;
  const char* fix;
};

void expect_refused(std::span<const Broken> cases) {
  for (const Broken& broken : cases) {
    const auto read = read_program_text(broken.yaml, vocabulary());
    ASSERT_FALSE(read) << broken.yaml;
    EXPECT_EQ(read.error().kind, ErrorKind::kInput);
    EXPECT_EQ(read.error().place, broken.place) << broken.yaml << to_string(read.error());
    EXPECT_TRUE(mentions(read.error().says, broken.says)) << broken.yaml << read.error().says;
    EXPECT_TRUE(mentions(read.error().fix, broken.fix)) << broken.yaml << read.error().fix;
  }
}

// A whole program around one criterion, which stands on line 8.
std::string with(std::string_view criterion) {
  return std::string(kHead) + "criteria:\n- {" + std::string(criterion) + "}\n";
}

// A criterion with this condition, which begins at column 14 of line 10.
std::string when(std::string_view condition) {
  return std::string(kHead) +
         "criteria:\n- criterion: a\n  says: It.\n  kind: required\n"
         "  source: {in: faq, section: S}\n  all: [ " +
         std::string(condition) + " ]\n";
}

std::string replaced(std::string text, std::string_view old, std::string_view by) {
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), by);
}

TEST(ProgramFile, IsReadWhereItIsRight) {
  const std::string text = std::string(kHead) + std::string(kCriterion);
  const auto read = read_program_text(text, vocabulary());
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read->criteria.at(0).fact_names, std::vector<std::string>{"workload.moves"});
  EXPECT_EQ(read->criteria.at(0).source.section, "S");
  EXPECT_EQ(read->period, "once");
  EXPECT_EQ(read->pays, Pays::kPlannedCosts);
}

TEST(ProgramFile, RefusesAWrongHead) {
  const std::string good = std::string(kHead) + std::string(kCriterion);
  const Broken cases[] = {
      {"- program: p\n", "1:1", "map", ""},
      {replaced(good, "name: P", "names: P"), "2:1", "'names'", "'name'"},
      {replaced(good, "name: P\n", ""), "1:1", "'name' is missing", ""},
      {replaced(good, "program: p", "program: [p]"), "1:10", "single value", ""},
      {replaced(good, "version: 2026-11-22", "version: 2026-11-31"), "3:10", "date", ""},
      {replaced(good, "version: 2026-11-22", "version: soon"), "3:10", "date", ""},
      {replaced(good, "what: planned_costs", "what: planed_costs"), "4:14", "'planed_costs'",
       "'planned_costs'"},
      {replaced(good, "period: once", "period: one"), "4:37", "'one'", "'once'"},
      {replaced(good, "period: once", "periods: once"), "4:29", "'periods'", "'period'"},
      {replaced(good, "pays: {what: planned_costs, period: once}\n", ""), "1:1", "'pays'", ""},
      {replaced(good, "title: T", "titel: T"), "6:9", "'titel'", "'title'"},
      {replaced(good, "title: T, ", ""), "6:8", "'title' is missing", ""},
      {replaced(good, "rank: aws", "rank: asw"), "6:25", "'asw'", "'aws'"},
      {replaced(good, "checked: 2026-11-22", "checked: yesterday"), "6:39", "'checked'", ""},
      {replaced(good, ", checked: 2026-11-22", ""), "6:8", "'checked' is missing", ""},
      {std::string(kHead), "1:1", "'criteria'", ""},
      {std::string(kHead) + "criteria: []\n", "1:1", "'criteria'", ""},
      {std::string(kHead) + "criteria: all\n", "7:11", "'criteria'", ""},
      {good + "coverage: {nature: labour}\n", "9:11", "'coverage' must be a list", ""},
      {good + "warnings: none\n", "9:11", "'warnings' must be a list", ""},
  };
  expect_refused(cases);
}

TEST(ProgramFile, RefusesAWrongCriterion) {
  const std::string cited = ", source: {in: faq, section: S}";
  const std::string about = "criterion: a, says: It., kind: required";
  const std::string moves = ", fact: workload.moves, is: true";
  const Broken cases[] = {
      {with(about + cited + moves + ", remdy: x"), "8:108", "'remdy'", "'remedy'"},
      {with("says: It., kind: required" + cited + moves), "8:3", "'criterion' is missing", ""},
      {with("criterion: a, kind: required" + cited + moves), "8:3", "'says' is missing", ""},
      {with("criterion: a, says: It." + cited + moves), "8:3", "'kind' is missing", ""},
      {with("criterion: a, says: It., kind: require" + cited + moves), "8:35", "'require'",
       "'required'"},
      {with(about + ", if_no: reviw" + cited + moves), "8:52", "review", ""},
      {with(about + moves), "8:3", "no source", ""},
      {with(about + moves + ", source: faq"), "8:85", "map", ""},
      {with(about + moves + ", source: {in: fax, section: S}"), "8:90", "'fax'", "'faq'"},
      {with(about + moves + ", source: {in: faq}"), "8:85", "'section' is missing", ""},
      {with(about + moves + ", source: {in: faq, sektion: S}"), "8:95", "'sektion'", "'section'"},
      {with(about + cited), "8:3", "a condition is one of", ""},
      {with(about + cited + moves + "}\n- {" + about + cited + moves), "9:3", "twice", ""},
      {with(about + cited + ", fact: workload.hidden, is: true"), "8:1", "workload.hidden", ""},
      {with(about + cited + ", fact: workload.exists, is: true"), "8:1", "workload.hidden", ""},
  };
  expect_refused(cases);
}

TEST(ProgramFile, RefusesAWrongCondition) {
  const Broken cases[] = {
      {when("{fact: workload.run_on, is: azure}"), "12:17", "'workload.run_on'",
       "'workload.runs_on'"},
      {when("{fact: workload.runs_on, is: asure}"), "12:39", "'asure'", "'azure'"},
      {when("{fact: workload.runs_on, one_of: [aws, on_premise]}"), "12:49", "'on_premise'",
       "'on_premises'"},
      {when("{fact: workload.runs_on, one_of: aws}"), "12:43", "takes a list", ""},
      {when("{fact: workload.runs_on, none_of: []}"), "12:44", "takes a list", ""},
      {when("{fact: workload.runs_on, isnot: aws}"), "12:42", "'isnot'", "'is_not'"},
      {when("{fact: workload.runs_on}"), "12:10", "comparison word", ""},
      {when("{fact: workload.runs_on, is: aws, is_not: azure}"), "12:52", "one comparison word",
       ""},
      {when("{fact: workload.runs_on, given: true}"), "12:42", "does not suit", ""},
      {when("{fact: workload.moves, is: yess}"), "12:37", "true or false", ""},
      {when("{fact: workload.moves, at_least: 1}"), "12:43", "does not suit", ""},
      {when("{fact: workload.cost, at_least: much}"), "12:42", "'much'", ""},
      {when("{fact: workload.ends, from: 2026-02-30}"), "12:38", "'2026-02-30'", "2026-11-22"},
      {when("{fact: workload.ends, until: [2026-02-20]}"), "12:39", "single value", ""},
      {when("{fact: workload.scope, given: false}"), "12:40", "'given' takes true", ""},
      {when("{fact: workload.scope, includes: a}"), "12:43", "does not suit", ""},
      {when("{fact: workload.services, includes: [a, b]}"), "12:46", "single value", ""},
      {when("{fact: workload.services, is: a}"), "12:40", "does not suit", ""},
      {when("{fact: workload.path, has: [ownr]}"), "12:37", "'ownr'", "'owner'"},
      {when("{fact: workload.path, any_has: [owner]}"), "12:41", "does not suit", ""},
      {when("{fact: workload.path, has: []}"), "12:37", "at least one field", ""},
      {when("{fact: workload.measures, any_measurable: []}"), "12:52", "at least one field", ""},
      {when("{fact: workload.measures, each_has: {metric: 1}}"), "12:46", "must be a list", ""},
      {when("{al: []}"), "12:15", "'al'", "'all'"},
      {when("{all: {}}"), "12:16", "'all' takes a list", ""},
      {when("{any: [], all: []}"), "12:25", "a condition is one of", ""},
      {when("{not: []}"), "12:16", "a condition is one of", ""},
      {when("{}"), "12:10", "a condition is one of", ""},
      {when("just words"), "12:10", "a condition is one of", ""},
  };
  expect_refused(cases);
}

TEST(ProgramFile, RefusesAWrongAssumption) {
  const auto assumes = [](std::string_view list) {
    return std::string(kHead) + std::string(kCriterion) +
           "- criterion: b\n  says: It.\n  kind: required\n  source: {in: faq, section: S}\n"
           "  fact: workload.moves\n  is: true\n  assume: " +
           std::string(list) + "\n";
  };
  const std::string good = "{fact: workload.moves, is: true, because: B.}";
  ASSERT_TRUE(read_program_text(assumes("[" + good + "]"), vocabulary()));
  const Broken cases[] = {
      {assumes("[{fact: workload.move, is: true, because: B.}]"), "15:19", "'workload.move'",
       "'workload.moves'"},
      {assumes("[{fact: workload.moves, is: perhaps, because: B.}]"), "15:39", "true or false", ""},
      {assumes("[{fact: workload.moves, is: true}]"), "15:12", "'because' is missing", ""},
      {assumes("[{fact: workload.moves, because: B.}]"), "15:12", "'is' is missing", ""},
      {assumes("[{fact: workload.moves, iss: true, because: B.}]"), "15:35", "'iss'", "'is'"},
      {assumes("[" + good + ", " + good + "]"), "15:59", "assumed twice", ""},
      {assumes("[{fact: workload.exists, is: true, because: B.}]"), "15:12", "derived", ""},
      {assumes(good), "15:11", "'assume' must be a list", ""},
  };
  expect_refused(cases);
}

TEST(ProgramFile, RefusesAWrongRuleOfCoverage) {
  const auto covers = [](std::string_view rule) {
    return std::string(kHead) + std::string(kCriterion) + "coverage:\n- {" + std::string(rule) +
           "}\n";
  };
  const std::string cited = ", source: {in: faq, section: S}";
  ASSERT_TRUE(
      read_program_text(covers("nature: labour, covered: no, why: W." + cited), vocabulary()));
  const Broken cases[] = {
      {covers("nature: labor, covered: no, why: W." + cited), "10:12", "'labor'", "'labour'"},
      {covers("nature: labour, covered: maybe, why: W." + cited), "10:29", "'maybe'", "unknown"},
      {covers("nature: labour, covered: no" + cited), "10:3", "'why' is missing", ""},
      {covers("nature: labour, covered: no, why: W."), "10:3", "no source", ""},
      {covers("nature: labour, covers: no, why: W." + cited), "10:20", "'covers'", "'covered'"},
      {covers("nature: labour, services: {a: b}, covered: no, why: W." + cited), "10:30",
       "must be a list", ""},
  };
  expect_refused(cases);
}

TEST(ProgramFile, RefusesAWrongWarning) {
  const auto warns = [](std::string_view rule) {
    return std::string(kHead) + std::string(kCriterion) + "warnings:\n- {" + std::string(rule) +
           "}\n";
  };
  const std::string cited = ", source: {in: faq, section: S}";
  const std::string due = ", when: {fact: workload.moves, is: true}";
  const std::string good = "warning: w, says: S." + due + cited;
  ASSERT_TRUE(read_program_text(warns(good), vocabulary()));
  const Broken cases[] = {
      {warns("warnin: w, says: S." + due + cited), "10:4", "'warnin'", "'warning'"},
      {warns("says: S." + due + cited), "10:3", "'warning' is missing", ""},
      {warns("warning: w" + due + cited), "10:3", "'says' is missing", ""},
      {warns("warning: w, says: S." + cited), "10:3", "'when' is missing", ""},
      {warns("warning: w, says: S., when: {fact: workload.mooves, is: true}" + cited), "10:39",
       "'workload.mooves'", "'workload.moves'"},
      {warns("warning: w, says: S." + due), "10:3", "no source", ""},
      {warns(good + "}\n- {" + good), "11:3", "twice", ""},
  };
  expect_refused(cases);
}

TEST(Routes, RefuseWhatIsWrong) {
  const auto read = [](std::string_view yaml) {
    const auto documents = parse_yaml(yaml);
    EXPECT_TRUE(documents) << yaml;
    return read_routes(documents->at(0).root(), vocabulary());
  };
  const std::string source = ", source: {title: T, rank: aws, checked: 2026-11-22}";
  const std::string due = ", when: {fact: workload.moves, is: true}";
  ASSERT_TRUE(read("- {route: r, says: S." + due + source + "}"));
  EXPECT_EQ(read("- {route: r, says: S." + due + "}").error().place, "1:3");
  EXPECT_EQ(read("- {route: r, says: S." + source + "}").error().place, "1:3");
  EXPECT_EQ(read("- {rout: r, says: S." + due + source + "}").error().place, "1:4");
  EXPECT_EQ(read("route: r").error().place, "1:1");
}

TEST(Sources, AreToBeConfirmedWhenOldOrWeak) {
  ProgramSource source{"T", "S", "", "2026-05-22", "aws", false};
  EXPECT_FALSE(shown_on(source, kToday).confirm);
  source.checked = "2026-05-21";
  EXPECT_TRUE(shown_on(source, kToday).confirm);
  source.checked = "2026-11-21";
  for (const char* rank : {"vendor", "community"}) {
    source.rank = rank;
    EXPECT_TRUE(shown_on(source, kToday).confirm) << rank;
  }
  source.rank = "partner";
  EXPECT_FALSE(shown_on(source, kToday).confirm);
}

}  // namespace
}  // namespace fundable::programs
