// Everything about one workload.
//
// Each finding stands with what it rests on: the facts, where each was seen, the sentence of the
// program and its source. So a reader can go from the verdict to a line of evidence and to a
// paragraph of AWS without another tool.
#include <algorithm>
#include <ranges>

#include "base/text.h"
#include "views/digest.h"
#include "views/layout.h"
#include "views/terminal.h"
#include "views/words.h"

namespace fundable {
namespace {

void put_origins(Page& page, const std::vector<Origin>& origins, std::string_view indentation) {
  for (const Origin& origin : origins | std::views::take(kMostOrigins)) {
    const std::string says = origin.says.empty() ? "" : ": " + shown(origin.says);
    page.paragraph(indentation, place_label(origin) + says, Tone::kQuiet);
  }
  const std::string rest = rest_of(origins.size());
  if (!rest.empty()) page.paragraph(indentation, rest, Tone::kQuiet);
}

void put_fact(Page& page, const ShownFact& fact, const std::string& indentation) {
  if (is_contested(fact.held, fact.ruled_out)) {
    page.paragraph(indentation, shown(fact.fact) + ": sources disagree", Tone::kOpen);
  }
  if (fact.held.empty()) page.paragraph(indentation, shown(fact.fact) + " is not known");
  for (const Held& held : fact.held) {
    page.paragraph(indentation, shown(fact.fact) + " is " + value_label(held.value));
    put_origins(page, held.from, indentation + "  ");
  }
  for (const Held& held : fact.ruled_out) {
    page.paragraph(indentation, shown(fact.fact) + " is not " + value_label(held.value));
    put_origins(page, held.from, indentation + "  ");
  }
}

Tone answer_tone(Answer answer) {
  return answer == Answer::kYes ? Tone::kGood : answer == Answer::kNo ? Tone::kBad : Tone::kOpen;
}

std::string mark_of(Answer answer) {
  return answer == Answer::kYes ? "✓" : answer == Answer::kNo ? "✗" : "?";
}

void put_finding(Page& page, const AssessedWorkload& workload, const Finding& finding) {
  const std::string indentation = "      ";
  std::string says = shown(finding.says);
  if (finding.kind != CriterionKind::kRequired) says += " (" + criterion_label(finding.kind) + ")";
  page.paragraph("    " + mark_of(finding.answer) + " ", says, Tone::kPlain,
                 answer_tone(finding.answer));
  for (const std::string& name : finding.facts) {
    const ShownFact* fact = fact_of(workload, name);
    if (fact != nullptr) {
      put_fact(page, *fact, indentation);
    } else {
      page.paragraph(indentation, "rests on " + shown(name));
    }
  }
  if (!finding.missing.empty()) {
    page.paragraph(indentation, "not settled: " + listed(finding.missing), Tone::kOpen);
  }
  if (finding.assumed) {
    page.paragraph(indentation, "assumed, because nobody said the contrary", Tone::kOpen);
  }
  if (finding.goes_to_review && finding.answer != Answer::kYes) {
    page.paragraph(indentation, "whether this refuses it is for AWS to rule", Tone::kReview);
  }
  if (finding.answer != Answer::kYes && !finding.remedy.empty()) {
    page.paragraph(indentation + "→ ", shown(finding.remedy));
  }
  for (const Side& side : finding.sides) {
    page.paragraph(indentation + "≠ ", sentence_of(side), Tone::kQuiet);
  }
  page.paragraph(indentation, shown(finding.criterion) + ", from " + source_label(finding.source),
                 Tone::kQuiet);
}

void put_verdict(Page& page, const Assessment& assessment, const AssessedWorkload& workload,
                 const Verdict& verdict) {
  const std::string label = program_label(verdict.program);
  const std::string name = name_of(assessment, verdict.program);
  page.title(label + (name == label ? "" : " · " + name) + " · " + to_string(verdict.verdict));
  for (const Finding& finding : verdict.findings) put_finding(page, workload, finding);
  if (!verdict.deciding.empty()) page.paragraph("    Decided by ", listed(verdict.deciding));
  for (const Flip& flip : verdict.would_flip) {
    page.paragraph("    It would be ", sentence_of(flip));
  }
  for (const Way& way : verdict.ways) {
    if (way.changes.size() > 1) page.paragraph("    It would be ", sentence_of(way));
  }
  for (const Warning& warning : verdict.warnings) {
    page.paragraph("    ! ", shown(warning.says), Tone::kOpen, Tone::kOpen);
    page.paragraph("      ", source_label(warning.source), Tone::kQuiet);
  }
}

void put_header(Page& page, const AssessedWorkload& workload) {
  page.paragraph("", shown(workload.name), Tone::kStrong);
  page.paragraph("  ", kind_label(workload.kind) + " · runs on: " + place_label(workload) +
                           " · goes to: " + destination_label(workload.goes_to) + " · " +
                           motion_label(workload.motion));
  if (!workload.technologies.empty()) page.paragraph("  ", listed(workload.technologies));
  if (!workload.cost_today.empty()) {
    page.paragraph("  ", money_label(workload.cost_today) + " a month today");
  }
  if (workload.cost_on_aws) {
    page.paragraph("  ", money_label(*workload.cost_on_aws) + " a month on AWS");
  }
}

void put_costs(Page& page, const AssessedWorkload& workload) {
  if (workload.cost_lines.empty()) return;
  page.title("Planned cost");
  for (const CostLine& line : workload.cost_lines) {
    page.paragraph("    ", shown(line.cost.item) + ": " + amount_label(line.cost));
    for (const Coverage& coverage : line.coverage) {
      for (const std::string& sentence : sentences_of(coverage)) {
        page.paragraph("      ", sentence, Tone::kQuiet);
      }
    }
  }
}

void put_questions(Page& page, const Assessment& assessment, const AssessedWorkload& workload) {
  bool any = false;
  for (const Question& question : assessment.questions) {
    if (question.workload != workload.name) continue;
    if (!any) page.title("Still to answer");
    any = true;
    page.paragraph("    ", shown(question.ask));
    page.paragraph("      ", shown(question.why), Tone::kQuiet);
    if (!question.choices.empty()) {
      page.paragraph("      ", listed(question.choices, 20, "or"), Tone::kQuiet);
    }
    if (!question.proved_by.empty()) {
      page.paragraph("      ", "Evidence that answers it: " + shown(question.proved_by),
                     Tone::kQuiet);
    }
  }
}

void put_evidence(Page& page, const AssessedWorkload& workload) {
  if (!workload.joined_by.empty()) {
    page.title("Taken as one workload because of");
    for (const std::string& why : workload.joined_by) page.paragraph("    ", shown(why));
  }
  if (!workload.facts.empty()) {
    page.title("What is known");
    for (const ShownFact& fact : workload.facts) put_fact(page, fact, "    ");
  }
  if (!workload.evidence.empty()) {
    page.title("Evidence");
    put_origins(page, workload.evidence, "    ");
  }
}

std::unexpected<Error> no_such_workload(const Assessment& assessment, std::string_view name) {
  std::vector<std::string> names;
  for (const AssessedWorkload& workload : assessment.workloads) names.push_back(workload.name);
  const auto near = nearest(name, names);
  return failure(ErrorKind::kMissing, "there is no workload '" + shown(name) + "'", "",
                 near            ? "Did you mean " + shown(*near) + "?"
                 : names.empty() ? "No workload was found in this evidence."
                                 : "There are: " + listed(names, 10) + ".");
}

}  // namespace

Result<std::string> explain_of(const Assessment& assessment, std::string_view workload,
                               const TerminalStyle& style) {
  const auto found = std::ranges::find(assessment.workloads, workload, &AssessedWorkload::name);
  if (found == assessment.workloads.end()) return no_such_workload(assessment, workload);
  Page page(style);
  put_header(page, *found);
  for (const Verdict& verdict : found->verdicts) put_verdict(page, assessment, *found, verdict);
  for (const WrongTurn& turn : found->wrong_turns) {
    page.paragraph("  ! ", shown(turn.says), Tone::kOpen, Tone::kOpen);
  }
  put_costs(page, *found);
  put_questions(page, assessment, *found);
  for (const Route& route : found->routes) {
    page.title("Where else to look");
    page.paragraph("    ", shown(route.says));
    page.paragraph("      ", source_label(route.source), Tone::kQuiet);
  }
  put_evidence(page, *found);
  page.blank();
  page.paragraph("  ", kDisclaimer, Tone::kQuiet);
  return page.take();
}

}  // namespace fundable
