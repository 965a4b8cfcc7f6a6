// Writes what many projects come to.
//
// Lines are written by hand: a tree of JSON for each of millions of rows would cost more than to
// decide about them.
#include "views/portfolio.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "views/json.h"
#include "views/layout.h"
#include "views/words.h"

namespace fundable {
namespace {

constexpr std::size_t kMostQuestions = 10;
constexpr VerdictKind kKinds[] = {VerdictKind::kEligible, VerdictKind::kReview,
                                  VerdictKind::kUndetermined, VerdictKind::kIneligible};

// What stands in the project file is UTF-8, or its parser refused it.
void append_text(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      static constexpr char kDigits[] = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[c >> 4 & 0xF];
      out += kDigits[c & 0xF];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_texts(const char* key, std::span<const std::string> texts, std::string& out) {
  out += ",\"";
  out += key;
  out += "\":[";
  for (const std::string& text : texts) {
    if (&text != texts.data()) out += ',';
    append_text(text, out);
  }
  out += ']';
}

void append_verdict(const PortfolioVerdict& verdict, std::string& out) {
  if (verdict.whole != nullptr) {
    out += json_of(*verdict.whole);
    out.pop_back();  // the brace: one more member follows
  } else {
    out += "{\"program\":";
    append_text(verdict.program, out);
    out += ",\"verdict\":";
    append_text(to_string(verdict.verdict), out);
    append_texts("deciding", verdict.deciding, out);
  }
  append_texts("open", verdict.open, out);
  out += '}';
}

void put_verdicts(Page& page, const PortfolioSummary& summary) {
  std::vector<Column> columns{{"program"}};
  for (const VerdictKind kind : kKinds) columns.push_back({to_string(kind), true});
  std::vector<std::vector<Cell>> rows;
  for (const auto& [program, counts] : summary.verdicts) {
    std::vector<Cell> row{{program_label(program)}};
    for (const VerdictKind kind : kKinds) {
      const std::uint64_t count = counts[static_cast<std::size_t>(kind)];
      row.push_back({with_thousands(std::to_string(count)), tone_of(kind)});
    }
    rows.push_back(std::move(row));
  }
  page.blank();
  (void)set_table(page, std::move(columns), std::move(rows));
}

void put_questions(Page& page, const PortfolioSummary& summary) {
  if (summary.questions.empty()) return;
  using Entry = std::pair<std::string, PortfolioQuestion>;
  std::vector<Entry> entries(summary.questions.begin(), summary.questions.end());
  std::ranges::stable_sort(entries, [](const Entry& a, const Entry& b) {
    return std::pair(a.second.settles, a.second.touches) >
           std::pair(b.second.settles, b.second.touches);
  });
  page.title("What to ask first");
  std::vector<std::vector<Cell>> rows;
  for (const auto& [fact, question] : entries) {
    if (rows.size() == kMostQuestions) break;
    rows.push_back({{fact},
                    {with_thousands(std::to_string(question.settles))},
                    {with_thousands(std::to_string(question.touches))}});
  }
  (void)set_table(page, {{"fact", false, 0, 20}, {"settles", true}, {"may change", true}},
                  std::move(rows));
  if (entries.size() > kMostQuestions) {
    page.line("  and " + std::to_string(entries.size() - kMostQuestions) + " more");
  }
}

void put_problems(Page& page, const PortfolioSummary& summary) {
  if (summary.with_evidence_unread > 0) {
    page.paragraph("  ",
                   counted(summary.with_evidence_unread, "line") +
                       " with evidence that was not read: a line has no folder.",
                   Tone::kOpen);
  }
  if (summary.failed == 0) return;
  page.title("Not assessed");
  for (const Error& problem : summary.problems) {
    page.paragraph("  ", shown(to_string(problem)), Tone::kBad);
  }
  const std::uint64_t more = summary.failed - summary.problems.size();
  if (more > 0) page.line("  and " + with_thousands(std::to_string(more)) + " more");
}

}  // namespace

void append_row(const PortfolioRow& row, std::string& out) {
  out += "{\"project\":";
  append_text(shown(row.project), out);
  out += ",\"workload\":";
  append_text(shown(row.workload), out);
  out += ",\"motion\":";
  append_text(row.motion, out);
  out += ",\"verdicts\":[";
  for (const PortfolioVerdict& verdict : row.verdicts) {
    if (&verdict != row.verdicts.data()) out += ',';
    append_verdict(verdict, out);
  }
  out += "]}\n";
}

void append_problem(const Error& problem, std::string& out) {
  out += "{\"error\":";
  append_text(shown(problem.says), out);
  out += ",\"fix\":";
  append_text(shown(problem.fix), out);
  out += ",\"place\":";
  append_text(shown(problem.place), out);
  out += "}\n";
}

std::string terminal_of(const PortfolioSummary& summary, const TerminalStyle& style) {
  Page page(style);
  page.paragraph(
      "",
      counted(summary.projects, "project") + " · " + counted(summary.workloads, "workload") +
          (summary.failed > 0
               ? " · " + counted(summary.failed, "project") + " that could not be assessed"
               : ""),
      Tone::kStrong);
  if (summary.stopped) page.line("Stopped before the end.");
  put_verdicts(page, summary);
  put_questions(page, summary);
  put_problems(page, summary);
  page.blank();
  page.line(kDisclaimer);
  return page.take();
}

}  // namespace fundable
