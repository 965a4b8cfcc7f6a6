// Values of a CloudFormation template, with its functions computed as far as the template tells.
#pragma once

#include <map>
#include <string_view>

#include "base/document.h"
#include "readers/infrastructure/literal.h"

namespace fundable::cfn {

class Template {
 public:
  // `root` as parse_json or parse_tagged_yaml gives it; its document must outlive the template.
  explicit Template(Node root);

  // Ref and Sub give defaults of parameters, FindInMap what the template maps; what only a
  // deployment knows is unknown. Pseudo parameters stay in texts as written, `${AWS::Region}`.
  [[nodiscard]] infra::Literal value(Node node) const;

 private:
  infra::Literal computed(std::string_view function, Node argument) const;
  infra::Literal parameter(std::string_view name) const;
  infra::Literal substituted(Node argument) const;
  infra::Literal joined(Node argument) const;
  infra::Literal mapped(Node argument) const;

  std::map<std::string_view, Node> parameters_;
  Node mappings_;
};

}  // namespace fundable::cfn
