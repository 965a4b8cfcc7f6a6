// What the views for people pick out of an assessment: groups, counts, and what needs attention.
#pragma once

#include <string>
#include <vector>

#include "model/assessment.h"

namespace fundable {

// Where a list of places in evidence is cut in reports; the JSON holds them all.
inline constexpr std::size_t kMostOrigins = 25;
// `and 12 more, which the JSON lists`; empty where nothing is left.
[[nodiscard]] std::string rest_of(std::size_t all, std::size_t most = kMostOrigins);

// Workloads that stand alike: taken by one program, open, left to AWS to rule on, or taken by none.
// Order of groups: programs, open, review, none; groups without workloads are left out.
struct Group {
  std::string id;     // a program's id, `open`, `review`, `none`
  std::string title;  // `MAP`, `Not decided yet`, …
  std::vector<const AssessedWorkload*> workloads;
  std::vector<Money> cost;  // today, a month; one a currency; of the workloads whose cost is known
};
[[nodiscard]] std::vector<Group> groups_of(const Assessment& assessment);

// The verdict under a program; null where the program has not judged it.
[[nodiscard]] const Verdict* verdict_of(const AssessedWorkload& workload, std::string_view program);
// What is shown of a fact; null where the assessment names it without showing it.
[[nodiscard]] const ShownFact* fact_of(const AssessedWorkload& workload, std::string_view fact);
// The name of a program; its id where the assessment does not hold it.
[[nodiscard]] std::string name_of(const Assessment& assessment, std::string_view program);

// One question and every workload that it is asked of (none: it is of the project). Order: that of
// the questions, by the first of each.
struct Asked {
  const Question* question = nullptr;
  std::vector<std::string> workloads;
};
[[nodiscard]] std::vector<Asked> asked(const std::vector<Question>& questions);

// A fact on which sources disagree.
struct Contest {
  const AssessedWorkload* workload = nullptr;
  const ShownFact* fact = nullptr;
};
[[nodiscard]] std::vector<Contest> contests_of(const Assessment& assessment);

// Evidence, or a part of it, that gave nothing: `evidence/a.json, resources/3` and why.
struct Unused {
  std::string place;
  std::string why;
};
[[nodiscard]] std::vector<Unused> unused_evidence(const Assessment& assessment);

// One thing to do before the entry's application can be filed, however many workloads need it.
struct ToDo {
  const Ready* ready = nullptr;        // the first that asks for it
  std::string says;                    // what to do, or what is to be so where nothing says how
  std::vector<std::string> workloads;  // that need it; none: the project does
};
// Order: of first mention.
[[nodiscard]] std::vector<ToDo> things_to_do(const PlanEntry& entry);

// Days that are missed, those gone by of which nobody says what happened, and the first to come.
[[nodiscard]] std::vector<const Deadline*> days_to_heed(const PlanEntry& entry);

// Whether it is a piece that supports workloads, as its kind says; not only because no kind is
// known.
[[nodiscard]] bool is_supporting(const AssessedWorkload& workload);

// Cost lines of the entry's workloads that its program answers so.
[[nodiscard]] std::vector<const CostLine*> lines_covered(const Assessment& assessment,
                                                         const PlanEntry& entry, Answer covered);

// The entry in sentences: what moves, what is covered and what is not, what is to be done.
[[nodiscard]] std::vector<std::string> sentences_of(const Assessment& assessment,
                                                    const PlanEntry& entry);

// How a verdict would change: `ineligible if workload.goes_to were stays or retired (it is aws)`.
[[nodiscard]] std::string sentence_of(const Flip& flip);

// `eligible with goes_to aws and poc.scope stated`; history is named as such.
[[nodiscard]] std::string sentence_of(const Way& way);

// `by 2027-01-18: File the request…`, with its state where it is not still to come.
[[nodiscard]] std::string sentence_of(const Deadline& deadline);

// `AWS markets …: TITLE, SECTION`.
[[nodiscard]] std::string sentence_of(const Side& side);

// What a program pays of a cost line, each way of paying by itself: `poc, by credits: not covered.
// WHY (SOURCE)`.
[[nodiscard]] std::vector<std::string> sentences_of(const Coverage& coverage);

}  // namespace fundable
