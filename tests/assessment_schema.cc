// The one file that includes valijson, which takes seconds to compile.
#include "tests/assessment_schema.h"

#define VALIJSON_USE_EXCEPTIONS 1

#include <fstream>
// GCC 12 takes the insides of <regex> for uninitialised when the sanitizers are on.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

namespace fundable {
namespace {

using valijson::adapters::NlohmannJsonAdapter;

class Schema {
 public:
  Schema() {
    const auto tree =
        nlohmann::json::parse(std::ifstream(FUNDABLE_ROOT "/docs/assessment.schema.json"));
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(NlohmannJsonAdapter(tree), schema_);
  }
  [[nodiscard]] const valijson::Schema& get() const { return schema_; }

 private:
  valijson::Schema schema_;
};

}  // namespace

std::string objections(const nlohmann::json& assessment) {
  static const Schema kSchema;
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(kSchema.get(), NlohmannJsonAdapter(assessment), &results)) return {};
  std::string text;
  for (const auto& error : results) {
    for (const std::string& part : error.context) text += part;
    text += ": " + error.description + "\n";
  }
  return text;
}

}  // namespace fundable
