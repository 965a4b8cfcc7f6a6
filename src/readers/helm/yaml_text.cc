// Writes values as YAML in block style, because templates go on with more items behind it.
//
// Texts that could be taken for anything else are quoted as JSON, which YAML takes, too.
#include "readers/helm/yaml_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable::helm {
namespace {

using infra::Literal;
using infra::Member;

constexpr std::size_t kLongest = 64 << 10;

bool is_plain(std::string_view text) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"true", "false", "yes", "no", "on", "off", "y", "n", "null"});
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || !letter(text[0]) || is_one_of(lowered(text), kWords)) return false;
  return std::ranges::all_of(text, [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || std::string_view("._-/").contains(c);
  });
}

class Writer {
 public:
  void write(const Literal& value, std::size_t indent) {
    if (text_.size() > kLongest) return;
    const bool is_map = value.is(Literal::Kind::kMap);
    bool first = true;
    for (const Member& member : value.members()) {
      if (!member.value.is_known()) continue;
      // The first one stands behind the dash of the list around it.
      if (!first || !on_dash_) start_line(indent);
      first = false;
      on_dash_ = false;
      text_ += is_map ? key(member.key) + ":" : "-";
      write_member(member.value, is_map, indent);
    }
    if (first) text_ += is_map ? "{}" : "[]";
    on_dash_ = false;
  }

  static std::string scalar(const Literal& value) {
    if (!value.is(Literal::Kind::kText) || is_plain(value.text())) {
      return value.is(Literal::Kind::kNull) ? "null" : value.text();
    }
    return infra::json_text_of(value).text();
  }
  std::string&& text() && { return std::move(text_); }

 private:
  void write_member(const Literal& value, bool of_map, std::size_t indent) {
    if (!value.holds_values() || value.members().empty()) {
      text_ += ' ';
      return value.holds_values() ? write(value, indent) : void(text_ += scalar(value));
    }
    on_dash_ = !of_map;
    if (on_dash_) text_ += ' ';
    // A list may stand as deep as the key that holds it.
    write(value, of_map && value.is(Literal::Kind::kList) ? indent : indent + 2);
  }

  void start_line(std::size_t indent) {
    if (!text_.empty()) text_ += '\n';
    text_.append(indent, ' ');
  }

  static std::string key(const std::string& name) { return scalar(Literal::text(name)); }

  std::string text_;
  bool on_dash_ = false;
};

}  // namespace

Literal yaml_text_of(const Literal& value) {
  if (!value.is_known()) return {};
  if (!value.holds_values()) return Literal::text(Writer::scalar(value));
  Writer writer;
  writer.write(value, 0);
  return Literal::text(std::move(writer).text());
}

}  // namespace fundable::helm
