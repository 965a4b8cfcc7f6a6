// Reads build specifications of AWS CodeBuild: the commands of their phases.
#include "base/text.h"
#include "readers/file/file.h"
#include "readers/pipelines/steps.h"

namespace fundable {
namespace {

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return name.contains("buildspec") && (name.ends_with(".yml") || name.ends_with(".yaml"));
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  const Node root = documents->empty() ? Node() : documents->front().root();
  if (!root["phases"].is_map()) {
    return failure(ErrorKind::kInput, "a build specification holds a map of phases", file.path);
  }
  pipelines::Steps steps(file, "codebuild");
  for (const Node phase : root["phases"]) {
    for (const Node command : phase["commands"]) steps.script(command);
    for (const Node command : phase["finally"]) steps.script(command);
  }
  return steps.reading();
}

}  // namespace

extern const Reader aws_buildspec;
const Reader aws_buildspec{
    .name = "aws_buildspec",
    .reads = "build specifications of AWS CodeBuild",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
