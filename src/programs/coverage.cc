// The first rule of a program that fits a line's nature, service and words decides.
//
// A rule that counts only for plans accepted after some day looks at that day where it is known;
// where it is not, a plan accepted on the day of the decision is meant.
#include "programs/coverage.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "programs/sources.h"

namespace fundable {
namespace {

// What a cost line is judged with.
struct Setting {
  const Subject& subject;
  const Vocabulary& vocabulary;
  const Date& as_of;
};

// Whether a word of `text` begins with `word`; both in lower case.
bool says_word(const std::string& text, const std::string& word) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    if (at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0) return true;
  }
  return false;
}

bool fits(const CoverageRule& rule, const PlannedCost& cost, const std::string& by) {
  if (rule.nature != cost.nature || rule.by != by) return false;
  const bool service_fits =
      rule.services.empty() || std::ranges::any_of(rule.services, [&](const auto& service) {
        return lowered(service) == lowered(cost.service);
      });
  if (!service_fits) return false;
  const std::string said = lowered(cost.item + " " + cost.usage);
  return rule.words.empty() || std::ranges::any_of(rule.words, [&](const auto& word) {
           return says_word(said, lowered(word));
         });
}

// The days on which the plan may have been accepted: several where sources disagree.
std::vector<Date> plan_dates(const Program& program, const Setting& setting) {
  if (!program.plan_date) return {setting.as_of};
  const bool of_project = setting.vocabulary[*program.plan_date].is_of_project();
  const Facts& facts = of_project ? setting.subject.project : setting.subject.workload;
  const Fact* accepted = facts.find(*program.plan_date);
  if (accepted == nullptr || accepted->held.empty()) return {setting.as_of};
  std::vector<Date> dates;
  for (const Held& held : accepted->held) dates.push_back(std::get<Date>(held.value));
  return dates;
}

// What a rule comes to for a plan that was accepted on a day.
Coverage covered_on(const CoverageRule& rule, const Program& program, const Date& accepted,
                    const Setting& setting) {
  Coverage coverage{
      program.id, rule.by, rule.covered, rule.why, shown_on(rule.source, setting.as_of), {}};
  if (rule.after && accepted <= *rule.after) {
    coverage.covered = Answer::kNo;
    coverage.why = "It counts only for plans accepted after " + to_string(*rule.after) +
                   "; this one is taken as of " + to_string(accepted) + ".";
  } else if (rule.until && accepted > *rule.until) {
    coverage.covered = Answer::kNo;
    coverage.why = "It counted only for plans accepted until " + to_string(*rule.until) + ".";
  } else if (rule.when && rule.covered == Answer::kYes) {
    coverage.covered = answer_of(*rule.when, setting.subject, setting.vocabulary);
  }
  return coverage;
}

Coverage covered_by(const CoverageRule& rule, const Program& program, const Setting& setting) {
  const std::vector<Date> dates = plan_dates(program, setting);
  Coverage coverage = covered_on(rule, program, dates.front(), setting);
  for (const Date& date : dates) {
    if (covered_on(rule, program, date, setting).covered == coverage.covered) continue;
    coverage.covered = Answer::kUnknown;
    coverage.why = "Sources disagree on the day on which the plan was accepted, and that decides.";
  }
  return coverage;
}

Coverage coverage_of(const PlannedCost& cost, const Program& program, const std::string& by,
                     const Setting& setting) {
  const auto rule = std::ranges::find_if(
      program.coverage, [&](const CoverageRule& one) { return fits(one, cost, by); });
  if (rule != program.coverage.end()) return covered_by(*rule, program, setting);
  return {program.id, by, Answer::kUnknown, "No rule of this program names such a cost.", {}, {}};
}

Coverage coverage_of(const PlannedCost& cost, const Program& program, const Setting& setting) {
  if (program.fulfilments.empty()) return coverage_of(cost, program, "", setting);
  Coverage governing = coverage_of(cost, program, program.fulfilments.front(), setting);
  for (std::size_t i = 1; i < program.fulfilments.size(); ++i) {
    governing.others.push_back(coverage_of(cost, program, program.fulfilments[i], setting));
  }
  return governing;
}

}  // namespace

Answer covers_usage(const Program& program, const std::string& service, const Subject& subject,
                    const Vocabulary& vocabulary, const Date& as_of) {
  PlannedCost usage;
  usage.nature = "aws_usage";
  usage.service = service;
  return coverage_of(usage, program, {subject, vocabulary, as_of}).covered;
}

std::vector<Coverage> coverage_of(const PlannedCost& cost, std::span<const Program> programs,
                                  const Subject& subject, const Vocabulary& vocabulary,
                                  const Date& as_of) {
  std::vector<Coverage> all;
  all.reserve(programs.size());
  for (const Program& program : programs) {
    all.push_back(coverage_of(cost, program, {subject, vocabulary, as_of}));
  }
  return all;
}

}  // namespace fundable
