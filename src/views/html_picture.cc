// Draws who pays for what: one band of the monthly cost, then the workloads of each group.
//
// The band is SVG and is stretched to the page; words stand beside it as HTML, so they stay
// readable on a narrow screen and are the picture's own text alternative. Lengths are integers (a
// share of 1000), so the same assessment draws the same bytes. Costs in several currencies cannot
// be drawn on one scale: the commonest is drawn, and where no cost is known, workloads are counted.
#include <algorithm>
#include <functional>
#include <map>

#include "base/text.h"
#include "views/digest.h"
#include "views/html_parts.h"
#include "views/words.h"

namespace fundable::html {
namespace {

constexpr std::size_t kMostRows = 8;  // workloads of a group that are named

// What the lengths of a picture stand for.
struct Scale {
  std::string currency;  // empty: they count workloads
  bool others = false;   // there is cost in another currency, too
  Decimal most;          // the largest single workload
};

// Credits can make a month negative: such a cost has no length.
Decimal cost_of(const AssessedWorkload& workload, const Scale& scale) {
  for (const Money& money : workload.cost_today) {
    if (money.currency == scale.currency && !money.amount.overflowed()) {
      return std::max(money.amount, Decimal());
    }
  }
  return {};
}

// The currency in which most workloads have cost; the first by name of several.
Scale scale_of(const Assessment& assessment) {
  std::map<std::string, int> uses;
  for (const AssessedWorkload& workload : assessment.workloads) {
    for (const Money& money : workload.cost_today) ++uses[money.currency];
  }
  Scale scale;
  scale.others = uses.size() > 1;
  int most_uses = 0;
  for (const auto& [currency, count] : uses) {
    if (count > most_uses) scale.currency = currency;
    most_uses = std::max(most_uses, count);
  }
  for (const AssessedWorkload& workload : assessment.workloads) {
    scale.most = std::max(scale.most, cost_of(workload, scale));
  }
  if (scale.most.is_zero()) scale.currency.clear();
  return scale;
}

// `part` of `whole`, in thousandths; something is never nothing.
int share(const Decimal& part, const Decimal& whole) {
  if (part.is_zero() || whole < Decimal::from_units(1000)) return 0;
  const auto thousandth = whole.units() / 1000;
  return std::clamp(static_cast<int>(part.units() / thousandth), 2, 1000);
}

Decimal size_of(const Group& group, const Scale& scale) {
  if (scale.currency.empty()) return Decimal::whole(static_cast<long long>(group.workloads.size()));
  Decimal sum;
  for (const AssessedWorkload* workload : group.workloads) sum += cost_of(*workload, scale);
  return sum;
}

// The class by which the style colours a group; programs take turns.
std::string tint_of(const Group& group, std::size_t index) {
  if (group.id == "open" || group.id == "review" || group.id == "none") return group.id;
  return group.id == "map"   ? "first"
         : group.id == "poc" ? "second"
                             : (index % 2 == 0 ? "first" : "second");
}

std::string rectangle(int x, int width, std::string_view tint) {
  return "<rect class=\"" + std::string(tint) + "\" x=\"" + std::to_string(x) +
         "\" y=\"0\" width=\"" + std::to_string(width) + "\" height=\"10\"/>";
}

std::string svg(std::string_view css_class, std::string_view label, std::string_view content) {
  const std::string access = label.empty() ? std::string("aria-hidden=\"true\"")
                                           : "role=\"img\" aria-label=\"" + escaped(label) + "\"";
  return "<svg class=\"" + std::string(css_class) + "\" " + access +
         " viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\">" + std::string(content) + "</svg>";
}

std::string sum_of(const Group& group) {
  const std::string cost = money_label(group.cost);
  return counted(group.workloads.size(), "workload") + (cost.empty() ? "" : ", " + cost);
}

std::string band(const std::vector<Group>& groups, const Scale& scale) {
  Decimal whole;
  for (const Group& group : groups) whole += size_of(group, scale);
  std::string rectangles;
  std::string label = scale.currency.empty() ? "Workloads by the program that fits"
                                             : "Monthly cost today by the program that fits";
  int x = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    label += (i == 0 ? ": " : "; ") + groups[i].title + " " + sum_of(groups[i]);
    const int width = std::min(share(size_of(groups[i], scale), whole), 1000 - x);
    if (width > 0)
      rectangles +=
          rectangle(x, std::max(width - (x + width < 990 ? 3 : 0), 1), tint_of(groups[i], i));
    x += width;
  }
  return svg("band", label, rectangles) + "\n";
}

std::string row(const AssessedWorkload& workload, const Scale& scale, std::string_view tint) {
  std::string cost;
  for (const Money& money : workload.cost_today) {
    cost += element("span", "amount", escaped(money_label(money)));
  }
  const std::string unknown = workload.runs_on == "nowhere" ? "not built yet" : "cost not known";
  std::string text = element("span", "name", escaped(workload.name));
  text += element("span", "cost", cost.empty() ? element("span", "none", unknown) : cost);
  if (const int length = share(cost_of(workload, scale), scale.most); length > 0) {
    text += svg("bar", "", rectangle(0, length, tint));
  }
  return element("li", "", text) + "\n";
}

std::string group_text(const Group& group, const Scale& scale, std::string_view tint) {
  std::string text =
      "<div class=\"group " + std::string(tint) + "\">\n<h3>" + escaped(group.title) + "</h3>\n" +
      element("p", "quiet", escaped(sum_of(group)) + (group.cost.empty() ? "" : " a month")) +
      "\n<ul>\n";
  std::vector<const AssessedWorkload*> all = group.workloads;
  std::ranges::stable_sort(all, std::greater<>(),
                           [&](const AssessedWorkload* each) { return cost_of(*each, scale); });
  const std::size_t rows = all.size() <= kMostRows + 1 ? all.size() : kMostRows;
  for (std::size_t i = 0; i < rows; ++i) text += row(*all[i], scale, tint);
  if (rows < all.size()) {
    text += element("li", "none", "and " + std::to_string(all.size() - rows) + " more") + "\n";
  }
  return text + "</ul>\n</div>\n";
}

}  // namespace

std::string picture(const Assessment& assessment) {
  const auto groups = groups_of(assessment);
  if (groups.empty()) return {};
  const Scale scale = scale_of(assessment);
  std::string text = "<figure>\n" + band(groups, scale) + "<div class=\"groups\">\n";
  for (std::size_t i = 0; i < groups.size(); ++i) {
    text += group_text(groups[i], scale, tint_of(groups[i], i));
  }
  text += "</div>\n<figcaption>";
  if (scale.currency.empty()) {
    text += "Lengths are numbers of workloads: their costs are not known.";
  } else {
    text += "Lengths are what a workload costs today, a month, in " + escaped(scale.currency) +
            (scale.others ? "; other currencies are not drawn." : ".");
  }
  return text + "</figcaption>\n</figure>\n";
}

}  // namespace fundable::html
