// The JSON of assessments: its bytes, and that docs/assessment.schema.json takes it and nothing
// that is broken.
#include "views/json.h"

#include <gtest/gtest.h>

#include "tests/assessment_schema.h"
#include "tests/views/golden.h"
#include "tests/views/sample.h"

namespace fundable::views {
namespace {

using Tree = nlohmann::json;

TEST(JsonView, IsWhatSomebodyLookedAt) { expect_golden("sample.json", json_of(sample())); }

TEST(JsonView, KeepsToTheSchema) {
  for (const Assessment& made : {sample(), empty_sample(), large_sample(60)}) {
    EXPECT_EQ(objections(Tree::parse(json_of(made))), "");
  }
}

TEST(JsonView, KeepsToTheSchemaWhereThingsAreUnknown) {
  Assessment made = sample();
  made.customer.clear();
  made.goes_to = "aws";
  made.workloads[0].kind.clear();
  made.workloads[0].motion.clear();
  made.workloads[0].facts = {{"workload.runs_on", {}, made.workloads[0].facts[0].held, false}};
  made.workloads[1].cost_today[0].amount += Decimal::from_units(~(__int128{1} << 127));
  EXPECT_EQ(objections(Tree::parse(json_of(made))), "");
}

struct Broken {
  const char* what;
  const char* pointer;
  Tree value;  // discarded: take the field away
};

class BrokenAssessment : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenAssessment, IsRefused) {
  Tree tree = Tree::parse(json_of(sample()));
  const Tree::json_pointer pointer(GetParam().pointer);
  if (GetParam().value.is_discarded()) {
    tree[pointer.parent_pointer()].erase(pointer.back());
  } else {
    tree[pointer] = GetParam().value;
  }
  EXPECT_NE(objections(tree), "");
}

const Tree kGone(Tree::value_t::discarded);

INSTANTIATE_TEST_SUITE_P(
    JsonView, BrokenAssessment,
    ::testing::Values(Broken{"format", "/format", "fundable.assessment/2"},
                      Broken{"day", "/as_of", "22.11.2026"}, Broken{"no_plan", "/plan", kGone},
                      Broken{"no_sources", "/sources", nullptr},
                      Broken{"machine_path", "/sources/0/path", "/me/a.json"},
                      Broken{"sum", "/programs/0/sha256", "abc"},
                      Broken{"verdict", "/workloads/0/verdicts/0/verdict", "maybe"},
                      Broken{"answer", "/workloads/0/verdicts/0/findings/0/answer", true},
                      Broken{"no_source", "/workloads/0/verdicts/0/findings/0/source", kGone},
                      Broken{"kind", "/workloads/0/kind", "chatbot"},
                      Broken{"platform", "/workloads/0/runs_on", "digitalocean"},
                      Broken{"amount_is_number", "/workloads/1/monthly_cost_today/amount", 41233},
                      Broken{"amount_is_long", "/workloads/1/monthly_cost_today/amount", "1.005"},
                      Broken{"currency", "/workloads/1/monthly_cost_today/currency", "dollars"},
                      Broken{"fact_name", "/workloads/1/facts/0/fact", "exists"},
                      Broken{"number", "/workloads/1/facts/0/value", 5},
                      Broken{"contested_with_value", "/workloads/3/facts/0/value", "aws"},
                      Broken{"contested_without_values", "/workloads/3/facts/0/values", kGone},
                      Broken{"period", "/plan/1/covered_cost/period", "year"},
                      Broken{"unknown_field", "/workloads/0/colour", "red"}),
    [](const auto& tested) { return std::string(tested.param.what); });

}  // namespace
}  // namespace fundable::views
