// Values of an ARM template, with its expressions (`[parameters('kind')]`) computed as far as the
// template tells.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/document.h"
#include "readers/azure/parameters.h"
#include "readers/infrastructure/literal.h"

namespace fundable::azure {

class Template {
 public:
  // The document of `root` must outlive the template.
  Template(Node root, Given given);

  [[nodiscard]] infra::Literal value(Node node);

 private:
  class Expression;

  infra::Literal collection(Node node);
  infra::Literal evaluated(std::string_view text);
  infra::Literal parameter(const std::string& name);
  infra::Literal variable(const std::string& name);

  std::map<std::string, Node, std::less<>> parameters_;
  std::map<std::string, Node, std::less<>> variables_;
  Given given_;
  std::map<std::string, infra::Literal, std::less<>> known_;  // variables, once evaluated
  std::size_t depth_ = 0;
  std::size_t steps_left_ = 3'000'000;
};

}  // namespace fundable::azure
