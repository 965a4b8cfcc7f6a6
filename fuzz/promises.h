// What holds for every reading, whatever the bytes were. A broken promise ends the process with a
// sentence, so that libFuzzer keeps the input.
#pragma once

#include <string_view>

#include "base/result.h"
#include "model/observation.h"

namespace fundable::fuzz {

// `source`: the path under which the file was read.
void expect_promises(const Result<Reading>& reading, std::string_view source);

// Sentence, fix and place are there and fit to show.
void expect_promises(const Error& error);

}  // namespace fundable::fuzz
