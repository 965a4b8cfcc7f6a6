// Words that inventories use, mapped to those of observations.
//
// An inventory proves that a machine is there; what it is for is said by its tags, its software and
// its GPU, never by how its name sounds. States are many (`poweredOff`, `OFF`, `Stopped`,
// `decommissioned`); what is not known to mean standing still is taken as running.
#include "readers/inventory/machine.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable::inventory {
namespace {

using Text = std::string_view;

constexpr std::array<Text, 18> kOff{
    "poweredoff", "off",        "powereddown", "stopped", "shutdown",           "shutoff",
    "suspended",  "terminated", "deallocated", "retired", "disposed",           "decommissioned",
    "notrunning", "inactive",   "down",        "halted",  "stoppeddeallocated", "vmdeallocated"};
constexpr std::array<Text, 10> kNone{"0", "no",  "none", "false", "-",
                                     "n", "nil", "0.0",  "null",  "no gpu"};

// Plain column names under which people say what a machine belongs to.
struct Naming {
  Text column;
  Text tag;
};
constexpr std::array kNamings{
    Naming{"app", "application"},          Naming{"application", "application"},
    Naming{"applications", "application"}, Naming{"applicationname", "application"},
    Naming{"appname", "application"},      Naming{"project", "project"},
    Naming{"projectname", "project"},      Naming{"workload", "workload"},
    Naming{"workloadname", "workload"},    Naming{"service", "service"},
    Naming{"servicename", "service"},      Naming{"businessservice", "service"},
    Naming{"environment", "environment"},  Naming{"environmenttype", "environment"},
    Naming{"env", "environment"}};

struct Hosting {
  Text mention;
  Text platform;
};
// Clouds first: VMware runs in them as well.
constexpr std::array kHostings{Hosting{"avs.azure.com", "azure"},
                               Hosting{"azure", "azure"},
                               Hosting{"gve.goog", "gcp"},
                               Hosting{"google", "gcp"},
                               Hosting{"gcp", "gcp"},
                               Hosting{"vmwarevmc.com", "aws"},
                               Hosting{"amazon", "aws"},
                               Hosting{"aws", "aws"},
                               Hosting{"ec2", "aws"},
                               Hosting{"oraclevcn.com", "oci"},
                               Hosting{"oracle cloud", "oci"},
                               Hosting{"oci", "oci"},
                               Hosting{"vmware", "on_premises"},
                               Hosting{"esx", "on_premises"},
                               Hosting{"vsphere", "on_premises"},
                               Hosting{"vcenter", "on_premises"},
                               Hosting{"hyper-v", "on_premises"},
                               Hosting{"hyperv", "on_premises"},
                               Hosting{"nutanix", "on_premises"},
                               Hosting{"ahv", "on_premises"},
                               Hosting{"proxmox", "on_premises"},
                               Hosting{"physical", "on_premises"},
                               Hosting{"bare metal", "on_premises"},
                               Hosting{"bare-metal", "on_premises"},
                               Hosting{"on-prem", "on_premises"},
                               Hosting{"on prem", "on_premises"},
                               Hosting{"onprem", "on_premises"},
                               Hosting{"on_prem", "on_premises"}};

bool is_word_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Whether `word` stands in `text` with no letter before it (`oci` is not in `social`).
bool has_word(Text text, Text word) {
  for (std::size_t at = text.find(word); at != Text::npos; at = text.find(word, at + 1)) {
    if (at == 0 || !is_word_char(text[at - 1])) return true;
  }
  return false;
}

bool is_number(Text text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == Text::npos;
}

// `2 x NVIDIA A100` without its number; a number alone tells no model.
Text model_of(Text gpu) {
  const std::size_t end = gpu.find_first_not_of("0123456789");
  if (end == 0 || end == Text::npos) return gpu;
  const Text rest = trimmed(gpu.substr(end));
  return rest.size() > 1 && (rest[0] == 'x' || rest[0] == 'X') && !is_word_char(rest[1])
             ? trimmed(rest.substr(1))
         : rest.size() > 1 && (rest[0] == 'x' || rest[0] == 'X') ? rest.substr(1)
                                                                 : gpu;
}

void add_gpu(Observation& seen, Text gpu) {
  const std::string plain = lowered(gpu);
  if (gpu.empty() || std::ranges::find(kNone, plain) != kNone.end()) return;
  if (is_number(gpu) || is_yes(gpu)) {
    seen.marks.push_back({"gpu", "gpu", {}});
  } else {
    seen.marks.push_back({"accelerator", presentable(model_of(gpu)), {}});
  }
}

std::string says_of(const Machine& machine) {
  std::vector<std::string> parts;
  if (!machine.power.empty()) parts.push_back(presentable(machine.power, 40));
  if (!machine.cpus.empty()) parts.push_back(presentable(machine.cpus, 20) + " CPUs");
  if (!machine.memory.empty()) parts.push_back(presentable(machine.memory, 30) + " memory");
  if (!machine.os.empty()) parts.push_back(presentable(machine.os, 80));
  if (!machine.gpu.empty()) parts.push_back("GPU: " + presentable(machine.gpu, 60));
  std::string says(machine.what);
  return parts.empty() ? says + " in the inventory" : says + ": " + joined(parts, ", ");
}

}  // namespace

Observation observation_of(const Machine& machine, const Row& row, const Inventory& inventory) {
  Observation seen;
  seen.at = {inventory.path(), row.place, says_of(machine)};
  seen.proof = is_off(machine.power) ? Proof::kDeclared : Proof::kRuns;
  seen.platform = machine.platform;
  seen.name = presentable(machine.name);
  if (!machine.os.empty()) seen.marks.push_back({"software", presentable(machine.os), {}});
  add_gpu(seen, machine.gpu);
  return seen;
}

void put(std::map<std::string, std::string>& map, Text key, Text value) {
  const Text text = trimmed(value);
  if (text.empty()) return;
  // What a key calls a secret is one, whatever it looks like.
  const std::string both = std::string(key.substr(0, 80)) + "=" + std::string(text.substr(0, 80));
  const bool is_secret =
      both.find("[redacted]") == std::string::npos && presentable(both).ends_with("[redacted]");
  map.emplace(presentable(key, 80), is_secret ? "[redacted]" : presentable(text));
}

void put_tag(Observation& seen, Text column, Text value) {
  const std::string plain = plain_name(column);
  const auto* const naming = std::ranges::find(kNamings, Text(plain), &Naming::column);
  if (naming == kNamings.end()) return put(seen.tags, trimmed(column), value);
  const Text first = trimmed(value.substr(0, value.find_first_of(",;")));
  put(seen.tags, naming->tag, first);
  if (first != trimmed(value)) put(seen.tags, std::string(naming->tag) + "s", value);
}

void put_tags(Observation& seen, Text text) {
  constexpr std::size_t kMostTags = 50;
  std::size_t count = 0;
  const char between = text.contains(';') ? ';' : ',';
  for (const Text entry : split(text.substr(0, 8192), between)) {
    const std::size_t end = entry.find_first_of("=:");
    if (end == Text::npos || trimmed(entry.substr(0, end)).empty()) continue;
    if (++count > kMostTags) return;
    put_tag(seen, trimmed(entry.substr(0, end)), entry.substr(end + 1));
  }
}

std::string platform_of_hosting(Text text) {
  const std::string plain = lowered(text);
  for (const Hosting& hosting : kHostings) {
    if (has_word(plain, hosting.mention)) return std::string(hosting.platform);
  }
  return {};
}

std::string with_unit(Text number, Text unit) {
  return number.empty() ? std::string()
                        : std::string(number.substr(0, 20)) + " " + std::string(unit);
}

bool is_off(Text power) { return std::ranges::find(kOff, Text(plain_name(power))) != kOff.end(); }

bool is_yes(Text text) {
  const std::string plain = lowered(trimmed(text));
  return plain == "true" || plain == "yes" || plain == "y" || plain == "1";
}

std::string uuid_of(Text text) {
  std::string plain = lowered(trimmed(text));
  if (plain.size() != 36 || plain.find_first_not_of("0-") == std::string::npos) return {};
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool fits =
        is_dash ? plain[i] == '-'
                : (plain[i] >= '0' && plain[i] <= '9') || (plain[i] >= 'a' && plain[i] <= 'f');
    if (!fits) return {};
  }
  return plain;
}

}  // namespace fundable::inventory
