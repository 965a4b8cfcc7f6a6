// Writes the assessment as JSON.
//
// One function a noun, fields in the order of the contract. What evidence says goes through
// presentable(), so no secret reaches the file; names, paths and locators stay as they are, because
// `verify` finds the evidence again by them (JSON escapes their control characters, and bytes that
// are not UTF-8 become U+FFFD). An amount is a string, because a JSON number is a double to most
// readers. A sum of several currencies has no single amount: the field is null and the plural field
// beside it has one entry a currency.
#include "views/json.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "base/json_out.h"
#include "views/words.h"

namespace fundable {
namespace {

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(shown(text));
}

// An array of what `make` gives for each element.
template <class Range, class Make>
Json array_of(const Range& range, Make make) {
  Json array = Json::array();
  for (const auto& element : range) array.push_back(make(element));
  return array;
}

Json texts(const std::vector<std::string>& all) {
  return array_of(all, [](const std::string& text) { return Json(text); });
}

Json amount_of(const Decimal& amount) {
  return amount.overflowed() ? Json(nullptr) : Json(amount.to_string(2));
}

Json money_of(const Money& money) {
  return {{"amount", amount_of(money.amount)}, {"currency", money.currency}};
}

Json monies(const std::vector<Money>& all) { return array_of(all, money_of); }

// The one amount; null where none is known, or where there is one in each of several currencies.
Json single(const Json& amounts) { return amounts.size() == 1 ? amounts[0] : Json(nullptr); }

Json origin_of(const Origin& origin) {
  return {{"source", origin.source}, {"locator", origin.locator}, {"says", shown(origin.says)}};
}

Json record_of(const Record& record) {
  Json object = Json::object();
  for (const auto& [name, value] : record) object[shown(name)] = shown(value);
  return object;
}

Json value_of(const Value& value, bool one_record) {
  struct Writer {
    bool one_record;
    Json operator()(bool truth) const { return truth; }
    Json operator()(const Decimal& number) const { return number.to_string(); }
    Json operator()(const Date& date) const { return to_string(date); }
    Json operator()(const std::string& text) const { return shown(text); }
    Json operator()(const std::vector<std::string>& all) const {
      return array_of(all, [](const std::string& text) { return Json(shown(text)); });
    }
    Json operator()(const std::vector<Record>& records) const {
      if (one_record && records.size() == 1) return record_of(records.front());
      return array_of(records, record_of);
    }
  };
  return std::visit(Writer{one_record}, value);
}

Json all_held(const ShownFact& fact, const std::vector<Held>& all) {
  return array_of(all, [&](const Held& held) {
    return Json{{"value", value_of(held.value, fact.one_record)},
                {"from", array_of(held.from, origin_of)}};
  });
}

Json fact_of(const ShownFact& fact) {
  std::vector<Origin> from;
  for (const Held& held : fact.held) from.insert(from.end(), held.from.begin(), held.from.end());
  std::ranges::sort(from);
  from.erase(std::ranges::unique(from).begin(), from.end());
  const bool contested = is_contested(fact.held, fact.ruled_out);
  Json json{{"fact", fact.fact},
            {"value", fact.held.size() == 1 && !contested
                          ? value_of(fact.held.front().value, fact.one_record)
                          : Json(nullptr)},
            {"contested", contested},
            {"from", array_of(from, origin_of)}};
  if (contested) json["values"] = all_held(fact, fact.held);
  if (!fact.ruled_out.empty()) json["ruled_out"] = all_held(fact, fact.ruled_out);
  return json;
}

Json source_of(const ProgramSource& source) {
  return {{"title", shown(source.title)},      {"section", text_or_null(source.section)},
          {"url", text_or_null(source.url)},   {"checked", text_or_null(source.checked)},
          {"rank", text_or_null(source.rank)}, {"confirm", source.confirm}};
}

// What each side says, where sources disagree.
Json sides_of(const std::vector<Side>& sides) {
  return array_of(sides, [](const Side& side) {
    return Json{{"says", shown(side.says)}, {"source", source_of(side.source)}};
  });
}

Json finding_of(const Finding& finding) {
  return {{"criterion", finding.criterion},
          {"kind", to_string(finding.kind)},
          {"answer", to_string(finding.answer)},
          {"says", shown(finding.says)},
          {"facts", texts(finding.facts)},
          {"missing", texts(finding.missing)},
          {"assumed", finding.assumed},
          {"goes_to_review", finding.goes_to_review},
          {"remedy", text_or_null(finding.remedy)},
          {"source", source_of(finding.source)},
          {"sides", sides_of(finding.sides)}};
}

Json flip_of(const Flip& flip) {
  return {{"fact", flip.fact},
          {"from", text_or_null(flip.from)},
          {"to", texts(flip.to)},
          {"verdict", to_string(flip.verdict)}};
}

Json way_of(const Way& way) {
  return {{"controlled", way.controlled},
          {"changes", array_of(way.changes, [](const Change& change) {
             return Json{{"fact", change.fact},
                         {"from", text_or_null(change.from)},
                         {"to", texts(change.to)},
                         {"history", change.history}};
           })}};
}

Json warning_of(const Warning& warning) {
  return {{"id", warning.id},
          {"says", shown(warning.says)},
          {"source", source_of(warning.source)},
          {"sides", sides_of(warning.sides)}};
}

Json verdict_json(const Verdict& verdict) {
  return {{"program", verdict.program},
          {"verdict", to_string(verdict.verdict)},
          {"findings", array_of(verdict.findings, finding_of)},
          {"deciding", texts(verdict.deciding)},
          {"would_flip", array_of(verdict.would_flip, flip_of)},
          {"ways", array_of(verdict.ways, way_of)},
          {"warnings", array_of(verdict.warnings, warning_of)}};
}

Json coverage_of(const Coverage& coverage) {
  return {{"program", coverage.program},
          {"by", text_or_null(coverage.by)},
          {"covered", to_string(coverage.covered)},
          {"why", shown(coverage.why)},
          {"source", source_of(coverage.source)},
          {"others", array_of(coverage.others, coverage_of)}};
}

Json cost_line_of(const CostLine& line) {
  return {{"item", shown(line.cost.item)},
          {"nature", line.cost.nature},
          {"service", text_or_null(line.cost.service)},
          {"usage", text_or_null(line.cost.usage)},
          {"period", line.cost.period},
          {"amount", line.cost.money ? amount_of(line.cost.money->amount) : Json(nullptr)},
          {"currency", line.cost.money ? Json(line.cost.money->currency) : Json(nullptr)},
          {"coverage", array_of(line.coverage, coverage_of)}};
}

Json route_of(const Route& route) {
  return {{"id", route.id}, {"says", shown(route.says)}, {"source", source_of(route.source)}};
}

Json workload_of(const AssessedWorkload& workload) {
  const Json today = monies(workload.cost_today);
  return {{"name", workload.name},
          {"kind", text_or_null(workload.kind)},
          {"runs_on", text_or_null(workload.runs_on)},
          {"declared_on", text_or_null(workload.declared_on)},
          {"goes_to", text_or_null(workload.goes_to)},
          {"motion", workload.motion.empty() ? "undetermined" : workload.motion},
          {"technologies", texts(workload.technologies)},
          {"joined_by",
           array_of(workload.joined_by, [](const std::string& why) { return Json(shown(why)); })},
          {"evidence", array_of(workload.evidence, origin_of)},
          {"facts", array_of(workload.facts, fact_of)},
          {"monthly_cost_today", single(today)},
          {"monthly_costs_today", today},
          {"monthly_cost_on_aws",
           workload.cost_on_aws ? money_of(*workload.cost_on_aws) : Json(nullptr)},
          {"verdicts", array_of(workload.verdicts, verdict_json)},
          {"wrong_turns", array_of(workload.wrong_turns,
                                   [](const WrongTurn& turn) {
                                     return Json{{"fact", turn.fact},
                                                 {"to", turn.to},
                                                 {"says", shown(turn.says)},
                                                 {"loses", texts(turn.loses)}};
                                   })},
          {"cost_lines", array_of(workload.cost_lines, cost_line_of)},
          {"routes", array_of(workload.routes, route_of)}};
}

Json ready_of(const Ready& ready) {
  return {{"workload", ready.workload.empty() ? Json(nullptr) : Json(ready.workload)},
          {"criterion", ready.criterion},
          {"kind", to_string(ready.kind)},
          {"answer", to_string(ready.answer)},
          {"says", shown(ready.says)},
          {"remedy", text_or_null(ready.remedy)},
          {"sides", sides_of(ready.sides)}};
}

Json deadline_of(const Deadline& deadline) {
  return {{"id", deadline.id},
          {"workload", text_or_null(deadline.workload)},
          {"says", shown(deadline.says)},
          {"bound", deadline.earliest ? "not_before" : "not_after"},
          {"on", text_or_null(deadline.on)},
          {"state", to_string(deadline.state)},
          {"missing", texts(deadline.missing)},
          {"source", source_of(deadline.source)}};
}

Json plan_entry_of(const PlanEntry& entry) {
  const Json covered = array_of(entry.covered_cost, [&](const Money& money) {
    Json json = money_of(money);
    json["period"] = entry.covered_period;
    return json;
  });
  return {{"program", entry.program},
          {"workloads", texts(entry.workloads)},
          {"verdict", to_string(entry.verdict)},
          {"covered_cost", single(covered)},
          {"covered_costs", covered},
          {"moved_costs", monies(entry.moved_cost)},
          {"costs_on_aws", monies(entry.cost_on_aws)},
          {"readiness", array_of(entry.readiness, ready_of)},
          {"warnings", array_of(entry.warnings, warning_of)},
          {"fulfilments", array_of(entry.fulfilments,
                                   [](const FulfilmentShown& fulfilment) {
                                     return Json{
                                         {"by", fulfilment.by},
                                         {"covered_costs", monies(fulfilment.covered_cost)}};
                                   })},
          {"calendar", array_of(entry.calendar, deadline_of)}};
}

Json alternative_of(const Alternative& alternative) {
  return {{"workload", alternative.workload},
          {"program", alternative.program},
          {"taken_by", text_or_null(alternative.taken_by)},
          {"why", shown(alternative.why)}};
}

Json question_of(const Question& question) {
  return {{"fact", question.fact},
          {"workload", question.workload.empty() ? Json(nullptr) : Json(question.workload)},
          {"ask", shown(question.ask)},
          {"choices", texts(question.choices)},
          {"decides", texts(question.decides)},
          {"proved_by", text_or_null(question.proved_by)},
          {"why", shown(question.why)}};
}

Json assumption_of(const Assumption& assumption) {
  return {{"workload", assumption.workload.empty() ? Json(nullptr) : Json(assumption.workload)},
          {"program", text_or_null(assumption.program)},
          {"criterion", text_or_null(assumption.criterion)},
          {"fact", assumption.fact},
          {"value", shown(assumption.value)},
          {"because", shown(assumption.because)}};
}

Json parameter_of(const Parameter& parameter) {
  return {{"parameter", parameter.id},
          {"says", shown(parameter.says)},
          {"value", parameter.value.to_string()},
          {"unit", parameter.unit},
          {"from", parameter.from},
          {"source", source_of(parameter.source)},
          {"rivals", sides_of(parameter.rivals)}};
}

Json program_of(const ProgramShown& program) {
  return {{"id", program.id},
          {"name", program.name},
          {"version", program.version},
          {"sha256", program.sha256},
          {"parameters", array_of(program.parameters, parameter_of)},
          {"doubts", texts(program.doubts)}};
}

Json source_file_of(const SourceShown& source) {
  return {{"path", source.path},
          {"format", source.format},
          {"sha256", text_or_null(source.sha256)},
          {"bytes", source.bytes},
          {"observations", source.observations},
          {"skipped", array_of(source.skipped, [](const Skipped& skipped) {
             return Json{{"locator", skipped.locator}, {"why", shown(skipped.why)}};
           })}};
}

Json unplaced_of(const Unplaced& unplaced) {
  Json json = origin_of(unplaced.at);
  json["why"] = shown(unplaced.why);
  return json;
}

// An object's text, made member by member: no tree of a hundred thousand sources need be held.
class ObjectWriter {
 public:
  void member(const char* key, const Json& value) {
    start(key);
    add(value, "\n  ");
  }

  template <typename Items, typename Of>
  void list(const char* key, const Items& items, const Of& of) {
    start(key);
    const char* before = "[";
    for (const auto& item : items) {
      text_ += std::exchange(before, ",");
      text_ += "\n    ";
      add(of(item), "\n    ");
    }
    text_ += std::ranges::empty(items) ? "[]" : "\n  ]";
  }

  std::string end() && { return std::move(text_) + "\n}\n"; }

 private:
  void start(const char* key) {
    text_ += std::exchange(before_, ",");
    text_ += "\n  \"" + std::string(key) + "\": ";
  }

  // JSON has line ends only between its parts.
  void add(const Json& value, const char* line_end) {
    for (const char c : value.dump(2, ' ', false, Json::error_handler_t::replace)) {
      c == '\n' ? text_ += line_end : text_ += c;
    }
  }

  const char* before_ = "{";
  std::string text_;
};

}  // namespace

std::string json_of(const Verdict& verdict) {
  return verdict_json(verdict).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string json_of(const Assessment& assessment) {
  Json arguments = Json::object();
  arguments["goes_to"] = text_or_null(assessment.goes_to);
  if (!assessment.only_file.empty()) arguments["only_file"] = assessment.only_file;
  ObjectWriter writer;
  writer.member("format", "fundable.assessment/1");
  writer.member("as_of", assessment.as_of);
  writer.member(
      "project",
      {{"name", shown(assessment.project)},
       {"customer", text_or_null(assessment.customer)},
       {"file", assessment.project_file.empty() ? Json(nullptr) : Json(assessment.project_file)},
       {"facts", array_of(assessment.facts, fact_of)}});
  writer.member("arguments", arguments);
  writer.list("programs", assessment.programs, program_of);
  writer.list("data", assessment.data, [](const DataShown& file) {
    return Json{{"path", file.path}, {"sha256", file.sha256}};
  });
  writer.list("sources", assessment.sources, source_file_of);
  writer.list("left_out", assessment.left_out, [](const auto& entry) {
    return Json{{"why", shown(entry.first)}, {"files", entry.second}};
  });
  writer.list("workloads", assessment.workloads, workload_of);
  writer.list("plan", assessment.plan, plan_entry_of);
  writer.list("alternatives", assessment.alternatives, alternative_of);
  writer.list("questions", assessment.questions, question_of);
  writer.list("assumptions", assessment.assumptions, assumption_of);
  writer.list("unplaced", assessment.unplaced, unplaced_of);
  return std::move(writer).end();
}

}  // namespace fundable
