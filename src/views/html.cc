// Puts the page together.
//
// The page is inert: no script, and a content security policy that allows exactly one style sheet,
// by its hash, and nothing else. So whatever stood in evidence, and whatever a reader's browser
// makes of it, cannot load, run or send anything. Folding is the browser's own (`details`).
#include "views/html.h"

#include "base/sha256.h"
#include "base/text.h"
#include "views/digest.h"
#include "views/html_parts.h"
#include "views/words.h"

namespace fundable {
namespace html {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : shown(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string element(std::string_view tag, std::string_view css_class, std::string_view content) {
  std::string out = "<" + std::string(tag);
  if (!css_class.empty()) out += " class=\"" + std::string(css_class) + "\"";
  return out + ">" + std::string(content) + "</" + std::string(tag) + ">";
}

std::string verdict_badge(const Verdict* verdict) {
  if (verdict == nullptr) return "<span class=\"none\">not judged</span>";
  const std::string word = to_string(verdict->verdict);
  return element("span", "badge " + word, word);
}

std::string citation(const ProgramSource& source) {
  const std::string text = escaped(source_label(source));
  // Addresses come from the program's data, never from evidence; anything but https stays text.
  if (!source.url.starts_with("https://")) return element("cite", "", text);
  return element("cite", "",
                 "<a href=\"" + escaped(source.url) + "\" rel=\"noreferrer\">" + text + "</a>");
}

std::string anchor(std::size_t workload) { return "workload-" + std::to_string(workload + 1); }

}  // namespace html

namespace {

using html::element;
using html::escaped;

// The base64 form of a hash that is given in hexadecimal.
std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (const char c : hex) {
    bits = (bits << 4) | static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    held += 4;
    if (held < 6) continue;
    held -= 6;
    out += kDigits[(bits >> held) & 63u];
  }
  if (held > 0) out += kDigits[(bits << (6 - held)) & 63u];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string head(const Assessment& assessment) {
  const std::string hash = base64_of_hex(sha256(html::style()));
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'sha256-" +
         hash +
         "'; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
         escaped(assessment.project) + ": what AWS may fund</title>\n<style>" +
         std::string(html::style()) + "</style>\n</head>\n";
}

std::string header(const Assessment& assessment) {
  std::string facts;
  if (!assessment.customer.empty()) facts += element("span", "", escaped(assessment.customer));
  facts += element("span", "", counted(assessment.workloads.size(), "workload"));
  facts += element("span", "", "as of " + escaped(assessment.as_of));
  return "<header>\n<p class=\"eyebrow\">AWS funding pre-assessment</p>\n<h1>" +
         escaped(assessment.project) + "</h1>\n" + element("p", "facts", facts) + "\n" +
         element("p", "disclaimer", kDisclaimer) + "\n</header>\n";
}

std::string section(std::string_view id, std::string_view title, std::string_view content) {
  if (content.empty()) return {};
  const std::string name(id);
  return "<section aria-labelledby=\"" + name + "\">\n<h2 id=\"" + name + "\">" +
         std::string(title) + "</h2>\n" + std::string(content) + "</section>\n";
}

std::string table_row(const Assessment& assessment, std::size_t index) {
  const AssessedWorkload& workload = assessment.workloads[index];
  std::string row = "<tr><th scope=\"row\"><a href=\"#" + html::anchor(index) + "\">" +
                    escaped(workload.name) + "</a></th>";
  row += element("td", "minor", escaped(kind_label(workload.kind)));
  row += element("td", "minor", escaped(place_label(workload)));
  row += element("td", "minor", escaped(motion_label(workload.motion)));
  for (const ProgramShown& program : assessment.programs) {
    row += element("td", "", html::verdict_badge(verdict_of(workload, program.id)));
  }
  std::string cost;
  for (const Money& money : workload.cost_today) {
    cost += element("span", "amount", escaped(money_label(money)));
  }
  const std::string unknown = workload.runs_on == "nowhere" ? "–" : "not known";
  return row + element("td", "number", cost.empty() ? element("span", "none", unknown) : cost) +
         "</tr>\n";
}

std::string workloads(const Assessment& assessment) {
  if (assessment.workloads.empty()) {
    return "<p>No workload was found in this evidence.</p>\n";
  }
  std::string text =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Workloads and verdicts\">"
      "\n<table>\n<thead><tr><th scope=\"col\">Workload</th><th scope=\"col\" "
      "class=\"minor\">Kind</th>"
      "<th scope=\"col\" class=\"minor\">Runs on</th><th scope=\"col\" class=\"minor\">Motion</th>";
  for (const ProgramShown& program : assessment.programs) {
    text += "<th scope=\"col\">" + escaped(program_label(program.id)) + "</th>";
  }
  text += "<th scope=\"col\" class=\"number\">Today, a month</th></tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < assessment.workloads.size(); ++i) text += table_row(assessment, i);
  return text + "</tbody>\n</table>\n</div>\n";
}

std::string questions(const Assessment& assessment) {
  std::string items;
  for (const Asked& group : asked(assessment.questions)) {
    const Question& question = *group.question;
    std::vector<std::string> programs;
    for (const std::string& id : question.decides) programs.push_back(program_label(id));
    std::string item = element("p", "ask", escaped(question.ask));
    std::string about = group.workloads.empty() ? "The project" : listed(group.workloads, 12);
    if (!programs.empty()) about += "; decides " + listed(programs);
    item += element("p", "quiet", escaped(about));
    std::string choices;
    for (const std::string& choice : question.choices) {
      choices += element("code", "", escaped(choice)) + " ";
    }
    if (!choices.empty()) item += element("p", "quiet", "One of " + choices);
    if (!question.proved_by.empty()) {
      item += element("p", "quiet", "Evidence that answers it: " + escaped(question.proved_by));
    }
    items += element("li", "", item) + "\n";
  }
  return items.empty() ? "" : "<ol class=\"questions\">\n" + items + "</ol>\n";
}

std::string contests(const Assessment& assessment) {
  std::string items;
  for (const Contest& contest : contests_of(assessment)) {
    std::string item = element(
        "p", "ask",
        escaped(contest.workload->name) + ": " + element("code", "", escaped(contest.fact->fact)));
    for (const Held& held : contest.fact->held) {
      std::string line = element("code", "", escaped(value_label(held.value)));
      for (const Origin& origin : held.from) line += " " + escaped(place_label(origin));
      item += element("p", "quiet", line);
    }
    items += element("li", "", item) + "\n";
  }
  return items.empty() ? "" : "<ul class=\"plain\">\n" + items + "</ul>\n";
}

std::string assumptions(const Assessment& assessment) {
  std::string items;
  for (const Assumption& each : assessment.assumptions) {
    const std::string who = each.workload.empty() ? "The project" : each.workload;
    items += element("li", "",
                     element("p", "ask",
                             escaped(who) + ": " + element("code", "", escaped(each.fact)) +
                                 " is " + element("code", "", escaped(each.value))) +
                         element("p", "quiet", escaped(each.because))) +
             "\n";
  }
  return items.empty() ? "" : "<ul class=\"plain\">\n" + items + "</ul>\n";
}

}  // namespace

std::string html_of(const Assessment& assessment) {
  std::string details;
  for (std::size_t i = 0; i < assessment.workloads.size(); ++i) {
    details += html::workload_details(assessment, i);
  }
  return head(assessment) + "<body>\n<main>\n" + header(assessment) +
         section("summary", "Which program fits what", html::picture(assessment)) +
         section("workloads", "Workloads", workloads(assessment)) +
         section("plan", "Plan", html::plan(assessment)) +
         section("questions", "Questions that still decide", questions(assessment)) +
         section("contested", "Where sources disagree", contests(assessment)) +
         section("assumptions", "Assumptions, because nobody said the contrary",
                 assumptions(assessment)) +
         section("details", "Each workload", details) +
         section("sources", "Evidence and programs", html::sources(assessment)) + "<footer>\n" +
         element("p", "disclaimer", kDisclaimer) + "\n</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace fundable
