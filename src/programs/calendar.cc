// A deadline compares two days: that of what must happen, and one that stands beside it (the start
// of the work, the end of the prototype, the acceptance of a plan), moved by some days. What nobody
// said has happened is due until its day, and unknown after it.
#include "programs/calendar.h"

#include <algorithm>
#include <tuple>

#include "base/schema.h"
#include "base/text.h"
#include "programs/dated.h"

namespace fundable {
namespace {

const std::vector<std::string> kKeys{"deadline",  "implements", "says",     "of",
                                     "not_after", "not_before", "in_force", "source"};
const std::vector<std::string> kDayKeys{"fact", "plus_days", "minus_days"};

Result<FactId> date_fact(Node node, const Vocabulary& vocabulary) {
  const auto fact = one_of(node, node.text(), vocabulary.names(), "fact");
  if (!fact) return std::unexpected(fact.error());
  const auto id = static_cast<FactId>(*fact);
  if (vocabulary[id].type != FactType::kDate) {
    return wrong_at(node, vocabulary[id].name + " is no date");
  }
  return id;
}

// A number of days, or the parameter that has it.
Result<int> days_of(Node node, const std::vector<Parameter>& parameters) {
  Decimal days;
  if (const auto named = std::ranges::find(parameters, node.text(), &Parameter::id);
      named != parameters.end()) {
    days = named->value;
  } else if (const auto number = Decimal::parse(node.text())) {
    days = *number;
  } else {
    return wrong_at(
        node, "'" + presentable(node.text(), 40) + "' is no number of days, and no parameter");
  }
  constexpr int kMostDays = 3660;
  for (int number = 0; number <= kMostDays; ++number) {
    if (Decimal::whole(number) == days) return number;
  }
  return wrong_at(node, "a number of days is whole, and at most 3660");
}

Result<> read_day(Node node, const RuleScope& scope, const std::vector<Parameter>& parameters,
                  CalendarRule& rule) {
  if (auto known = only_keys(node, kDayKeys); !known) return std::unexpected(known.error());
  const auto day = date_fact(node["fact"], scope.vocabulary);
  if (!day) return std::unexpected(day.error());
  rule.day = *day;
  for (const auto& [key, sign] : {std::pair{"plus_days", 1}, std::pair{"minus_days", -1}}) {
    if (node[key].is_null()) continue;
    const auto days = days_of(node[key], parameters);
    if (!days) return std::unexpected(days.error());
    rule.shift_days += sign * *days;
  }
  return {};
}

Result<CalendarRule> read_rule(Node node, const RuleScope& scope,
                               const std::vector<Parameter>& parameters) {
  if (auto known = only_keys(node, kKeys); !known) return std::unexpected(known.error());
  CalendarRule rule;
  const auto id = text_under(node, "deadline", true);
  const auto says = text_under(node, "says", true);
  auto implements = texts_under(node, "implements");
  const auto of = date_fact(node["of"], scope.vocabulary);
  auto source = scope.sources.cited(node);
  if (!id) return std::unexpected(id.error());
  if (!says) return std::unexpected(says.error());
  if (!implements) return std::unexpected(implements.error());
  if (!of) return std::unexpected(of.error());
  if (!source) return std::unexpected(source.error());
  rule.id = *id;
  rule.says = *says;
  rule.implements = std::move(*implements);
  rule.of = *of;
  rule.source = std::move(*source);
  rule.earliest = node["not_before"].exists();
  if (rule.earliest == node["not_after"].exists()) {
    return wrong_at(node, "a deadline has either 'not_after' or 'not_before'");
  }
  const Node day = rule.earliest ? node["not_before"] : node["not_after"];
  if (auto read = read_day(day, scope, parameters, rule); !read) {
    return std::unexpected(read.error());
  }
  return rule;
}

std::optional<std::chrono::sys_days> day_of(FactId fact, const Subject& subject,
                                            const Vocabulary& vocabulary) {
  const Facts& facts = vocabulary[fact].is_of_project() ? subject.project : subject.workload;
  const Value* value = facts.known(fact);
  if (value == nullptr) return std::nullopt;
  return std::chrono::sys_days(std::get<Date>(*value));
}

DeadlineState state_of(const CalendarRule& rule, std::chrono::sys_days on,
                       std::optional<std::chrono::sys_days> happened, const Date& as_of) {
  const std::chrono::sys_days today(as_of);
  if (rule.earliest) {
    if (!happened) return today < on ? DeadlineState::kDue : DeadlineState::kUnknown;
    return *happened < on ? DeadlineState::kMissed : DeadlineState::kKept;
  }
  if (!happened) return today <= on ? DeadlineState::kDue : DeadlineState::kUnknown;
  if (*happened > on) return DeadlineState::kMissed;
  return *happened > today ? DeadlineState::kDue : DeadlineState::kKept;
}

}  // namespace

Result<std::vector<CalendarRule>> read_calendar(Node list, const RuleScope& scope,
                                                const std::vector<Parameter>& parameters) {
  std::vector<CalendarRule> rules;
  if (list.is_null()) return rules;
  if (!list.is_list()) return wrong_at(list, "'calendar' must be a list");
  for (const Node node : list) {
    const auto holds = is_in_force(node, scope.as_of);
    if (!holds) return std::unexpected(holds.error());
    auto rule = read_rule(node, scope, parameters);
    if (!rule) return std::unexpected(rule.error());
    if (std::ranges::find(rules, rule->id, &CalendarRule::id) != rules.end()) {
      return wrong_at(node, "the deadline " + rule->id + " stands twice");
    }
    if (*holds) rules.push_back(std::move(*rule));
  }
  return rules;
}

std::vector<Deadline> deadlines_of(const Program& program, const Subject& subject,
                                   const Vocabulary& vocabulary, const Date& as_of) {
  std::vector<Deadline> deadlines;
  for (const CalendarRule& rule : program.calendar) {
    Deadline deadline;
    deadline.id = rule.id;
    deadline.says = rule.says;
    deadline.earliest = rule.earliest;
    deadline.source = shown_on(rule.source, as_of);
    const auto day = day_of(rule.day, subject, vocabulary);
    const auto happened = day_of(rule.of, subject, vocabulary);
    if (day) {
      const auto on = *day + std::chrono::days(rule.shift_days);
      deadline.on = to_string(Date(on));
      deadline.state = state_of(rule, on, happened, as_of);
    } else {
      deadline.missing.push_back(vocabulary[rule.day].name);
    }
    const bool open = deadline.state == DeadlineState::kUnknown;
    if (open && !happened) deadline.missing.push_back(vocabulary[rule.of].name);
    deadlines.push_back(std::move(deadline));
  }
  return deadlines;
}

void sort_by_day(std::vector<Deadline>& deadlines) {
  const auto rank = [](const Deadline& deadline) {
    const bool settled = deadline.state == DeadlineState::kKept;
    return std::tuple(deadline.on.empty(), settled, deadline.on);
  };
  std::ranges::stable_sort(deadlines, {}, rank);
}

}  // namespace fundable
