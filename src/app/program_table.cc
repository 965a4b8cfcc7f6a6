// Made from the data alone, so that the document cannot drift from what decides.
#include "app/program_table.h"

#include <algorithm>

#include "base/text.h"

namespace fundable {
namespace {

std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.insert(at, "\\");
  }
  return text;
}

std::string row(const std::vector<std::string>& cells) {
  return "| " + joined(cells, " | ") + " |\n";
}

std::string head(const std::string& title, const std::vector<std::string>& columns) {
  const std::vector<std::string> rule(columns.size(), "---");
  return "\n### " + title + "\n\n" + row(columns) + row(rule);
}

// Title and section, linked; the day on which it was checked; its rank.
std::vector<std::string> cells_of(const ProgramSource& source) {
  const std::string place =
      cell(source.title + (source.section.empty() ? "" : ", " + source.section));
  return {source.url.empty() ? place : "[" + place + "](" + source.url + ")", source.checked,
          source.rank};
}

// `first`, then the source's cells, then `last`.
std::string cited_row(std::vector<std::string> first, const ProgramSource& source,
                      const std::vector<std::string>& last = {}) {
  for (std::string& one : cells_of(source)) first.push_back(std::move(one));
  first.insert(first.end(), last.begin(), last.end());
  return row(first);
}

// The name of a rule with its sentence.
std::string named(const std::string& id, const std::string& says) {
  return "`" + id + "`: " + cell(says);
}

class Table {
 public:
  Table(const Program& program, const std::vector<CasesFile>& files) : program_(program) {
    for (const CasesFile& file : files) {
      if (file.cases.program != program.id) continue;
      for (const ProgramCase& one : file.cases.cases) cases_.push_back(&one);
    }
  }

  std::string text() const {
    std::string text =
        "\n## " + program_.id + ": " + program_.name + "\n\nVersion " + program_.version + ".\n";
    for (const auto part : {&Table::parameters, &Table::criteria, &Table::warnings,
                            &Table::calendar, &Table::coverage}) {
      text += (this->*part)();
    }
    return text;
  }

 private:
  // The first case in which `is_seen` is true.
  template <class IsSeen>
  std::string case_where(IsSeen is_seen) const {
    for (const ProgramCase* one : cases_) {
      if (is_seen(*one)) return cell(one->name);
    }
    return "none";
  }

  std::string case_of(const std::string& criterion, Answer answer) const {
    return case_where([&](const ProgramCase& one) {
      const auto found = one.answers.find(criterion);
      return found != one.answers.end() && found->second == answer;
    });
  }

  std::string parameters() const {
    if (program_.parameters.empty()) return {};
    std::string text = head(
        "Figures", {"figure", "value", "since", "source", "checked", "rank", "what else is told"});
    for (const Parameter& one : program_.parameters) {
      std::vector<std::string> rivals;
      for (const Side& rival : one.rivals) rivals.push_back(cell(rival.says));
      text += cited_row({named(one.id, one.says), one.value.to_string() + " " + one.unit, one.from},
                        one.source, {joined(rivals, " ")});
    }
    return text;
  }

  std::string criteria() const {
    std::string text = head("Criteria", {"criterion", "implements", "kind", "source", "checked",
                                         "rank", "case: yes", "case: no", "case: unknown"});
    for (const Criterion& one : program_.criteria) {
      const std::string kind =
          std::string(to_string(one.kind)) + (one.review_if_no ? ", no: review" : "");
      text += cited_row({named(one.id, one.says), joined(one.implements, ", "), kind}, one.source,
                        {case_of(one.id, Answer::kYes), case_of(one.id, Answer::kNo),
                         case_of(one.id, Answer::kUnknown)});
    }
    return text;
  }

  std::string warnings() const {
    if (program_.warnings.empty()) return {};
    std::string text =
        head("Warnings", {"warning", "implements", "source", "checked", "rank", "case"});
    for (const WarningRule& one : program_.warnings) {
      const std::string due = case_where([&](const ProgramCase& shown) {
        return shown.warnings && shown.warnings->contains(one.id);
      });
      text += cited_row({named(one.id, one.says), joined(one.implements, ", ")}, one.source, {due});
    }
    return text;
  }

  std::string calendar() const {
    if (program_.calendar.empty()) return {};
    std::string text =
        head("Deadlines", {"deadline", "implements", "source", "checked", "rank", "case"});
    for (const CalendarRule& one : program_.calendar) {
      const std::string shown =
          case_where([&](const ProgramCase& some) { return some.deadlines.contains(one.id); });
      text +=
          cited_row({named(one.id, one.says), joined(one.implements, ", ")}, one.source, {shown});
    }
    return text;
  }

  std::string coverage() const {
    if (program_.coverage.empty()) return {};
    std::string text = head("Costs", {"cost", "by", "covered", "why", "source", "checked", "rank"});
    for (const CoverageRule& one : program_.coverage) {
      std::string what = one.services.empty() ? one.nature : joined(one.services, ", ");
      if (!one.words.empty()) what += ": " + joined(one.words, ", ");
      std::string covered = to_string(one.covered);
      if (one.after) covered += ", after " + to_string(*one.after);
      if (one.until) covered += ", until " + to_string(*one.until);
      if (one.when) covered += ", on a condition";
      text += cited_row({cell(what), one.by, covered, cell(one.why)}, one.source);
    }
    return text;
  }

  const Program& program_;
  std::vector<const ProgramCase*> cases_;
};

}  // namespace

std::string program_table(const Rulebook& book, const std::vector<CasesFile>& cases) {
  std::string text;
  for (const Program& program : book.programs) text += Table(program, cases).text();
  return text;
}

}  // namespace fundable
