// The project file: what it states, and how it is refused.
#include "project/project_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace fundable {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = [] {
    const auto documents = parse_yaml(bytes_of(FUNDABLE_ROOT "/data/facts.yaml"));
    return Vocabulary::read(documents.value().front().root()).value();
  }();
  return kVocabulary;
}

Result<Project> read(std::string_view bytes) {
  return read_project_file("fundable.yaml", bytes, vocabulary());
}

// The error as people see it: place, sentence, fix.
std::string refusal(std::string_view bytes) {
  const auto project = read(bytes);
  return project ? "it was read" : to_string(project.error());
}

std::string known(const Facts& facts, std::string_view name) {
  const Value* value = facts.known(vocabulary().id(name));
  return value == nullptr ? "unknown" : to_string(*value);
}

constexpr std::string_view kWhole = R"(fundable: 1
project: Claims assistant            # name
customer: {name: Harbour Mutual, country: US, segment: enterprise, founded: 2009-04-01}
partner: {name: Meridian Cloud, competencies: [migration], stage: validated}
opportunity: {id: O1234567, stage: Technical Validation}
other_funding: []
evidence: [evidence/, bill.csv]
workloads:
  - name: fraud-training
    kind: training_pipeline
    runs_on: on_premises
    goes_to: aws
    permanent: true
    replaces: null
    monthly_cost_usd: 41000.10
    matches: {resource_group: [ml-prod], namespace: [], path: models/, account: 7001, tag: {app: [fraud, fraud2], team: ml}}
    work_started: false
    aws:
      primary_service: sagemaker
      services: [AmazonSageMaker, AmazonS3]
    poc:
      scope: What exists at the end.
      ends: 2027-01-31
      success_criteria:
        - {metric: answers judged correct, target: ">= 90 %", measured_by: 200 labelled claims}
      path_to_production: {owner: Head of claims, date: 2027-06-01, yearly_aws_cost_usd: 120000}
      costs:
        - {item: Bedrock tokens, nature: aws_usage, service: AmazonBedrock, amount_usd: 8000}
        - {item: Consulting, nature: labour, amount_usd: 40000}
  - name: reports
)";

TEST(ProjectFile, StatesFactsByTheirPath) {
  const auto project = read(kWhole);
  ASSERT_TRUE(project) << to_string(project.error());
  EXPECT_EQ(project->name, "Claims assistant");
  EXPECT_EQ(project->file, "fundable.yaml");
  EXPECT_EQ(project->evidence, (Texts{"evidence/", "bill.csv"}));
  EXPECT_EQ(known(project->facts, "project.customer.founded"), "2009-04-01");
  EXPECT_EQ(known(project->facts, "project.opportunity.stage"), "Technical Validation");
  EXPECT_EQ(known(project->facts, "project.partner.competencies"), "migration");
  EXPECT_NE(project->facts.known(vocabulary().id("project.other_funding")), nullptr);
  ASSERT_EQ(project->workloads.size(), 2u);
  const Facts& facts = project->workloads[0].facts;
  EXPECT_EQ(known(facts, "workload.runs_on"), "on_premises");
  EXPECT_EQ(known(facts, "workload.monthly_cost_usd"), "41000.1");
  EXPECT_EQ(known(facts, "workload.permanent"), "true");
  EXPECT_EQ(known(facts, "workload.work_started"), "false");
  EXPECT_EQ(known(facts, "workload.replaces"), "unknown");
  EXPECT_EQ(known(facts, "workload.aws.services"), "AmazonSageMaker, AmazonS3");
  EXPECT_EQ(known(facts, "workload.poc.path_to_production"),
            "owner: Head of claims, date: 2027-06-01, yearly_aws_cost_usd: 120000");
  EXPECT_TRUE(project->workloads[1].facts.all().empty());
  EXPECT_TRUE(project->workloads[1].matches.empty());
}

TEST(ProjectFile, SaysWhereEachFactStands) {
  const auto project = read(kWhole);
  ASSERT_TRUE(project);
  const StatedWorkload& workload = project->workloads[0];
  EXPECT_EQ(workload.at.locator, "line 9");
  const Fact* runs_on = workload.facts.find(vocabulary().id("workload.runs_on"));
  ASSERT_NE(runs_on, nullptr);
  EXPECT_EQ(runs_on->held[0].from[0], (Origin{"fundable.yaml", "line 11", "runs_on: on_premises"}));
  const Fact* costs = workload.facts.find(vocabulary().id("workload.poc.costs"));
  EXPECT_EQ(costs->held[0].from[0].locator, "line 27");
  EXPECT_TRUE(costs->held[0].from[0].says.starts_with("poc.costs: item: Bedrock tokens"));
}

TEST(ProjectFile, SaysWhichObservationsBelongToAWorkload) {
  const auto project = read(kWhole);
  ASSERT_TRUE(project);
  const Matches& matches = project->workloads[0].matches;
  EXPECT_EQ(matches.within,
            (std::map<std::string, Texts>{{"account", {"7001"}}, {"resource_group", {"ml-prod"}}}));
  EXPECT_EQ(matches.paths, Texts{"models/"});
  EXPECT_EQ(matches.tags,
            (std::map<std::string, Texts>{{"app", {"fraud", "fraud2"}}, {"team", {"ml"}}}));
}

TEST(ProjectFile, NeedsLittle) {
  const auto project = read("fundable: 1\nproject: Small\ncustomer: ~\nworkloads:\n");
  ASSERT_TRUE(project) << to_string(project.error());
  EXPECT_EQ(project->evidence, std::nullopt);
  EXPECT_TRUE(project->facts.all().empty());
  EXPECT_TRUE(project->workloads.empty());
  EXPECT_EQ(read("fundable: 1\nproject: Small\nevidence: bills\n")->evidence, Texts{"bills"});
  EXPECT_EQ(read("fundable: 1\nproject: Small\nevidence: []\n")->evidence, Texts{});
}

struct Refused {
  std::string_view text;  // below `fundable: 1`, `project: P`
  std::string_view says;
};

TEST(ProjectFile, RefusesWithPlaceAndFix) {
  const std::vector<Refused> cases{
      {"workloads:\n  - name: a\n    kind: agent\n    run_on: azure\n",
       "fundable.yaml:6:5: unknown key 'run_on'\n  Did you mean runs_on?"},
      {"custommer: {name: X}\n",
       "fundable.yaml:3:1: unknown key 'custommer'\n  Did you mean customer?"},
      {"customer: {nam: X}\n", "fundable.yaml:3:12: unknown key 'nam'\n  Did you mean name?"},
      {"workloads: [{name: a, aws: {primry_service: eks}}]\n",
       "fundable.yaml:3:29: unknown key 'primry_service'\n  Did you mean primary_service?"},
      {"workloads: [{name: a, motion: migration}]\n", "fundable.yaml:3:23: unknown key 'motion'"},
      {"workloads: [{name: a, runs_on: azur}]\n",
       "fundable.yaml:3:32: 'azur' is no value of workload.runs_on\n  Did you mean 'azure'?"},
      {"workloads: [{name: a, permanent: maybe}]\n",
       "fundable.yaml:3:34: workload.permanent is true or false"},
      {"workloads: [{name: a, monthly_cost_usd: lots}]\n",
       "fundable.yaml:3:41: workload.monthly_cost_usd: 'lots' is not a decimal number"},
      {"workloads: [{name: a, monthly_cost_usd: -3}]\n",
       "fundable.yaml:3:41: 'monthly_cost_usd' is -3, and it cannot be less than 0"},
      {"workloads: [{name: a, poc: {ends: 2027-02-30}}]\n",
       "fundable.yaml:3:35: workload.poc.ends: '2027-02-30' is not a date"},
      {"workloads: [{name: a, poc: soon}]\n", "fundable.yaml:3:28: 'poc' must be a map with keys"},
      {"workloads: [{name: a, poc: {success_criteria: fast}}]\n",
       "fundable.yaml:3:47: workload.poc.success_criteria must be a list"},
      {"workloads: [{name: a, poc: {costs: [{item: x, nature: labor}]}}]\n",
       "fundable.yaml:3:55: 'labor' is no nature of a cost\n  Did you mean 'labour'?"},
      {"workloads: [{name: a, poc: {costs: [{item: x, amount_usd: -1}]}}]\n",
       "fundable.yaml:3:59: 'amount_usd' is -1, and it cannot be less than 0"},
      {"workloads: [{name: a, poc: {path_to_production: {date: spring}}}]\n",
       "fundable.yaml:3:56: 'spring' is not a date"},
      {"workloads: [{name: a, poc: {costs: [{itm: x}]}}]\n",
       "fundable.yaml:3:38: unknown key 'itm'"},
      {"workloads: [{name: a, aws: {services: AmazonS3}}]\n",
       "fundable.yaml:3:39: workload.aws.services must be a list"},
      {"workloads: [{name: a}, {name: b}, {name: a}]\n",
       "fundable.yaml:3:42: two workloads are named 'a'"},
      {"workloads: [{kind: agent}]\n", "fundable.yaml:3:13: the workload has no name"},
      {"workloads: [a]\n", "fundable.yaml:3:13: a workload is a map with keys"},
      {"workloads: {name: a}\n", "fundable.yaml:3:12: 'workloads' must be a list"},
      {"workloads: [{name: \"a\\eb\"}]\n",
       "fundable.yaml:3:20: the workload's name holds control characters"},
      {"workloads: [{name: ' '}]\n", "fundable.yaml:3:20: the workload's name must be a text"},
      {"workloads: [{name: a, matches: {namspace: x}}]\n",
       "fundable.yaml:3:33: unknown key 'namspace'\n  Did you mean namespace?"},
      {"workloads: [{name: a, matches: {tag: app}}]\n", "fundable.yaml:3:38: 'tag' must be a map"},
      {"workloads: [{name: a, matches: {tag: {app: {x: y}}}}]\n",
       "fundable.yaml:3:44: 'app' must be a text or a list of texts"},
      {"workloads: [{name: a, matches: {region: [[eu]]}}]\n",
       "fundable.yaml:3:42: 'region' must be a list of texts"},
      {"evidence: [bills, /etc]\n", "fundable.yaml:3:19: the path '/etc' is absolute"},
      {"evidence: ../bills\n", "fundable.yaml:3:11: the path '../bills' leads out"},
      {"evidence: [a/../../b]\n", "fundable.yaml:3:12: the path 'a/../../b' leads out"},
      {"evidence: {a: b}\n", "fundable.yaml:3:11: 'evidence' must be a text or a list of texts"},
      {"customer: [unclosed\n", "fundable.yaml:4:1: not YAML"},
      {"---\nfundable: 1\n", "fundable.yaml:4:1: a project file holds one document"},
  };
  for (const auto& [text, says] : cases) {
    const std::string said = refusal("fundable: 1\nproject: P\n" + std::string(text));
    EXPECT_TRUE(said.starts_with(says)) << text << "gave " << said;
  }
}

TEST(ProjectFile, NeedsItsVersionAndName) {
  EXPECT_TRUE(refusal("").starts_with("fundable.yaml: a project file is a map"));
  EXPECT_TRUE(refusal("- a\n").starts_with("fundable.yaml:1:1: a project file is a map"));
  EXPECT_TRUE(refusal("project: P\n").starts_with("fundable.yaml:1:1: 'fundable', the version"));
  EXPECT_TRUE(refusal("fundable: 2\nprojekt: P\n")
                  .starts_with("fundable.yaml:1:11: '2' is no version of the format"));
  EXPECT_TRUE(refusal("fundable: '1'\nproject: P\n").starts_with("fundable.yaml:1:11"));
  EXPECT_TRUE(refusal("fundable: 1\n").starts_with("fundable.yaml:1:1: 'project', the project's"));
  EXPECT_TRUE(
      refusal("fundable: 1\nproject: [a]\n").starts_with("fundable.yaml:2:10: the project"));
}

TEST(ProjectFile, NamesEveryProblemInTheOrderOfTheFile) {
  EXPECT_EQ(refusal("fundable: 1\nproject: P\nworkloads:\n  - {name: a, runs_on: azur}\n"
                    "  - {nam: b}\nevidence: /etc\n"),
            "fundable.yaml:4:24: 'azur' is no value of workload.runs_on\n"
            "  Did you mean 'azure'?\n"
            "fundable.yaml:5:5: the workload has no name\n"
            "  Give it one: 'name: <name>'.\n"
            "fundable.yaml:5:6: unknown key 'nam'\n"
            "  Did you mean name?\n"
            "fundable.yaml:6:11: the path '/etc' is absolute, and evidence lies in the project's "
            "folder\n"
            "  Name a file or folder relative to the project file.");
}

TEST(ProjectFile, CountsTheProblemsBeyondTwenty) {
  std::string text = "fundable: 1\nproject: P\nworkloads:\n";
  for (int i = 0; i < 23; ++i) text += "  - {name: w" + std::to_string(i) + ", kin: agent}\n";
  const std::string said = refusal(text);
  EXPECT_NE(said.find("fundable.yaml:23:17: unknown key 'kin'"), std::string::npos) << said;
  EXPECT_EQ(said.find("fundable.yaml:24:"), std::string::npos) << said;
  EXPECT_TRUE(said.ends_with("\nand 3 more problems")) << said;
}

TEST(ProjectFile, HoldsItsBudget) {
  const std::string start = "fundable: 1\nproject: P\n";
  const auto large = read(start + "#" + std::string(1 << 20, 'x'));
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().kind, ErrorKind::kLimit);
  EXPECT_FALSE(read(start + "customer: " + std::string(60, '[') + std::string(60, ']')));
  std::string many = start + "other_funding: [a";
  for (int i = 0; i < 100'000; ++i) many += ",a";
  EXPECT_EQ(read(many + "]").error().kind, ErrorKind::kLimit);
}

TEST(ProjectFile, HidesSecretsFromWhatIsShown) {
  const auto project = read(
      "fundable: 1\nproject: P\nworkloads: [{name: a, poc: {scope: key AKIAIOSFODNN7EXAMPLE}}]\n");
  ASSERT_TRUE(project);
  const Fact* scope = project->workloads[0].facts.find(vocabulary().id("workload.poc.scope"));
  EXPECT_EQ(scope->held[0].from[0].says, "poc.scope: key [redacted]");
  EXPECT_FALSE(read("fundable: 1\nproject: AKIAIOSFODNN7EXAMPLE\n"));
}

TEST(ProjectFile, ReadsEveryAcceptanceCase) {
  const fs::path cases = FUNDABLE_ROOT "/../shared/cases";
  if (!fs::exists(cases)) GTEST_SKIP() << "the acceptance cases are not beside the project";
  std::size_t seen = 0;
  for (const auto& entry : fs::directory_iterator(cases)) {
    if (!fs::exists(entry.path() / "fundable.yaml")) continue;
    ++seen;
    const bool fails =
        bytes_of(entry.path() / "expected.json").find("\"fails\"") != std::string::npos;
    const std::string said = refusal(bytes_of(entry.path() / "fundable.yaml"));
    EXPECT_EQ(said != "it was read", fails) << entry.path() << ": " << said;
  }
  EXPECT_GT(seen, 0u);
}

}  // namespace
}  // namespace fundable
