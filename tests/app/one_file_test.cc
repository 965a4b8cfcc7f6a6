// One file of evidence, named in place of a project, is assessed as a folder with only that file.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/folder.h"
#include "tests/app/hostile.h"
#include "tests/app/program.h"

namespace fundable::end_to_end {
namespace {

using Tree = nlohmann::json;

// What is said of the workloads of a project, and by whom.
Tree said_of(const std::filesystem::path& project) {
  const Tree assessment = assessed(project);
  return {{"sources", assessment["sources"]}, {"workloads", assessment["workloads"]}};
}

TEST(OneFile, IsAssessedAsAFolderWithOnlyThatFile) {
  const TemporaryFolder folder;
  const auto file = folder.write("evidence/search.tfstate", good_evidence());
  const Tree of_folder = said_of(folder.path() / "evidence");
  ASSERT_EQ(of_folder["workloads"].size(), 1U);
  folder.write("evidence/bill.csv", good_bill());
  folder.write("evidence/fundable.yaml", "fundable: 1\nproject: Claims\n");
  EXPECT_EQ(said_of(file), of_folder);
  EXPECT_EQ(assessed(file)["project"]["name"], "search");
}

TEST(OneFile, MayBeYamlThatIsNoProjectFile) {
  const TemporaryFolder folder;
  const auto pod = folder.write("pod.yaml",
                                "apiVersion: v1\nkind: Pod\nmetadata: {name: llm}\n"
                                "spec: {containers: [{name: c, image: vllm/vllm-openai:v0.9}]}\n"
                                "status: {phase: Running}\n");
  EXPECT_EQ(said_of(pod)["workloads"][0]["kind"], "inference_service");
  const auto project = folder.write("claims.yaml", "# ours\nproject: Claims\nfundable: 1\n");
  EXPECT_EQ(assessed(project)["project"]["name"], "Claims");
}

TEST(OneFile, IsVerifiedWithoutBeingNamedAgain) {
  const TemporaryFolder folder;
  folder.write("search.tfstate", good_evidence());
  folder.write("bill.csv", good_bill());
  const Setting setting{.folder = folder.path(), .output = folder.path() / "assessment.json"};
  EXPECT_EQ(run({"assess", "search.tfstate", "--format", "json"}, setting).status, 0);
  const Ended verified = run({"verify", "assessment.json"}, {.folder = folder.path()});
  EXPECT_EQ(verified.status, 0) << verified.out << verified.err;
  folder.write("search.tfstate", good_evidence() + "\n");
  EXPECT_EQ(run({"verify", "assessment.json"}, {.folder = folder.path()}).status, 1);
}

}  // namespace
}  // namespace fundable::end_to_end
