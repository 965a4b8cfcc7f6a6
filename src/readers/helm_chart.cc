// Reads Helm charts: the charts that a Chart.yaml asks for, and what its templates make.
//
// A template is rendered with the values of its own chart, and what comes of it is read as the
// manifest that it is: `helm template` with nothing said. Values that only a user, a cluster or
// another file has are unknown; what hangs on them is left out and told. Files of values beside
// `values.yaml` are choices that somebody may make, and are not read.
#include "base/text.h"
#include "readers/file/file.h"
#include "readers/helm/chart.h"
#include "readers/helm/render.h"
#include "readers/kubernetes/dump.h"

namespace fundable {
namespace {

using infra::Literal;

bool is_chart_file(std::string_view path) {
  return path == "Chart.yaml" || path.ends_with("/Chart.yaml");
}

enum class Role : std::uint8_t { kNone, kChart, kTemplate, kPart };

Role role_of(const EvidenceFile& file) {
  if (is_chart_file(file.path)) return Role::kChart;
  const std::string name = file_name_of(file.path);
  const bool is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
  if (name == "values.yaml" && file.around != nullptr) {
    return file.around->has(helm::below(folder_of(file.path), "Chart.yaml")) ? Role::kPart
                                                                             : Role::kNone;
  }
  const bool is_part = name.starts_with('_') || name.ends_with(".tpl");
  if ((!is_yaml && !is_part) || !helm::chart_of(file.path, file.around)) return Role::kNone;
  return is_part ? Role::kPart : Role::kTemplate;
}

bool recognises(const EvidenceFile& head) { return role_of(head) != Role::kNone; }

// A chart that lies in the evidence, too, is read there.
bool is_near(const helm::Dependency& dependency, const std::string& folder,
             const Surroundings* around) {
  if (dependency.repository.starts_with("file:")) return true;
  return dependency.repository.empty() && around != nullptr &&
         around->has(helm::below(folder, "charts/" + dependency.name + "/Chart.yaml"));
}

Result<Reading> read_chart_file(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  const Node root = documents->empty() ? Node() : documents->front().root();
  if (root["name"].text().empty()) {
    return failure(ErrorKind::kInput, "a chart has a name", file.path);
  }
  const std::string folder = folder_of(file.path);
  const Literal values =
      file.around == nullptr ? Literal::map({}) : helm::values_of(folder, *file.around, limits);
  Reading reading;
  for (const helm::Dependency& dependency : helm::dependencies_of(root, values)) {
    const std::string name = presentable(dependency.name, 80);
    if (is_near(dependency, folder, file.around)) continue;
    if (!dependency.off.empty()) {
      reading.skipped.push_back(
          {at_line(dependency.line),
           "the chart " + name + ": its values say no (" + dependency.off + ")"});
      continue;
    }
    const Origin at{file.path, at_line(dependency.line), {}};
    reading.observations.push_back(helm::installed(dependency.name, dependency.repository, at));
  }
  return reading;
}

Result<helm::Rendered> rendered(const EvidenceFile& file, helm::Chart& chart) {
  auto steps = helm::parse_template(file.bytes, chart.definitions);
  auto result = steps ? helm::render(*steps, chart.definitions, chart.root)
                      : Result<helm::Rendered>(std::unexpected(steps.error()));
  if (!result) {
    result.error().says = "a template that cannot be rendered: " + result.error().says;
    result.error().place = file.path + ":" + result.error().place;
  }
  return result;
}

Result<Reading> read_template(const EvidenceFile& file, const std::string& folder,
                              const Limits& limits) {
  helm::Chart chart = helm::chart_in(folder, *file.around, limits);
  Reading reading;
  reading.skipped = std::move(chart.skipped);
  if (!chart.off.empty()) {
    reading.skipped.push_back({"", "the chart around it leaves it out (" + chart.off + ")"});
    return reading;
  }
  auto made = rendered(file, chart);
  const std::string name = presentable(chart.name, 80);
  if (!made) return std::unexpected(made.error());
  std::ranges::move(made->left_out, std::back_inserter(reading.skipped));
  auto objects = kube::read_objects({file.path, made->text, file.around}, limits, made->lines);
  if (!objects) {
    objects.error().says = "what it makes is no manifest: " + objects.error().says;
    return objects;
  }
  if (objects->observations.empty() && objects->skipped.empty()) {
    reading.skipped.push_back({"", "with the chart's own values it makes nothing"});
  }
  reading.observations = std::move(objects->observations);
  for (Observation& seen : reading.observations) seen.within.try_emplace("chart", name);
  std::ranges::move(objects->skipped, std::back_inserter(reading.skipped));
  return reading;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto fits = check_size(file, limits); !fits) return std::unexpected(fits.error());
  switch (role_of(file)) {
    case Role::kChart:
      return read_chart_file(file, limits);
    case Role::kTemplate:
      return read_template(file, *helm::chart_of(file.path, file.around), limits);
    case Role::kPart:
      return Reading{{}, {{"", "it counts with the templates of its chart"}}};
    case Role::kNone:
      break;
  }
  return failure(ErrorKind::kInput, "no file of a chart", file.path);
}

}  // namespace

extern const Reader helm_chart;
const Reader helm_chart{
    .name = "helm_chart",
    .reads = "Helm charts, with their own values",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
