// Observations made by hand, and the workloads that they come to.
//
// A case is a list of short lines: what was seen, in which evidence, and what it carries. The
// catalogue here is a small one of its own, so that these tests say what grouping does, and not
// what the data knows.
#include "discovery/discover.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/text.h"
#include "project/project_file.h"
#include "tests/programs/sample.h"

namespace fundable {
namespace {

constexpr const char* kCatalogue = R"(
- {technology: agents, name: Agents, kind: agent, signatures: {kubernetes: [Agent]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: chat, name: Chat, kind: ai_application, signatures: {image: [chat]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: server, name: Server, kind: inference_service, signatures: {image: [vllm]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: trainer, name: Trainer, kind: training_pipeline, signatures: {image: [trainer]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: openai, name: Azure OpenAI, kind: inference_service, platform: azure,
   signatures: {terraform: [openai]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: web, name: Web, kind: application, signatures: {image: [web]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
- {technology: bucket, name: Bucket, kind: other, supports: true, signatures: {terraform: [bucket]},
   source: {title: T, url: "https://example.com", checked: 2026-11-20}}
)";

const Catalogue& catalogue() {
  static const Catalogue read = [] {
    Catalogue made;
    const auto documents = parse_yaml(kCatalogue);
    const auto added = made.add(documents->at(0).root(), programs::rulebook().vocabulary);
    EXPECT_TRUE(added) << to_string(added.error());
    return made;
  }();
  return read;
}

const Vocabulary& vocabulary() { return programs::rulebook().vocabulary; }

// `image vllm`: a channel of the catalogue and its text.
Observation seen(const std::string& source, const std::string& mark,
                 const std::string& platform = "", Proof proof = Proof::kRuns) {
  static int line = 0;
  Observation made;
  made.at = {source, "line " + std::to_string(++line), mark};
  made.proof = proof;
  made.platform = platform;
  const auto space = mark.find(' ');
  made.marks = {{mark.substr(0, space), mark.substr(space + 1), ""}};
  return made;
}

Observation with_tag(Observation made, const std::string& key, const std::string& value) {
  made.tags[key] = value;
  return made;
}

Observation lying_in(Observation made, const std::string& place, const std::string& name) {
  made.within[place] = name;
  return made;
}

Observation with_id(Observation made, const std::string& id) {
  made.id = id;
  return made;
}

Observation with_charge(Observation made, const Charge& charge) {
  made.charges.push_back(charge);
  return made;
}

Project project_of(const std::string& workloads) {
  const std::string text = "fundable: 1\nproject: P\n" + workloads;
  auto project = read_project_file("fundable.yaml", text, vocabulary());
  EXPECT_TRUE(project) << to_string(project.error());
  project->file = "fundable.yaml";
  return std::move(*project);
}

std::string value(const Workload& workload, const char* fact) {
  const Fact* found = workload.facts.find(vocabulary().id(fact));
  if (found == nullptr) return "?";
  std::vector<std::string> parts;
  for (const Held& held : found->held) parts.push_back(to_string(held.value));
  for (const Held& held : found->ruled_out) parts.push_back("not " + to_string(held.value));
  std::ranges::sort(parts);
  return joined(parts, "|");
}

// `name: kind, runs on, declared on, goes to, pieces of evidence`, one a line.
std::string summary(const Discovered& discovered) {
  std::string text;
  for (const Workload& workload : discovered.workloads) {
    text += workload.name + ": " + value(workload, "workload.kind") + ", " +
            value(workload, "workload.runs_on") + ", " + value(workload, "workload.declared_on") +
            ", " + value(workload, "workload.goes_to") + ", " +
            std::to_string(workload.evidence.size()) + "\n";
  }
  for (const Unplaced& unplaced : discovered.unplaced)
    text += "unplaced: " + unplaced.at.says + "\n";
  return text;
}

Discovered found(const std::vector<Observation>& observations, const std::string& workloads = "",
                 const std::string& goes_to = "") {
  return discover(project_of(workloads), observations, catalogue(), vocabulary(), {}, goes_to);
}

TEST(Discover, MatchesTakeEveryKeyAndAnyValue) {
  const std::string stated =
      "workloads:\n- name: mine\n  matches: {resource_group: [ml, ml-two], tag: {app: [a, b]}}\n";
  const auto in = [](const std::string& group, const std::string& app) {
    return with_tag(lying_in(seen("bill.csv", "image vllm", "azure"), "resource_group", group),
                    "app", app);
  };
  EXPECT_EQ(summary(found({in("ml", "a"), in("ml-two", "b")}, stated)),
            "mine: inference_service, azure, ?, ?, 3\n");
  EXPECT_EQ(summary(found({in("ml", "c")}, stated)),
            "c: inference_service, azure, ?, ?, 1\nmine: ?, ?, ?, ?, 1\nunplaced: workload mine\n");
  EXPECT_EQ(summary(found({in("other", "a")}, stated)),
            "a: inference_service, azure, ?, ?, 1\nmine: ?, ?, ?, ?, 1\nunplaced: workload mine\n");
}

TEST(Discover, MatchesByPathAreFoldersOrFiles) {
  const auto sizes = [](const std::string& path) {
    const auto all = found({seen("iac/a.tf", "image vllm"), seen("iac-old/b.tf", "image vllm"),
                            seen("iac/deep/c.tf", "image vllm")},
                           "workloads:\n- {name: mine, matches: {path: [" + path + "]}}\n");
    const auto mine = std::ranges::find(all.workloads, "mine", &Workload::name);
    return mine->evidence.size() - 1;
  };
  EXPECT_EQ(sizes("iac"), 2u);
  EXPECT_EQ(sizes("./iac/"), 2u);
  EXPECT_EQ(sizes("iac/a.tf"), 1u);
  EXPECT_EQ(sizes("ia"), 0u);
  EXPECT_EQ(sizes("'.'"), 3u);
}

TEST(Discover, AStatedWorkloadTakesWhatBearsItsName) {
  EXPECT_EQ(summary(found({with_tag(seen("a", "image vllm", "gcp"), "app", "Fraud")},
                          "workloads:\n- {name: fraud, goes_to: stays}\n")),
            "fraud: inference_service, gcp, ?, stays, 2\n");
}

TEST(Discover, OneIdentifierIsOneThing) {
  const std::string azure = "/subscriptions/1/resourceGroups/ML/providers/X/accounts/Brain";
  const std::string google = "//aiplatform.googleapis.com/projects/p/endpoints/7";
  for (const auto& [first, second] :
       {std::pair{azure, lowered(azure)}, std::pair{google, google.substr(28)}}) {
    const auto bill =
        with_id(with_tag(seen("bill.csv", "image vllm", "gcp"), "app", "brain"), first);
    const auto state =
        with_id(lying_in(seen("x.tfstate", "image vllm", "gcp"), "module", "elsewhere"), second);
    const auto all = found({bill, state});
    EXPECT_EQ(summary(all), "brain: inference_service, gcp, ?, ?, 2\n") << first;
    EXPECT_EQ(all.workloads.at(0).joined_by, std::vector<std::string>{"the same identifier"});
  }
  // A match takes what is the same thing as well.
  const auto all = found({with_id(seen("a.csv", "image vllm", "gcp"), "x1"),
                          with_id(seen("b.csv", "image vllm", "gcp"), "X1")},
                         "workloads:\n- {name: mine, matches: {path: [a.csv]}}\n");
  EXPECT_EQ(summary(all), "mine: inference_service, gcp, ?, ?, 3\n");
}

TEST(Discover, TagsNameBeforePlacesDo) {
  const auto tagged =
      with_tag(lying_in(seen("a", "image vllm", "gcp"), "namespace", "prod"), "App", "brain");
  const auto placed = lying_in(seen("b", "image vllm", "gcp"), "namespace", "brain");
  const auto by_default = lying_in(seen("team/b", "image vllm", "gcp"), "namespace", "default");
  EXPECT_EQ(summary(found({tagged, placed, by_default})),
            "brain: inference_service, gcp, ?, ?, 2\nteam: inference_service, gcp, ?, ?, 1\n");
}

TEST(Discover, AMachinesOwnNameGroupsNothing) {
  const auto named = [](const std::string& name) {
    const auto lies = lying_in(seen(name, "image vllm", "gcp"), "namespace", "brain");
    return with_tag(lies, "Name", name);
  };
  EXPECT_EQ(summary(found({named("one"), named("two")})),
            "brain: inference_service, gcp, ?, ?, 2\n");
}

TEST(Discover, OneNameOnTwoPlatformsIsTwoWorkloads) {
  const auto on = [](const std::string& platform) {
    return with_tag(seen(platform + ".csv", "image vllm", platform), "app", "brain");
  };
  EXPECT_EQ(summary(found({on("azure"), on("gcp")})),
            "brain-serving-azure: inference_service, azure, ?, ?, 1\n"
            "brain-serving-gcp: inference_service, gcp, ?, ?, 1\n");
  // What shows no platform goes with the one that there is.
  EXPECT_EQ(summary(found({on("azure"), on("")})),
            "brain: inference_service, azure|not nowhere, ?, ?, 2\n");
}

TEST(Discover, AiKindsPartAndSupportJoinsTheOnlyOne) {
  const auto part = [](const std::string& mark) {
    return with_tag(seen("a", mark, "gcp"), "app", "brain");
  };
  EXPECT_EQ(summary(found({part("image vllm"), part("image trainer"), part("terraform bucket")})),
            "brain-platform: other, gcp, ?, ?, 1\n"
            "brain-serving: inference_service, gcp, ?, ?, 1\n"
            "brain-training: training_pipeline, gcp, ?, ?, 1\n");
  EXPECT_EQ(summary(found({part("image vllm"), part("image web"), part("terraform bucket")})),
            "brain: inference_service, gcp, ?, ?, 3\n");
  EXPECT_EQ(summary(found({part("kubernetes Agent"), part("image chat")})),
            "brain: agent, gcp, ?, ?, 2\n");
  EXPECT_EQ(summary(found({part("image web"), part("terraform bucket")})),
            "brain: application, gcp, ?, ?, 2\n");
}

TEST(Discover, SourcesThatDisagreeContest) {
  const std::string stated = "workloads:\n- {name: brain, runs_on: on_premises, goes_to: aws}\n";
  EXPECT_EQ(summary(found({with_tag(seen("a", "image vllm", "gcp"), "app", "brain")}, stated)),
            "brain: inference_service, gcp|on_premises, ?, aws, 2\n");
}

TEST(Discover, WhatRunsSomewhereDoesNotRunNowhere) {
  EXPECT_EQ(summary(found({seen("x/a", "image vllm")})),
            "x: inference_service, not nowhere, ?, ?, 1\n");
}

TEST(Discover, ADeclarationDoesNotProveThatItRuns) {
  const auto declared = [](const std::string& mark, const std::string& platform) {
    return with_tag(seen("a.tf", mark, platform, Proof::kDeclared), "app", "brain");
  };
  EXPECT_EQ(summary(found({declared("image vllm", "azure")})),
            "brain: inference_service, ?, azure, ?, 1\n");
  EXPECT_EQ(summary(found({declared("terraform openai", "")})),
            "brain: inference_service, ?, azure, ?, 1\n");
  EXPECT_EQ(summary(found({declared("image vllm", "vendor_api")})),
            "brain: inference_service, ?, ?, ?, 1\n");
  // Supporting pieces that are only declared make no workload, and are not lost.
  EXPECT_EQ(summary(found({declared("terraform bucket", "aws")})), "unplaced: terraform bucket\n");
  EXPECT_EQ(summary(found({with_tag(seen("a", "terraform bucket", "aws"), "app", "store")})),
            "store: other, aws, ?, aws, 1\n");
}

TEST(Discover, SupportSpeaksOnlyWhereNothingElseDoes) {
  const auto stated = std::string("workloads:\n- {name: brain, matches: {path: [x]}}\n");
  EXPECT_EQ(
      summary(found({seen("x/a", "image vllm", "azure"), seen("x/b", "terraform bucket", "aws")},
                    stated)),
      "brain: inference_service, azure, ?, ?, 3\n");
  EXPECT_EQ(summary(found({seen("x/b", "terraform bucket", "gcp")}, stated)),
            "brain: ?, gcp, ?, ?, 2\n");
}

TEST(Discover, GoesWhereItIsToldTo) {
  const auto on = [](const std::string& platform) {
    return with_tag(seen("a", "image vllm", platform), "app", "on-" + platform);
  };
  EXPECT_EQ(
      summary(found({on("gcp"), on("aws")}, "", "aws")),
      "on-aws: inference_service, aws, ?, aws, 1\non-gcp: inference_service, gcp, ?, aws, 1\n");
  const auto moved = found({on("gcp")}, "", "aws");
  const Fact* goes_to = moved.workloads.at(0).facts.find(vocabulary().id("workload.goes_to"));
  EXPECT_EQ(goes_to->held.at(0).from.at(0).locator, "--goes-to");
  EXPECT_EQ(summary(found({on("gcp")}, "workloads:\n- {name: on-gcp, goes_to: retired}\n", "aws")),
            "on-gcp: inference_service, gcp, ?, retired, 2\n");
  EXPECT_EQ(summary(found({on("aws")}, "", "elsewhere")),
            "on-aws: inference_service, aws, ?, aws, 1\n");
}

std::string cost_of(const Workload& workload) {
  std::string text;
  for (const Money& money : workload.cost_today) {
    text += money.amount.to_string(2) + " " + money.currency + "; ";
  }
  return text;
}

TEST(Discover, CostIsThatOfTheLastWholeMonth) {
  const auto charged = [](const char* month, bool whole, const char* currency, int amount,
                          const char* platform = "azure") {
    return with_charge(
        with_tag(seen("bill.csv", "image vllm", platform), "app", std::string("on-") + platform),
        {month, whole, currency, Decimal::whole(amount)});
  };
  const auto all = found({charged("2026-08", true, "USD", 1), charged("2026-09", true, "USD", 20),
                          charged("2026-09", true, "USD", 300), charged("2026-09", true, "EUR", 7),
                          charged("2026-10", false, "USD", 4000),
                          charged("2026-07", true, "USD", 50'000, "gcp")});
  ASSERT_EQ(all.workloads.size(), 2u);
  EXPECT_EQ(cost_of(all.workloads[0]), "7.00 EUR; 320.00 USD; ");
  EXPECT_EQ(value(all.workloads[0], "workload.monthly_cost_usd"), "320");
  EXPECT_EQ(cost_of(all.workloads[1]), "50000.00 USD; ");
  EXPECT_EQ(cost_of(found({charged("2026-10", false, "USD", 4)}).workloads[0]), "");
  EXPECT_EQ(cost_of(found({}, "workloads:\n- {name: w, monthly_cost_usd: 41000}\n").workloads[0]),
            "41000.00 USD; ");
}

TEST(Discover, PlannedCostsAreThoseStated) {
  const auto all = found({},
                         "workloads:\n- name: w\n  poc:\n    costs:\n"
                         "    - {item: Tokens, nature: aws_usage, service: AmazonBedrock, "
                         "amount_usd: 8000.50}\n");
  const auto& costs = all.workloads.at(0).planned_costs;
  ASSERT_EQ(costs.size(), 1u);
  EXPECT_EQ(costs[0].service, "AmazonBedrock");
  EXPECT_EQ(costs[0].money->amount.to_string(2), "8000.50");
}

Observation node(const std::string& source, const std::string& host, const std::string& platform) {
  Observation made = seen(source, "kubernetes Node", platform);
  made.is_host = host;
  return made;
}

Observation pod(const std::string& source, const std::string& host, const std::string& name) {
  Observation made = with_tag(seen(source, "image vllm"), "app", name);
  made.marks.push_back({"kubernetes", "core/Pod", ""});
  made.runs_on_host = host;
  return made;
}

TEST(Discover, PodsRunWhereTheirNodesDo) {
  EXPECT_EQ(
      summary(found({pod("c/pods.json", "n1", "brain"), node("c/nodes.json", "n1", "azure")})),
      "brain: inference_service, azure, ?, ?, 1\n"
      "shared-azure: other, azure, ?, ?, 1\n");
}

// Two clusters may each have a node of the same name.
TEST(Discover, NodesOfTwoClustersStayApart) {
  const std::vector<Observation> all{
      pod("one/pods.json", "n1", "first"), node("one/nodes.json", "n1", "azure"),
      pod("two/pods.json", "n1", "second"), node("two/nodes.json", "n1", "gcp"),
      pod("three/pods.json", "n1", "third")};
  const std::vector<Observation> turned(all.rbegin(), all.rend());
  const std::string expected =
      "first: inference_service, azure, ?, ?, 1\n"
      "second: inference_service, gcp, ?, ?, 1\n"
      "shared-azure: other, azure, ?, ?, 1\n"
      "shared-gcp: other, gcp, ?, ?, 1\n"
      "third: inference_service, not nowhere, ?, ?, 1\n";
  EXPECT_EQ(summary(found(all)), expected);
  EXPECT_EQ(summary(found(turned)), expected);
}

// Everything that two results could differ in.
std::string whole(const Discovered& discovered) {
  std::string text = summary(discovered);
  for (const Workload& workload : discovered.workloads) {
    text += workload.name + " " + cost_of(workload) + joined(workload.technologies, ",") + " " +
            joined(workload.joined_by, ",");
    for (const Origin& at : workload.evidence) text += at.source + at.locator + at.says;
    for (const auto& [fact, known] : workload.facts.all()) {
      for (const Held& held : known.held) {
        text += std::to_string(fact) + to_string(held.value);
        for (const Origin& at : held.from) text += at.source + at.locator;
      }
    }
    text += "\n";
  }
  for (const Unplaced& unplaced : discovered.unplaced) text += unplaced.at.locator + unplaced.why;
  return text;
}

std::vector<Observation> random_observations(std::mt19937_64& random) {
  const auto pick = [&](std::initializer_list<const char*> from) {
    return std::string(from.begin()[random() % from.size()]);
  };
  std::vector<Observation> all;
  for (int i = 0; i < 24; ++i) {
    Observation made = seen(
        pick({"a/x.csv", "a/y.tf", "b/z.json"}),
        pick({"image vllm", "image web", "image trainer", "terraform bucket", "kubernetes Agent"}),
        pick({"", "", "azure", "gcp", "aws"}), random() % 3 == 0 ? Proof::kDeclared : Proof::kRuns);
    if (random() % 2 == 0) made.tags["app"] = pick({"one", "One", "two"});
    if (random() % 3 == 0) made.within["namespace"] = pick({"one", "three", "kube-system"});
    if (random() % 3 == 0) made.id = pick({"id1", "ID1", "/id2", "//x/id3", "id3"});
    if (random() % 4 == 0) made.is_host = pick({"n1", "n2"});
    if (random() % 4 == 0) made.runs_on_host = pick({"n1", "n2"});
    if (random() % 3 == 0) {
      made.charges = {{pick({"2026-08", "2026-09"}), random() % 2 == 0, pick({"USD", "EUR"}),
                       Decimal::whole(static_cast<int>(random() % 100))}};
    }
    all.push_back(std::move(made));
  }
  return all;
}

TEST(Discover, KeepsTheFirstTwoThousand) {
  std::vector<Observation> observations;
  for (int i = 0; i < 2'500; ++i) {
    const char* what = i % 2 == 0 ? "image web" : "image vllm";
    observations.push_back(with_tag(seen("a", what, "azure"), "app", "app" + std::to_string(i)));
  }
  const Discovered discovered = found(observations, "workloads:\n- {name: mine}\n");
  EXPECT_EQ(discovered.workloads.size(), 2'000U);
  EXPECT_EQ(discovered.unplaced.size(), 501U);
  const auto is_server = [](const Workload& workload) {
    return value(workload, "workload.kind") == "inference_service";
  };
  EXPECT_EQ(std::ranges::count_if(discovered.workloads, is_server), 1'250);
  EXPECT_EQ(std::ranges::count(discovered.workloads, "mine", &Workload::name), 1);
}

TEST(Discover, TheOrderOfObservationsDoesNotMatter) {
  const std::string stated =
      "workloads:\n- {name: two, goes_to: aws}\n- {name: mine, matches: {namespace: [three]}}\n";
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<Observation> observations = random_observations(random);
    const std::string before = whole(found(observations, stated, "aws"));
    for (int turn = 0; turn < 3; ++turn) {
      std::ranges::shuffle(observations, random);
      ASSERT_EQ(whole(found(observations, stated, "aws")), before) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace fundable
