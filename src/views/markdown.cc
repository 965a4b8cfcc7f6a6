// Writes the report in Markdown.
//
// Text becomes Markdown in two ways only. plain() escapes every character that Markdown gives a
// meaning. code() makes a code span, which renderers neither read for markup nor turn into links;
// everything that evidence says, and any text that a renderer might link by itself (`www.`, `://`,
// `@`), is one. Both keep to one line.
#include "views/markdown.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <span>

#include "base/text.h"
#include "views/digest.h"
#include "views/words.h"

namespace fundable {
namespace {

std::string code(std::string_view text) {
  const std::string safe = shown(text);
  if (trimmed(safe).empty()) return "–";
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : safe) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string space = safe.starts_with('`') || safe.ends_with('`') ? " " : "";
  return fence + space + safe + space + fence;
}

// Whether the text would begin a list or underline a heading, if it stood at the start of a line.
bool begins_block(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+') || text.starts_with('=')) return true;
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(end);
  return end > 0 && !text.empty() && (text[0] == '.' || text[0] == ')') &&
         (text.size() == 1 || text[1] == ' ');
}

std::string plain(std::string_view text) {
  if (mentions(text, "www.") || mentions(text, "://") || mentions(text, "@")) return code(text);
  const std::string safe = shown(text);
  std::string out;
  for (const char c : safe) {
    if (std::string_view("\\`*_[]<>#|~&$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  if (begins_block(safe)) out.insert(out.find_first_not_of("0123456789"), "\\");
  return out;
}

// A row of a table. `|` separates cells even within a code span, so it is escaped there too.
std::string row(std::span<const std::string> cells) {
  std::string text = "|";
  for (const std::string& cell : cells) {
    text += ' ';
    char before = ' ';
    for (const char c : cell) {
      if (c == '|' && before != '\\') text += '\\';
      text += before = c;
    }
    text += " |";
  }
  return text + "\n";
}

std::string origin_text(const Origin& origin) {
  return code(place_label(origin)) + (origin.says.empty() ? "" : " " + code(origin.says));
}

// A list of places, two spaces a level deep.
std::string origin_items(const std::vector<Origin>& all, std::string_view indentation) {
  std::string text;
  for (const Origin& origin : all | std::views::take(kMostOrigins)) {
    text += std::string(indentation) + "- " + origin_text(origin) + "\n";
  }
  const std::string rest = rest_of(all.size());
  return rest.empty() ? text : text + std::string(indentation) + "- " + rest + "\n";
}

std::string names(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& name : all) text += (text.empty() ? "" : ", ") + plain(name);
  return text;
}

std::string title_part(const Assessment& assessment) {
  std::string text = "# " + plain(assessment.project) + "\n\n";
  if (!assessment.customer.empty()) text += plain(assessment.customer) + ", ";
  text += counted(assessment.workloads.size(), "workload") + ", as of " + plain(assessment.as_of);
  return text + ". " + std::string(kDisclaimer) + "\n";
}

std::string table_part(const Assessment& assessment) {
  if (assessment.workloads.empty()) return "\nNo workload was found in this evidence.\n";
  std::vector<std::string> titles{"Workload", "Kind", "Runs on", "Motion"};
  for (const ProgramShown& program : assessment.programs) {
    titles.push_back(plain(program_label(program.id)));
  }
  titles.emplace_back("Today, a month");
  std::vector<std::string> rules(titles.size(), "---");
  rules.back() = "---:";
  std::string text = "\n## Workloads\n\n" + row(titles) + row(rules);
  for (const AssessedWorkload& workload : assessment.workloads) {
    std::vector<std::string> cells{plain(workload.name), plain(kind_label(workload.kind)),
                                   plain(place_label(workload)),
                                   plain(motion_label(workload.motion))};
    for (const ProgramShown& program : assessment.programs) {
      const Verdict* verdict = verdict_of(workload, program.id);
      cells.emplace_back(verdict == nullptr ? "–" : to_string(verdict->verdict));
    }
    const std::string cost = money_label(workload.cost_today);
    cells.push_back(cost.empty() ? "–" : plain(cost));
    text += row(cells);
  }
  return text;
}

std::string plan_part(const Assessment& assessment) {
  if (assessment.plan.empty()) return {};
  std::string text = "\n## Plan\n";
  for (const PlanEntry& entry : assessment.plan) {
    text += "\n### " + plain(program_label(entry.program)) + ": " + names(entry.workloads) + "\n\n";
    for (const std::string& says : sentences_of(assessment, entry)) {
      text += "- " + plain(says) + "\n";
    }
    for (const Warning& warning : entry.warnings) {
      text +=
          "- **Heed:** " + plain(warning.says) + " (" + plain(source_label(warning.source)) + ")\n";
    }
    for (const Deadline& deadline : entry.calendar) {
      text += "- " + plain(sentence_of(deadline)) + "\n";
    }
    for (const auto& [ready, unused, workloads] : things_to_do(entry)) {
      const std::string who = workloads.empty() ? "" : names(workloads) + ": ";
      text += "- [ ] " + who + plain(ready->says) + " " + plain(ready->remedy) + "\n";
    }
  }
  return text;
}

// What was not taken into the plan, and what speaks against relying on a program.
std::string beside_the_plan(const Assessment& assessment) {
  std::string text;
  for (const Alternative& one : assessment.alternatives) {
    text += "- " + plain(one.workload) + " would fit " + plain(program_label(one.program)) +
            " too. " + plain(one.why) + "\n";
  }
  for (const ProgramShown& program : assessment.programs) {
    for (const std::string& doubt : program.doubts) {
      text += "- " + plain(program_label(program.id)) + ": " + plain(doubt) + "\n";
    }
  }
  return text.empty() ? text : "\n### Beside the plan\n\n" + text;
}

std::string questions_part(const Assessment& assessment) {
  if (assessment.questions.empty()) return {};
  std::string text = "\n## Questions that still decide\n\n";
  for (const Asked& group : asked(assessment.questions)) {
    const Question& question = *group.question;
    text += "- " + (group.workloads.empty() ? "The project" : names(group.workloads)) + ": **" +
            plain(question.ask) + "**";
    if (!question.choices.empty()) text += " " + plain(listed(question.choices, 20, "or")) + ".";
    if (!question.proved_by.empty()) text += " Evidence that answers: " + plain(question.proved_by);
    text += " " + plain(question.why);
    text += "\n";
  }
  return text;
}

std::string finding_text(const Finding& finding) {
  std::string text = "- **" + std::string(to_string(finding.answer)) + "**: " + plain(finding.says);
  if (finding.kind != CriterionKind::kRequired) text += " (" + criterion_label(finding.kind) + ")";
  if (finding.assumed) text += " Assumed, because nobody said the contrary.";
  if (finding.goes_to_review && finding.answer != Answer::kYes)
    text += " Whether this refuses it is for AWS to rule.";
  text += "\n";
  if (!finding.facts.empty()) text += "  - rests on " + names(finding.facts) + "\n";
  if (!finding.missing.empty()) text += "  - not settled: " + names(finding.missing) + "\n";
  if (finding.answer != Answer::kYes && !finding.remedy.empty()) {
    text += "  - to do: " + plain(finding.remedy) + "\n";
  }
  for (const Side& side : finding.sides) {
    text += "  - one side: " + plain(sentence_of(side)) + "\n";
  }
  return text + "  - " + plain(finding.criterion) + ", from " +
         plain(source_label(finding.source)) + "\n";
}

std::string verdict_text(const Verdict& verdict) {
  std::string text = "\n#### " + plain(program_label(verdict.program)) + ": " +
                     to_string(verdict.verdict) + "\n\n";
  for (const Finding& finding : verdict.findings) text += finding_text(finding);
  for (const Flip& flip : verdict.would_flip) {
    text += "- It would be " + plain(sentence_of(flip)) + ".\n";
  }
  for (const Way& way : verdict.ways) {
    if (way.changes.size() > 1) text += "- It would be " + plain(sentence_of(way)) + ".\n";
  }
  for (const Warning& warning : verdict.warnings) {
    text += "- **Heed:** " + plain(warning.says) + "\n";
  }
  return text;
}

std::string held_text(const ShownFact& fact, const Held& held, std::string_view is) {
  std::string text =
      "- " + code(fact.fact) + " " + std::string(is) + " " + code(value_label(held.value)) +
      (is_contested(fact.held, fact.ruled_out) ? " (**sources disagree**)" : "") + "\n";
  return text + origin_items(held.from, "  ");
}

std::string costs_text(const AssessedWorkload& workload) {
  if (workload.cost_lines.empty()) return {};
  std::string text = "\n#### Planned cost\n\n";
  for (const CostLine& line : workload.cost_lines) {
    text += "- " + plain(line.cost.item) + ": " + plain(amount_label(line.cost)) + "\n";
    for (const Coverage& coverage : line.coverage) {
      for (const std::string& sentence : sentences_of(coverage)) {
        text += "  - " + plain(sentence) + "\n";
      }
    }
  }
  return text;
}

std::string workload_part(const AssessedWorkload& workload) {
  std::string text = "\n### " + plain(workload.name) + "\n\n" + plain(kind_label(workload.kind)) +
                     ", runs on: " + plain(place_label(workload)) +
                     ", goes to: " + plain(destination_label(workload.goes_to)) + "\n";
  for (const Verdict& verdict : workload.verdicts) text += verdict_text(verdict);
  for (const WrongTurn& turn : workload.wrong_turns) {
    text += "\n**Heed:** " + plain(turn.says) + "\n";
  }
  text += costs_text(workload);
  if (!workload.facts.empty()) text += "\n#### What is known\n\n";
  for (const ShownFact& fact : workload.facts) {
    for (const Held& held : fact.held) text += held_text(fact, held, "is");
    for (const Held& held : fact.ruled_out) text += held_text(fact, held, "is not");
  }
  if (!workload.evidence.empty()) text += "\n#### Evidence\n\n";
  text += origin_items(workload.evidence, "");
  for (const std::string& why : workload.joined_by) {
    text += "- taken as one workload because of " + code(why) + "\n";
  }
  if (!workload.routes.empty()) text += "\n#### Where else to look\n\n";
  for (const Route& route : workload.routes) {
    text += "- " + plain(route.says) + " (" + plain(source_label(route.source)) + ")\n";
  }
  return text;
}

std::string assumptions_part(const Assessment& assessment) {
  if (assessment.assumptions.empty()) return {};
  std::string text = "\n## Assumptions, because nobody said the contrary\n\n";
  for (const Assumption& assumption : assessment.assumptions) {
    const std::string who =
        assumption.workload.empty() ? "The project" : plain(assumption.workload);
    text += "- " + who + ": " + code(assumption.fact) + " is " + code(assumption.value) + ". " +
            plain(assumption.because) + "\n";
  }
  return text;
}

std::string sources_part(const Assessment& assessment) {
  std::string text = "\n## Evidence\n\n";
  text += "| File | Read as | Observations | Left out | SHA-256 |\n";
  text += "| --- | --- | ---: | ---: | --- |\n";
  for (const SourceShown& source : assessment.sources) {
    text +=
        row(std::array{code(source.path), plain(source.format), std::to_string(source.observations),
                       std::to_string(source.skipped.size()), code(source.sha256)});
  }
  const auto unused = unused_evidence(assessment);
  if (!unused.empty()) text += "\nNot used:\n\n";
  for (const Unused& each : unused) text += "- " + code(each.place) + ": " + plain(each.why) + "\n";
  if (!assessment.unplaced.empty()) text += "\nOutside every workload:\n\n";
  for (const Unplaced& unplaced : assessment.unplaced) {
    text += "- " + origin_text(unplaced.at) + ": " + plain(unplaced.why) + "\n";
  }
  if (!assessment.programs.empty()) text += "\nJudged by:\n\n";
  for (const ProgramShown& program : assessment.programs) {
    text += "- " + plain(program.name) + ", version " + plain(program.version) + " (" +
            code(program.sha256) + ")\n";
  }
  return text;
}

}  // namespace

std::string markdown_of(const Assessment& assessment) {
  std::string text = title_part(assessment) + table_part(assessment) + plan_part(assessment) +
                     beside_the_plan(assessment) + questions_part(assessment);
  if (!assessment.workloads.empty()) text += "\n## Each workload\n";
  for (const AssessedWorkload& workload : assessment.workloads) text += workload_part(workload);
  return text + assumptions_part(assessment) + sources_part(assessment);
}

}  // namespace fundable
