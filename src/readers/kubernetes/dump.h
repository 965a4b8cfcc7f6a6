// All objects of a file of manifests or of a dump.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/observation.h"

namespace fundable::kube {

// For each line of a text that was made of a file, the line of that file. Empty: it is the file.
using Lines = std::vector<std::uint32_t>;

// Reads every object; places are those in the file.
// Errors: kInput where nothing of it can be parsed, or it is a template.
[[nodiscard]] Result<Reading> read_objects(const EvidenceFile& file, const Limits& limits,
                                           const Lines& lines = {});

[[nodiscard]] std::string_view without_byte_order_mark(std::string_view bytes);

// An object or a list of objects, whose first key is quoted: YAML in braces and templates are none.
[[nodiscard]] bool is_json(std::string_view bytes);

}  // namespace fundable::kube
