// One workload of the page: its verdicts with every finding and what each rests on.
#include <algorithm>
#include <array>
#include <ranges>

#include "base/text.h"
#include "views/digest.h"
#include "views/html_parts.h"
#include "views/words.h"

namespace fundable::html {
namespace {

std::string origins(const std::vector<Origin>& all) {
  std::string items;
  for (const Origin& origin : all | std::views::take(kMostOrigins)) {
    const std::string says =
        origin.says.empty() ? "" : " " + element("q", "", escaped(origin.says));
    items += element("li", "", element("code", "", escaped(place_label(origin))) + says) + "\n";
  }
  const std::string rest = rest_of(all.size());
  if (!rest.empty()) items += element("li", "", rest) + "\n";
  return items.empty() ? "" : "<ul class=\"origins\">\n" + items + "</ul>\n";
}

std::string held_text(const ShownFact& fact, const Held& held, std::string_view is) {
  const std::string disagree = is_contested(fact.held, fact.ruled_out)
                                   ? " " + element("span", "badge undetermined", "contested")
                                   : "";
  return element("code", "", escaped(fact.fact)) + " " + std::string(is) + " " +
         element("strong", "", escaped(value_label(held.value))) + disagree + origins(held.from);
}

std::string fact_text(const ShownFact& fact) {
  std::string text;
  for (const Held& held : fact.held) text += element("li", "", held_text(fact, held, "is")) + "\n";
  for (const Held& held : fact.ruled_out) {
    text += element("li", "", held_text(fact, held, "is not")) + "\n";
  }
  return text;
}

std::string rests_on(const AssessedWorkload& workload, const Finding& finding) {
  std::string items;
  for (const std::string& name : finding.facts) {
    const ShownFact* fact = fact_of(workload, name);
    items += fact != nullptr ? fact_text(*fact)
                             : element("li", "", element("code", "", escaped(name))) + "\n";
  }
  return items.empty() ? "" : "<ul class=\"facts-used\">\n" + items + "</ul>\n";
}

std::string finding_text(const AssessedWorkload& workload, const Finding& finding) {
  const std::string answer = to_string(finding.answer);
  std::string text = "<p class=\"says\"><span class=\"answer " + answer + "\">" + answer +
                     "</span> <span>" + escaped(finding.says);
  if (finding.kind != CriterionKind::kRequired) {
    text += " " + element("span", "quiet", "(" + criterion_label(finding.kind) + ")");
  }
  text += "</span></p>\n" + rests_on(workload, finding);
  if (!finding.missing.empty()) {
    text += element("p", "open", "Not settled: " + escaped(listed(finding.missing)));
  }
  if (finding.assumed) {
    text += element("p", "open", "Assumed, because nobody said the contrary.");
  }
  if (finding.goes_to_review && finding.answer != Answer::kYes) {
    text += element("p", "open", "Whether this refuses it is for AWS to rule.");
  }
  if (finding.answer != Answer::kYes && !finding.remedy.empty()) {
    text += element("p", "remedy", escaped(finding.remedy));
  }
  for (const Side& side : finding.sides) {
    text += element("p", "quiet", "One side: " + escaped(side.says) + " " + citation(side.source));
  }
  text += element(
      "p", "quiet",
      element("code", "", escaped(finding.criterion)) + " from " + citation(finding.source));
  return element("li", "", text) + "\n";
}

std::string verdict_text(const Assessment& assessment, const AssessedWorkload& workload,
                         const Verdict& verdict) {
  std::string text =
      element("h4", "", escaped(program_label(verdict.program)) + " " + verdict_badge(&verdict)) +
      element("p", "quiet", escaped(name_of(assessment, verdict.program))) +
      "\n<ul class=\"findings\">\n";
  for (const Finding& finding : verdict.findings) text += finding_text(workload, finding);
  text += "</ul>\n";
  if (!verdict.deciding.empty()) {
    text += element("p", "", "Decided by " + escaped(listed(verdict.deciding)) + ".") + "\n";
  }
  for (const Flip& flip : verdict.would_flip) {
    text += element("p", "", "It would be " + escaped(sentence_of(flip)) + ".") + "\n";
  }
  for (const Way& way : verdict.ways) {
    if (way.changes.size() < 2) continue;
    text += element("p", "", "It would be " + escaped(sentence_of(way)) + ".") + "\n";
  }
  for (const Warning& warning : verdict.warnings) {
    text += element("p", "warning", escaped(warning.says) + " " + citation(warning.source)) + "\n";
  }
  return element("div", "verdict", text) + "\n";
}

std::string costs(const AssessedWorkload& workload) {
  if (workload.cost_lines.empty()) return {};
  std::string text = "<h4>Planned cost</h4>\n<ul class=\"plain\">\n";
  for (const CostLine& line : workload.cost_lines) {
    std::string item = element("p", "ask",
                               escaped(line.cost.item) + " " +
                                   element("span", "amount", escaped(amount_label(line.cost))));
    for (const Coverage& coverage : line.coverage) {
      for (const std::string& sentence : sentences_of(coverage)) {
        item += element("p", "quiet", escaped(sentence));
      }
    }
    text += element("li", "", item) + "\n";
  }
  return text + "</ul>\n";
}

std::string known(const AssessedWorkload& workload) {
  std::string text;
  for (const ShownFact& fact : workload.facts) text += fact_text(fact);
  if (!text.empty())
    text = "<h4>What is known</h4>\n<ul class=\"facts-used\">\n" + text + "</ul>\n";
  if (!workload.evidence.empty()) text += "<h4>Evidence</h4>\n" + origins(workload.evidence);
  if (!workload.joined_by.empty()) {
    text += element("p", "quiet",
                    "Taken as one workload because of " + escaped(listed(workload.joined_by))) +
            "\n";
  }
  return text;
}

std::string routes(const AssessedWorkload& workload) {
  std::string text;
  for (const Route& route : workload.routes) {
    text += element("p", "", escaped(route.says) + " " + citation(route.source)) + "\n";
  }
  return text.empty() ? "" : "<h4>Where else to look</h4>\n" + text;
}

}  // namespace

std::string workload_details(const Assessment& assessment, std::size_t index) {
  const AssessedWorkload& workload = assessment.workloads[index];
  std::string badges;
  for (const Verdict& verdict : workload.verdicts) {
    if (verdict.verdict == VerdictKind::kIneligible) continue;
    badges +=
        " " + element("span", "badge " + std::string(to_string(verdict.verdict)),
                      escaped(program_label(verdict.program)) + " " + to_string(verdict.verdict));
  }
  std::string text =
      "<details>\n<summary><h3>" + escaped(workload.name) + "</h3>" + badges + "</summary>\n";
  // The anchor stands inside, because browsers unfold what a followed link points into.
  text += "<p class=\"about\" id=\"" + anchor(index) + "\">" + escaped(kind_label(workload.kind)) +
          ", runs on: " + escaped(place_label(workload)) +
          ", goes to: " + escaped(destination_label(workload.goes_to)) + ", " +
          escaped(motion_label(workload.motion)) + "</p>";
  if (!workload.technologies.empty()) {
    text += element("p", "quiet", escaped(listed(workload.technologies)));
  }
  if (workload.cost_on_aws) {
    text += element("p", "", escaped(money_label(*workload.cost_on_aws)) + " a month on AWS");
  }
  text += "\n<div class=\"verdicts\">\n";
  for (const Verdict& verdict : workload.verdicts) {
    text += verdict_text(assessment, workload, verdict);
  }
  return text + "</div>\n" + costs(workload) + routes(workload) + known(workload) + "</details>\n";
}

}  // namespace fundable::html
