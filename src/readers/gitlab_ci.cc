// Reads pipelines of GitLab: the scripts of jobs, and the templates and components they include.
//
// Rules and stages are not followed; what `extends` brings is read where it stands.
#include "base/text.h"
#include "readers/file/file.h"
#include "readers/pipelines/steps.h"

namespace fundable {
namespace {

using pipelines::Steps;

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return name.ends_with(".gitlab-ci.yml") || name.ends_with(".gitlab-ci.yaml");
}

// Scripts are lists of lines, which may hold lists again by their anchors.
void take_script(Node script, Steps& steps, int depth = 0) {
  if (script.is_scalar()) return steps.script(script);
  if (!script.is_list() || depth > 5) return;
  for (const Node line : script) take_script(line, steps, depth + 1);
}

void take_job(Node job, Steps& steps) {
  for (const char* key : {"before_script", "script", "after_script"}) take_script(job[key], steps);
}

void take_include(Node include, Steps& steps) {
  for (const char* key : {"template", "component"}) {
    const Node named = include[key];
    if (named.is_scalar()) steps.action(named.text(), include["inputs"], named.line());
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  Steps steps(file, "gitlab");
  for (const Document& document : *documents) {
    const Node root = document.root();
    take_include(root["include"], steps);
    for (const Node include : root["include"]) take_include(include, steps);
    take_job(root, steps);
    for (const Node job : root) take_job(job, steps);
  }
  return steps.reading();
}

}  // namespace

extern const Reader gitlab_ci;
const Reader gitlab_ci{
    .name = "gitlab_ci",
    .reads = "pipelines of GitLab CI",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
