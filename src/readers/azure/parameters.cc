// Reads `parameters.NAME.value`; what is kept in a key vault (`reference`) is unknown.
#include "readers/azure/parameters.h"

#include "readers/infrastructure/given.h"

namespace fundable::azure {

std::optional<Given> parameters_beside(const EvidenceFile& file, const Limits& limits) {
  if (file.around == nullptr) return std::nullopt;
  const std::string stem = file.path.substr(0, file.path.rfind('.'));
  const auto text = file.around->text_of(stem + ".parameters.json");
  if (!text) return std::nullopt;
  const auto document = parse_json(*text, limits);
  if (!document) return std::nullopt;
  Given given;
  for (const Node node : document->root()["parameters"]) {
    given.insert_or_assign(std::string(node.key()), infra::given_of(node["value"]));
  }
  return given;
}

}  // namespace fundable::azure
