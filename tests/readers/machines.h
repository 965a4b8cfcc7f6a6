// What the tests of machine inventories share: every observation as a line of text.
#pragma once

#include <string>
#include <string_view>

#include "tests/readers/inventory.h"

namespace fundable {

inline std::string pairs_text(const Place& pairs) {
  std::string text;
  for (const auto& [key, value] : pairs) {
    text += (text.empty() ? "" : ", ") + key + "=" + value;
  }
  return text;
}

// `row 2: gpu-1 on_premises runs; software Debian 12; application=claims; host=esx-1; id` — parts
// that are empty are left out; `-` where no platform is shown.
inline std::string machine_text(const Observation& seen) {
  std::string text = seen.at.locator + ": " + seen.name + " " +
                     (seen.platform.empty() ? "-" : seen.platform) +
                     (seen.proof == Proof::kRuns ? " runs" : " declared");
  for (const Mark& mark : seen.marks) text += "; " + mark.channel + " " + mark.text;
  for (const std::string& part : {pairs_text(seen.tags), pairs_text(seen.within), seen.id}) {
    if (!part.empty()) text += "; " + part;
  }
  return text + "\n";
}

inline std::string machines_text(const Reading& reading) {
  std::string text;
  for (const Observation& seen : reading.observations) text += machine_text(seen);
  return text;
}

// Machines, then what was left out as `- place: why`; the sentence of an error.
inline std::string told_by(const Reader& reader, std::string_view text, const std::string& path,
                           const Surroundings* around = nullptr) {
  const auto reading = reader.read({path, text, around}, {});
  if (!reading) return to_string(reading.error());
  std::string told = machines_text(*reading);
  for (const Skipped& one : reading->skipped) told += "- " + one.locator + ": " + one.why + "\n";
  return told;
}

}  // namespace fundable
