// What the tests of inventory readers share: a reading, and its parts as text.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "model/observation.h"

namespace fundable {

using Place = std::map<std::string, std::string>;

inline Reading read_with(const Reader& reader, std::string_view text,
                         const std::string& path = "inventory.json") {
  auto reading = reader.read({path, text}, {});
  EXPECT_TRUE(reading) << to_string(reading.error());
  return reading ? std::move(*reading) : Reading{};
}

// `channel text (details)`, one a line.
inline std::string marks_text(const Observation& seen) {
  std::string text;
  for (const Mark& mark : seen.marks) {
    text += mark.channel + ' ' + mark.text;
    text += mark.details.empty() ? "\n" : " (" + mark.details + ")\n";
  }
  return text;
}

inline std::string skipped_text(const Reading& reading) {
  std::string text;
  for (const Skipped& entry : reading.skipped) text += entry.locator + ": " + entry.why + "\n";
  return text;
}

}  // namespace fundable
