// What readers would otherwise write one after another: names of paths, and errors with a path.
#include "readers/file/file.h"

#include "base/text.h"
#include "base/toml.h"
#include "base/xml.h"

namespace fundable {
namespace {

template <class T>
Result<T> placed(Result<T> parsed, const std::string& path) {
  if (!parsed) {
    std::string& place = parsed.error().place;
    place = place.empty() ? path : path + ":" + place;
  }
  return parsed;
}

}  // namespace

std::string file_name_of(std::string_view path) {
  return lowered(path.substr(path.rfind('/') + 1));
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string() : std::string(path.substr(0, slash));
}

Result<> check_size(const EvidenceFile& file, const Limits& limits) {
  if (file.bytes.size() <= limits.bytes) return {};
  return failure(ErrorKind::kLimit, "larger than " + std::to_string(limits.bytes) + " bytes",
                 file.path);
}

Result<std::vector<Document>> yaml_of(const EvidenceFile& file, const Limits& limits) {
  return placed(parse_yaml(file.bytes, limits), file.path);
}

Result<Document> json_of(const EvidenceFile& file, const Limits& limits) {
  return placed(parse_json(file.bytes, limits), file.path);
}

Result<Document> toml_of(const EvidenceFile& file, const Limits& limits) {
  return placed(parse_toml(file.bytes, limits), file.path);
}

Result<Document> xml_of(const EvidenceFile& file, const Limits& limits) {
  return placed(parse_xml(file.bytes, limits), file.path);
}

std::string at_line(std::size_t line) { return "line " + std::to_string(line); }

}  // namespace fundable
