// Puts together what a chart's templates see.
//
// A chart inside of another one (`charts/NAME`) gets that one's values under its own name, and all
// of `global`; named templates are shared by all of them. A release has the chart's name here,
// because that is how people call what runs. The namespace, the cluster's version and other files
// are unknown.
#include "readers/helm/chart.h"

#include <algorithm>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/helm/functions.h"

namespace fundable::helm {
namespace {

using infra::Literal;
using infra::Member;

constexpr std::size_t kMostCharts = 8;  // one inside of the other
constexpr std::size_t kMostHelpers = 50;
constexpr std::size_t kHelperBytes = 1u << 20;  // of all of them together

// The folder of the chart around one in `charts/NAME`.
std::optional<std::string> chart_around(const std::string& folder, const Surroundings& around) {
  const std::string parent = folder_of(folder);
  if (folder.empty() || (parent != "charts" && !parent.ends_with("/charts"))) return std::nullopt;
  std::string outer = folder_of(parent);
  if (!around.has(below(outer, "Chart.yaml"))) return std::nullopt;
  return outer;
}

Limits of_settings(const Limits& limits) {
  return {
      .bytes = limits.bytes, .depth = 50, .values = std::min<std::size_t>(limits.values, 50'000)};
}

// Null where the file is absent, unknown where it is no YAML.
Literal yaml_at(const std::string& path, const Surroundings& around, const Limits& limits) {
  const auto text = around.text_of(path);
  if (!text) return Literal::null();
  const auto documents = parse_yaml(*text, of_settings(limits));
  if (!documents) return {};
  return documents->empty() ? Literal::null() : Literal::of(documents->front().root());
}

Literal in_path(Literal values, std::string_view path) {
  for (const std::string_view key : split(path, '.')) values = field_of(values, key);
  return values;
}

// Of several conditions the first one that has a value counts; of tags any that is on.
std::string reason_off(const Literal& condition, const Literal& tags, const Literal& values) {
  for (const std::string_view path : split(condition.text(), ',')) {
    const Literal given = in_path(values, trimmed(path));
    if (given.is_true()) return {};
    if (given.is_false()) return presentable(trimmed(path), 80);
  }
  std::string off;
  for (const Member& tag : tags.members()) {
    const Literal given = in_path(values, "tags." + tag.value.text());
    if (!given.is_false()) return {};
    off = presentable("tags." + tag.value.text(), 80);
  }
  return off;
}

// How the chart around it calls a chart, and why it leaves it out.
struct Calling {
  std::string name;
  std::string off;
};

Calling calling_of(const std::string& name, const Literal& outer, const Literal& values) {
  const Literal dependencies = outer["dependencies"];
  for (const Member& member : dependencies.members()) {
    const Literal& one = member.value;
    if (one["name"].text() != name) continue;
    const std::string alias = one["alias"].text();
    return {alias.empty() ? name : alias, reason_off(one["condition"], one["tags"], values)};
  }
  return {name, {}};
}

Literal values_within(const std::string& folder, const Surroundings& around, const Limits& limits,
                      std::size_t depth) {
  Literal own = yaml_at(below(folder, "values.yaml"), around, limits);
  if (own.is(Literal::Kind::kNull)) own = Literal::map({});
  const auto outer = chart_around(folder, around);
  if (!outer || depth == kMostCharts) return own;
  const Literal given = values_within(*outer, around, limits, depth + 1);
  const Literal about = yaml_at(below(*outer, "Chart.yaml"), around, limits);
  const std::string name(folder.substr(folder.rfind('/') + 1));
  const Literal under = given[calling_of(name, about, given).name];
  if (under.is(Literal::Kind::kMap)) own = merged(own, under);
  if (!given["global"].is(Literal::Kind::kMap)) return own;
  return merged(own, Literal::map({{"global", given["global"]}}));
}

// `appVersion` as templates call it: `AppVersion`.
Literal about_chart(const Literal& written) {
  std::vector<Member> members;
  for (const Member& member : written.members()) {
    std::string key = member.key;
    if (!key.empty() && key[0] >= 'a' && key[0] <= 'z') key[0] += 'A' - 'a';
    members.push_back({key == "ApiVersion" ? "APIVersion" : key, member.value});
  }
  return Literal::map(std::move(members));
}

Literal root_of(const std::string& name, const Literal& about, const Literal& values) {
  const Literal release = Literal::map({{"Name", Literal::text(name)},
                                        {"Namespace", Literal()},
                                        {"Service", Literal::text("Helm")},
                                        {"IsInstall", Literal::truth(true)},
                                        {"IsUpgrade", Literal::truth(false)},
                                        {"Revision", Literal::number("1")}});
  return Literal::map(
      {{"Values", values},
       {"Chart", about_chart(about)},
       {"Release", release},
       {"Capabilities", Literal()},
       {"Files", Literal()},
       {"Subcharts", Literal()},
       {"Template",
        Literal::map({{"Name", Literal()}, {"BasePath", Literal::text(name + "/templates")}})}});
}

// Reads named templates out of charts' files whose names say that they hold nothing else.
class Helpers {
 public:
  Helpers(Chart& chart, const Surroundings& around) : chart_(chart), around_(around) {}

  void add(const std::string& chart_folder) {
    const std::string folder = below(chart_folder, "templates");
    for (const std::string& name : around_.files_in(folder)) {
      if (!name.starts_with('_') && !name.ends_with(".tpl")) continue;
      const auto text = around_.text_of(folder + "/" + name);
      if (!text || files_ == kMostHelpers || bytes_ + text->size() > kHelperBytes) {
        chart_.skipped.push_back({"", "the named templates of " + shown_path(folder + "/" + name)});
        continue;
      }
      ++files_;
      bytes_ += text->size();
      if (const auto parsed = parse_template(*text, chart_.definitions); !parsed) {
        chart_.skipped.push_back({"", "the rest of the named templates of " +
                                          shown_path(folder + "/" + name) + ":" +
                                          parsed.error().place + ": " + parsed.error().says});
      }
    }
  }

 private:
  Chart& chart_;
  const Surroundings& around_;
  std::size_t files_ = 0;
  std::size_t bytes_ = 0;
};

// The charts inside of this one, by the names that it gives.
void add_inner_helpers(Helpers& helpers, const std::string& folder, const Literal& about) {
  const Literal dependencies = about["dependencies"];
  for (const Member& member : dependencies.members()) {
    const std::string name = member.value["name"].text();
    if (name.empty() || name.contains('/')) continue;
    helpers.add(below(folder, "charts/" + name));
  }
}

}  // namespace

std::string below(const std::string& folder, std::string_view path) {
  return folder.empty() ? std::string(path) : folder + "/" + std::string(path);
}

std::string reference_of(std::string_view name, std::string_view repository) {
  if (const auto scheme = repository.find("://"); scheme != repository.npos) {
    repository.remove_prefix(scheme + 3);
  }
  if (repository.starts_with('@')) repository.remove_prefix(1);
  if (repository.starts_with("alias:")) repository.remove_prefix(6);
  while (repository.ends_with('/')) repository.remove_suffix(1);
  const std::string where = repository.empty() ? "" : std::string(repository) + "/";
  return presentable(where + std::string(name), 200);
}

Observation installed(std::string_view name, std::string_view repository, Origin at) {
  Observation seen;
  seen.name = presentable(name, 80);
  seen.marks.push_back({"helm", reference_of(name, repository), {}});
  seen.at = std::move(at);
  seen.at.says = "installs the chart " + seen.marks[0].text;
  return seen;
}

std::optional<std::string> chart_of(std::string_view path, const Surroundings* around) {
  constexpr std::string_view kFolder = "templates/";
  if (around == nullptr) return std::nullopt;
  for (std::size_t at = path.rfind(kFolder); at != path.npos && at + 1 > 0;
       at = at == 0 ? path.npos : path.rfind(kFolder, at - 1)) {
    if (at > 0 && path[at - 1] != '/') continue;
    std::string folder(path.substr(0, at == 0 ? 0 : at - 1));
    if (around->has(below(folder, "Chart.yaml"))) return folder;
  }
  return std::nullopt;
}

Chart chart_in(const std::string& folder, const Surroundings& around, const Limits& limits) {
  Chart chart;
  const Literal about = yaml_at(below(folder, "Chart.yaml"), around, limits);
  const Literal values = values_of(folder, around, limits);
  if (!values.is_known()) {
    chart.skipped.push_back({"", shown_path(below(folder, "values.yaml")) + " is no YAML"});
  }
  chart.name = about["name"].text();
  if (chart.name.empty()) chart.name = folder.substr(folder.rfind('/') + 1);
  chart.root = root_of(chart.name, about, values);
  Helpers helpers(chart, around);
  add_inner_helpers(helpers, folder, about);
  helpers.add(folder);
  std::string inner = folder;
  for (std::size_t depth = 0; depth < kMostCharts; ++depth) {
    const auto outer = chart_around(inner, around);
    if (!outer) break;
    helpers.add(*outer);
    const Literal around_it = yaml_at(below(*outer, "Chart.yaml"), around, limits);
    const std::string name(inner.substr(inner.rfind('/') + 1));
    const std::string off = calling_of(name, around_it, values_of(*outer, around, limits)).off;
    if (chart.off.empty()) chart.off = off;
    inner = *outer;
  }
  return chart;
}

std::vector<Dependency> dependencies_of(fundable::Node chart, const Literal& values) {
  std::vector<Dependency> all;
  for (const fundable::Node one : chart["dependencies"]) {
    if (one["name"].text().empty()) continue;
    Dependency dependency;
    dependency.name = one["name"].text();
    dependency.repository = one["repository"].text();
    dependency.line = one.line();
    dependency.off = reason_off(Literal::of(one["condition"]), Literal::of(one["tags"]), values);
    all.push_back(std::move(dependency));
  }
  return all;
}

Literal values_of(const std::string& folder, const Surroundings& around, const Limits& limits) {
  return values_within(folder, around, limits, 0);
}

}  // namespace fundable::helm
