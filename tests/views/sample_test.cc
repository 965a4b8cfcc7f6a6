// Builds the sample assessments, and checks that they keep the orders that the contract promises.
#include "tests/views/sample.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fundable::views {
namespace {

Decimal decimal(std::string_view text) { return *Decimal::parse(text); }

Money usd(std::string_view amount) { return {decimal(amount), "USD"}; }

ProgramSource article(std::string section) {
  return {.title = "Can AWS MAP fund an AI project?",
          .section = std::move(section),
          .url = "",
          .checked = "2026-11-22",
          .rank = "vendor",
          .confirm = false};
}

ProgramSource guide(std::string section) {
  return {.title = "AWS Partner funding guide",
          .section = std::move(section),
          .url = "https://aws.amazon.com/partners/funding/?a=1&b=2",
          .checked = "2026-03-02",
          .rank = "aws",
          .confirm = true};
}

const Origin kJob{"evidence/sacct.txt", "line 12", "job 8812 used 8 GPUs for 36 h"};
const Origin kBill{"evidence/azure/bill.csv", "rows 2-9", "18904.12 USD for OpenAI in 2026-10"};
const Origin kHostile{
    "evidence/a`b|c.json", "items/0/<b>",
    "<script>alert(1)</script> | \x1b[31mred\x1b[0m `code` https://evil.example/x "
    "www.evil.example me@evil.example AccountKey=abc123== \u202Eesrever"};

Origin stated(int line, std::string says) {
  return {"fundable.yaml", "line " + std::to_string(line), std::move(says)};
}

ShownFact known(std::string fact, Value value, Origin from) {
  return {std::move(fact), {{std::move(value), {std::move(from)}}}, {}, false};
}

Finding finding(std::string criterion, Answer answer, std::string says,
                std::vector<std::string> facts, std::vector<std::string> missing = {}) {
  Finding made;
  made.criterion = std::move(criterion);
  made.answer = answer;
  made.says = std::move(says);
  made.facts = std::move(facts);
  made.missing = std::move(missing);
  made.source = article("MAP is for migration, not development");
  return made;
}

Verdict map_verdict(VerdictKind verdict, Answer outside, Answer goes) {
  Verdict made{.program = "map",
               .verdict = verdict,
               .findings = {},
               .deciding = {},
               .would_flip = {},
               .ways = {},
               .warnings = {}};
  made.findings.push_back(finding("runs_outside_aws_today", outside,
                                  "The workload runs today, outside AWS.",
                                  {"workload.exists", "workload.runs_on"}));
  made.findings.push_back(
      finding("goes_to_aws", goes, "The workload goes to AWS.", {"workload.goes_to"}));
  Finding registered =
      finding("opportunity_is_registered", Answer::kUnknown,
              "The opportunity is registered in Partner Central.", {}, {"project.opportunity.id"});
  registered.kind = CriterionKind::kAtSubmission;
  registered.remedy = "Register it in Partner Central and state its id.";
  registered.source = guide("Before you file");
  made.findings.push_back(registered);
  made.deciding = {"runs_outside_aws_today", "goes_to_aws"};
  return made;
}

Verdict poc_verdict(VerdictKind verdict, Answer is_new, Answer measured) {
  Verdict made{.program = "poc",
               .verdict = verdict,
               .findings = {},
               .deciding = {},
               .would_flip = {},
               .ways = {},
               .warnings = {}};
  made.findings.push_back(finding("runs_nowhere_today", is_new, "The workload runs nowhere today.",
                                  {"workload.exists"}));
  Finding number = finding("success_is_a_number", measured, "Success is measured by a number.", {});
  if (measured == Answer::kYes) number.facts = {"workload.poc.success_criteria"};
  if (measured == Answer::kUnknown) number.missing = {"workload.poc.success_criteria"};
  number.remedy = "Name the metric, its target and how it is measured.";
  made.findings.push_back(number);
  made.deciding = {is_new == Answer::kNo ? "runs_nowhere_today" : "success_is_a_number"};
  return made;
}

AssessedWorkload workload(std::string name, std::string kind, std::string runs_on,
                          std::string motion) {
  AssessedWorkload made;
  made.name = std::move(name);
  made.kind = std::move(kind);
  made.runs_on = std::move(runs_on);
  made.motion = std::move(motion);
  return made;
}

AssessedWorkload claims_agent() {
  AssessedWorkload made = workload("claims-agent", "agent", "nowhere", "net_new");
  made.goes_to = "aws";
  made.technologies = {"bedrock_agents", "strands"};
  made.evidence = {kHostile, stated(31, "claims-agent runs nowhere")};
  made.facts = {
      known("workload.goes_to", std::string("aws"), stated(32, "goes_to: aws")),
      known("workload.poc.ends", Date{*parse_date("2027-01-31")}, stated(40, "ends: 2027-01-31")),
      known("workload.poc.path_to_production",
            std::vector<Record>{{{"owner", "Head of claims"}, {"date", "2027-06-01"}}},
            stated(44, "path_to_production")),
      known("workload.poc.success_criteria",
            std::vector<Record>{{{"metric", "answers judged correct"}, {"target", ">= 90 %"}}},
            stated(42, "success_criteria")),
      known("workload.runs_on", std::string("nowhere"), stated(33, "runs_on: nowhere"))};
  made.facts[2].one_record = true;
  made.cost_on_aws = usd("9700");
  made.verdicts = {map_verdict(VerdictKind::kIneligible, Answer::kNo, Answer::kYes),
                   poc_verdict(VerdictKind::kEligible, Answer::kYes, Answer::kYes)};
  made.verdicts[1].warnings = {{"work_before_approval",
                                "Work that begins before approval is not paid for.",
                                guide("PoC"),
                                {}}};
  const ProgramSource source = article("What a PoC pays");
  const Coverage by_cash{"poc", "cash", Answer::kYes, "Cash pays the partner's hours", source, {}};
  made.cost_lines = {
      {{"Bedrock tokens", "aws_usage", "AmazonBedrock", "on demand", "once", usd("9700")},
       {{"poc", "credits", Answer::kYes, "AWS usage of the prototype", source, {}}}},
      {{"Consulting", "labour", "", "", "once", usd("40000")},
       {{"poc", "credits", Answer::kNo, "Labour is the customer's own", source, {by_cash}}}},
      {{"Vector store <licence>", "marketplace", "", "", "month", Money{decimal("1200.5"), "EUR"}},
       {{"poc", "", Answer::kUnknown, "Public sources disagree", source, {}}}}};
  made.verdicts[0].ways = {{{{"workload.runs_on", "nowhere", {"azure", "gcp"}, true},
                             {"workload.permanent", "", {"true"}, false}},
                            false}};
  return made;
}

AssessedWorkload fraud_training() {
  AssessedWorkload made =
      workload("fraud-training", "training_pipeline", "on_premises", "migration");
  made.goes_to = "aws";
  made.technologies = {"pytorch", "slurm"};
  made.joined_by = {"tag app = fraud", "the same Slurm account"};
  made.evidence = {kJob, stated(8, "fraud-training costs 41233 USD a month")};
  made.facts = {
      known("workload.exists", true, kJob),
      known("workload.goes_to", std::string("aws"), stated(10, "goes_to: aws")),
      known("workload.monthly_cost_usd", decimal("41233"), stated(8, "monthly_cost_usd: 41233")),
      known("workload.runs_on", std::string("on_premises"), kJob)};
  made.cost_today = {usd("41233")};
  made.verdicts = {map_verdict(VerdictKind::kEligible, Answer::kYes, Answer::kYes),
                   poc_verdict(VerdictKind::kIneligible, Answer::kNo, Answer::kUnknown)};
  made.wrong_turns = {
      {"workload.runs_on", "nowhere", "Calling it new would lose map and gain nothing.", {"map"}}};
  made.verdicts[0].would_flip = {
      {"workload.goes_to", "aws", {"stays", "retired", "elsewhere"}, VerdictKind::kIneligible}};
  return made;
}

AssessedWorkload invoice_reader() {
  AssessedWorkload made = workload("invoice-reader", "ai_application", "nowhere", "net_new");
  made.declared_on = "aws";
  made.evidence = {{"evidence/main.tf", "line 3", "aws_bedrock_guardrail \"invoices\""}};
  made.facts = {known("workload.runs_on", std::string("nowhere"), stated(50, "runs_on: nowhere"))};
  made.verdicts = {map_verdict(VerdictKind::kIneligible, Answer::kNo, Answer::kUnknown),
                   poc_verdict(VerdictKind::kUndetermined, Answer::kYes, Answer::kUnknown)};
  made.verdicts[1].would_flip = {
      {"workload.poc.success_criteria", "", {"given"}, VerdictKind::kEligible}};
  return made;
}

AssessedWorkload model_serving() {
  AssessedWorkload made = workload("model-serving", "inference_service", "azure", "migration");
  made.declared_on = "azure";
  made.technologies = {"azure_openai"};
  made.evidence = {kBill};
  ShownFact contested{
      "workload.goes_to",
      {{std::string("aws"), {stated(21, "goes_to: aws")}},
       {std::string("stays"), {{"evidence/plan.yaml", "line 4", "stays on Azure"}}}},
      {{std::string("retired"), {stated(22, "it is not retired")}}},
      false};
  made.facts = {contested, known("workload.runs_on", std::string("azure"), kBill)};
  made.cost_today = {usd("18904.12")};
  made.verdicts = {map_verdict(VerdictKind::kReview, Answer::kYes, Answer::kUnknown),
                   poc_verdict(VerdictKind::kIneligible, Answer::kNo, Answer::kUnknown)};
  made.verdicts[0].findings[1].assumed = true;
  made.verdicts[0].findings[1].goes_to_review = true;
  made.verdicts[0].findings[1].sides = {{"It counts.", guide("Sources")},
                                        {"It does not <count>.", article("What moves")}};
  return made;
}

AssessedWorkload recommender() {
  AssessedWorkload made = workload("recommender", "inference_service", "aws", "on_aws");
  made.goes_to = "stays";
  made.evidence = {{"evidence/aws.parquet", "rows 1-3", "7120.55 USD for SageMaker in 2026-10"}};
  made.facts = {
      known("workload.aws.services", std::vector<std::string>{"AmazonSageMaker"}, made.evidence[0]),
      known("workload.runs_on", std::string("aws"), made.evidence[0])};
  made.cost_today = {{decimal("310"), "EUR"}, usd("7120.55")};
  made.verdicts = {map_verdict(VerdictKind::kIneligible, Answer::kNo, Answer::kNo),
                   poc_verdict(VerdictKind::kIneligible, Answer::kNo, Answer::kUnknown)};
  made.routes = {
      {"savings_plans", "Ask for a savings plan: it runs on AWS already.", guide("Optimise")}};
  return made;
}

std::vector<PlanEntry> plan() {
  PlanEntry map;
  map.program = "map";
  map.workloads = {"fraud-training", "model-serving"};
  map.verdict = VerdictKind::kReview;
  map.covered_period = "month";
  map.moved_cost = {usd("60137.12")};
  map.cost_on_aws = {usd("49700")};
  map.readiness = {{"",
                    "opportunity_is_registered",
                    CriterionKind::kAtSubmission,
                    Answer::kUnknown,
                    "The opportunity is registered in Partner Central.",
                    "Register it in Partner Central and state its id.",
                    {}},
                   {"fraud-training",
                    "assessment_is_done",
                    CriterionKind::kAtSubmission,
                    Answer::kNo,
                    "A migration assessment is done.",
                    "Do one; AWS pays for it in the assess phase.",
                    {}},
                   {"model-serving",
                    "owner_is_named",
                    CriterionKind::kAtSubmission,
                    Answer::kYes,
                    "An owner is named.",
                    "",
                    {}}};
  map.warnings = {{"same_opportunity_as_poc",
                   "One opportunity cannot carry MAP and PoC funds: register two.",
                   guide("Combining programs"),
                   {}}};
  map.calendar = {{"file_before_the_work",
                   "fraud-training",
                   "File two weeks before the work.",
                   "2027-01-18",
                   false,
                   DeadlineState::kDue,
                   {},
                   guide("Dates")},
                  {"launch_after",
                   "",
                   "Launch only then.",
                   "2026-01-02",
                   true,
                   DeadlineState::kMissed,
                   {},
                   guide("Dates")},
                  {"claim",
                   "model-serving",
                   "Claim in time.",
                   "",
                   false,
                   DeadlineState::kUnknown,
                   {"workload.ends_on"},
                   guide("Dates")}};
  PlanEntry poc;
  poc.fulfilments = {{"credits", {usd("9700")}}, {"cash", {usd("40000")}}};
  poc.program = "poc";
  poc.workloads = {"claims-agent"};
  poc.covered_cost = {usd("9700")};
  poc.covered_period = "once";
  return {map, poc};
}

std::vector<SourceShown> sources() {
  const std::string sum(64, 'a');
  return {{"evidence/a`b|c.json", "azure_cli", sum, 90, 1, {}},
          {"evidence/aws.parquet", "focus", sum, 18231, 3, {}},
          {"evidence/azure/bill.csv",
           "azure_cost",
           sum,
           5120,
           8,
           {{"row 11", "the amount '12,5' is not a decimal number"}}},
          {"evidence/broken.tfstate",
           "unusable",
           sum,
           12,
           0,
           {{"line 1", "this is no JSON: a value is missing"}}},
          {"evidence/notes.docx", "unread", "", 40000, 0, {}},
          {"evidence/sacct.txt", "slurm_sacct", sum, 812, 14, {}},
          {"fundable.yaml", "project_file", sum, 1411, 9, {}}};
}

}  // namespace

Assessment sample() {
  Assessment made;
  made.as_of = "2026-11-22";
  made.project = "Claims platform";
  made.customer = "Harbour Mutual";
  made.project_file = "fundable.yaml";
  made.programs = {
      {"map",
       "AWS Migration Acceleration Program",
       "2026-11-22",
       std::string(64, 'b'),
       {{"smallest_usd",
         "Below this it is unlikely.",
         "USD a year",
         decimal("100000"),
         "2024-07-01",
         guide("Sizes"),
         {{"Some say 250,000 USD.", article("What moves")}}}},
       {"1 figure of 1 rests on texts of vendors."}},
      {"poc", "AWS Proof of Concept funding", "2026-11-20", std::string(64, 'c'), {}, {}}};
  made.alternatives = {{"claims-agent", "map", "poc", "It covers less."}};
  made.sources = sources();
  made.left_out = {{"images are not read", 31}, {"larger than 256 MiB", 1}};
  made.workloads = {claims_agent(), fraud_training(), invoice_reader(), model_serving(),
                    recommender()};
  made.plan = plan();
  made.questions = {{"workload.goes_to",
                     "model-serving",
                     "Where will it run after the project?",
                     {"aws", "stays", "retired", "elsewhere"},
                     {"map", "poc"},
                     "A migration plan or the target architecture.",
                     "Its answer can still change the verdict of map (goes_to_aws), poc."},
                    {"workload.poc.success_criteria",
                     "invoice-reader",
                     "By what number will you call it a success, and how is it measured?",
                     {},
                     {"poc"},
                     "",
                     "Its answer can still change the verdict of poc."},
                    {"project.other_funding",
                     "",
                     "Which other AWS funding has been used or requested for this project?",
                     {},
                     {"poc"},
                     "The partner's list of fund requests for this customer.",
                     "Its answer can still change the verdict of poc."}};
  made.assumptions = {{"model-serving", "map", "goes_to_aws", "workload.permanent", "true",
                       "Nobody said that it is temporary, and few migrations are."}};
  made.unplaced = {{{"evidence/main.tf", "line 90", "aws_cloudwatch_log_group \"x\""},
                    "it supports several workloads"}};
  return made;
}

Assessment empty_sample() {
  Assessment made;
  made.as_of = "2026-11-22";
  made.project = "evidence";
  return made;
}

Assessment large_sample(int workloads) {
  Assessment made = sample();
  made.workloads.clear();
  made.questions.clear();
  for (int i = 0; i < workloads; ++i) {
    const std::string number = std::to_string(1000 + i);
    const bool plain = i % 5 != 0;
    AssessedWorkload one = workload((plain ? "application-" : "a-rather-long-agent-name-") + number,
                                    plain ? "application" : "agent", "gcp", "undetermined");
    one.cost_today = {usd("10.25")};
    one.verdicts = {map_verdict(plain ? VerdictKind::kIneligible : VerdictKind::kUndetermined,
                                Answer::kYes, Answer::kUnknown)};
    if (!plain) {
      made.questions.push_back({"workload.goes_to",
                                one.name,
                                "Where will it run after the project?",
                                {"aws", "stays"},
                                {"map"},
                                "",
                                "Its answer can still change the verdict of map."});
    }
    made.workloads.push_back(one);
  }
  std::ranges::sort(made.workloads, {}, &AssessedWorkload::name);
  return made;
}

TEST(ViewsSample, KeepsTheOrdersOfTheContract) {
  for (const Assessment& made : {sample(), empty_sample(), large_sample(40)}) {
    EXPECT_TRUE(std::ranges::is_sorted(made.workloads, {}, &AssessedWorkload::name));
    EXPECT_TRUE(std::ranges::is_sorted(made.sources, {}, &SourceShown::path));
    EXPECT_TRUE(std::ranges::is_sorted(made.plan, {}, &PlanEntry::program));
    for (const AssessedWorkload& one : made.workloads) {
      EXPECT_TRUE(std::ranges::is_sorted(one.verdicts, {}, &Verdict::program)) << one.name;
      EXPECT_TRUE(std::ranges::is_sorted(one.facts, {}, &ShownFact::fact)) << one.name;
    }
  }
}

}  // namespace fundable::views
