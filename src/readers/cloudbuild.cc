// Reads configurations of Google Cloud Build: the image of each step, and what it runs.
//
// A step's image stands for a program (`gcr.io/cloud-builders/kubectl` runs kubectl), unless the
// step gives another entrypoint. Substitutions (`$PROJECT_ID`, `${_REGION}`) stay as they are.
#include "base/text.h"
#include "readers/file/file.h"
#include "readers/pipelines/steps.h"

namespace fundable {
namespace {

using pipelines::Steps;

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  const bool can_be = name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json");
  return can_be && (name.contains("cloudbuild") || name.contains("cloud-build"));
}

// `gcr.io/google.com/cloudsdktool/cloud-sdk:slim` → `gcloud`.
std::string program_of(std::string_view image) {
  std::string_view name = image.substr(image.rfind('/') + 1);
  name = name.substr(0, name.find_first_of(":@"));
  const bool is_sdk = name == "cloud-sdk" || name == "google-cloud-cli" || name.empty();
  return is_sdk ? "gcloud" : std::string(name);
}

std::string_view without_tag(std::string_view image) {
  const std::size_t name = image.rfind('/') == image.npos ? 0 : image.rfind('/');
  return image.substr(0, image.find_first_of(":@", name));
}

void take(Node step, Steps& steps) {
  const std::string_view image = step["name"].text();
  if (!image.empty()) steps.action(without_tag(image), {}, step["name"].line());
  steps.script(step["script"]);
  const std::string_view entrypoint = step["entrypoint"].text();
  shell::Words words{entrypoint.empty() ? program_of(image) : std::string(entrypoint)};
  for (const Node word : step["args"]) words.emplace_back(word.text());
  for (const Node word : step["args"]) {
    const bool is_script =
        shell::is_shell(words[0]) && word.text().find_first_of(" \n") != word.text().npos;
    if (is_script) return steps.script(word);
  }
  steps.command(words, step["args"].line());
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  const Node root = documents->empty() ? Node() : documents->front().root();
  if (!root["steps"].is_list()) {
    return failure(ErrorKind::kInput, "a build configuration holds a list of steps", file.path);
  }
  Steps steps(file, "cloudbuild", "gcp");
  for (const Node step : root["steps"]) take(step, steps);
  return steps.reading();
}

}  // namespace

extern const Reader cloudbuild;
const Reader cloudbuild{
    .name = "cloudbuild",
    .reads = "build configurations of Google Cloud Build",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
