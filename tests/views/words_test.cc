// Words and sums that all views share.
#include "views/words.h"

#include <gtest/gtest.h>

#include "tests/views/sample.h"
#include "views/digest.h"
#include "views/html.h"
#include "views/json.h"
#include "views/markdown.h"
#include "views/terminal.h"

namespace fundable::views {
namespace {

Money money(std::string_view amount, std::string currency = "USD") {
  return {*Decimal::parse(amount), std::move(currency)};
}

TEST(ViewsWords, SetThousandsApart) {
  EXPECT_EQ(money_label(money("41233")), "41,233.00 USD");
  EXPECT_EQ(money_label(money("-1234567.125")), "-1,234,567.13 USD");
  EXPECT_EQ(money_label(money("999.995")), "1,000.00 USD");
  EXPECT_EQ(money_label(money("-100")), "-100.00 USD");
  EXPECT_EQ(money_label(money("0")), "0.00 USD");
}

TEST(ViewsWords, SayThatASumOverflowed) {
  Money sum = money("170000000000000000000000000");
  sum.amount += sum.amount;
  EXPECT_EQ(money_label(sum), "too large to add up, USD");
}

TEST(ViewsWords, AddWithinACurrency) {
  std::vector<Money> sum;
  for (const Money& each : {money("1.5"), money("2", "EUR"), money("3")}) add_money(sum, each);
  EXPECT_EQ(money_label(sum), "2.00 EUR + 4.50 USD");
}

TEST(ViewsWords, ListNames) {
  const std::vector<std::string> names{"a", "b", "c", "d"};
  EXPECT_EQ(listed(names), "a, b, c and d");
  EXPECT_EQ(listed(names, 2), "a, b and 2 more");
  EXPECT_EQ(listed(names, 4, "or"), "a, b, c or d");
  EXPECT_EQ(listed({}), "");
}

TEST(ViewsWords, ShowWordsThatTheyDoNotKnow) {
  EXPECT_EQ(kind_label("edge_device"), "edge device");
  EXPECT_EQ(program_label("genai_fund"), "genai_fund");
  EXPECT_EQ(motion_label(""), "undetermined");
}

TEST(ViewsWords, SayWhereItIsDeclaredWhereNothingRuns) {
  AssessedWorkload workload;
  EXPECT_EQ(place_label(workload), "unknown");
  workload.facts = {
      {"workload.declared_on", {{std::string("aws"), {}}, {std::string("azure"), {}}}, {}}};
  EXPECT_EQ(place_label(workload), "AWS or Azure (declared)");
  workload.declared_on = "azure";
  EXPECT_EQ(place_label(workload), "Azure (declared)");
  workload.runs_on = "on_premises";
  EXPECT_EQ(place_label(workload), "on premises");
}

TEST(ViewsWords, HideSecretsInEveryView) {
  Assessment made = sample();
  const std::string secret = "password=hunter2abc";
  const Origin origin{"a.env", "line 1", secret};
  made.project = made.questions[0].ask = made.assumptions[0].because = secret;
  made.sources[2].skipped[0].why = made.left_out[0].first = secret;
  made.unplaced = {{origin, secret}};
  AssessedWorkload& workload = made.workloads[0];
  workload.joined_by = {secret};
  workload.evidence = {origin};
  workload.facts[0].held = {{secret, {origin}}, {std::vector<std::string>{secret}, {origin}}};
  workload.facts[2].held = {{std::vector<Record>{{{"owner", secret}}}, {origin}}};
  workload.cost_lines[0].cost.item = workload.cost_lines[0].coverage[0].why = secret;
  workload.verdicts[0].findings[0].says = workload.verdicts[0].findings[0].remedy = secret;
  for (const std::string& view : {json_of(made), html_of(made), markdown_of(made),
                                  terminal_of(made, {}), *explain_of(made, workload.name, {})}) {
    EXPECT_EQ(view.find("hunter2"), std::string::npos);
    EXPECT_NE(view.find("redacted"), std::string::npos);
  }
}

TEST(ViewsDigest, GroupsWorkloadsByWhoTakesThem) {
  std::vector<std::string> titles;
  Assessment made = sample();
  made.workloads[2].verdicts[1].verdict = VerdictKind::kReview;
  for (const Group& group : groups_of(made)) {
    titles.push_back(group.title + " " + std::to_string(group.workloads.size()));
  }
  EXPECT_EQ(titles,
            (std::vector<std::string>{"MAP 2", "PoC 1", "For AWS to rule 1", "No program 1"}));
}

TEST(ViewsDigest, CountsOneThingToDoOnce) {
  Assessment made = sample();
  PlanEntry& map = made.plan[0];
  map.readiness.clear();
  for (const char* who : {"fraud-training", "model-serving", ""}) {
    map.readiness.push_back({who, "assessed", CriterionKind::kAtSubmission, Answer::kUnknown,
                             "It was assessed.", who[0] == '\0' ? "Ask AWS." : "Assess it."});
  }
  const auto things = things_to_do(map);
  ASSERT_EQ(things.size(), 2u);
  EXPECT_EQ(things[0].says, "Assess it.");
  EXPECT_EQ(things[0].workloads, map.workloads);
  EXPECT_TRUE(things[1].workloads.empty());
  EXPECT_EQ(sentences_of(made, map).back(), "2 things to do before it can be filed");
  EXPECT_TRUE(markdown_of(made).contains(
      "- [ ] fraud-training, model-serving: It was assessed. Assess it.\n"));
}

TEST(ViewsDigest, NamesSupportingPieces) {
  Assessment made = sample();
  AssessedWorkload& workload = made.workloads[1];
  workload.kind = "other";
  EXPECT_FALSE(is_supporting(workload)) << "nothing says its kind";
  workload.facts = {{"workload.kind", {{std::string("other"), {}}}, {}}};
  EXPECT_TRUE(is_supporting(workload));
  EXPECT_TRUE(terminal_of(made, {.width = 120})
                  .contains("fraud-training is a supporting piece, no AI by itself"));
}

TEST(ViewsDigest, AsksOneQuestionOnce) {
  Assessment made = sample();
  made.questions.push_back(made.questions[0]);
  made.questions.back().workload = "recommender";
  const auto groups = asked(made.questions);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].workloads, (std::vector<std::string>{"model-serving", "recommender"}));
  EXPECT_TRUE(groups[2].workloads.empty());
}

}  // namespace
}  // namespace fundable::views
