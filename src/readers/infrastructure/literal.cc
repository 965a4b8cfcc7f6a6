// Values of infrastructure code, and how they become documents.
//
// Members are shared, so that a local which is named a hundred times is held once. That makes bombs
// cheap to write (each local lists the one before twice); limits on the length of a text, the
// number of members, the depth, and on what a document takes keep them harmless.
#include "readers/infrastructure/literal.h"

#include <algorithm>

namespace fundable::infra {
namespace {

constexpr std::size_t kLongestText = 64 << 10;
constexpr std::size_t kMostMembers = 10'000;
constexpr std::uint16_t kMostDepth = 64;
constexpr std::size_t kMostValues = 50'000;  // of one document

NodeKind kind_of(Literal::Kind kind) {
  switch (kind) {
    case Literal::Kind::kTruth:
      return NodeKind::kTruth;
    case Literal::Kind::kNumber:
      return NodeKind::kNumber;
    case Literal::Kind::kText:
      return NodeKind::kText;
    case Literal::Kind::kList:
      return NodeKind::kList;
    case Literal::Kind::kMap:
      return NodeKind::kMap;
    default:
      return NodeKind::kNull;
  }
}

class Builder {
 public:
  explicit Builder(Document& document) : cells_(document.cells()) {}

  // Adds a value whose text stays where it is.
  std::uint32_t add(const Member& member) {
    const auto index = static_cast<std::uint32_t>(cells_.size());
    Document::Cell cell;
    cell.key = member.key;
    cell.text = member.value.text();
    cell.kind = kind_of(member.value.kind());
    cells_.push_back(cell);
    std::uint32_t last = 0;
    for (const Member& child : member.value.members()) {
      if (!child.value.is_known() || cells_.size() >= kMostValues) continue;
      const std::uint32_t added = add(child);
      (last == 0 ? cells_[index].first_child : cells_[last].next) = added;
      ++cells_[index].children;
      last = added;
    }
    return index;
  }

 private:
  std::vector<Document::Cell>& cells_;
};

// Writes JSON until it is longer than a text may be.
class JsonWriter {
 public:
  void write(const Literal& value) {
    switch (value.kind()) {
      case Literal::Kind::kTruth:
      case Literal::Kind::kNumber:
        text_ += value.text();
        return;
      case Literal::Kind::kText:
        return quote(value.text());
      case Literal::Kind::kList:
      case Literal::Kind::kMap:
        return write_members(value);
      default:
        text_ += "null";
    }
  }
  std::string&& text() && { return std::move(text_); }

 private:
  void write_members(const Literal& value) {
    const bool is_map = value.is(Literal::Kind::kMap);
    bool first = true;
    text_ += is_map ? '{' : '[';
    for (const Member& member : value.members()) {
      if (!member.value.is_known() || text_.size() > kLongestText) continue;
      if (!first) text_ += ',';
      first = false;
      if (is_map) {
        quote(member.key);
        text_ += ':';
      }
      write(member.value);
    }
    text_ += is_map ? '}' : ']';
  }

  void quote(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    text_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') text_ += '\\';
      if (static_cast<unsigned char>(c) >= 0x20) {
        text_ += c;
      } else {
        text_.append("\\u00").append(1, c < 16 ? '0' : '1').append(1, kDigits[c & 15]);
      }
    }
    text_ += '"';
  }

  std::string text_;
};

}  // namespace

Literal Literal::null() {
  Literal value;
  value.kind_ = Kind::kNull;
  return value;
}

Literal Literal::truth(bool truth) {
  Literal value;
  value.kind_ = Kind::kTruth;
  value.text_ = truth ? "true" : "false";
  return value;
}

Literal Literal::number(std::string as_written) {
  Literal value = text(std::move(as_written));
  if (value.is_known()) value.kind_ = Kind::kNumber;
  return value;
}

Literal Literal::text(std::string text) {
  Literal value;
  if (text.size() > kLongestText) return value;
  value.kind_ = Kind::kText;
  value.text_ = std::move(text);
  return value;
}

Literal Literal::list(std::vector<Literal> elements, bool whole) {
  std::vector<Member> members;
  members.reserve(elements.size());
  for (Literal& element : elements) members.push_back({{}, std::move(element)});
  return of_members(Kind::kList, std::move(members), whole);
}

Literal Literal::map(std::vector<Member> members, bool whole) {
  return of_members(Kind::kMap, std::move(members), whole);
}

Literal Literal::of_members(Kind kind, std::vector<Member> members, bool whole) {
  Literal value;
  if (members.size() > kMostMembers) return value;
  for (const Member& member : members) {
    value.depth_ =
        std::max(value.depth_, static_cast<std::uint16_t>(member.value.depth_ + std::uint16_t{1}));
  }
  if (value.depth_ > kMostDepth) return {};
  value.kind_ = kind;
  value.whole_ = whole;
  value.members_ = std::make_shared<const std::vector<Member>>(std::move(members));
  return value;
}

Literal Literal::of(Node node) {
  switch (node.kind()) {
    case NodeKind::kNull:
      return node.exists() ? null() : Literal();
    case NodeKind::kTruth:
      return truth(node.is_true());
    case NodeKind::kNumber:
      return number(std::string(node.text()));
    case NodeKind::kText:
      return text(std::string(node.text()));
    default:
      break;
  }
  std::vector<Member> members;
  for (const Node child : node) members.push_back({std::string(child.key()), of(child)});
  return of_members(node.is_map() ? Kind::kMap : Kind::kList, std::move(members), true);
}

std::span<const Member> Literal::members() const {
  if (members_ == nullptr) return {};
  return *members_;
}

bool Literal::has(std::string_view key) const {
  for (const Member& member : members()) {
    if (is(Kind::kMap) && member.key == key) return true;
  }
  return false;
}

Literal Literal::operator[](std::string_view key) const {
  Literal found;
  if (!is(Kind::kMap)) return found;
  for (const Member& member : members()) {
    if (member.key == key) found = member.value;
  }
  return found;
}

Literal Literal::at(std::size_t index) const {
  const bool known = is(Kind::kList) && whole_ && index < members().size();
  return known ? members()[index].value : Literal();
}

Document document_of(const Literal& value) {
  Document document;
  if (!value.is_known()) return document;
  // The cells' texts point into the members, which the document keeps alive.
  auto owner = std::make_shared<const Member>(Member{{}, value});
  Builder(document).add(*owner);
  document.keep(owner);
  return document;
}

Literal json_text_of(const Literal& value) {
  if (!value.is_known()) return {};
  JsonWriter writer;
  writer.write(value);
  return Literal::text(std::move(writer).text());
}

}  // namespace fundable::infra
