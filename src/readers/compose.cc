// Reads compose files: the services that somebody means to run together.
//
// Each service is one observation: its image, what it starts, the GPUs that are reserved for it.
// Where it is meant to run nobody says. Merge keys (`<<`) are followed, for compose files share
// much by them; defaults of variables (`${TAG:-latest}`) are put in. Environment files are never
// opened, and `extends` and `include` not followed: their files are read by themselves.
#include "base/text.h"
#include "readers/containers/image.h"
#include "readers/file/file.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  const bool is_yaml = name.ends_with(".yml") || name.ends_with(".yaml");
  return is_yaml && (name.starts_with("docker-compose") || name.starts_with("compose.") ||
                     name.starts_with("compose-") || name.starts_with("podman-compose"));
}

// The value under the key, in the map itself or in what it merges.
Node in(Node map, std::string_view key, int depth = 0) {
  if (const Node own = map[key]; own.exists() || depth > 4) return own;
  const Node merged = map["<<"];
  if (merged.is_map()) return in(merged, key, depth + 1);
  for (const Node one : merged) {
    if (const Node found = in(one, key, depth + 1); found.exists()) return found;
  }
  return {};
}

std::string gpus_of(Node service) {
  if (const Node all = in(service, "gpus"); all.is_scalar()) return std::string(all.text());
  if (in(service, "gpus").exists()) return "reserved";
  for (const Node device : in(service, "deploy")["resources"]["reservations"]["devices"]) {
    const bool is_nvidia = device["driver"].text() == "nvidia";
    bool is_gpu = false;
    for (const Node capability : device["capabilities"]) is_gpu |= capability.text() == "gpu";
    if (!is_gpu && !is_nvidia) continue;
    const std::string_view count = device["count"].text();
    if (!count.empty()) return containers::filled(count, {});
    return device["device_ids"].size() > 0 ? std::to_string(device["device_ids"].size()) : "all";
  }
  return in(service, "runtime").text() == "nvidia" ? "all" : "";
}

// `command: [a, b]` as it stands, `command: a b` cut as a shell would.
void add_words(Node written, shell::Words& words) {
  if (written.is_scalar()) {
    for (const auto& command : shell::commands_in(containers::filled(written.text(), {}))) {
      words.insert(words.end(), command.words.begin(), command.words.end());
    }
  }
  if (!written.is_list()) return;
  for (const Node word : written) words.push_back(containers::filled(word.text(), {}));
}

std::vector<shell::Command> commands_of(Node service) {
  shell::Words words;
  add_words(in(service, "entrypoint"), words);
  add_words(in(service, "command"), words);
  return shell::known_commands(words, in(service, "command").line());
}

void add_labels(Node labels, std::map<std::string, std::string>& tags) {
  for (const Node label : labels) {
    if (tags.size() == 30) return;
    const std::string_view text = label.text();
    const std::string_view key = labels.is_map() ? label.key() : text.substr(0, text.find('='));
    const std::string_view value =
        labels.is_map() ? text : text.substr(std::min(key.size() + 1, text.size()));
    // Labels of proxies are settings, in dozens.
    if (!key.starts_with("traefik.")) tags[presentable(key, 80)] = presentable(value, 80);
  }
}

Observation service_of(Node service, const std::string& path) {
  Observation seen;
  seen.proof = Proof::kDeclared;
  seen.name = presentable(service.key(), 100);
  const std::string image = containers::filled(in(service, "image").text(), {});
  containers::add_image(image, seen.marks);
  std::string says = "service " + seen.name;
  if (!image.empty()) says += " from " + image;
  for (const shell::Command& command : commands_of(service)) {
    if (command.purpose == shell::Purpose::kDeploys) continue;
    shell::add_marks(command, seen.marks);
    says += ", runs " + command.text;
  }
  if (const std::string gpus = gpus_of(service); !gpus.empty()) {
    seen.marks.push_back({"gpu", "service", presentable("count=" + gpus, 60)});
    says += ", asks for GPUs (" + gpus + ")";
  }
  add_labels(in(service, "labels"), seen.tags);
  seen.at = {path, at_line(service.key_line()), presentable(says, 300)};
  return seen;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  const Node root = documents->empty() ? Node() : documents->front().root();
  if (!root["services"].is_map()) {
    return failure(ErrorKind::kInput, "a compose file holds a map of services", file.path);
  }
  Reading reading;
  for (const Node service : root["services"]) {
    if (!service.is_map()) {
      reading.skipped.push_back({at_line(service.key_line()), "this service holds nothing"});
      continue;
    }
    reading.observations.push_back(service_of(service, file.path));
  }
  return reading;
}

}  // namespace

extern const Reader compose;
const Reader compose{
    .name = "compose",
    .reads = "Docker compose files",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
