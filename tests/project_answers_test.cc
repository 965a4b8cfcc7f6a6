// An answer changes one line of a project file and nothing else.
#include <gtest/gtest.h>

#include "project/answers.h"
#include "project/project_file.h"
#include "tests/programs/sample.h"

namespace fundable {
namespace {

using programs::kToday;
using programs::rulebook;

GivenAnswer answer(const char* fact, const char* workload, const char* yaml) {
  return {rulebook().vocabulary.id(fact), workload, yaml, "Ada", kToday};
}

std::string answered(const std::string& bytes, const GivenAnswer& given) {
  const auto text = with_answer(bytes, given, rulebook().vocabulary);
  EXPECT_TRUE(text) << to_string(text.error());
  return text.value_or("");
}

constexpr const char* kFile =
    "# The claims project.\n"
    "fundable: 1\n"
    "project: Claims   # its name\n"
    "workloads:\n"
    "  - name: training\n"
    "    kind: training_pipeline\n"
    "    runs_on: azure        # says the bill\n"
    "    aws: {primary_service: sagemaker}\n"
    "\n"
    "  # A new one.\n"
    "  - name: agent\n"
    "    poc:\n"
    "      scope: >\n"
    "        Answers claims,\n"
    "        read only.\n"
    "customer: {name: Harbour Mutual}\n";

TEST(Answers, AddALineToTheWorkload) {
  EXPECT_EQ(answered(kFile, answer("workload.goes_to", "training", "aws")),
            "# The claims project.\n"
            "fundable: 1\n"
            "project: Claims   # its name\n"
            "workloads:\n"
            "  - name: training\n"
            "    kind: training_pipeline\n"
            "    runs_on: azure        # says the bill\n"
            "    aws: {primary_service: sagemaker}\n"
            "    goes_to: aws  # answered 2026-11-22 by Ada\n"
            "\n"
            "  # A new one.\n"
            "  - name: agent\n"
            "    poc:\n"
            "      scope: >\n"
            "        Answers claims,\n"
            "        read only.\n"
            "customer: {name: Harbour Mutual}\n");
}

TEST(Answers, ReplaceWhatWasStatedAndKeepItInTheComment) {
  const std::string text = answered(kFile, answer("workload.runs_on", "training", "on_premises"));
  EXPECT_NE(
      text.find("    runs_on: on_premises        # says the bill; answered 2026-11-22 by Ada, "
                "before: azure\n"),
      std::string::npos)
      << text;
}

TEST(Answers, GoIntoMapsOfEitherKind) {
  EXPECT_NE(answered(kFile, answer("workload.aws.monthly_cost_usd", "training", "30000"))
                .find("    aws: {monthly_cost_usd: 30000, primary_service: sagemaker}  # "),
            std::string::npos);
  EXPECT_NE(answered(kFile, answer("workload.poc.ends", "agent", "2027-01-31"))
                .find("        read only.\n      ends: 2027-01-31  # answered"),
            std::string::npos);
  EXPECT_NE(
      answered(kFile, answer("project.opportunity.id", "", "\"O1234567\""))
          .find("customer: {name: Harbour Mutual}\nopportunity:\n  id: \"O1234567\"  # answered"),
      std::string::npos);
  EXPECT_NE(answered(kFile, answer("project.customer.segment", "", "isv"))
                .find("customer: {segment: isv, name: Harbour Mutual}  # segment answered"),
            std::string::npos);
}

TEST(Answers, AddAWorkloadThatOnlyEvidenceKnows) {
  const std::string text = answered(kFile, answer("workload.goes_to", "search", "aws"));
  EXPECT_NE(text.find("        read only.\n  - name: search\n    goes_to: aws  # answered"),
            std::string::npos)
      << text;
  const std::string fresh =
      answered(new_project_file("Claims 2"), answer("workload.goes_to", "search index", "aws"));
  EXPECT_EQ(fresh,
            "fundable: 1\nproject: \"Claims 2\"\nworkloads:\n  - name: \"search index\"\n"
            "    goes_to: aws  # answered 2026-11-22 by Ada\n");
}

TEST(Answers, AreRefusedWhereTheFileWouldHaveToBeRewritten) {
  const auto long_value =
      with_answer(kFile, answer("workload.poc.scope", "agent", "short"), rulebook().vocabulary);
  ASSERT_FALSE(long_value);
  EXPECT_NE(long_value.error().fix.find("Add 'poc: {scope: short}' to the workload agent by hand."),
            std::string::npos)
      << to_string(long_value.error());
  const auto in_brackets =
      with_answer("fundable: 1\nproject: P\nworkloads: [{name: a}]\n",
                  answer("workload.goes_to", "b", "aws"), rulebook().vocabulary);
  EXPECT_FALSE(in_brackets);
  const auto several =
      with_answer("fundable: 1\nproject: P\nworkloads:\n  - {name: a, runs_on:\n      azure}\n",
                  answer("workload.runs_on", "a", "gcp"), rulebook().vocabulary);
  EXPECT_FALSE(several);
}

// Whatever shape a file has, an answer is either refused or the only thing that changes.
TEST(Answers, ChangeNothingElse) {
  const std::vector<std::string> shapes{
      "fundable: 1\nproject: P\nworkloads:\n- name: a\n  runs_on: azure\n- name: b\n",
      "fundable: 1\nproject: P\nworkloads:\n  - runs_on: 'azure'\n    name: a\n",
      "fundable: 1\nproject: P\nworkloads:\n  - {name: a, runs_on: azure, goes_to: aws}\n",
      "{fundable: 1, project: P, workloads: [{name: a, runs_on: azure}]}\n",
      "fundable: 1\nproject: P\nworkloads:\n  - name: a\n    runs_on:\n    goes_to: \"aws\" # c\n",
      "fundable: 1\nproject: P\nworkloads:\n  -\n    name: a\n    poc: {}\n",
      "fundable: 1\r\nproject: P\r\nworkloads:\r\n  - name: a\r\n",
      "fundable: 1\nproject: P\nworkloads:\n  - name: a\n    poc: {scope: \"x # y, z\"}"};
  std::size_t changed = 0;
  for (const std::string& shape : shapes) {
    for (const auto& [fact, yaml] :
         {std::pair{"workload.runs_on", "gcp"}, std::pair{"workload.goes_to", "stays"},
          std::pair{"workload.poc.scope", "\"a, b # c\""},
          std::pair{"project.customer.name", "C"}}) {
      const bool of_project = std::string_view(fact).starts_with("project.");
      const auto text =
          with_answer(shape, answer(fact, of_project ? "" : "a", yaml), rulebook().vocabulary);
      if (!text) continue;
      ++changed;
      const auto read = read_project_file("f", *text, rulebook().vocabulary);
      ASSERT_TRUE(read) << *text;
      const FactId id = rulebook().vocabulary.id(fact);
      const Facts& facts = of_project ? read->facts : read->workloads.at(0).facts;
      ASSERT_NE(facts.known(id), nullptr) << *text;
      const std::string value = to_string(*facts.known(id));
      EXPECT_EQ(value, yaml[0] == '"' ? "a, b # c" : yaml) << *text;
    }
  }
  EXPECT_GT(changed, 22u);
}

TEST(Answers, QuoteWhatYamlWouldTakeForSomethingElse) {
  EXPECT_EQ(yaml_text("azure"), "azure");
  for (const char* word : {"yes", "No", "null", "2027-01-31", "a: b", "- x", "", "12"}) {
    EXPECT_EQ(yaml_text(word), "\"" + std::string(word) + "\"");
  }
  EXPECT_EQ(yaml_text("say \"hi\" \\ \n"), "\"say \\\"hi\\\" \\\\  \"");
}

}  // namespace
}  // namespace fundable
