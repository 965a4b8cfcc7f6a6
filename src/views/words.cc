// Words for people.
//
// One table a vocabulary. A word that a table does not hold (a kind that data brings tomorrow) is
// shown as written, so a view never hides what it has no label for.
#include "views/words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable {
namespace {

// Longer than what a page can use, shorter than what could flood it.
constexpr std::size_t kLongestText = 2000;

struct Label {
  std::string_view word;
  std::string_view shown;
};

constexpr std::array kKinds{Label{"", "kind unknown"}, Label{"ai_application", "AI application"}};
constexpr std::array kMotions{Label{"", "undetermined"}, Label{"on_aws", "on AWS"}};
constexpr std::array kPlatforms{
    Label{"", "unknown"},
    Label{"aws", "AWS"},
    Label{"azure", "Azure"},
    Label{"gcp", "Google Cloud"},
    Label{"oci", "Oracle Cloud"},
    Label{"vendor_api", "vendor API"},
    Label{"nowhere", "nowhere yet"},
};
constexpr std::array kDestinations{Label{"", "unknown"}, Label{"aws", "AWS"},
                                   Label{"stays", "stays where it is"}};
constexpr std::array kPrograms{Label{"map", "MAP"}, Label{"poc", "PoC"}};

std::string label(std::span<const Label> labels, std::string_view word) {
  const auto found = std::ranges::find(labels, word, &Label::word);
  if (found != labels.end()) return std::string(found->shown);
  std::string text = shown(word);
  std::ranges::replace(text, '_', ' ');
  return text;
}

}  // namespace

std::string kind_label(std::string_view kind) { return label(kKinds, kind); }
std::string motion_label(std::string_view motion) { return label(kMotions, motion); }
std::string platform_label(std::string_view platform) { return label(kPlatforms, platform); }
std::string destination_label(std::string_view goes_to) { return label(kDestinations, goes_to); }

std::string place_label(const AssessedWorkload& workload) {
  if (!workload.runs_on.empty()) return platform_label(workload.runs_on);
  const auto declared = std::ranges::find(workload.facts, "workload.declared_on", &ShownFact::fact);
  if (!workload.declared_on.empty()) return platform_label(workload.declared_on) + " (declared)";
  if (declared == workload.facts.end() || declared->held.empty()) return platform_label("");
  std::vector<std::string> several;
  for (const Held& held : declared->held) several.push_back(platform_label(to_string(held.value)));
  return listed(several, 3, "or") + " (declared)";
}

std::string program_label(std::string_view id) {
  const auto* const found = std::ranges::find(kPrograms, id, &Label::word);
  return found == kPrograms.end() ? shown(id) : std::string(found->shown);
}

std::string criterion_label(CriterionKind kind) { return label({}, to_string(kind)); }

std::string with_thousands(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string money_label(const Money& money) {
  if (money.amount.overflowed()) return "too large to add up, " + shown(money.currency);
  return with_thousands(money.amount.to_string(2)) + " " + shown(money.currency);
}

std::string money_label(std::span<const Money> amounts) {
  std::string text;
  for (const Money& money : amounts) text += (text.empty() ? "" : " + ") + money_label(money);
  return text;
}

std::string amount_label(const PlannedCost& cost) {
  return cost.money ? money_label(*cost.money) : "amount not stated";
}

std::string listed(std::span<const std::string> names, std::size_t at_most, std::string_view last) {
  const std::size_t count = std::min(names.size(), at_most);
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const bool ends = i + 1 == names.size();
    if (i > 0) text += ends ? " " + std::string(last) + " " : ", ";
    text += shown(names[i]);
  }
  if (count < names.size()) text += " and " + std::to_string(names.size() - count) + " more";
  return text;
}

std::string source_label(const ProgramSource& source) {
  std::string text = "\"" + shown(source.title) + "\"";
  if (!source.section.empty()) text += ", " + shown(source.section);
  if (!source.checked.empty()) text += ", checked " + shown(source.checked);
  if (source.confirm) text += "; confirm before relying on it";
  return text;
}

std::string place_label(const Origin& origin) {
  const bool both = !origin.source.empty() && !origin.locator.empty();
  return shown(origin.source) + (both ? ", " : "") + shown(origin.locator);
}

std::string shown(std::string_view text) { return presentable(text, kLongestText); }

std::string value_label(const Value& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
  return shown(to_string(value));
}

}  // namespace fundable
