// Reads `nvidia-smi -q -x`: the GPUs of one machine, and what computes on them.
//
// The output does not name its machine, so it is called as the file is; the first GPU's own number
// is what another output of the same machine also holds. Where the machine stands is not shown.
// Processes that only draw (a desktop) say nothing and are left out, as are all readings: memory,
// clocks, temperatures.
//
// The XML parser refuses every DOCTYPE; the one that nvidia-smi writes, and no other, is blanked
// out before.
#include <algorithm>
#include <map>

#include "base/schema.h"
#include "base/text.h"
#include "base/xml.h"
#include "readers/cloud/telling.h"
#include "readers/table.h"

namespace fundable {
namespace {

constexpr std::string_view kDoctype = "<!DOCTYPE nvidia_smi_log SYSTEM \"nvsmi_device_v";
// A machine of many GPUs and processes has less.
constexpr std::size_t kMostBytes = 16u << 20;

// Where the DOCTYPE starts and ends; nothing where it is not just the one known.
std::string_view doctype_of(std::string_view bytes) {
  const std::size_t start = bytes.substr(0, 1000).find(kDoctype);
  if (start == std::string_view::npos) return {};
  std::size_t end = start + kDoctype.size();
  while (end < bytes.size() && bytes[end] >= '0' && bytes[end] <= '9') ++end;
  constexpr std::string_view kRest = ".dtd\">";
  if (!bytes.substr(end).starts_with(kRest)) return {};
  return bytes.substr(start, end + kRest.size() - start);
}

bool recognises(const EvidenceFile& head) {
  const std::string_view start = trimmed(head.bytes.substr(0, 1000));
  return start.starts_with('<') && start.contains("<nvidia_smi_log");
}

// `docs-7` of `hosts/docs-7.xml`.
std::string_view stem_of(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

// `python3 train.py` of `/usr/bin/python3 train.py`.
std::string_view without_path(std::string_view command) {
  const std::size_t end = std::min(command.find(' '), command.size());
  const std::size_t slash = command.substr(0, end).find_last_of("/\\");
  return slash == std::string_view::npos ? command : command.substr(slash + 1);
}

void add_processes(Node gpu, std::vector<Mark>& marks) {
  for (const Node process : gpu["processes"]) {
    // `C` computes, `G` draws, `C+G` does both.
    if (!process["type"].text().contains('C')) continue;
    const std::string_view command = without_path(trimmed(process["process_name"].text()));
    if (!command.empty() && command != "N/A") cloud::add_once(marks, "command", command);
  }
}

// `4 NVIDIA A100-SXM4-80GB and 1 Tesla T4`.
std::string phrase_of(const std::map<std::string, std::size_t>& products) {
  std::string phrase;
  for (const auto& [product, count] : products) {
    phrase += (phrase.empty() ? "" : " and ") + std::to_string(count) + ' ' + product;
  }
  return presentable(phrase, 200);
}

Reading reading_of(Node root, const std::string& path) {
  Reading reading;
  Observation host;
  std::map<std::string, std::size_t> products;
  for (const Node gpu : root) {
    if (gpu.key() != "gpu") continue;
    const std::string locator = "line " + std::to_string(gpu.line());
    const std::string product = presentable(trimmed(gpu["product_name"].text()));
    if (product.empty()) {
      reading.skipped.push_back({locator, "a GPU without a product name"});
      continue;
    }
    if (products.empty()) {
      host.at = {path, locator, {}};
      const std::string_view uuid = trimmed(gpu["uuid"].text());
      if (uuid.starts_with("GPU-")) host.id = presentable(uuid);
    }
    ++products[product];
    cloud::add_once(host.marks, "accelerator", product);
    add_processes(gpu, host.marks);
  }
  if (products.empty()) {
    reading.skipped.push_back({"", "the machine has no GPU"});
    return reading;
  }
  host.proof = Proof::kRuns;
  host.name = presentable(stem_of(path));
  host.at.says = "a machine with " + phrase_of(products);
  reading.observations.push_back(std::move(host));
  return reading;
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  Limits ours = limits;
  ours.bytes = std::min(limits.bytes, kMostBytes);
  if (file.bytes.size() > ours.bytes) {
    return failure(ErrorKind::kLimit, "larger than " + std::to_string(ours.bytes) + " bytes",
                   file.path);
  }
  std::string text(file.bytes);
  if (const std::string_view doctype = doctype_of(file.bytes); !doctype.empty()) {
    text.replace(static_cast<std::size_t>(doctype.data() - file.bytes.data()), doctype.size(),
                 doctype.size(), ' ');
  }
  auto document = parse_xml(text, ours);
  if (!document) return std::unexpected(in_file(document.error(), file.path));
  const Node root = document->root();
  if (root.key() != "nvidia_smi_log") {
    return failure(ErrorKind::kInput, "no output of nvidia-smi", file.path,
                   "Export with `nvidia-smi -q -x`.");
  }
  return reading_of(root, file.path);
}

}  // namespace

extern const Reader nvidia_smi;
const Reader nvidia_smi{
    .name = "nvidia_smi",
    .reads = "GPUs of a machine, nvidia-smi -q -x",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
