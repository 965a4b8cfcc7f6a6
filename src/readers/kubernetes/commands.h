// The well-known programs that a container starts.
#pragma once

#include <string>
#include <vector>

#include "base/document.h"

namespace fundable::kube {

// `vllm serve`, `torchrun`, `python -m vllm.entrypoints.openai.api_server`: the program and its
// subcommand, never a value of an argument. Order: that of the command line or script.
[[nodiscard]] std::vector<std::string> known_commands(Node container);

}  // namespace fundable::kube
