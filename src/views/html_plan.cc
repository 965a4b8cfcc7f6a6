// The plan of the page, and at its end what the page rests on.
#include "base/text.h"
#include "views/digest.h"
#include "views/html_parts.h"
#include "views/words.h"

namespace fundable::html {
namespace {

std::string readiness(const PlanEntry& entry) {
  std::string items;
  for (const Ready& ready : entry.readiness) {
    const std::string answer = to_string(ready.answer);
    const std::string who =
        ready.workload.empty() ? "" : element("span", "quiet", escaped(ready.workload) + ": ");
    std::string item = "<p class=\"says\"><span class=\"answer " + answer + "\">" + answer +
                       "</span> <span>" + who + escaped(ready.says) + "</span></p>";
    if (ready.answer != Answer::kYes && !ready.remedy.empty()) {
      item += element("p", "remedy", escaped(ready.remedy));
    }
    items += element("li", "", item) + "\n";
  }
  return items.empty()
             ? ""
             : "<h4>Before it can be filed</h4>\n<ul class=\"findings\">\n" + items + "</ul>\n";
}

std::string entry_text(const Assessment& assessment, const PlanEntry& entry) {
  std::string text = element("h3", "",
                             escaped(program_label(entry.program)) + " " +
                                 element("span", std::string("badge ") + to_string(entry.verdict),
                                         to_string(entry.verdict))) +
                     element("p", "quiet", escaped(name_of(assessment, entry.program))) +
                     element("p", "ask", escaped(listed(entry.workloads, 12))) + "\n<ul>\n";
  for (const std::string& says : sentences_of(assessment, entry)) {
    text += element("li", "", escaped(says)) + "\n";
  }
  text += "</ul>\n" + readiness(entry);
  for (const Warning& warning : entry.warnings) {
    text += element("p", "warning", escaped(warning.says) + " " + citation(warning.source)) + "\n";
  }
  std::string days;
  for (const Deadline& deadline : entry.calendar) {
    days +=
        element("li", "", escaped(sentence_of(deadline)) + " " + citation(deadline.source)) + "\n";
  }
  if (!days.empty()) text += "<h4>Days that lose money</h4>\n<ul>\n" + days + "</ul>\n";
  return element("div", "entry", text) + "\n";
}

std::string files(const Assessment& assessment) {
  if (assessment.sources.empty()) return "<p>No evidence was read.</p>\n";
  std::string rows;
  for (const SourceShown& source : assessment.sources) {
    rows += "<tr><th scope=\"row\">" + escaped(source.path) + "</th>" +
            element("td", "", escaped(source.format)) +
            element("td", "number", std::to_string(source.observations)) +
            element("td", "number", std::to_string(source.skipped.size())) + "<td><code>" +
            escaped(source.sha256.substr(0, 16)) + "</code></td></tr>\n";
  }
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Evidence files\">\n"
         "<table>\n<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Read as</th>"
         "<th scope=\"col\" class=\"number\">Observations</th>"
         "<th scope=\"col\" class=\"number\">Parts left out</th>"
         "<th scope=\"col\">SHA-256 begins</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table>\n</div>\n";
}

std::string folded(const std::string& title, const std::string& items) {
  if (items.empty()) return {};
  return "<details>\n<summary><h3>" + title + "</h3></summary>\n<ul class=\"origins\">\n" + items +
         "</ul>\n</details>\n";
}

}  // namespace

std::string plan(const Assessment& assessment) {
  if (assessment.plan.empty()) return {};
  std::string text = "<div class=\"entries\">\n";
  for (const PlanEntry& entry : assessment.plan) text += entry_text(assessment, entry);
  return text + "</div>\n";
}

std::string sources(const Assessment& assessment) {
  std::string not_used;
  for (const Unused& unused : unused_evidence(assessment)) {
    not_used +=
        element("li", "", element("code", "", escaped(unused.place)) + " " + escaped(unused.why)) +
        "\n";
  }
  std::string unplaced;
  for (const Unplaced& each : assessment.unplaced) {
    unplaced += element("li", "",
                        element("code", "", escaped(place_label(each.at))) + " " +
                            element("q", "", escaped(each.at.says)) + " " + escaped(each.why)) +
                "\n";
  }
  std::string programs;
  for (const ProgramShown& program : assessment.programs) {
    programs += element("li", "",
                        escaped(program.name) + ", version " + escaped(program.version) + " " +
                            element("code", "", escaped(program.sha256.substr(0, 16))) + " " +
                            escaped(joined(program.doubts, " "))) +
                "\n";
  }
  return files(assessment) + folded("Evidence that could not be used", not_used) +
         folded("Outside every workload", unplaced) + folded("Programs", programs);
}

}  // namespace fundable::html
