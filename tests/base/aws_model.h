// One of AWS's service models, as a judge of requests and answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_out.h"

namespace fundable {

class AwsModel {
 public:
  // The model of a service in ../shared/aws-models; nothing where it does not lie there.
  static std::optional<AwsModel> of(const std::string& service);

  // What is wrong with an operation's request or answer: unknown or missing members, types,
  // lengths, ranges, patterns, enumerations. Patterns beyond ASCII are not judged.
  [[nodiscard]] std::vector<std::string> complaints_of_input(const std::string& operation,
                                                             const Json& body) const;
  [[nodiscard]] std::vector<std::string> complaints_of_output(const std::string& operation,
                                                              const Json& body) const;

 private:
  explicit AwsModel(Json model) : model_(std::move(model)) {}
  void judge(const std::string& shape, const Json& value, const std::string& place,
             std::vector<std::string>& complaints) const;
  void judge_members(const Json& shape, const Json& value, const std::string& place,
                     std::vector<std::string>& complaints) const;

  Json model_;
};

}  // namespace fundable
