// A value as infrastructure code states it, as far as the code itself says it. Terraform, Bicep,
// ARM and CloudFormation all evaluate to this.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"

namespace fundable::infra {

struct Member;

// Unknown is a value, too: what only a deployment could tell. Whatever is computed from it is
// unknown, and nothing is ever guessed. Cheap to copy. What is too large, too long or too deep for
// code that people write becomes unknown as well, which is the budget of all evaluation.
class Literal {
 public:
  enum class Kind : std::uint8_t { kUnknown, kNull, kTruth, kNumber, kText, kList, kMap };

  Literal() = default;  // unknown
  [[nodiscard]] static Literal null();
  [[nodiscard]] static Literal truth(bool value);
  [[nodiscard]] static Literal number(std::string as_written);
  [[nodiscard]] static Literal text(std::string value);
  // `whole`: false where more elements may exist than the code says.
  [[nodiscard]] static Literal list(std::vector<Literal> elements, bool whole = true);
  [[nodiscard]] static Literal map(std::vector<Member> members, bool whole = true);
  [[nodiscard]] static Literal of(Node node);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is(Kind kind) const { return kind_ == kind; }
  [[nodiscard]] bool is_known() const { return kind_ != Kind::kUnknown; }
  [[nodiscard]] bool is_scalar() const {
    return is(Kind::kTruth) || is(Kind::kNumber) || is(Kind::kText);
  }
  [[nodiscard]] bool holds_values() const { return is(Kind::kList) || is(Kind::kMap); }
  // Known, and known to hold no more than it shows.
  [[nodiscard]] bool is_whole() const { return is_known() && whole_; }
  // The truth value, also of the texts "true" and "false".
  [[nodiscard]] bool is_true() const { return is_scalar() && text_ == "true"; }
  [[nodiscard]] bool is_false() const { return is_scalar() && text_ == "false"; }

  // The scalar as written; empty for anything else.
  [[nodiscard]] const std::string& text() const { return text_; }
  // The elements of a list, or members of a map, in order; empty for anything else.
  [[nodiscard]] std::span<const Member> members() const;
  // Whether a map holds the key, for which the last one counts.
  [[nodiscard]] bool has(std::string_view key) const;
  // The value there; unknown where there is none.
  [[nodiscard]] Literal operator[](std::string_view key) const;
  [[nodiscard]] Literal at(std::size_t index) const;

 private:
  static Literal of_members(Kind kind, std::vector<Member> members, bool whole);

  Kind kind_ = Kind::kUnknown;
  bool whole_ = true;
  std::uint16_t depth_ = 0;
  std::string text_;
  std::shared_ptr<const std::vector<Member>> members_;
};

struct Member {
  std::string key;  // empty in a list
  Literal value;
};

// The value as a document, for what reads documents. Unknown values are left out of it.
[[nodiscard]] Document document_of(const Literal& value);
// The same as JSON text; unknown where it would be too long.
[[nodiscard]] Literal json_text_of(const Literal& value);

}  // namespace fundable::infra
