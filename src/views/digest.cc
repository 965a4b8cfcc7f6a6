// Picks out of an assessment what people look for first.
//
// Every view for people says the same things in the same words, so what is counted and how it is
// said stands here once; the views only set it. Nothing is decided here.
#include "views/digest.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "base/text.h"
#include "views/words.h"

namespace fundable {
namespace {

bool takes(const PlanEntry& entry, const AssessedWorkload& workload) {
  return std::ranges::find(entry.workloads, workload.name) != entry.workloads.end();
}

using Takers = std::map<std::string_view, std::string_view>;  // workload → program

std::string_view standing_of(const Takers& takers, const AssessedWorkload& workload) {
  const auto taker = takers.find(workload.name);
  if (taker != takers.end()) return taker->second;
  const auto any = [&](VerdictKind kind) {
    return std::ranges::count(workload.verdicts, kind, &Verdict::verdict) > 0;
  };
  return any(VerdictKind::kUndetermined) ? "open" : any(VerdictKind::kReview) ? "review" : "none";
}

std::string verb(std::size_t count, std::string_view one, std::string_view several) {
  return std::string(count == 1 ? one : several);
}

std::string uncovered_sentence(const std::vector<const CostLine*>& lines, std::string_view what) {
  std::vector<std::string> items;
  for (const CostLine* line : lines) {
    items.push_back(shown(line->cost.item) + " (" + amount_label(line->cost) + ")");
  }
  return listed(items, 3) + " " + verb(lines.size(), "is ", "are ") + std::string(what);
}

std::vector<const Ready*> undone(const PlanEntry& entry) {
  std::vector<const Ready*> open;
  for (const Ready& ready : entry.readiness) {
    if (ready.kind == CriterionKind::kAtSubmission && ready.answer != Answer::kYes) {
      open.push_back(&ready);
    }
  }
  return open;
}

// ` (without a and b, whose cost is not known)`; empty where every cost is known.
std::string without_cost(const Assessment& assessment, const PlanEntry& entry) {
  std::vector<std::string> names;
  for (const AssessedWorkload& workload : assessment.workloads) {
    if (takes(entry, workload) && workload.cost_today.empty()) names.push_back(workload.name);
  }
  return names.empty() ? "" : " (without " + listed(names, 4) + ", whose cost is not known)";
}

}  // namespace

std::string rest_of(std::size_t all, std::size_t most) {
  if (all <= most) return {};
  return "and " + std::to_string(all - most) + " more, which the JSON lists";
}

std::vector<Group> groups_of(const Assessment& assessment) {
  Takers takers;
  std::vector<Group> groups;
  for (const PlanEntry& entry : assessment.plan) {
    groups.push_back({entry.program, program_label(entry.program), {}, {}});
    for (const std::string& name : entry.workloads) takers.emplace(name, entry.program);
  }
  groups.push_back({"open", "Not decided yet", {}, {}});
  groups.push_back({"review", "For AWS to rule", {}, {}});
  groups.push_back({"none", "No program", {}, {}});
  for (const AssessedWorkload& workload : assessment.workloads) {
    Group& group = *std::ranges::find(groups, standing_of(takers, workload), &Group::id);
    group.workloads.push_back(&workload);
    for (const Money& money : workload.cost_today) add_money(group.cost, money);
  }
  std::erase_if(groups, [](const Group& group) { return group.workloads.empty(); });
  return groups;
}

const Verdict* verdict_of(const AssessedWorkload& workload, std::string_view program) {
  const auto found = std::ranges::find(workload.verdicts, program, &Verdict::program);
  return found == workload.verdicts.end() ? nullptr : &*found;
}

const ShownFact* fact_of(const AssessedWorkload& workload, std::string_view fact) {
  const auto found = std::ranges::find(workload.facts, fact, &ShownFact::fact);
  return found == workload.facts.end() ? nullptr : &*found;
}

std::string name_of(const Assessment& assessment, std::string_view program) {
  const auto found = std::ranges::find(assessment.programs, program, &ProgramShown::id);
  return shown(found == assessment.programs.end() ? program : std::string_view(found->name));
}

std::vector<Asked> asked(const std::vector<Question>& questions) {
  std::vector<Asked> all;
  for (const Question& question : questions) {
    const auto same = std::ranges::find_if(all, [&](const Asked& other) {
      return other.question->fact == question.fact && other.question->ask == question.ask;
    });
    Asked& group = same == all.end() ? all.emplace_back(&question) : *same;
    if (!question.workload.empty()) group.workloads.push_back(question.workload);
  }
  return all;
}

std::vector<Contest> contests_of(const Assessment& assessment) {
  std::vector<Contest> contests;
  for (const AssessedWorkload& workload : assessment.workloads) {
    for (const ShownFact& fact : workload.facts) {
      if (is_contested(fact.held, fact.ruled_out)) contests.push_back({&workload, &fact});
    }
  }
  return contests;
}

std::vector<Unused> unused_evidence(const Assessment& assessment) {
  std::vector<Unused> unused;
  for (const SourceShown& source : assessment.sources) {
    for (const Skipped& skipped : source.skipped) {
      unused.push_back({place_label(Origin{source.path, skipped.locator, ""}), shown(skipped.why)});
    }
    if (!source.skipped.empty()) continue;
    if (source.format == "unread") unused.push_back({shown(source.path), "no reader knows it"});
    if (source.format == "unusable") unused.push_back({shown(source.path), "it cannot be read"});
  }
  for (const auto& [why, files] : assessment.left_out) {
    unused.push_back({std::to_string(files) + " left out", shown(why)});
  }
  return unused;
}

std::vector<ToDo> things_to_do(const PlanEntry& entry) {
  std::vector<ToDo> all;
  for (const Ready* ready : undone(entry)) {
    const std::string& says = ready->remedy.empty() ? ready->says : ready->remedy;
    auto same = std::ranges::find(all, says, &ToDo::says);
    if (same == all.end()) same = all.insert(all.end(), {ready, says, {}});
    if (!ready->workload.empty()) same->workloads.push_back(ready->workload);
  }
  return all;
}

bool is_supporting(const AssessedWorkload& workload) {
  const ShownFact* kind = fact_of(workload, "workload.kind");
  return workload.kind == "other" && kind != nullptr && !kind->held.empty();
}

std::vector<const CostLine*> lines_covered(const Assessment& assessment, const PlanEntry& entry,
                                           Answer covered) {
  std::vector<const CostLine*> lines;
  for (const AssessedWorkload& workload : assessment.workloads) {
    if (!takes(entry, workload)) continue;
    for (const CostLine& line : workload.cost_lines) {
      const bool answers_so = std::ranges::any_of(line.coverage, [&](const Coverage& coverage) {
        return coverage.program == entry.program && coverage.covered == covered;
      });
      if (answers_so) lines.push_back(&line);
    }
  }
  return lines;
}

std::vector<std::string> sentences_of(const Assessment& assessment, const PlanEntry& entry) {
  std::vector<std::string> says;
  if (!entry.moved_cost.empty()) {
    const bool moves = entry.covered_period == "month";
    says.push_back("costs " + money_label(entry.moved_cost) + " a month today" +
                   (moves ? ", and moves to AWS" : "") + without_cost(assessment, entry));
  }
  if (!entry.cost_on_aws.empty() && entry.covered_period == "month") {
    says.push_back(money_label(entry.cost_on_aws) + " a month is expected on AWS");
  }
  if (!entry.covered_cost.empty()) {
    const bool monthly = entry.covered_period == "month";
    says.push_back(money_label(entry.covered_cost) + (monthly ? " a month" : "") +
                   " is of a kind that it covers");
  }
  std::vector<std::string> supporting;
  for (const AssessedWorkload& workload : assessment.workloads) {
    if (takes(entry, workload) && is_supporting(workload)) supporting.push_back(workload.name);
  }
  if (!supporting.empty()) {
    says.push_back(listed(supporting, 4) +
                   verb(supporting.size(), " is a supporting piece", " are supporting pieces") +
                   ", no AI by itself");
  }
  const auto uncovered = lines_covered(assessment, entry, Answer::kNo);
  if (!uncovered.empty()) says.push_back(uncovered_sentence(uncovered, "not covered"));
  const auto unclear = lines_covered(assessment, entry, Answer::kUnknown);
  if (!unclear.empty()) says.push_back(uncovered_sentence(unclear, "not clear"));
  if (entry.verdict == VerdictKind::kReview) says.emplace_back("AWS has to rule on it");
  if (entry.verdict == VerdictKind::kUndetermined) says.emplace_back("questions still decide");
  const std::size_t open = things_to_do(entry).size();
  if (open > 0) says.push_back(counted(open, "thing") + " to do before it can be filed");
  return says;
}

std::string sentence_of(const Flip& flip) {
  return std::string(to_string(flip.verdict)) + " if " + shown(flip.fact) + " were " +
         listed(flip.to, 8, "or") + " (" +
         (flip.from.empty() ? "now unknown or contested" : "it is " + shown(flip.from)) + ")";
}

std::vector<const Deadline*> days_to_heed(const PlanEntry& entry) {
  std::vector<const Deadline*> days;
  bool due = false;
  for (const Deadline& deadline : entry.calendar) {
    const bool first_due = deadline.state == DeadlineState::kDue && !due;
    due = due || first_due;
    // Its day is gone, or what waits for it has a day already, and nobody says what happened.
    const bool is_in_doubt = deadline.state == DeadlineState::kUnknown &&
                             (deadline.on.empty() ? deadline.earliest : !deadline.earliest) &&
                             deadline.missing.size() == 1;
    if (first_due || is_in_doubt || deadline.state == DeadlineState::kMissed) {
      days.push_back(&deadline);
    }
  }
  return days;
}

std::string sentence_of(const Way& way) {
  std::vector<std::string> changes;
  std::vector<std::string> history;
  for (const Change& change : way.changes) {
    const std::string key = shown(change.fact.substr(change.fact.find('.') + 1));
    changes.push_back(key + " " + listed(change.to, 8, "or"));
    if (change.history) history.push_back(key);
  }
  std::string text = "eligible with " + listed(changes, 8);
  if (!history.empty()) {
    text += "; " + listed(history, 8) + (history.size() == 1 ? " is" : " are") +
            " a matter of record, so only if what is known of it is wrong";
  }
  return text;
}

std::string sentence_of(const Deadline& deadline) {
  std::string text = deadline.earliest ? "not before " : "by ";
  text += deadline.on.empty() ? "a day that is not known" : deadline.on;
  if (!deadline.workload.empty()) text += ", " + shown(deadline.workload);
  text += ": " + shown(deadline.says);
  if (deadline.state == DeadlineState::kMissed) return "missed, " + text;
  if (deadline.state == DeadlineState::kKept) return "kept, " + text;
  if (!deadline.missing.empty()) text += " (state " + listed(deadline.missing, 4) + ")";
  return text;
}

std::string sentence_of(const Side& side) {
  return shown(side.says) + " (" + source_label(side.source) + ")";
}

std::vector<std::string> sentences_of(const Coverage& coverage) {
  static const std::array words{"covered", "not covered", "not clear"};
  const std::string by = coverage.by.empty() ? "" : ", by " + shown(coverage.by);
  std::vector<std::string> sentences{program_label(coverage.program) + by + ": " +
                                     words[static_cast<std::size_t>(coverage.covered)] + ". " +
                                     shown(coverage.why) + " (" + source_label(coverage.source) +
                                     ")"};
  for (const Coverage& other : coverage.others) {
    for (std::string& sentence : sentences_of(other)) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace fundable
