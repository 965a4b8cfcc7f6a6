// Judges one workload under one program, and says why.
#pragma once

#include <span>
#include <vector>

#include "programs/program.h"

namespace fundable {

// The facts that a verdict rests on: those of the workload, then those of its project.
struct Subject {
  const Facts& workload;
  const Facts& project;
};

struct Judgement {
  Verdict verdict;
  std::vector<FactId> open;  // facts whose answer can still change the verdict; sorted
  std::vector<Assumption> assumptions;
};

// The verdict with all findings, what decided, what would flip it and what is still open.
//
// Exact over everything that could be true: an unknown fact stands for every value that it could
// have, a contested one for each of its values. `eligible` means that the program takes the
// workload under all of them, `ineligible` that it does under none. Past 100,000 combinations of
// facts that hang together, the answer is `undetermined`, which is always safe to say.
// Pure: the same arguments give the same judgement.
[[nodiscard]] Judgement judge(const Program& program, const Subject& subject,
                              const Vocabulary& vocabulary, const Date& as_of);

// A value as `Flip` names it: of texts and records only whether there is one.
[[nodiscard]] std::string value_in_flip(const Value& value, FactType type);

// The verdict, were `fact` of this value.
[[nodiscard]] VerdictKind verdict_if(const Program& program, const Subject& subject, FactId fact,
                                     const Value& value, const Vocabulary& vocabulary);

// The facts that could still change the verdict if `fact` had this value; sorted.
[[nodiscard]] std::vector<FactId> open_if(const Program& program, const Subject& subject,
                                          FactId fact, const Value& value,
                                          const Vocabulary& vocabulary);

// The answers to a question after an open fact that the programs tell apart, of what it could be.
[[nodiscard]] std::vector<Value> answers_to(FactId fact, const Subject& subject,
                                            std::span<const Program> programs,
                                            const Vocabulary& vocabulary);

// Whether a condition is true, false or open for this subject; without assumptions.
[[nodiscard]] Answer answer_of(const Condition& condition, const Subject& subject,
                               const Vocabulary& vocabulary);

// The program's warnings that are due for this subject.
[[nodiscard]] std::vector<Warning> warnings_of(const Program& program, const Subject& subject,
                                               const Vocabulary& vocabulary, const Date& as_of);

// The findings of the criteria that speak of the whole plan; the subject's project holds its facts.
[[nodiscard]] std::vector<Finding> plan_findings_of(const Program& program, const Subject& subject,
                                                    const Vocabulary& vocabulary,
                                                    const Date& as_of);

// Every value that a derived fact could have for this subject, in no order of note.
[[nodiscard]] std::vector<Value> possible_values(FactId fact, const Subject& subject,
                                                 const Vocabulary& vocabulary);

}  // namespace fundable
