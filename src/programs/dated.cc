// What changes over time stands in the data with its day; a program is read as on one day.
#include "programs/dated.h"

#include "base/schema.h"
#include "base/text.h"

namespace fundable {

Result<std::optional<Date>> day_under(Node map, std::string_view key) {
  const Node node = map[key];
  if (node.is_null()) return std::nullopt;
  const auto date = parse_date(node.text());
  if (!date || node.text().size() != 10) {
    return wrong_at(node, "'" + presentable(node.text(), 40) + "' is not a date",
                    "Write a date as 2026-11-22.");
  }
  return *date;
}

Result<bool> is_in_force(Node rule, const Date& as_of) {
  static const std::vector<std::string> kKeys{"from", "until"};
  const Node force = rule["in_force"];
  if (force.is_null()) return true;
  if (auto known = only_keys(force, kKeys); !known) return std::unexpected(known.error());
  const auto from = day_under(force, "from");
  const auto until = day_under(force, "until");
  if (!from) return std::unexpected(from.error());
  if (!until) return std::unexpected(until.error());
  if (*from && *until && **until < **from) return wrong_at(force, "it ends before it begins");
  return !(*from && as_of < **from) && !(*until && **until < as_of);
}

Result<Node> value_on(Node list, const Date& as_of) {
  if (!list.is_list() || list.size() == 0) return wrong_at(list, "expected a list of dated values");
  Node holds;
  std::optional<Date> before;
  for (const Node entry : list) {
    const auto from = day_under(entry, "from");
    if (!from) return std::unexpected(from.error());
    if (!*from) return wrong_at(entry, "'from' is missing");
    if (before && **from <= *before) return wrong_at(entry, "the days of the values must rise");
    before = *from;
    if (!holds.exists() || **from <= as_of) holds = entry;
  }
  return holds;
}

}  // namespace fundable
