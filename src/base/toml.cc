// Lets toml++ parse and copies its tables into our tree.
//
// Debian's toml++ bounds the nesting of values but not that of dotted keys, and frees its tables by
// recursion: `a.a.a.…` of a megabyte would take the stack. So dots are counted before, by a scan
// that knows strings and comments and nothing else of TOML. What it misjudges in text that is no
// TOML does not matter: the parser stops where that begins.
#include "base/toml.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "base/document_builder.h"
#include "base/text.h"

// toml++ states as certain what broken keys do not keep (`[= true}`), and refuses them a step later.
// Stated to the compiler, as it does in releases, that is undefined behaviour; asserted, it ends the
// process. So it states nothing.
#undef NDEBUG
#define TOML_ASSERT(condition) static_cast<void>(0)
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_MAX_NESTED_VALUES 64
#include <toml++/toml.h>

namespace fundable {
namespace {

constexpr std::size_t kMostBytes = 4u << 20;
constexpr std::size_t kMostKeyParts = 50;

// The end of the string that starts at `at`, behind its closing quotes.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string triple(3, quote);
  const bool is_long = text.substr(at, 3) == triple;
  for (at += is_long ? 3 : 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (is_long && text.substr(at, 3) == triple) {
      // Up to two quotes may stand before the closing ones.
      for (at += 3; at < text.size() && text[at] == quote;) ++at;
      return at;
    } else if (!is_long && (text[at] == quote || text[at] == '\n')) {
      return at + 1;
    }
  }
  return text.size();
}

// The line on which a key or number has too many dots; 0 where none has.
std::size_t line_of_deep_key(std::string_view text) {
  std::size_t dots = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = end_of_string(text, at);
      continue;
    }
    if (c == '#') {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    if (std::string_view("=,[]{}\n").contains(c)) dots = 0;
    if (c == '.' && ++dots > kMostKeyParts) {
      const auto end = text.begin() + static_cast<std::ptrdiff_t>(at);
      return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
    }
    ++at;
  }
  return 0;
}

TextPlace place_of(const toml::source_region& source) {
  return {source.begin.line, source.begin.column};
}

class TomlReader {
 public:
  explicit TomlReader(const Limits& limits) : builder_(limits) {}

  // Recursion is as deep as the tree, which the builder bounds.
  Result<> add(std::string_view key, const toml::node& node, TextPlace place) {
    if (const auto* table = node.as_table()) return add_table(key, *table, place);
    if (const auto* list = node.as_array()) return add_list(key, *list, place);
    return add_scalar(key, node, place);
  }

  Document take() { return builder_.take(); }

 private:
  struct Member {
    TextPlace place;
    std::string_view key;
    const toml::node* node;
  };

  Result<> add_table(std::string_view key, const toml::table& table, TextPlace place) {
    if (auto opened = builder_.open(NodeKind::kMap, key, place); !opened) return opened;
    std::vector<Member> members;
    members.reserve(table.size());
    for (const auto& [name, node] : table) {
      members.push_back({place_of(name.source()), name.str(), &node});
    }
    std::ranges::stable_sort(members, {}, [](const Member& member) {
      return std::pair(member.place.line, member.place.column);
    });
    for (const Member& member : members) {
      if (auto added = add(member.key, *member.node, member.place); !added) return added;
    }
    builder_.close();
    return {};
  }

  Result<> add_list(std::string_view key, const toml::array& list, TextPlace place) {
    if (auto opened = builder_.open(NodeKind::kList, key, place); !opened) return opened;
    for (const toml::node& node : list) {
      if (auto added = add({}, node, place_of(node.source())); !added) return added;
    }
    builder_.close();
    return {};
  }

  Result<> add_scalar(std::string_view key, const toml::node& node, TextPlace place) {
    if (const auto* text = node.as_string()) {
      return builder_.add(NodeKind::kText, key, text->get(), place);
    }
    if (const auto* truth = node.as_boolean()) {
      return builder_.add(NodeKind::kTruth, key, truth->get() ? "true" : "false", place);
    }
    std::ostringstream shown;
    node.visit([&](const auto& value) {
      if constexpr (toml::is_value<decltype(value)>) shown << value.get();
    });
    return builder_.add(node.is_number() ? NodeKind::kNumber : NodeKind::kText, key, shown.str(),
                        place);
  }

  DocumentBuilder builder_;
};

std::size_t first_control(std::string_view bytes) {
  const auto found = std::ranges::find_if(bytes, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  });
  return found == bytes.end() ? bytes.npos : static_cast<std::size_t>(found - bytes.begin());
}

}  // namespace

Result<Document> parse_toml(std::string_view bytes, const Limits& limits) {
  const std::size_t most = std::min(limits.bytes, kMostBytes);
  if (bytes.size() > most) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(most) + " bytes");
  }
  if (const std::size_t line = line_of_deep_key(bytes); line > 0) {
    return failure(ErrorKind::kLimit,
                   "a key of more than " + std::to_string(kMostKeyParts) + " parts",
                   std::to_string(line) + ":1");
  }
  // TOML forbids them everywhere, and the library takes it for granted that a key has none.
  if (const std::size_t at = first_control(bytes); at != bytes.npos) {
    const auto line = 1 + std::ranges::count(bytes.substr(0, at), '\n');
    return failure(ErrorKind::kInput, "not TOML: it holds a control character",
                   std::to_string(line) + ":1");
  }
  const toml::parse_result parsed = toml::parse(bytes);
  if (!parsed) {
    const toml::source_position at = parsed.error().source().begin;
    return failure(ErrorKind::kInput, "not TOML: " + presentable(parsed.error().description()),
                   std::to_string(at.line) + ":" + std::to_string(at.column));
  }
  TomlReader reader(limits);
  if (auto added = reader.add({}, parsed.table(), {1, 1}); !added) {
    return std::unexpected(added.error());
  }
  return reader.take();
}

}  // namespace fundable
