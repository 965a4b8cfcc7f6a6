// What a person sees first.
//
// One screen for an ordinary project: who pays for what, then what still decides, then what to
// heed, then the next command. Long lists are cut with their count, because the whole is in the
// other views; ordinary applications of a large estate that no program takes are one line.
#include "views/terminal.h"

#include <algorithm>

#include "base/text.h"
#include "views/digest.h"
#include "views/layout.h"
#include "views/words.h"

namespace fundable {
namespace {

constexpr std::size_t kMostQuestions = 6;
constexpr std::size_t kMostOther = 3;  // of evidence not used, assumptions, contested facts
constexpr std::size_t kUnfolded = 20;  // workloads up to which each has a row

void put_header(Page& page, const Assessment& assessment) {
  std::string text = shown(assessment.project);
  if (!assessment.customer.empty()) text += " · " + shown(assessment.customer);
  text += " · " + counted(assessment.workloads.size(), "workload");
  text += " · as of " + shown(assessment.as_of);
  page.paragraph("", text, Tone::kStrong);
}

bool folds(const Assessment& assessment, const AssessedWorkload& workload) {
  const bool plain = workload.kind == "other" || workload.kind == "application";
  const bool refused = std::ranges::all_of(workload.verdicts, [](const Verdict& verdict) {
    return verdict.verdict == VerdictKind::kIneligible;
  });
  return assessment.workloads.size() > kUnfolded && plain && refused;
}

// A dash where a program does not take it: a word that reads like `eligible` would hide the others.
Cell verdict_cell(const AssessedWorkload& workload, std::string_view program) {
  const Verdict* verdict = verdict_of(workload, program);
  if (verdict == nullptr) return {""};
  if (verdict->verdict == VerdictKind::kIneligible) return {"–", Tone::kQuiet};
  return {to_string(verdict->verdict), tone_of(verdict->verdict)};
}

Cell cost_cell(const AssessedWorkload& workload) {
  if (!workload.cost_today.empty()) return {money_label(workload.cost_today)};
  return {workload.runs_on == "nowhere" ? "nothing yet" : "not known", Tone::kQuiet};
}

std::vector<Cell> row_of(const Assessment& assessment, const AssessedWorkload& workload) {
  std::vector<Cell> row{{shown(workload.name)},
                        {is_supporting(workload) ? "supporting piece" : kind_label(workload.kind)},
                        {place_label(workload)},
                        {motion_label(workload.motion)}};
  for (const ProgramShown& program : assessment.programs) {
    row.push_back(verdict_cell(workload, program.id));
  }
  row.push_back(cost_cell(workload));
  return row;
}

void put_workloads(Page& page, const Assessment& assessment) {
  std::vector<Column> columns{
      {"workload", false, 0, 24}, {"kind", false, 4}, {"runs on", false, 2}, {"motion", false, 1}};
  for (const ProgramShown& program : assessment.programs) {
    columns.push_back({program_label(program.id)});
  }
  columns.push_back({"today, a month", true, 3});
  std::vector<std::vector<Cell>> rows;
  std::vector<Money> folded_cost;
  std::size_t folded = 0;
  for (const AssessedWorkload& workload : assessment.workloads) {
    if (!folds(assessment, workload)) {
      rows.push_back(row_of(assessment, workload));
      continue;
    }
    ++folded;
    for (const Money& money : workload.cost_today) add_money(folded_cost, money);
  }
  page.blank();
  const bool any_dash = std::ranges::any_of(rows, [](const std::vector<Cell>& row) {
    return std::ranges::any_of(row, [](const Cell& cell) { return cell.text == "–"; });
  });
  set_table(page, columns, std::move(rows));
  if (any_dash) {
    page.paragraph("  ", "– is ineligible; fundable explain says why", Tone::kQuiet);
  }
  if (folded > 0) {
    const std::string cost =
        folded_cost.empty() ? "" : ", " + money_label(folded_cost) + " a month";
    page.paragraph("  ",
                   "and " + counted(folded, "other workload") + " that no program takes" + cost,
                   Tone::kQuiet);
  }
}

void put_plan(Page& page, const Assessment& assessment) {
  if (assessment.plan.empty()) return;
  int widest = 0;
  for (const PlanEntry& entry : assessment.plan) {
    widest = std::max(widest, width_of(program_label(entry.program)));
  }
  page.blank();
  for (const PlanEntry& entry : assessment.plan) {
    std::string lead = "  " + program_label(entry.program);
    lead.append(static_cast<std::size_t>(4 + widest - width_of(lead)), ' ');
    const std::string indentation(static_cast<std::size_t>(width_of(lead)), ' ');
    page.paragraph(lead, listed(entry.workloads, 8), Tone::kPlain, tone_of(entry.verdict));
    const auto says = sentences_of(assessment, entry);
    if (!says.empty()) page.paragraph(indentation, joined(says, "; "), Tone::kQuiet);
    for (const ToDo& todo : things_to_do(entry)) {
      const bool by_some =
          !todo.workloads.empty() && todo.workloads.size() < entry.workloads.size();
      page.paragraph(indentation + "→ ",
                     shown(todo.says) + (by_some ? " (" + listed(todo.workloads, 4) + ")" : ""),
                     Tone::kQuiet);
    }
    for (const Deadline* day : days_to_heed(entry)) {
      page.paragraph(indentation + "! ", sentence_of(*day), Tone::kOpen, Tone::kOpen);
    }
    for (const Warning& warning : entry.warnings) {
      page.paragraph(indentation + "! ", shown(warning.says), Tone::kOpen, Tone::kOpen);
    }
  }
}

// Sentences that several workloads share, each once with who it is for. Order: of first mention.
using Shared = std::vector<std::pair<std::string, std::vector<std::string>>>;

void add_shared(Shared& all, const std::string& sentence, const std::string& who) {
  auto place = std::ranges::find(all, sentence, &Shared::value_type::first);
  if (place == all.end()) place = all.insert(all.end(), {sentence, {}});
  if (std::ranges::find(place->second, who) == place->second.end()) place->second.push_back(who);
}

void put_routes(Page& page, const Assessment& assessment) {
  Shared routes;
  for (const AssessedWorkload& workload : assessment.workloads) {
    if (folds(assessment, workload)) continue;
    for (const Route& route : workload.routes) add_shared(routes, route.says, workload.name);
  }
  if (routes.empty()) return;
  page.title("Where else to look");
  for (const auto& [says, who] : routes) {
    page.paragraph("    · ", listed(who, 4) + ": " + shown(says), Tone::kQuiet);
  }
}

// A word of a command line, as a POSIX shell takes it for one word and nothing else.
std::string quoted(std::string_view word) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./").find(c) != std::string_view::npos;
  };
  if (!word.empty() && word.front() != '-' && std::ranges::all_of(word, is_plain)) {
    return std::string(word);
  }
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? "'\\''" : std::string(1, c);
  return text + "'";
}

// What the next commands name the project by, with the arguments that decide.
std::string project_words(const Assessment& assessment, const TerminalStyle& style) {
  std::string words = shown(quoted(style.project_argument));
  if (!style.as_of.empty()) words += " --as-of " + shown(quoted(style.as_of));
  if (!style.programs.empty()) words += " --programs " + shown(quoted(style.programs));
  if (!assessment.goes_to.empty()) words += " --goes-to " + shown(quoted(assessment.goes_to));
  return words;
}

void put_rest(Page& page, std::size_t all, std::size_t shown_count) {
  if (all <= shown_count) return;
  page.paragraph("    · ",
                 "and " + std::to_string(all - shown_count) +
                     " more in the report, which the last command below makes",
                 Tone::kQuiet);
}

// The key under which the project file answers.
std::string key_of(const std::string& fact) {
  return shown(std::string_view(fact).substr(fact.find('.') + 1));
}

void put_questions(Page& page, const Assessment& assessment) {
  const auto groups = asked(assessment.questions);
  if (groups.empty()) return;
  page.title(counted(groups.size(), "question") +
             (groups.size() == 1 ? " still decides" : " still decide") +
             "; fundable.yaml is where to answer");
  for (std::size_t i = 0; i < std::min(groups.size(), kMostQuestions); ++i) {
    const std::string who =
        groups[i].workloads.empty() ? "the project" : listed(groups[i].workloads, 3);
    page.paragraph("    · ", who + ": " + shown(groups[i].question->ask) + " (" +
                                 key_of(groups[i].question->fact) + ")");
  }
  put_rest(page, groups.size(), kMostQuestions);
}

void put_contests(Page& page, const Assessment& assessment) {
  const auto contests = contests_of(assessment);
  if (contests.empty()) return;
  page.title("Sources disagree on " + counted(contests.size(), "fact"));
  for (std::size_t i = 0; i < std::min(contests.size(), kMostOther); ++i) {
    std::vector<std::string> sides;
    for (const Held& held : contests[i].fact->held) {
      const std::string from = held.from.empty() ? "" : " (" + place_label(held.from[0]) + ")";
      sides.push_back(value_label(held.value) + from);
    }
    for (const Held& held : contests[i].fact->ruled_out) {
      const std::string from = held.from.empty() ? "" : " (" + place_label(held.from[0]) + ")";
      sides.push_back("not " + value_label(held.value) + from);
    }
    page.paragraph("    · ", shown(contests[i].workload->name) + ": " +
                                 shown(contests[i].fact->fact) + " is " + joined(sides, " or "));
  }
  put_rest(page, contests.size(), kMostOther);
}

// Whether the verdict would be another one without it.
bool carries_verdict(const Assessment& assessment, const Assumption& assumption) {
  const auto workload =
      std::ranges::find(assessment.workloads, assumption.workload, &AssessedWorkload::name);
  if (workload == assessment.workloads.end()) return true;
  const Verdict* verdict = verdict_of(*workload, assumption.program);
  return verdict == nullptr ||
         std::ranges::count(verdict->would_flip, assumption.fact, &Flip::fact) > 0;
}

void put_assumptions(Page& page, const Assessment& assessment) {
  Shared because;
  for (const Assumption& assumption : assessment.assumptions) {
    if (!carries_verdict(assessment, assumption)) continue;
    add_shared(because, assumption.because,
               assumption.workload.empty() ? "the project" : assumption.workload);
  }
  if (because.empty()) return;
  page.title("Assumed, because nobody said the contrary");
  for (const auto& [sentence, who] : because) {
    page.paragraph("    · ", shown(sentence) + " (" + listed(who, 4) + ")");
  }
}

void put_unused(Page& page, const Assessment& assessment) {
  const auto unused = unused_evidence(assessment);
  if (!unused.empty()) {
    page.title("Left out of the evidence");
    for (std::size_t i = 0; i < std::min(unused.size(), kMostOther); ++i) {
      page.paragraph("    · ", unused[i].place + ": " + unused[i].why);
    }
    put_rest(page, unused.size(), kMostOther);
  }
  if (assessment.unplaced.empty()) return;
  const Unplaced& first = assessment.unplaced.front();
  page.title(counted(assessment.unplaced.size(), "observation") + " outside every workload");
  page.paragraph("    · ", place_label(first.at) + ": " + shown(first.why));
  put_rest(page, assessment.unplaced.size(), 1);
}

// The workload that somebody will want explained: the first that is open, or else any.
const AssessedWorkload* to_explain(const Assessment& assessment) {
  const AssessedWorkload* best = nullptr;
  for (const AssessedWorkload& workload : assessment.workloads) {
    if (best == nullptr) best = &workload;
    const bool open =
        std::ranges::count(workload.verdicts, VerdictKind::kUndetermined, &Verdict::verdict) > 0;
    if (open) return &workload;
  }
  return best;
}

void put_next(Page& page, const Assessment& assessment, const std::string& project) {
  page.blank();
  std::vector<std::string> commands;
  if (const AssessedWorkload* workload = to_explain(assessment)) {
    commands.push_back("fundable explain " + shown(quoted(workload->name)) + " " + project);
  } else {
    page.paragraph(
        "  ",
        "No workload was found in this evidence. What is read: a project file "
        "(fundable.yaml), bills, inventories, Terraform state, cluster dumps, job accounting, and "
        "repositories with their code. The README says how to get each.");
    page.blank();
  }
  if (!assessment.questions.empty() && assessment.only_file.empty())
    commands.push_back("fundable ask " + project);
  commands.push_back("fundable assess " + project + " --format html > report.html");
  for (std::size_t i = 0; i < commands.size(); ++i) {
    page.paragraph(i == 0 ? "  Next  " : "        ", commands[i]);
  }
  page.blank();
  for (const ProgramShown& program : assessment.programs) {
    for (const std::string& doubt : program.doubts) {
      page.paragraph("  ", program_label(program.id) + ": " + shown(doubt), Tone::kQuiet);
    }
  }
  page.paragraph("  ", kDisclaimer, Tone::kQuiet);
}

}  // namespace

std::string terminal_of(const Assessment& assessment, const TerminalStyle& style) {
  Page page(style);
  const std::string project = project_words(assessment, style);
  put_header(page, assessment);
  if (!assessment.workloads.empty()) put_workloads(page, assessment);
  put_plan(page, assessment);
  put_routes(page, assessment);
  put_questions(page, assessment);
  put_contests(page, assessment);
  put_assumptions(page, assessment);
  put_unused(page, assessment);
  put_next(page, assessment, project);
  return page.take();
}

}  // namespace fundable
