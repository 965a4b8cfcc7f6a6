// Feeds expat in pieces and turns its callbacks into events, and events into the tree.
//
// Expat is told to stop at the start of a DOCTYPE, before it has seen what is declared there;
// without declarations only the five entities of XML itself exist. An expat of 2022 scans a tag
// that spans many pieces anew with each, so a tag that is still open after 1 MiB ends the reading.
#include "base/xml.h"

#include <expat.h>

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

namespace fundable {
namespace {

constexpr std::size_t kPieceBytes = 256u << 10;
constexpr std::uint64_t kLongestTag = 1u << 20;

std::string_view local_name(const char* name) {
  const std::string_view text(name);
  return text.substr(text.rfind(':') + 1);
}

}  // namespace

struct XmlStream::State {
  State(XmlEvents& of, const Limits& with) : events(of), limits(with) {}
  ~State() { XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  [[nodiscard]] TextPlace place() const {
    return {static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser)),
            static_cast<std::uint32_t>(XML_GetCurrentColumnNumber(parser)) + 1};
  }
  [[nodiscard]] std::string place_text() const {
    return std::to_string(place().line) + ":" + std::to_string(place().column);
  }
  void stop(Error error) {
    if (!problem) problem = std::move(error);
    XML_StopParser(parser, XML_FALSE);
  }
  void check(Result<> result) {
    if (!result) stop(std::move(result.error()));
  }
  [[nodiscard]] Result<> parse(std::string_view piece, bool is_last);
  void starts(const char* name, const char** values);
  void ends(const char* name);

  XmlEvents& events;
  Limits limits;
  XML_Parser parser = XML_ParserCreate(nullptr);
  std::vector<XmlAttribute> attributes;
  std::optional<Error> problem;
  std::size_t depth = 0;
  std::uint64_t fed = 0;
};

Result<> XmlStream::State::parse(std::string_view piece, bool is_last) {
  if (problem) return std::unexpected(*problem);
  const auto status =
      XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), is_last ? 1 : 0);
  if (!problem && status != XML_STATUS_OK) {
    problem = Error{ErrorKind::kInput,
                    std::string("not XML: ") + XML_ErrorString(XML_GetErrorCode(parser)),
                    {},
                    place_text()};
  }
  const XML_Index at = XML_GetCurrentByteIndex(parser);
  if (!problem && !is_last && at >= 0 && fed - static_cast<std::uint64_t>(at) > kLongestTag) {
    problem = Error{ErrorKind::kLimit, "a tag or comment longer than 1 MiB", {}, place_text()};
  }
  return problem ? Result<>(std::unexpected(*problem)) : Result<>();
}

void XmlStream::State::starts(const char* name, const char** values) {
  if (++depth > limits.depth) {
    return stop({ErrorKind::kLimit,
                 "nested deeper than " + std::to_string(limits.depth) + " levels",
                 {},
                 place_text()});
  }
  attributes.clear();
  for (; *values != nullptr; values += 2) {
    const std::string_view full(values[0]);
    if (full == "xmlns" || full.starts_with("xmlns:")) continue;
    attributes.push_back({local_name(values[0]), values[1]});
  }
  check(events.starts(local_name(name), attributes, place()));
}

void XmlStream::State::ends(const char* name) {
  --depth;
  check(events.ends(local_name(name)));
}

XmlStream::XmlStream(XmlEvents& events, const Limits& limits)
    : state_(std::make_unique<State>(events, limits)) {
  XML_Parser parser = state_->parser;
  XML_SetUserData(parser, state_.get());
  XML_SetElementHandler(
      parser,
      [](void* state, const char* name, const char** values) {
        // Expat still tells the end of an empty element after it was stopped.
        if (auto& self = *static_cast<State*>(state); !self.problem) self.starts(name, values);
      },
      [](void* state, const char* name) {
        if (auto& self = *static_cast<State*>(state); !self.problem) self.ends(name);
      });
  XML_SetCharacterDataHandler(parser, [](void* state, const char* text, int size) {
    auto& self = *static_cast<State*>(state);
    if (!self.problem) self.check(self.events.text({text, static_cast<std::size_t>(size)}));
  });
  XML_SetStartDoctypeDeclHandler(
      parser, [](void* state, const char*, const char*, const char*, int) {
        auto& self = *static_cast<State*>(state);
        self.stop({ErrorKind::kInput, "it declares a document type (DOCTYPE), which is not read",
                   "Take the DOCTYPE out.", self.place_text()});
      });
}

XmlStream::~XmlStream() = default;

Result<> XmlStream::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, kPieceBytes);
    bytes.remove_prefix(piece.size());
    state_->fed += piece.size();
    if (state_->fed > state_->limits.bytes) {
      return failure(ErrorKind::kLimit,
                     "larger than " + std::to_string(state_->limits.bytes) + " bytes");
    }
    if (auto parsed = state_->parse(piece, false); !parsed) return parsed;
  }
  return {};
}

Result<> XmlStream::finish() { return state_->parse({}, true); }

namespace {

class TreeEvents final : public XmlEvents {
 public:
  explicit TreeEvents(const Limits& limits) : builder_(limits) {}

  Result<> starts(std::string_view name, std::span<const XmlAttribute> attributes,
                  TextPlace place) override {
    if (auto opened = builder_.open(NodeKind::kMap, name, place); !opened) return opened;
    open_.push_back({.place = place, .text = {}});
    for (const XmlAttribute& attribute : attributes) {
      auto added = builder_.add(NodeKind::kText, attribute.name, attribute.value, place);
      if (!added) return added;
    }
    return {};
  }

  Result<> ends(std::string_view) override {
    const Open element = std::move(open_.back());
    open_.pop_back();
    const std::string_view text = trimmed(element.text);
    if (builder_.children() == 0) {
      builder_.close_as_text(text);
      return {};
    }
    auto added =
        text.empty() ? Result<>() : builder_.add(NodeKind::kText, kXmlText, text, element.place);
    builder_.close();
    return added;
  }

  Result<> text(std::string_view piece) override {
    open_.back().text += piece;
    return {};
  }

  Document take() { return builder_.take(); }

 private:
  struct Open {
    TextPlace place;
    std::string text;
  };
  DocumentBuilder builder_;
  std::vector<Open> open_;
};

}  // namespace

Result<Document> parse_xml(std::string_view bytes, const Limits& limits) {
  TreeEvents events(limits);
  XmlStream stream(events, limits);
  if (auto fed = stream.feed(bytes); !fed) return std::unexpected(fed.error());
  if (auto finished = stream.finish(); !finished) return std::unexpected(finished.error());
  return events.take();
}

}  // namespace fundable
