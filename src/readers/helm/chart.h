// A chart's folder: what it says of itself, its values, its named templates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"
#include "readers/helm/template.h"
#include "readers/infrastructure/literal.h"

namespace fundable::helm {

// The folder of the chart to which a file below `templates/` belongs; absent where there is none.
[[nodiscard]] std::optional<std::string> chart_of(std::string_view path,
                                                  const Surroundings* around);

// A path below a folder; `` is the project's folder.
[[nodiscard]] std::string below(const std::string& folder, std::string_view path);

// A chart as marks of the channel `helm` name it: `ghcr.io/nvidia/charts/nim-llm`. Where the
// repository is empty, the chart's name alone.
[[nodiscard]] std::string reference_of(std::string_view name, std::string_view repository);

// A chart that is installed from a repository, as Chart.yaml and kustomization files name it.
[[nodiscard]] Observation installed(std::string_view name, std::string_view repository, Origin at);

// A chart that `Chart.yaml` asks for.
struct Dependency {
  std::string name;
  std::string repository;  // as written; empty where it lies in `charts/`
  std::uint32_t line = 0;
  std::string off;  // the condition or tag by which the chart's values leave it out; else empty
};

struct Chart {
  std::string name;
  infra::Literal root;      // what its templates call `$`
  Definitions definitions;  // of its own, and of the charts around and inside of it
  std::string off;          // the condition by which a chart around it leaves it out; else empty
  std::vector<Skipped> skipped;  // what of it cannot be read
};

// `folder` as chart_of() gives it.
[[nodiscard]] Chart chart_in(const std::string& folder, const Surroundings& around,
                             const Limits& limits);

// What a Chart.yaml asks for, with the values beside it. Order: that of the file.
[[nodiscard]] std::vector<Dependency> dependencies_of(fundable::Node chart,
                                                      const infra::Literal& values);

// The values that a chart's templates see: those of its own file, under those that the charts
// around it give. A file that cannot be read gives unknown ones.
[[nodiscard]] infra::Literal values_of(const std::string& folder, const Surroundings& around,
                                       const Limits& limits);

}  // namespace fundable::helm
