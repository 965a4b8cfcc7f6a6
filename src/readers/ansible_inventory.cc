// Reads Ansible's static inventories, in their INI form: the machines that playbooks set up.
//
// One observation for the list. Its machines are somebody's own, unless their names lie in a
// cloud's domain. Numbers and names of GPUs that a host's variables give are told; all other
// variables are passed over, for they hold passwords. Addresses say nothing about an owner, so a
// list of nothing but addresses has no platform. Inventories that a program makes are not run.
#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "readers/file/file.h"

namespace fundable {
namespace {

constexpr std::size_t kMostHosts = 100'000;

// `inventory/hosts.ini`, `hosts`, `production.ini` beside other inventories.
bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  const std::string folder = lowered(folder_of(head.path));
  const bool is_plain = name.ends_with(".ini") || !name.contains('.');
  const bool is_named = name == "hosts" || name == "hosts.ini" || name == "inventory" ||
                        name == "inventory.ini" || folder.ends_with("inventory") ||
                        folder.ends_with("inventories") || folder.contains("inventories/");
  return is_plain && is_named && (head.bytes.starts_with('[') || head.bytes.contains("\n[")) &&
         !head.bytes.contains("#!/");
}

struct Domain {
  std::string_view end;
  std::string_view platform;
};
constexpr auto kDomains = std::to_array<Domain>({
    {".amazonaws.com", "aws"},
    {".compute.internal", "aws"},
    {".ec2.internal", "aws"},
    {".cloudapp.azure.com", "azure"},
    {".cloudapp.net", "azure"},
    {".internal.cloudapp.net", "azure"},
    {".bc.googleusercontent.com", "gcp"},
    {".google.internal", "gcp"},
    {".oraclevcn.com", "oci"},
    {".linode.com", "other_cloud"},
    {".your-server.de", "other_cloud"},
});

std::string_view platform_of(std::string_view host) {
  const auto domain =
      std::ranges::find_if(kDomains, [&](const Domain& one) { return host.ends_with(one.end); });
  return domain == kDomains.end() ? "on_premises" : domain->platform;
}

bool is_address(std::string_view host) {
  return host.contains(':') || host.find_first_not_of("0123456789.[]") == host.npos;
}

class Inventory {
 public:
  explicit Inventory(const EvidenceFile& file) : file_(file) {}

  Reading read() {
    std::uint32_t number = 0;
    for (const std::string_view line : split(file_.bytes, '\n')) {
      ++number;
      take(trimmed(line), number);
    }
    if (count_ > kMostHosts) {
      reading_.skipped.push_back(
          {"", "only the first " + std::to_string(kMostHosts) + " hosts were read"});
    }
    if (hosts_.empty()) {
      reading_.skipped.push_back({"", "no host is named"});
      return std::move(reading_);
    }
    Observation seen;
    seen.proof = Proof::kDeclared;
    if (platforms_.size() == 1) seen.platform = *platforms_.begin();
    std::string says =
        std::to_string(hosts_.size()) + (hosts_.size() == 1 ? " host: " : " hosts: ");
    says += *hosts_.begin();
    if (hosts_.size() > 1) says += " and others";
    seen.marks.push_back({"software", "Ansible inventory", {}});
    if (!gpus_.empty()) {
      says += ", GPUs " + gpus_;
      seen.marks.push_back({"gpu", "host", gpus_});
    }
    seen.at = {file_.path, at_line(first_line_), presentable(says, 300)};
    reading_.observations.push_back(std::move(seen));
    return std::move(reading_);
  }

 private:
  void take(std::string_view line, std::uint32_t number) {
    if (line.empty() || line[0] == '#' || line[0] == ';') return;
    if (line[0] == '[') {
      of_hosts_ = !line.contains(':');  // `[all:vars]`, `[gpu:children]` name none
      return;
    }
    if (!of_hosts_ || ++count_ > kMostHosts) return;
    const auto words = split(line, ' ');
    const std::string_view host = words.front();
    if (first_line_ == 0) first_line_ = number;
    hosts_.insert(presentable(host, 80));
    for (const std::string_view word : words) take_variable(trimmed(word));
    const bool is_this = host == "localhost" || line.contains("ansible_connection=local");
    if (!is_address(host) && !is_this) platforms_.insert(platform_of(host));
  }

  // `gpus=4xL40S`, `gpu_type=H100`.
  void take_variable(std::string_view word) {
    const std::size_t sign = word.find('=');
    if (sign == word.npos || !gpus_.empty()) return;
    static constexpr auto kNames = std::to_array<std::string_view>(
        {"gpu", "gpus", "gpu_type", "gpu_model", "gpu_count", "num_gpus"});
    const std::string name = lowered(word.substr(0, sign));
    const std::string_view value = word.substr(sign + 1);
    if (value.empty() || value == "0" || value == "false" || value == "none") return;
    if (std::ranges::find(kNames, name) != kNames.end()) gpus_ = presentable(value, 40);
  }

  const EvidenceFile& file_;
  bool of_hosts_ = true;
  std::uint32_t first_line_ = 0;
  std::size_t count_ = 0;
  std::set<std::string> hosts_;
  std::set<std::string_view> platforms_;
  std::string gpus_;
  Reading reading_;
};

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  return Inventory(file).read();
}

}  // namespace

extern const Reader ansible_inventory;
const Reader ansible_inventory{
    .name = "ansible_inventory",
    .reads = "Ansible inventories in INI form",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
