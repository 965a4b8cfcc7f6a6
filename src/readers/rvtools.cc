// Reads the tabs of an RVTools export: vInfo (virtual machines), vHost (what they run on), and the
// GPUs that a tab or column gives to machines.
//
// A powered-on machine in vInfo runs where its vCenter is: on premises, unless the vCenter's or
// host's name shows that it is VMware in a cloud (Azure VMware Solution, Google Cloud VMware
// Engine, VMware Cloud on AWS). Machines that are off are declared; templates and placeholders are
// counted. Custom attributes stand between Annotation and Datacenter and become tags. The
// instance's UUID is the same on every tab, so it is the id.
//
// Left out on purpose: tabs that tell of parts of machines (vCPU, vDisk, vNetwork, …), IP
// addresses.
#include "base/text.h"
#include "readers/inventory/formats.h"
#include "readers/inventory/machine.h"
#include "readers/table.h"

namespace fundable {
namespace {

using namespace inventory;

// With the option -DBColumnNames a column is called by its tab as well: `vInfoPowerstate`.
std::string_view field(const Row& row, std::string_view name) {
  const std::string_view text = row[name];
  return text.empty() ? row["vinfo" + std::string(name)] : text;
}

std::string platform_of(const Row& row) {
  for (const std::string_view name : {"visdkserver", "host", "cluster"}) {
    std::string platform = platform_of_hosting(field(row, name));
    if (!platform.empty()) return platform;
  }
  return "on_premises";
}

void put_place(Observation& seen, const Row& row) {
  for (const char* place : {"datacenter", "cluster", "host"}) {
    put(seen.within, place, field(row, place));
  }
  put(seen.tags, "cluster", field(row, "cluster"));
}

void put_attributes(Observation& seen, const Row& row) {
  const std::size_t annotation = row.columns.place("annotation");
  const std::size_t end = row.columns.place("datacenter");
  if (annotation == Columns::npos || end == Columns::npos) return;
  for (std::size_t at = annotation + 1; at < end; ++at) {
    put_tag(seen, row.columns.names()[at], row.at(at));
  }
}

bool is_machines(const Columns& columns) {
  return columns.has_all({"vm", "powerstate", "cpus", "memory"}) ||
         columns.has_all({"vinfovmname", "vinfopowerstate"});
}

void take_machine(const Row& row, Inventory& inventory) {
  const std::string_view name = row.first({"vm", "vinfovmname"});
  if (name.empty()) return inventory.leave_out("no machine is named");
  if (is_yes(field(row, "template"))) {
    return inventory.leave_out("a template, which does not run");
  }
  if (is_yes(row.first({"srmplaceholder", "vinfosrmplaceholder"}))) {
    return inventory.leave_out("a placeholder for a machine that runs at another site");
  }
  Machine machine{.what = "virtual machine", .name = name};
  machine.power = field(row, "powerstate");
  machine.cpus = field(row, "cpus");
  machine.memory = with_unit(field(row, "memory"), "MiB");
  machine.os = row.first({"osaccordingtothevmwaretools", "osaccordingtotheconfigurationfile",
                          "vinfoostools", "vinfoos", "os"});
  machine.gpu = row.first({"vgpu", "gpu", "vgpuprofile", "gpuprofile", "gputype"});
  machine.platform = platform_of(row);
  Observation seen = observation_of(machine, row, inventory);
  seen.id = uuid_of(row.first({"vmuuid", "vinfouuid"}));
  put_place(seen, row);
  put(seen.tags, "folder", field(row, "folder"));
  put(seen.tags, "resource_pool", row.first({"resourcepool", "vinforesourcepool"}));
  put(seen.tags, "vapp", field(row, "vapp"));
  put(seen.tags, "annotation", field(row, "annotation"));
  put_attributes(seen, row);
  inventory.add(std::move(seen));
}

bool is_gpus(const Columns& columns) {
  return columns.has("vm") && columns.has_any({"vgpu", "vgpuprofile", "gpuprofile", "gpumodel",
                                               "gpuname", "gpu", "gputype", "graphicsdevice"});
}

void take_gpu(const Row& row, Inventory& inventory) {
  Machine machine{.what = "GPU of a virtual machine", .name = row["vm"]};
  if (is_yes(row["template"])) return inventory.leave_out("a template, which does not run");
  machine.power = row["powerstate"];
  machine.gpu = row.first({"vgpuprofile", "gpuprofile", "vgpu", "gpumodel", "gpuname", "gputype",
                           "graphicsdevice", "gpu"});
  machine.platform = platform_of(row);
  if (machine.name.empty()) return inventory.leave_out("no machine is named");
  Observation seen = observation_of(machine, row, inventory);
  if (seen.marks.empty()) return inventory.leave_out("a machine without a GPU");
  seen.id = uuid_of(row["vmuuid"]);
  put_place(seen, row);
  put_attributes(seen, row);
  inventory.add(std::move(seen));
}

bool is_hosts(const Columns& columns) {
  return columns.has_all({"host", "cpumodel"}) &&
         columns.has_any({"vms", "vmstotal", "esxversion", "vmotionsupport"});
}

void take_host(const Row& row, Inventory& inventory) {
  Machine machine{.what = "virtualisation host", .name = row["host"]};
  machine.cpus = row.first({"cores", "cpu"});
  machine.memory = with_unit(row["memory"], "MiB");
  machine.os = row["esxversion"];
  machine.platform = platform_of(row);
  if (machine.name.empty()) return inventory.leave_out("no machine is named");
  Observation seen = observation_of(machine, row, inventory);
  put(seen.within, "datacenter", row["datacenter"]);
  put(seen.within, "cluster", row["cluster"]);
  put(seen.tags, "cluster", row["cluster"]);
  put(seen.tags, "model", row["model"]);
  put_attributes(seen, row);
  inventory.add(std::move(seen));
}

bool is_parts(const Columns& columns) { return columns.has_all({"vm", "powerstate", "template"}); }

constexpr Table kTables[] = {
    {is_machines, take_machine},
    {is_gpus, take_gpu},
    {is_hosts, take_host},
    {is_parts, nullptr, "a tab that tells of parts of machines; vInfo names the machines"},
};

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool recognises(const EvidenceFile& head) {
  const std::string name = lowered(name_of(head.path));
  const bool is_tab = name.starts_with("rvtools_tab") && name.ends_with(".csv");
  return is_tab || recognises_csv(head, rvtools_format);
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  const EvidenceFile head{file.path, file.bytes.substr(0, 64 << 10)};
  if (recognises(head) && !recognises_csv(head, rvtools_format)) {
    return Reading{{}, {{"", "a tab that tells of no machine; vInfo names the machines"}}};
  }
  return read_csv(file, limits, rvtools_format);
}

}  // namespace

const inventory::Format inventory::rvtools_format{kTables};

extern const Reader rvtools;
const Reader rvtools{
    .name = "rvtools",
    .reads = "RVTools export as CSV (the workbook is read as well)",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
