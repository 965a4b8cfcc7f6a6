// Reads files by whose name hosts of applications know what to deploy: vercel.json, fly.toml, ….
//
// That such a file is there says where the application goes; it is told as the command that would
// deploy it. Of what stands in it only a name is read, and the commands that it starts. Procfiles
// name processes for several hosts, so they only tell the commands.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

struct Host {
  std::string_view file;
  std::string_view command;   // empty: the file only names commands
  std::string_view platform;  // empty: anywhere
  std::string_view name_key;  // where the name of what is deployed stands; may be empty
};
constexpr auto kHosts = std::to_array<Host>({
    {"app.yaml", "gcloud app deploy", "gcp", "service"},
    {"app.yml", "gcloud app deploy", "gcp", "service"},
    {"firebase.json", "firebase deploy", "gcp", ""},
    {"fly.toml", "fly deploy", "other_cloud", "app"},
    {"langgraph.json", "langgraph deploy", "", "graphs"},
    {"netlify.toml", "netlify deploy", "other_cloud", ""},
    {"procfile", "", "", ""},
    {"railway.json", "railway up", "other_cloud", ""},
    {"railway.toml", "railway up", "other_cloud", ""},
    {"render.yaml", "render deploy", "other_cloud", "services"},
    {"render.yml", "render deploy", "other_cloud", "services"},
    {"vercel.json", "vercel deploy", "other_cloud", "name"},
    {"wrangler.json", "wrangler deploy", "other_cloud", "name"},
    {"wrangler.toml", "wrangler deploy", "other_cloud", "name"},
});

const Host* host_of(std::string_view path) {
  const auto found = std::ranges::find(kHosts, file_name_of(path), &Host::file);
  return found == kHosts.end() ? nullptr : &*found;
}

// App Engine's file shares its name with many others; `runtime` is what it must have.
bool has_runtime(std::string_view text) {
  return text.starts_with("runtime:") || text.contains("\nruntime:");
}

bool recognises(const EvidenceFile& head) {
  const Host* host = host_of(head.path);
  return host != nullptr &&
         (!host->file.starts_with("app.") || has_runtime(head.bytes.substr(0, 8'192)));
}

Result<Document> parsed(const EvidenceFile& file, const Limits& limits) {
  const std::string name = file_name_of(file.path);
  if (name.ends_with(".toml")) return toml_of(file, limits);
  if (name.ends_with(".json")) return json_of(file, limits);
  auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  if (documents->empty()) return Document();
  return std::move(documents->front());
}

// A name, the first key of a map, or the name of the first of a list.
std::string name_in(Node node) {
  if (node.is_map()) return node.size() > 0 ? presentable((*node.begin()).key(), 100) : "";
  if (node.is_list()) return node.size() > 0 ? name_in((*node.begin())["name"]) : "";
  return presentable(node.text(), 100);
}

void add_command(Node written, const std::string& path, Reading& reading) {
  if (!written.is_scalar()) return;
  for (const shell::Command& command : shell::known_commands(written.text(), written.line())) {
    reading.observations.push_back(shell::observation_of(command, path));
  }
}

Result<Reading> read_procfile(const EvidenceFile& file) {
  Reading reading;
  std::uint32_t number = 0;
  for (const std::string_view line : split(file.bytes, '\n')) {
    ++number;
    const std::size_t colon = line.find(':');
    if (colon == line.npos || line.starts_with('#')) continue;
    for (const auto& command : shell::known_commands(line.substr(colon + 1), number)) {
      reading.observations.push_back(shell::observation_of(command, file.path));
    }
  }
  return reading;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  const Host* host = host_of(file.path);
  if (host == nullptr) return failure(ErrorKind::kInput, "no host is known for it", file.path);
  if (host->command.empty()) return read_procfile(file);
  const auto document = parsed(file, limits);
  if (!document) return std::unexpected(document.error());
  const Node root = document->root();
  Observation seen;
  seen.at = {file.path, at_line(1), "meant for " + std::string(host->command)};
  seen.proof = Proof::kDeclared;
  seen.platform = host->platform;
  if (!host->name_key.empty()) seen.name = name_in(root[host->name_key]);
  seen.marks.push_back({"command", std::string(host->command), {}});
  Reading reading;
  reading.observations.push_back(std::move(seen));
  add_command(root["entrypoint"], file.path, reading);
  add_command(root["deploy"]["startCommand"], file.path, reading);
  for (const Node service : root["services"]) {
    for (const char* key : {"startCommand", "dockerCommand"}) {
      add_command(service[key], file.path, reading);
    }
  }
  return reading;
}

}  // namespace

extern const Reader hosting;
const Reader hosting{
    .name = "hosting",
    .reads = "files for hosts of applications: Vercel, Netlify, Fly.io, Render, App Engine, …",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
