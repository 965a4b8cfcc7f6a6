// What the tests of the Kubernetes reader share: reading a text, and looking at what came out.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"

namespace fundable {
extern const Reader kubernetes;
}  // namespace fundable

namespace fundable::kube {

inline Result<Reading> reading(std::string_view bytes, const Limits& limits = {}) {
  return kubernetes.read({"k8s/all.yaml", bytes}, limits);
}

// The only observation in the bytes; an empty one, with the failure noted, where there is not one.
inline Observation only(std::string_view bytes) {
  const auto result = reading(bytes);
  EXPECT_TRUE(result) << to_string(result.error());
  if (!result) return {};
  EXPECT_EQ(result->observations.size(), 1u);
  return result->observations.empty() ? Observation() : result->observations[0];
}

// The texts of the marks of a channel, `text (details)` where there are details.
inline std::vector<std::string> marks(const Observation& seen, std::string_view channel) {
  std::vector<std::string> texts;
  for (const Mark& mark : seen.marks) {
    if (mark.channel != channel) continue;
    texts.push_back(mark.details.empty() ? mark.text : mark.text + " (" + mark.details + ")");
  }
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace fundable::kube
