// What a resource's state, as its cloud words it, says of its life.
#pragma once

#include <cstdint>
#include <string_view>

namespace fundable::cloud {

enum class Life : std::uint8_t {
  kGone,    // deleted, or about to be
  kFailed,  // it never came to work
  kNotYet,  // it waits, is created or is only a draft
  kRuns,    // it runs, is ready or stopped, or has ended: it was there
};

// Unknown: kRuns for an empty state and for words not known here, as an inventory lists what is.
[[nodiscard]] Life life_of(std::string_view state);

// `failed`, `is not there yet`: the words for what does not run; empty for kRuns.
[[nodiscard]] std::string_view words_of(Life life);

}  // namespace fundable::cloud
