// Values of facts as text.
#include "model/value.h"

#include "base/text.h"

namespace fundable {
namespace {

std::string text_of(const Record& record) {
  std::string text;
  for (const auto& [name, value] : record) text += (text.empty() ? "" : ", ") + name + ": " + value;
  return text;
}

}  // namespace

std::string_view field(const Record& record, std::string_view name) {
  for (const auto& [key, value] : record) {
    if (key == name) return value;
  }
  return {};
}

std::string to_string(const Value& value) {
  struct Printer {
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const Decimal& number) const { return number.to_string(); }
    std::string operator()(const Date& date) const { return fundable::to_string(date); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& texts) const {
      return joined(texts, ", ");
    }
    std::string operator()(const std::vector<Record>& records) const {
      std::string text;
      for (const Record& record : records) text += (text.empty() ? "" : "; ") + text_of(record);
      return text;
    }
  };
  return std::visit(Printer{}, value);
}

}  // namespace fundable
