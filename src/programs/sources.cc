// Sources stand once, at the top of a program, and a rule names the one that it rests on with a
// section: a rule without a source cannot be written.
#include "programs/sources.h"

#include "base/schema.h"

namespace fundable {
namespace {

const std::vector<std::string> kSourceKeys{"title", "url", "rank", "checked"};
const std::vector<std::string> kRanks{"aws", "aws_sample", "partner", "vendor", "community"};
const std::vector<std::string> kCitedKeys{"in", "section"};
const std::vector<std::string> kSideKeys{"says", "source"};

}  // namespace

Result<ProgramSource> read_source(Node node) {
  if (auto known = only_keys(node, kSourceKeys); !known) return std::unexpected(known.error());
  ProgramSource source;
  for (auto [key, target, required] :
       {std::tuple{"title", &source.title, true}, std::tuple{"url", &source.url, false},
        std::tuple{"checked", &source.checked, true}}) {
    auto text = text_under(node, key, required);
    if (!text) return std::unexpected(text.error());
    *target = std::move(*text);
  }
  if (!parse_date(source.checked)) return wrong_at(node["checked"], "'checked' is not a date");
  if (node["rank"].is_null()) return wrong_at(node, "'rank' is missing");
  const auto rank = one_of(node["rank"], node["rank"].text(), kRanks, "rank of a source");
  if (!rank) return std::unexpected(rank.error());
  source.rank = kRanks[*rank];
  return source;
}

Result<Sources> Sources::read(Node map) {
  if (!map.is_map()) return wrong_at(map, "'sources' must be a map by name");
  Sources sources;
  for (const Node entry : map) {
    auto source = read_source(entry);
    if (!source) return std::unexpected(source.error());
    sources.by_name_[std::string(entry.key())] = std::move(*source);
  }
  return sources;
}

Result<ProgramSource> Sources::cited(Node rule) const {
  const Node source = rule["source"];
  if (!source.exists()) return wrong_at(rule, "it has no source");
  if (auto known = only_keys(source, kCitedKeys); !known) return std::unexpected(known.error());
  if (source["in"].is_null()) return wrong_at(source, "'in' is missing");
  std::vector<std::string> names;
  for (const auto& [name, unused] : by_name_) names.push_back(name);
  const auto index = one_of(source["in"], source["in"].text(), names, "source of this program");
  if (!index) return std::unexpected(index.error());
  const auto section = text_under(source, "section", true);
  if (!section) return std::unexpected(section.error());
  ProgramSource cited = by_name_.at(names[*index]);
  cited.section = *section;
  return cited;
}

Result<std::vector<Side>> Sources::sides(Node rule, std::string_view key) const {
  const Node list = rule[key];
  std::vector<Side> sides;
  if (list.is_null()) return sides;
  if (!list.is_list()) return wrong_at(list, "'" + std::string(key) + "' must be a list");
  for (const Node node : list) {
    if (auto known = only_keys(node, kSideKeys); !known) return std::unexpected(known.error());
    const auto says = text_under(node, "says", true);
    if (!says) return std::unexpected(says.error());
    auto source = cited(node);
    if (!source) return std::unexpected(source.error());
    sides.push_back({*says, std::move(*source)});
  }
  return sides;
}

ProgramSource shown_on(ProgramSource source, const Date& as_of) {
  const auto checked = parse_date(source.checked);
  const bool weak = source.rank == "vendor" || source.rank == "community";
  source.confirm =
      weak || (checked && std::chrono::sys_days(as_of) >
                              std::chrono::sys_days(*checked + std::chrono::months(6)));
  return source;
}

std::vector<Side> shown_on(std::vector<Side> sides, const Date& as_of) {
  for (Side& side : sides) side.source = shown_on(std::move(side.source), as_of);
  return sides;
}

}  // namespace fundable
