// What Azure's resources say beyond their type: kind, size, models and images, wherever they are
// nested in the body. Azure Verified Modules take the same words as parameters, so that a call is
// read as the resource is.
#include "readers/azure/declared.h"

#include <array>

#include "base/text.h"
#include "readers/infrastructure/telling.h"

namespace fundable::azure {
namespace {

using infra::Literal;
using infra::Telling;

constexpr std::array kTelling{
    Telling{"model", "model", true},          Telling{"modelName", "model", true},
    Telling{"vmSize", "instance_type", true}, Telling{"instanceType", "instance_type", true},
    Telling{"image", "image", false},         Telling{"containerImage", "image", false},
};

constexpr std::string_view kAccount = "Microsoft.CognitiveServices/accounts";
constexpr std::string_view kDeployment = "Microsoft.CognitiveServices/accounts/deployments";

// Those of the resource itself, not of what is nested in it.
void add_kind_and_size(const Literal& body, std::string& details) {
  for (const char* key : {"kind", "sku"}) {
    const Literal value = body[key];
    const std::string text = value.is_scalar() ? value.text() : value["name"].text();
    if (!text.empty()) infra::add_detail(details, key, text);
  }
}

// Marks that hold for some types only.
void add_own_marks(const Declared& resource, std::vector<Mark>& marks) {
  const std::string type = lowered(resource.type);
  const std::string kind = resource.body["kind"].text();
  const bool is_account =
      type == lowered(kAccount) || type.ends_with("/cognitive-services/account");
  if (is_account && !kind.empty()) {
    marks.push_back({"azure_cognitive_kind", presentable(kind), {}});
  }
  if (type.ends_with("/virtualmachinescalesets")) {
    const std::string size = resource.body["sku"]["name"].text();
    if (!size.empty()) marks.push_back({"instance_type", presentable(size), {}});
  }
  const std::string image = resource.body["properties"]["siteConfig"]["linuxFxVersion"].text();
  if (image.starts_with("DOCKER|")) {
    marks.push_back({"image", presentable(image.substr(7), 300), {}});
  }
}

std::string name_of(const Declared& declared, const Literal& body) {
  const std::string name = body["name"].text();
  const std::string_view last = std::string_view(name).substr(name.rfind('/') + 1);
  return presentable(last.empty() ? std::string_view(declared.symbol) : last);
}

// Where and how it is, as far as a body or a module's parameters say it.
void add_place(const Literal& body, Observation& seen) {
  const Literal location = body["location"];
  if (!location.text().empty()) seen.within.emplace("region", presentable(location.text()));
  seen.tags = infra::tags_of(body["tags"]);
}

std::string says_of(const Declared& declared) {
  std::string says = presentable(declared.symbol);
  if (!says.empty()) says += ' ';
  return says + '(' + presentable(declared.type) + ") is declared";
}

// Whether a parameter holds deployments of models: `[{name: …, model: {…}}]`.
bool hands_over_models(const Literal& parameters) {
  for (const infra::Member& parameter : parameters.members()) {
    if (!parameter.value.is(Literal::Kind::kList)) continue;
    for (const infra::Member& element : parameter.value.members()) {
      if (element.value["model"].is(Literal::Kind::kMap)) return true;
    }
  }
  return false;
}

}  // namespace

std::string_view type_without_version(std::string_view type) {
  return type.substr(0, type.find('@'));
}

Observation observation_of(Declared resource) {
  Observation seen;
  seen.proof = Proof::kDeclared;
  seen.platform = "azure";
  seen.name = name_of(resource, resource.body);
  seen.marks = {{"arm", presentable(resource.type), {}}};
  add_kind_and_size(resource.body, seen.marks.front().details);
  infra::tell(resource.body, kTelling, seen.marks);
  add_own_marks(resource, seen.marks);
  add_place(resource.body, seen);
  if (lowered(resource.type) == "microsoft.resources/resourcegroups" &&
      !resource.body["name"].text().empty()) {
    seen.within.emplace("resource_group", seen.name);
  }
  seen.at = std::move(resource.at);
  seen.at.says = says_of(resource);
  return seen;
}

std::string module_source_of(std::string_view path) {
  if (!path.starts_with("br:") && !path.starts_with("br/")) return {};
  const std::size_t colon = path.rfind(':');
  const std::size_t slash = path.rfind('/');
  // `br/public:avm/res/x:0.1`, `br:mcr.microsoft.com/bicep/avm/res/x:0.1`
  path.remove_prefix(3);
  const std::size_t end = colon > slash ? colon - 3 : path.size();
  std::string_view source = path.substr(0, end);
  if (source.starts_with("public:")) source.remove_prefix(7);
  const std::size_t bicep = source.find("/bicep/");
  if (source.starts_with("mcr.microsoft.com/") && bicep != source.npos) {
    source.remove_prefix(bicep + 7);
  }
  return std::string(source);
}

std::optional<Observation> module_call_of(Declared module) {
  const Literal parameters = module.body["params"];
  const bool deploys_models = hands_over_models(parameters);
  if (module.type.empty() && !deploys_models) return std::nullopt;
  if (module.type.empty()) module.type = kDeployment;
  Declared call = std::move(module);
  call.body = parameters;
  Observation seen = observation_of(std::move(call));
  if (deploys_models && seen.marks.front().text != kDeployment) {
    seen.marks.push_back({"arm", std::string(kDeployment), seen.marks.front().details});
  }
  return seen;
}

}  // namespace fundable::azure
