// Reads Ansible: playbooks, and the task files of roles.
//
// Of each task the module counts: what it installs, the container it starts, the command it runs,
// and for the modules of a cloud's collection what they make there. Loops and conditions are not
// followed, a text that holds an expression (`{{ … }}`) names nothing, and variables are never
// looked up: they may be secrets.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/containers/image.h"
#include "readers/file/file.h"
#include "readers/packages/python.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

constexpr std::size_t kMostTasks = 10'000;

bool is_yaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

// `roles/web/tasks/main.yml`: a list of maps, whatever modules it uses.
bool is_task_file(std::string_view path) {
  const std::string folder = folder_of(path);
  const std::string last = lowered(folder.substr(folder.find_last_of('/') + 1));
  return last == "tasks" || last == "handlers";
}

// A list at the top whose entries say which hosts they are about.
bool is_playbook(std::string_view head) {
  bool is_list = false;
  bool names_hosts = false;
  for (const std::string_view line : split(head.substr(0, 16'384), '\n')) {
    is_list |= line.starts_with("- ");
    names_hosts |= line.starts_with("- hosts:") || line.starts_with("  hosts:");
  }
  return is_list && names_hosts;
}

bool recognises(const EvidenceFile& head) {
  if (!is_yaml(file_name_of(head.path))) return false;
  if (is_playbook(head.bytes)) return true;
  return is_task_file(head.path) && (head.bytes.starts_with("- ") || head.bytes.contains("\n- "));
}

bool is_literal(std::string_view text) { return !text.empty() && !text.contains("{{"); }

// What a module of this collection is about.
struct Collection {
  std::string_view prefix;
  std::string_view platform;
};
constexpr auto kClouds = std::to_array<Collection>({
    {"amazon.aws.", "aws"},
    {"community.aws.", "aws"},
    {"azure.azcollection.", "azure"},
    {"google.cloud.", "gcp"},
    {"oracle.oci.", "oci"},
    {"hetzner.hcloud.", "other_cloud"},
    {"community.digitalocean.", "other_cloud"},
    {"vultr.cloud.", "other_cloud"},
    {"community.vmware.", "on_premises"},
    {"vmware.vmware.", "on_premises"},
    {"community.proxmox.", "on_premises"},
    {"openstack.cloud.", "on_premises"},
});

std::string_view short_name(std::string_view module) {
  return module.substr(module.find_last_of('.') + 1);
}

class Tasks {
 public:
  explicit Tasks(const EvidenceFile& file) : file_(file) {}

  // Recursion is as deep as the document, which its parser has bounded.
  void take(Node list) {
    for (const Node entry : list) {
      if (!entry.is_map()) continue;
      for (const char* part :
           {"tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always"}) {
        if (entry[part].is_list()) take(entry[part]);
      }
      if (entry["hosts"].exists() || entry["block"].exists()) continue;
      if (++count_ <= kMostTasks) task(entry);
    }
  }

  Reading reading() {
    if (count_ > kMostTasks) {
      reading_.skipped.push_back(
          {"", "only the first " + std::to_string(kMostTasks) + " tasks were read"});
    }
    return std::move(reading_);
  }

 private:
  void task(Node task) {
    for (const Node part : task) module(part.key(), part);
  }

  void module(std::string_view name, Node given) {
    const std::string_view shorter = short_name(name);
    if (shorter == "pip") return pip(given);
    if (shorter == "docker_container" || shorter == "podman_container") return container(given);
    if (shorter == "shell" || shorter == "command" || shorter == "script") return command(given);
    if (shorter == "apt" || shorter == "dnf" || shorter == "yum" || shorter == "package") {
      return software(given);
    }
    const auto cloud = std::ranges::find_if(
        kClouds, [&](const Collection& one) { return name.starts_with(one.prefix); });
    if (cloud != kClouds.end()) in_cloud(name, given, cloud->platform);
  }

  // `name: a`, `name: [a, b]`, or the module's text itself: `pip: name=a`.
  template <class Take>
  void each_name(Node given, const Take& take) {
    const Node names = given["name"].exists() ? given["name"] : given["pkg"];
    if (names.is_scalar()) {
      for (const std::string_view name : split(names.text(), ',')) {
        if (is_literal(name)) take(trimmed(name), names.line());
      }
    }
    if (!names.is_list()) return;
    for (const Node name : names) {
      if (is_literal(name.text())) take(trimmed(name.text()), name.line());
    }
  }

  void pip(Node given) {
    each_name(given, [&](std::string_view name, std::uint32_t line) {
      const auto asked = packages::requirement_of(name);
      if (!asked) return;
      Observation& seen = tell(line, "installs " + std::string(name), Proof::kListed);
      seen.marks.push_back({"package", "pypi:" + asked->name, {}});
    });
  }

  void software(Node given) {
    each_name(given, [&](std::string_view name, std::uint32_t line) {
      Observation& seen = tell(line, "installs " + std::string(name), Proof::kListed);
      seen.marks.push_back({"software", presentable(name, 100), {}});
    });
  }

  void container(Node given) {
    const Node image = given["image"];
    if (!is_literal(image.text())) return;
    std::vector<Mark> marks;
    containers::add_image(image.text(), marks);
    shell::Words words;
    for (const shell::Command& one : shell::known_commands(given["command"].text())) {
      shell::add_marks(one, marks);
    }
    if (marks.empty()) return;
    Observation& seen =
        tell(image.line(), "runs a container of " + std::string(image.text()), Proof::kDeclared);
    seen.name = presentable(given["name"].text(), 100);
    seen.marks = std::move(marks);
  }

  void command(Node given) {
    Node text = given;
    for (const char* key : {"cmd", "_raw_params"}) {
      if (given.is_map() && given[key].exists()) text = given[key];
    }
    if (!text.is_scalar()) return;
    for (const shell::Command& one : shell::known_commands(text.text(), text.line())) {
      reading_.observations.push_back(shell::observation_of(one, file_.path));
    }
  }

  void in_cloud(std::string_view name, Node given, std::string_view platform) {
    const std::string module = presentable(name, 100);
    Observation& seen = tell(given.key_line(), "uses " + module, Proof::kDeclared);
    seen.platform = platform;
    seen.marks.push_back({"action", "ansible:" + module, {}});
    for (const char* key : {"instance_type", "vm_size", "machine_type", "shape"}) {
      if (const Node size = given[key]; size.is_scalar() && is_literal(size.text())) {
        seen.marks.push_back({"instance_type", presentable(size.text(), 60), {}});
      }
    }
  }

  Observation& tell(std::uint32_t line, const std::string& says, Proof proof) {
    Observation& seen = reading_.observations.emplace_back();
    seen.at = {file_.path, at_line(line), presentable(says, 300)};
    seen.proof = proof;
    return seen;
  }

  const EvidenceFile& file_;
  std::size_t count_ = 0;
  Reading reading_;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const auto documents = yaml_of(file, limits);
  if (!documents) return std::unexpected(documents.error());
  Tasks tasks(file);
  for (const Document& document : *documents) tasks.take(document.root());
  return tasks.reading();
}

}  // namespace

extern const Reader ansible;
const Reader ansible{
    .name = "ansible",
    .reads = "Ansible playbooks and tasks of roles",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
