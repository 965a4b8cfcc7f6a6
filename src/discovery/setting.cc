// Names by which people keep apart what their product is from what shows, tests or explains it.
//
// The outermost telling folder decides: `examples/chat/tests/` belongs to an example. Notebooks and
// benchmarks count as examples: they show, they do not run anything by themselves. Below a source
// root of Maven (`src/main/java`) folders are the name of a package, `org/acme/samples`, and tell
// nothing.
#include "discovery/setting.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace fundable {
namespace {

struct Named {
  std::string_view name;
  Setting setting;
};

constexpr std::array kFolders{
    Named{"test", Setting::kTest},
    Named{"tests", Setting::kTest},
    Named{"testing", Setting::kTest},
    Named{"__tests__", Setting::kTest},
    Named{"unit_tests", Setting::kTest},
    Named{"unittests", Setting::kTest},
    Named{"functional_tests", Setting::kTest},
    Named{"integration_tests", Setting::kTest},
    Named{"spec", Setting::kTest},
    Named{"e2e", Setting::kTest},
    Named{"fixtures", Setting::kTest},
    Named{"testdata", Setting::kTest},
    Named{"test_data", Setting::kTest},
    Named{"mocks", Setting::kTest},
    Named{"__mocks__", Setting::kTest},
    Named{"example", Setting::kExample},
    Named{"examples", Setting::kExample},
    Named{"sample", Setting::kExample},
    Named{"samples", Setting::kExample},
    Named{"demo", Setting::kExample},
    Named{"demos", Setting::kExample},
    Named{"tutorial", Setting::kDocs},
    Named{"tutorials", Setting::kDocs},
    Named{"cookbook", Setting::kExample},
    Named{"cookbooks", Setting::kExample},
    Named{"workshop", Setting::kExample},
    Named{"workshops", Setting::kExample},
    Named{"hack", Setting::kExample},
    Named{"benchmark", Setting::kExample},
    Named{"benchmarks", Setting::kExample},
    Named{"docs", Setting::kDocs},
    Named{"doc", Setting::kDocs},
    Named{"documentation", Setting::kDocs},
    Named{"vendor", Setting::kVendored},
    Named{"vendored", Setting::kVendored},
    Named{"third_party", Setting::kVendored},
    Named{"third-party", Setting::kVendored},
    Named{"thirdparty", Setting::kVendored},
    Named{"external", Setting::kVendored},
    Named{"site-packages", Setting::kVendored},
};

struct Option {
  std::string_view word;
  std::string_view platform;
};

constexpr std::array kOptions{
    Option{"aws", "aws"},
    Option{"azure", "azure"},
    Option{"gcp", "gcp"},
    Option{"gke", "gcp"},
    Option{"eks", "aws"},
    Option{"aks", "azure"},
    Option{"google", "gcp"},
    Option{"oci", "oci"},
    Option{"oracle", "oci"},
    Option{"digitalocean", "other_cloud"},
    Option{"heroku", "other_cloud"},
    Option{"openshift", "on_premises"},
};

bool is_test_file(std::string_view name) {
  const std::string file = lowered(name);
  const std::string_view stem = std::string_view(file).substr(0, file.rfind('.'));
  return stem == "conftest" || stem.starts_with("test_") || stem.ends_with("_test") ||
         stem.ends_with("_tests") || stem.ends_with(".test") || stem.ends_with(".spec") ||
         stem.ends_with("-test") || (name.ends_with("Test.java") || name.ends_with("Tests.cs"));
}

// `Shop.UnitTests/`, as .NET names the project beside the one it tests.
bool is_test_project(std::string_view folder) {
  return folder.ends_with("Tests") || folder.ends_with(".Test");
}

}  // namespace

Setting setting_of(std::string_view path) {
  const auto parts = split(path, '/');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (i + 3 < parts.size() && parts[i] == "src" && parts[i + 1] == "main") break;
    if (is_test_project(parts[i])) return Setting::kTest;
    const auto* found = std::ranges::find(kFolders, lowered(parts[i]), &Named::name);
    if (found != kFolders.end()) return found->setting;
  }
  if (parts.back().ends_with(".ipynb")) return Setting::kExample;
  return is_test_file(parts.back()) ? Setting::kTest : Setting::kProduct;
}

std::string_view to_string(Setting setting) {
  switch (setting) {
    case Setting::kProduct:
      return "product";
    case Setting::kExample:
      return "example";
    case Setting::kTest:
      return "test";
    case Setting::kDocs:
      return "documentation";
    case Setting::kVendored:
      return "vendored";
  }
  return {};
}

std::optional<DeploymentOption> option_in(std::string_view path) {
  std::size_t start = 0;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       start = slash + 1, slash = path.find('/', start)) {
    std::string part = lowered(path.substr(start, slash - start));
    std::ranges::replace(part, '_', '-');
    for (const std::string_view word : split(part, '-')) {
      const auto* found = std::ranges::find(kOptions, word, &Option::word);
      if (found == kOptions.end()) continue;
      return DeploymentOption{std::string(path.substr(0, start == 0 ? 0 : start - 1)),
                              found->platform};
    }
  }
  return std::nullopt;
}

}  // namespace fundable
