// What a repository says, and the workloads that it comes to. A line is a file, what stands in it,
// and how strongly it speaks; the catalogue is a small one of its own.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "discovery/discover.h"
#include "discovery/setting.h"
#include "project/project_file.h"
#include "tests/programs/sample.h"

namespace fundable {
namespace {

constexpr const char* kCatalogue = R"(
- {technology: agents, name: Agents, kind: agent, signatures: {code: ["python:agents"]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: client, name: Client, calls_model: true, signatures: {code: ["python:client"]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: web, name: Web, kind: application, signatures: {code: ["python:web"]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: trainer, name: Trainer, kind: training_pipeline,
   signatures: {code: ["python:trainer"], package: ["pypi:trainer"]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: torch, name: Torch, kind: training_pipeline, weak: true,
   signatures: {code: ["python:torch"]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: sage, name: Sage, kind: training_pipeline, platform: aws,
   signatures: {code: ["python:sage"]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: index, name: Index, kind: data_environment,
   signatures: {arm: [Index], code: ["python:index"]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: model, name: Model, kind: inference_service, signatures: {arm: [Model]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: host, name: Host, kind: application, signatures: {arm: [Host]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: deploy, name: Deploy, kind: application, platform: gcp,
   signatures: {command: ["gcl *"]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
)";

const Vocabulary& vocabulary() { return programs::rulebook().vocabulary; }

const Catalogue& catalogue() {
  static const Catalogue read = [] {
    Catalogue made;
    const auto documents = parse_yaml(kCatalogue);
    const auto added = made.add(documents->at(0).root(), vocabulary());
    EXPECT_TRUE(added) << to_string(added.error());
    return made;
  }();
  return read;
}

Observation of_code(const std::string& source, const std::string& channel, const std::string& text,
                    Proof proof, const std::string& platform = "") {
  static int line = 0;
  Observation made;
  made.at = {source, "line " + std::to_string(++line), text};
  made.proof = proof;
  made.platform = platform;
  made.of_code = true;
  made.marks = {{channel, text, ""}};
  return made;
}

Observation uses(const std::string& source, const std::string& library) {
  return of_code(source, "code", "python:" + library, Proof::kUsed);
}

Observation declares(const std::string& source, const std::string& type,
                     const std::string& platform) {
  return of_code(source, "arm", type, Proof::kDeclared, platform);
}

std::string value(const Workload& workload, const char* fact) {
  const Value* known = workload.facts.known(vocabulary().id(fact));
  return known == nullptr ? "?" : to_string(*known);
}

// `kind on declared_on`, sorted, then what was left out and why.
std::string summary(const std::vector<Observation>& observations, const std::string& stated = "",
                    const std::vector<std::string>& roots = {""}) {
  auto project =
      read_project_file("fundable.yaml", "fundable: 1\nproject: P\n" + stated, vocabulary());
  EXPECT_TRUE(project) << to_string(project.error());
  const Discovered found = discover(*project, observations, catalogue(), vocabulary(), roots, "");
  std::vector<std::string> lines;
  for (const Workload& workload : found.workloads) {
    lines.push_back(value(workload, "workload.kind") + " on " +
                    value(workload, "workload.declared_on"));
  }
  std::ranges::sort(lines);
  for (const Unplaced& left : found.unplaced) lines.push_back(left.at.says + ": " + left.why);
  return joined(lines, "; ");
}

const std::string kIsNoProduct =
    ": nothing in this code base is deployed or used by somebody: a library, a tool or a tutorial";

TEST(CodeBase, GivesOneWorkloadAKind) {
  EXPECT_EQ(
      summary({uses("app/a.py", "agents"), uses("app/b.py", "agents"), uses("app/c.py", "client"),
               uses("app/d.py", "web"), declares("infra/main.bicep", "Model", "azure"),
               declares("infra/search.bicep", "Index", "azure"),
               declares("infra/host.bicep", "Host", "azure")}),
      "agent on azure; data_environment on azure; inference_service on azure");
}

TEST(CodeBase, ACalledModelMakesAnApplicationOfWhatHasAnInterface) {
  EXPECT_EQ(summary({uses("a.py", "client"), uses("b.py", "web")}), "ai_application on ?");
  EXPECT_EQ(summary({uses("a.py", "client"), declares("h.bicep", "Host", "aws")}),
            "ai_application on aws");
  EXPECT_EQ(summary({uses("b.py", "web")}), "application on ?");
  EXPECT_EQ(summary({uses("a.py", "client")}), "python:client" + kIsNoProduct);
}

TEST(CodeBase, AnAgentInACornerOfAProductIsNoAgent) {
  std::vector<Observation> product{uses("x.py", "agents"), uses("web.py", "web")};
  for (int i = 0; i < 3; ++i) product.push_back(uses("c" + std::to_string(i) + ".py", "client"));
  EXPECT_EQ(summary(product), "agent on ?");
  product.push_back(uses("c3.py", "client"));
  EXPECT_EQ(summary(product), "ai_application on ?");
}

TEST(CodeBase, WeakAndListedLibrariesMakeNothing) {
  EXPECT_EQ(summary({uses("a.py", "torch"),
                     of_code("requirements.txt", "package", "pypi:trainer", Proof::kListed)}),
            "pypi:trainer" + kIsNoProduct);
  EXPECT_EQ(summary({uses("a.py", "torch"), uses("a.py", "trainer")}), "training_pipeline on ?");
}

TEST(CodeBase, AnAdapterAmongManyUsesMakesNothing) {
  std::vector<Observation> product{uses("adapter.py", "index")};
  for (int i = 0; i < 10; ++i) product.push_back(uses("t" + std::to_string(i) + ".py", "trainer"));
  EXPECT_EQ(summary(product), "data_environment on ?; training_pipeline on ?");
  product.push_back(uses("t10.py", "trainer"));
  EXPECT_EQ(summary(product), "training_pipeline on ?");
}

TEST(CodeBase, TestsAndExamplesCountOnlyWhereTheyAreAllThereIs) {
  EXPECT_EQ(summary({uses("app.py", "trainer"), uses("examples/e.py", "agents"),
                     uses("tests/t.py", "index")}),
            "training_pipeline on ?");
  EXPECT_EQ(summary({uses("examples/e.py", "agents")}), "agent on ?");
  EXPECT_EQ(summary({uses("tests/t.py", "index")}), "python:index: it stands in test code only");
}

TEST(CodeBase, ALibraryIsNoWorkload) {
  EXPECT_EQ(summary({declares("main.bicep", "Other", "azure")}), "Other" + kIsNoProduct);
}

// Each platform on which the one workload is declared, with the file that says so.
std::string declared_places(const std::vector<Observation>& observations) {
  auto project = read_project_file("fundable.yaml", "fundable: 1\nproject: P\n", vocabulary());
  const std::vector<std::string> roots{""};
  const Discovered found = discover(*project, observations, catalogue(), vocabulary(), roots, "");
  EXPECT_EQ(found.workloads.size(), 1u);
  const Fact* fact = found.workloads.at(0).facts.find(vocabulary().id("workload.declared_on"));
  std::string text;
  for (const Held& held : fact == nullptr ? std::vector<Held>() : fact->held) {
    text += to_string(held.value) + " by " + held.from.at(0).source + "; ";
  }
  return text;
}

TEST(CodeBase, SeveralPlatformsAreEachToldAndNoneIsChosen) {
  EXPECT_EQ(declared_places({declares("azure/main.tf", "Model", "azure"),
                             declares("aws/main.tf", "Model", "aws"),
                             declares("aws/more.tf", "Model", "aws")}),
            "aws by aws/main.tf; azure by azure/main.tf; ");
  EXPECT_EQ(
      declared_places({declares("main.tf", "Model", "azure"), declares("main.tf", "Model", "aws")}),
      "aws by main.tf; azure by main.tf; ");
  // An agent is deployed with what lies around it.
  EXPECT_EQ(declared_places({uses("app.py", "agents"), declares("azure/main.tf", "Host", "azure"),
                             declares("aws/main.tf", "Host", "aws")}),
            "aws by aws/main.tf; azure by azure/main.tf; ");
  EXPECT_EQ(declared_places({declares("main.tf", "Model", "azure")}), "azure by main.tf; ");
  EXPECT_EQ(declared_places({uses("app.py", "agents")}), "");
}

TEST(CodeBase, OptionsDeclareNothing) {
  EXPECT_EQ(summary({uses("app.py", "agents"), declares("deploy/aws/a.bicep", "Host", "aws")}),
            "agent on aws");
  EXPECT_EQ(summary({uses("app.py", "agents"), declares("deploy/aws/a.bicep", "Host", "aws"),
                     declares("deploy/azure/a.bicep", "Host", "azure")}),
            "agent on ?");
}

TEST(CodeBase, CodeThatStartsJobsInACloudRunsThere) {
  EXPECT_EQ(summary({uses("train.py", "sage"), uses("model.py", "trainer")}),
            "training_pipeline on aws");
  std::vector<Observation> library{uses("train.py", "sage")};
  for (int i = 0; i < 5; ++i) library.push_back(uses("t" + std::to_string(i) + ".py", "trainer"));
  EXPECT_EQ(summary(library), "training_pipeline on ?");
}

TEST(CodeBase, ScriptsSayWhereItGoesWhereNothingDeclaresIt) {
  const Observation script = of_code("deploy.sh", "command", "gcl deploy app", Proof::kUsed);
  EXPECT_EQ(summary({uses("a.py", "agents"), script}), "agent on gcp");
  const Observation copy = of_code("copy.sh", "command", "gcl cp model", Proof::kUsed);
  EXPECT_EQ(summary({uses("a.py", "agents"), copy}), "agent on ?");
  EXPECT_EQ(summary({uses("a.py", "agents"), script, declares("m.bicep", "Host", "azure")}),
            "agent on azure");
}

TEST(CodeBase, JobsRunWhereTheirMachinesAreSetUp) {
  const Observation job =
      of_code("jobs/t.sbatch", "scheduler", "slurm", Proof::kDeclared, "on_premises");
  EXPECT_EQ(summary({uses("t.py", "trainer"), job}), "training_pipeline on on_premises");
  EXPECT_EQ(summary({uses("t.py", "trainer"), job, declares("m.bicep", "Host", "azure")}),
            "training_pipeline on azure");
  EXPECT_EQ(summary({uses("t.py", "trainer"), job, declares("m.bicep", "Net", "azure")}),
            "training_pipeline on ?");
  EXPECT_EQ(summary({uses("a.py", "agents"), job}), "agent on ?");
}

TEST(CodeBase, AListOfHostsIsAHome) {
  const Observation hosts =
      of_code("hosts.ini", "software", "inventory", Proof::kDeclared, "on_premises");
  EXPECT_EQ(summary({uses("a.py", "agents"), hosts}), "agent on on_premises");
}

TEST(CodeBase, TheOnlyStatedWorkloadOfAKindTakesTheCode) {
  const std::string stated = "workloads: [{name: mine, kind: agent, runs_on: nowhere}]\n";
  EXPECT_EQ(summary({uses("a.py", "agents"), declares("h.bicep", "Host", "aws")}, stated),
            "agent on aws");
  EXPECT_EQ(summary({uses("a.py", "trainer")}, stated), "agent on ?; training_pipeline on ?");
}

// People answer under the names that an assessment showed them, before there was a project file
// and after.
TEST(CodeBase, AnswersUnderAShownNameJoinTheEvidence) {
  const std::vector<Observation> evidence{uses("a.py", "agents"), uses("b.py", "index"),
                                          declares("h.bicep", "Host", "aws")};
  const auto workloads = [&](const std::string& stated) {
    auto project =
        read_project_file("fundable.yaml", "fundable: 1\nproject: Claims\n" + stated, vocabulary());
    EXPECT_TRUE(project) << to_string(project.error());
    project->folder = "repo";
    const std::vector<std::string> roots{""};
    const Discovered found = discover(*project, evidence, catalogue(), vocabulary(), roots, "");
    std::vector<std::string> lines;
    for (const Workload& workload : found.workloads) {
      lines.push_back(workload.name + " " + value(workload, "workload.kind") + " " +
                      value(workload, "workload.runs_on"));
    }
    for (const Unplaced& left : found.unplaced) lines.push_back(left.why);
    return joined(lines, "; ");
  };
  EXPECT_EQ(workloads(""), "Claims-agent agent ?; Claims-data data_environment ?");
  EXPECT_EQ(workloads("workloads: [{name: claims-agent, runs_on: azure}]\n"),
            "Claims-data data_environment ?; claims-agent agent azure");
  EXPECT_EQ(workloads("workloads: [{name: repo-agent, runs_on: azure}, {name: repo-data}]\n"),
            "repo-agent agent azure; repo-data data_environment ?");
  EXPECT_EQ(workloads("workloads: [{name: else, kind: application, matches: {path: nowhere}}]\n"),
            "Claims-agent agent ?; Claims-data data_environment ?; else application ?; what it "
            "matches is not in the evidence, so it rests on what is stated alone");
}

std::string target(const std::vector<Observation>& observations, const std::string& stated = "") {
  auto project =
      read_project_file("fundable.yaml", "fundable: 1\nproject: P\n" + stated, vocabulary());
  EXPECT_TRUE(project) << to_string(project.error());
  const Discovered found = discover(*project, observations, catalogue(), vocabulary(), {}, "");
  const Fact* fact = found.workloads.at(0).facts.find(vocabulary().id("workload.goes_to"));
  if (fact == nullptr) return "?";
  return fact->is_contested() ? "contested" : to_string(fact->held.at(0).value);
}

TEST(CodeBase, WhatItDeclaresOnAwsIsWhereItGoes) {
  const std::string stays = "workloads: [{name: mine, kind: agent, goes_to: stays}]\n";
  const std::string runs = "workloads: [{name: mine, kind: agent, runs_on: azure}]\n";
  const Observation agent = uses("a.py", "agents");
  EXPECT_EQ(target({agent}), "?");
  EXPECT_EQ(target({agent, declares("h.bicep", "Host", "azure")}), "?");
  EXPECT_EQ(target({agent, declares("h.yaml", "Host", "aws")}), "aws");
  EXPECT_EQ(target({agent, declares("h.yaml", "Host", "aws")}, stays), "contested");
  // Offered beside another cloud: a target only of what runs elsewhere.
  const std::vector<Observation> both{agent, declares("deploy/aws/h.yaml", "Host", "aws"),
                                      declares("deploy/azure/h.bicep", "Host", "azure")};
  EXPECT_EQ(target(both), "?");
  EXPECT_EQ(target(both, runs), "aws");
}

TEST(CodeBase, RepositoriesSideBySideAreApart) {
  EXPECT_EQ(summary({uses("one/a.py", "agents"), uses("two/b.py", "agents")}, "", {"one", "two"}),
            "agent on ?; agent on ?");
}

TEST(Setting, IsToldByFoldersAndNames) {
  EXPECT_EQ(setting_of("src/app.py"), Setting::kProduct);
  EXPECT_EQ(setting_of("src/tests/app.py"), Setting::kTest);
  EXPECT_EQ(setting_of("examples/tests/app.py"), Setting::kExample);
  EXPECT_EQ(setting_of("pkg/a_test.go"), Setting::kTest);
  EXPECT_EQ(setting_of("web/a.spec.ts"), Setting::kTest);
  EXPECT_EQ(setting_of("contest/latest.py"), Setting::kProduct);
  EXPECT_EQ(setting_of("third_party/x.py"), Setting::kVendored);
  EXPECT_EQ(setting_of("Docs/x.py"), Setting::kDocs);
  EXPECT_EQ(setting_of("explore.ipynb"), Setting::kExample);
  EXPECT_EQ(setting_of("chat/src/main/java/org/acme/samples/Chat.java"), Setting::kProduct);
  EXPECT_EQ(setting_of("examples/chat/src/main/java/org/acme/Chat.java"), Setting::kExample);
  EXPECT_EQ(setting_of("src/main/docs"), Setting::kProduct);
  EXPECT_EQ(setting_of("src/test/java/org/acme/ChatTest.java"), Setting::kTest);
  EXPECT_EQ(setting_of("Shop.UnitTests/Cart.cs"), Setting::kTest);
}

}  // namespace
}  // namespace fundable
