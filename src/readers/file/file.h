// Small questions about a file of evidence that many readers ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "model/observation.h"

namespace fundable {

// The last part of a path, lowered: `dockerfile`.
[[nodiscard]] std::string file_name_of(std::string_view path);
// What stands before it, without the slash; empty at the top.
[[nodiscard]] std::string folder_of(std::string_view path);

// Errors: kLimit where the file is larger than the limits allow.
[[nodiscard]] Result<> check_size(const EvidenceFile& file, const Limits& limits);

// The file parsed, with its path in the place of an error.
// Errors: as the parsers'.
[[nodiscard]] Result<std::vector<Document>> yaml_of(const EvidenceFile& file, const Limits& limits);
[[nodiscard]] Result<Document> json_of(const EvidenceFile& file, const Limits& limits);
[[nodiscard]] Result<Document> toml_of(const EvidenceFile& file, const Limits& limits);
[[nodiscard]] Result<Document> xml_of(const EvidenceFile& file, const Limits& limits);

// `line 12`.
[[nodiscard]] std::string at_line(std::size_t line);

}  // namespace fundable
