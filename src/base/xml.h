// XML, by expat: as a tree, or as events for what is larger than a tree should be.
//
// Every DOCTYPE is refused, so no entity is ever declared, expanded or fetched.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "base/document.h"
#include "base/document_builder.h"

namespace fundable {

// The key of an element's own text in its map.
inline constexpr std::string_view kXmlText = "#text";

// Reads XML into the tree that YAML and JSON give. Names lose their namespace prefix.
// Shape: an element is a map: its attributes, then its child elements by name, in the order of the
// text; a name that repeats stands several times, so walk over the map where that may be. An
// element with neither attributes nor children is a text (empty for <a/>); what else an element
// holds as text stands under kXmlText, trimmed, where it is not empty. The root's key is its name.
// Errors: kInput with line:column where it is no XML or has a DOCTYPE; kLimit where a limit is met.
[[nodiscard]] Result<Document> parse_xml(std::string_view bytes, const Limits& limits = {});

struct XmlAttribute {
  std::string_view name;
  std::string_view value;
};

// What an XmlStream tells. Names come without namespace prefix; texts live during the call only.
// An error stops the stream and is given to whoever feeds it.
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  [[nodiscard]] virtual Result<> starts(std::string_view name,
                                        std::span<const XmlAttribute> attributes,
                                        TextPlace place) = 0;
  [[nodiscard]] virtual Result<> ends(std::string_view name) = 0;
  // A piece of an element's text; there may be several in a row.
  [[nodiscard]] virtual Result<> text(std::string_view piece) = 0;
};

// Reads XML piece by piece; memory does not grow with it.
// Errors: as parse_xml; of the limits, bytes and depth count here. A tag or comment may have 1 MiB.
class XmlStream {
 public:
  // `events` must outlive the stream.
  XmlStream(XmlEvents& events, const Limits& limits);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  [[nodiscard]] Result<> feed(std::string_view bytes);
  // Says that there is no more.
  [[nodiscard]] Result<> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fundable
