// A copy of a file counts once, however often it lies in a project; a file that says something else
// by what lies beside it is no copy.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/app/folder.h"
#include "tests/app/program.h"

namespace fundable::end_to_end {
namespace {

constexpr std::string_view kTemplate =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: it}\n"
    "spec: {template: {spec: {containers: [{image: '{{ .Values.image }}'}]}}}\n";

// How many observations each file gives, by its path.
std::map<std::string, std::size_t> observed(const TemporaryFolder& folder) {
  const Ended ended = run({"assess", folder.path().string(), "--format", "json"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  const auto assessment = nlohmann::json::parse(ended.out);
  std::map<std::string, std::size_t> counts;
  for (const auto& source : assessment["sources"]) {
    counts[source["path"].get<std::string>()] = source["observations"].get<std::size_t>();
  }
  return counts;
}

TEST(Copies, TheSameFileTwiceCountsOnce) {
  const TemporaryFolder folder;
  folder.write("a/compose.yaml", "services: {a: {image: qdrant/qdrant}}\n");
  folder.write("b/compose.yaml", "services: {a: {image: qdrant/qdrant}}\n");
  const auto counts = observed(folder);
  EXPECT_EQ(counts.at("a/compose.yaml"), 1U);
  EXPECT_EQ(counts.at("b/compose.yaml"), 0U);
}

TEST(Copies, ATemplateBesideOtherValuesIsNone) {
  const TemporaryFolder folder;
  for (const std::string name : {"a", "b", "c"}) {
    folder.write(name + "/Chart.yaml", "name: " + name + "\n");
    folder.write(name + "/values.yaml", "image: " + std::string(name == "a" ? "x" : "y") + "\n");
    folder.write(name + "/templates/it.yaml", kTemplate);
  }
  const auto counts = observed(folder);
  EXPECT_EQ(counts.at("a/templates/it.yaml"), 1U);
  EXPECT_EQ(counts.at("b/templates/it.yaml"), 1U);
  EXPECT_EQ(counts.at("c/templates/it.yaml"), 0U);
}

}  // namespace
}  // namespace fundable::end_to_end
