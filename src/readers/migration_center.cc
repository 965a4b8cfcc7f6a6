// Reads the files that Google Migration Center (StratoZone) takes: vmInfo.csv, with the tags that
// tagInfo.csv beside it gives to its machines.
//
// The exporters write where a machine comes from into `Source` and the size that its cloud calls it
// by into `MachineTypeLabel`; the size is a mark only where that cloud is known.
//
// Left out on purpose: addresses, diskInfo.csv, perfInfo.csv.
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

std::string platform_of(const Row& row) {
  for (const std::string_view column : {"source", "hostinglocation"}) {
    std::string platform = platform_of_hosting(row[column]);
    if (!platform.empty()) return platform;
  }
  return is_yes(row["isphysical"]) ? "on_premises" : std::string();
}

void take_machine(const Row& row, Inventory& inventory) {
  const std::string_view id = row["machineid"];
  Machine machine{.name = row.first({"machinename", "machineid"})};
  if (machine.name.empty()) return inventory.leave_out("no machine is named");
  const std::string os = std::string(row["osname"]) + " " + std::string(row["osversion"]);
  machine.power = row.first({"machinestatus", "provisioningstate"});
  machine.cpus = row["allocatedprocessorcorecount"];
  machine.memory = with_unit(row["memorygib"], "GiB");
  machine.os = trimmed(os);
  machine.platform = platform_of(row);
  Observation seen = observation_of(machine, row, inventory);
  const std::string_view size = row["machinetypelabel"];
  if (!size.empty() && !machine.platform.empty() && machine.platform != "on_premises") {
    seen.marks.push_back({"instance_type", presentable(size), {}});
  }
  put(seen.within, "location", row["hostinglocation"]);
  if (const auto tags = inventory.tags_of.find(id); tags != inventory.tags_of.end()) {
    for (const auto& [key, value] : tags->second) put_tag(seen, key, value);
  }
  inventory.add(std::move(seen));
}

bool is_machines(const Columns& columns) {
  return columns.has_all({"machineid", "machinename"}) &&
         columns.count({"machinetypelabel", "allocatedprocessorcorecount", "hostinglocation",
                        "machinestatus", "memorygib"}) >= 2;
}
bool is_tags(const Columns& columns) { return columns.has_all({"machineid", "key", "value"}); }
bool is_parts(const Columns& columns) {
  return columns.has("machineid") && columns.has_any({"disklabel", "cpuutilizationpercentage"});
}

void take_tag(const Row& row, Inventory& inventory) {
  constexpr std::size_t kMostMachines = 200'000;
  constexpr std::size_t kMostTags = 50;
  if (inventory.tags_of.size() >= kMostMachines || row["machineid"].empty()) return;
  auto& tags = inventory.tags_of[std::string(row["machineid"].substr(0, 200))];
  if (tags.size() < kMostTags) {
    tags.emplace(row["key"].substr(0, 200), row["value"].substr(0, 400));
  }
}

constexpr Table kTables[] = {
    {is_machines, take_machine},
    {is_tags, nullptr, "tags of machines: they count with vmInfo.csv"},
    {is_parts, nullptr, "parts and measurements of machines; vmInfo.csv names the machines"},
};
constexpr Table kTagTables[] = {{is_tags, take_tag}};
constexpr Format kTags{kTagTables};

// Tags that stand in a file beside this one.
void find_tags(const EvidenceFile& file, const Limits& limits, Inventory& inventory) {
  if (file.around == nullptr) return;
  const auto slash = file.path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : file.path.substr(0, slash);
  for (const std::string& name : file.around->files_in(folder)) {
    if (!lowered(name).ends_with("taginfo.csv")) continue;
    const std::string path = folder.empty() ? name : folder + "/" + name;
    const auto text = file.around->text_of(path);
    const auto read = text ? read_csv({path, *text, nullptr}, limits, kTags, inventory)
                           : Result<>(failure(ErrorKind::kLimit, "larger than 1 MiB"));
    if (!read) inventory.skip({"", "the tags in " + name + ": " + read.error().says});
  }
}

bool recognises(const EvidenceFile& head) { return recognises_csv(head, migration_center_format); }

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  Inventory inventory(file.path);
  if (lowered(file.path).ends_with("vminfo.csv")) find_tags(file, limits, inventory);
  auto read = read_csv(file, limits, migration_center_format, inventory);
  if (!read) return std::unexpected(read.error());
  return inventory.take();
}

}  // namespace

const inventory::Format inventory::migration_center_format{kTables};

extern const Reader migration_center;
const Reader migration_center{
    .name = "migration_center",
    .reads = "Google Migration Center: vmInfo.csv with tagInfo.csv",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
