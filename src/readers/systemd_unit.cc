// Reads units of systemd, and templates of them: what a machine is to run.
//
// Commands of ExecStart count, with lines that `\` joins. Environment lines are never looked at,
// for they hold secrets. An expression of a template stands where its value would.
#include "base/text.h"
#include "readers/file/file.h"
#include "readers/shell/command.h"

namespace fundable {
namespace {

std::string_view without_template_ending(std::string_view name) {
  for (const std::string_view ending : {".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".erb"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return without_template_ending(name).ends_with(".service") && head.bytes.contains("[Service]");
}

// `-/usr/bin/x`, `@`, `!`: how systemd treats the command.
std::string_view without_prefix(std::string_view text) {
  while (!text.empty() && std::string_view("-@:+!").contains(text[0])) text.remove_prefix(1);
  return text;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  const std::string name = file_name_of(file.path);
  const std::string_view unit = without_template_ending(name);
  Reading reading;
  std::string command;
  std::uint32_t number = 0;
  std::uint32_t first = 0;
  for (const std::string_view raw : split(file.bytes, '\n')) {
    ++number;
    std::string_view line = trimmed(raw);
    if (command.empty()) {
      if (!line.starts_with("ExecStart=")) continue;
      line = without_prefix(trimmed(line.substr(line.find('=') + 1)));
      first = number;
    }
    const bool joins = line.ends_with('\\');
    command += joins ? line.substr(0, line.size() - 1) : line;
    command += joins ? "\\\n" : "";
    if (joins) continue;
    for (const shell::Command& one : shell::known_commands(command, first)) {
      reading.observations.push_back(shell::observation_of(one, file.path));
      Observation& seen = reading.observations.back();
      seen.proof = Proof::kDeclared;
      seen.name = presentable(unit.substr(0, unit.rfind('.')), 100);
    }
    command.clear();
  }
  return reading;
}

}  // namespace

extern const Reader systemd_unit;
const Reader systemd_unit{
    .name = "systemd_unit",
    .reads = "units of systemd that run a service",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
