// Migration Planner's summary of a vCenter.
#include <gtest/gtest.h>

#include "tests/readers/machines.h"

namespace fundable {
extern const Reader migration_planner;
namespace {

std::string summary(const std::string& vms) {
  return "{\"inventory\": {\"infra\": {\"totalHosts\": 5}, \"vms\": {" + vms +
         "}}, \"err\": \"one host did not answer\"}";
}

TEST(MigrationPlanner, ReadsASummary) {
  const std::string text = summary(
      "\"total\": 10, \"totalMigratable\": 7, \"powerStates\": {\"POWERED_ON\": 8}, "
      "\"os\": {\"Debian 12\": 6, \"Windows\": 4}");
  EXPECT_EQ(told_by(migration_planner, text, "a.json"),
            "inventory/vms: vCenter on_premises runs; software Debian 12; software Windows\n"
            "- err: the collection was not complete: one host did not answer\n");
  EXPECT_EQ(read_with(migration_planner, text, "a.json").observations[0].at.says,
            "8 of 10 virtual machines run on 5 hosts");
}

TEST(MigrationPlanner, NothingPoweredOnRunsNothing) {
  EXPECT_EQ(machines_text(read_with(
                migration_planner,
                R"({"vms": {"total": 2, "totalMigratable": 1, "powerStates": {"POWERED_ON": 0}}})",
                "a.json")),
            "vms: vCenter on_premises declared\n");
}

TEST(MigrationPlanner, RefusesOtherJson) {
  EXPECT_EQ(told_by(migration_planner, R"({"vms": {"totalMigratable": 1}})", "a.json"),
            "a.json: there is no number of virtual machines (vms/total)");
  EXPECT_TRUE(told_by(migration_planner, R"({"vms": {"total": )", "a.json").starts_with("a.json"));
  const auto is = [](std::string_view text) {
    return migration_planner.recognises({"a.json", text});
  };
  EXPECT_TRUE(is(summary("\"total\": 1, \"totalMigratable\": 1")));
  EXPECT_FALSE(is(R"({"vms": [{"name": "a"}]})"));
  EXPECT_FALSE(is(R"([{"vms": 1, "totalMigratable": 2}])"));
}

}  // namespace
}  // namespace fundable
