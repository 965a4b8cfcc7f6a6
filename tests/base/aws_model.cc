#include "tests/base/aws_model.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>

namespace fundable {
namespace {

bool is_of_type(const std::string& type, const Json& value) {
  if (type == "structure" || type == "map") return value.is_object();
  if (type == "list") return value.is_array();
  if (type == "string" || type == "blob") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer" || type == "long") return value.is_number_integer();
  return value.is_number();  // double, float, timestamp
}

// What `min` and `max` bound: characters, items or the number itself.
double measure(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return static_cast<double>(value.size());
  const auto text = value.get<std::string>();
  return static_cast<double>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::optional<AwsModel> AwsModel::of(const std::string& service) {
  std::ifstream file(FUNDABLE_ROOT "/../shared/aws-models/" + service + "/service-2.json");
  if (!file) return std::nullopt;
  return AwsModel(Json::parse(file));
}

std::vector<std::string> AwsModel::complaints_of_input(const std::string& operation,
                                                       const Json& body) const {
  std::vector<std::string> all;
  if (!model_["operations"].contains(operation)) return {"there is no operation " + operation};
  judge(model_["operations"][operation]["input"]["shape"], body, operation, all);
  return all;
}

std::vector<std::string> AwsModel::complaints_of_output(const std::string& operation,
                                                        const Json& body) const {
  std::vector<std::string> all;
  judge(model_["operations"][operation]["output"]["shape"], body, operation, all);
  return all;
}

void AwsModel::judge_members(const Json& shape, const Json& value, const std::string& place,
                             std::vector<std::string>& complaints) const {
  for (const auto& [name, member] : value.items()) {
    if (!shape["members"].contains(name)) {
      complaints.push_back(place + ": unknown member " + name);
    } else {
      judge(shape["members"][name]["shape"], member, place + "." + name, complaints);
    }
  }
  for (const auto& name : shape.value("required", Json::array())) {
    if (!value.contains(name.get<std::string>())) {
      complaints.push_back(place + ": lacks " + name.get<std::string>());
    }
  }
}

void AwsModel::judge(const std::string& name, const Json& value, const std::string& place,
                     std::vector<std::string>& complaints) const {
  const Json& shape = model_["shapes"][name];
  const auto type = shape["type"].get<std::string>();
  if (!is_of_type(type, value)) {
    complaints.push_back(place + ": is no " + type);
    return;
  }
  if (shape.contains("min") && measure(value) < shape["min"].get<double>()) {
    complaints.push_back(place + ": is below " + shape["min"].dump());
  }
  if (shape.contains("max") && measure(value) > shape["max"].get<double>()) {
    complaints.push_back(place + ": is above " + shape["max"].dump());
  }
  if (shape.contains("enum") && std::ranges::find(shape["enum"], value) == shape["enum"].end()) {
    complaints.push_back(place + ": is none of " + shape["enum"].dump());
  }
  const auto pattern = shape.value("pattern", std::string());
  if (!pattern.empty() && !pattern.contains("\\u") &&
      !std::regex_match(value.get<std::string>(), std::regex(pattern))) {
    complaints.push_back(place + ": does not match " + pattern);
  }
  if (type == "structure") judge_members(shape, value, place, complaints);
  for (const auto& [key, item] : value.items()) {
    if (type == "list") judge(shape["member"]["shape"], item, place + "." + key, complaints);
    if (type == "map") judge(shape["value"]["shape"], item, place + "." + key, complaints);
  }
}

}  // namespace fundable
