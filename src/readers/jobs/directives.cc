// Directives are comments to the shell: one option a line, in the manner of the command that would
// submit the job (sbatch(1), qsub of PBS and Grid Engine, bsub of LSF).
//
// What a variable decides stays unknown; an `#SBATCH` is not expanded by Slurm either.
#include "readers/jobs/directives.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/text.h"

namespace fundable::jobs {
namespace {

struct Prefix {
  std::string_view text;
  std::string_view scheduler;
};
constexpr auto kPrefixes = std::to_array<Prefix>(
    {{"#SBATCH", "slurm"}, {"#PBS", "pbs"}, {"#BSUB", "lsf"}, {"#$ ", "sge"}});

// `--nodes=4`, `-N 4`, `-N4`: the option and its value.
struct Option {
  std::string_view name;
  std::string_view value;
};

Option option_of(std::string_view text) {
  text = trimmed(text.substr(0, text.find(" #")));
  const bool is_long = text.starts_with("--");
  std::size_t end = text.find_first_of("= \t");
  if (!is_long && text.size() > 2 && (end == text.npos || end > 2) && !text.starts_with("-gpu")) {
    return {text.substr(0, 2), trimmed(text.substr(2))};
  }
  const std::string_view name = text.substr(0, end);
  std::string_view value = end == text.npos ? std::string_view() : trimmed(text.substr(end + 1));
  if (value.size() > 1 && (value[0] == '"' || value[0] == '\'')) {
    value = value.substr(1, value.find(value[0], 1) - 1);
  }
  return {name, value};
}

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::min<std::uint64_t>(number, 1'000'000);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// `8`, `a100:8`, `a100`.
void add_gpus(Request& request, std::string_view text) {
  request.wants_gpus = true;
  text = text.substr(0, text.find_first_of(",("));
  for (const std::string_view part : split(text, ':')) {
    if (is_number(part)) {
      request.gpus = number_in(part);
    } else if (!part.empty() && part.find_first_of("$={") == part.npos) {
      request.gpu_type = presentable(part, 40);
    }
  }
  if (request.gpus == 0 && !text.contains('$')) request.gpus = 1;
  if (text == "0") request.wants_gpus = false;
}

void put_tag(Request& request, const char* key, std::string_view value) {
  if (!value.empty()) request.tags[key] = presentable(value, 80);
}

void take_slurm(Request& request, const Option& option) {
  const auto [name, value] = option;
  if (name == "--job-name" || name == "-J") {
    request.name = presentable(value, 100);
  } else if (name == "--nodes" || name == "-N") {
    request.nodes = std::max<std::uint64_t>(number_in(value), 1);
  } else if (name == "--partition" || name == "-p") {
    put_tag(request, "partition", value);
  } else if (name == "--account" || name == "-A") {
    put_tag(request, "account", value);
  } else if (name == "--gpus" || name == "-G") {
    request.are_gpus_total = true;
    add_gpus(request, value);
  } else if (name == "--gpus-per-node" || name == "--gpus-per-task") {
    add_gpus(request, value);
  } else if (name == "--gres") {
    const std::size_t gpu = value.find("gpu");
    if (gpu != value.npos) add_gpus(request, value.substr(gpu + 3));
  }
}

// `-l select=2:ncpus=8:ngpus=4`, `-l nodes=1:ppn=4:gpus=2`.
void take_resources(Request& request, std::string_view list) {
  std::string flat(list);
  std::ranges::replace(flat, ',', ':');
  for (const std::string_view part : split(flat, ':')) {
    const std::size_t sign = part.find('=');
    const std::string_view name = part.substr(0, sign);
    const std::string_view value = sign == part.npos ? std::string_view() : part.substr(sign + 1);
    if (name == "select" || name == "nodes") {
      request.nodes = std::max<std::uint64_t>(number_in(value), 1);
    } else if (name == "ngpus" || name == "gpus" || name == "gpu") {
      add_gpus(request, value);
    } else if (name == "gpu_type" || name == "gpu_model") {
      request.gpu_type = presentable(value, 40);
    }
  }
}

void take_pbs_or_sge(Request& request, const Option& option) {
  if (option.name == "-N") request.name = presentable(option.value, 100);
  if (option.name == "-q") put_tag(request, "partition", option.value);
  if (option.name == "-A" || option.name == "-P") put_tag(request, "account", option.value);
  if (option.name == "-l") take_resources(request, option.value);
}

// `-gpu "num=4:mode=exclusive_process"`, `-J name`.
void take_lsf(Request& request, const Option& option) {
  if (option.name == "-J") request.name = presentable(option.value, 100);
  if (option.name == "-q") put_tag(request, "partition", option.value);
  if (option.name == "-P") put_tag(request, "account", option.value);
  if (option.name != "-gpu") return;
  const std::size_t count = option.value.find("num=");
  add_gpus(request, count == option.value.npos ? "" : option.value.substr(count + 4));
}

const Prefix* prefix_of(std::string_view line) {
  const auto found = std::ranges::find_if(
      kPrefixes, [&](const Prefix& prefix) { return line.starts_with(prefix.text); });
  return found == kPrefixes.end() ? nullptr : &*found;
}

}  // namespace

Request request_in(std::string_view script) {
  Request request;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < script.size();) {
    ++number;
    const std::string_view line = script.substr(at, script.find('\n', at) - at);
    at += line.size() + 1;
    if (!line.starts_with('#')) continue;
    const Prefix* prefix = prefix_of(line);
    if (prefix == nullptr) continue;
    const std::string_view rest = trimmed(line.substr(prefix->text.size()));
    if (!rest.starts_with('-')) continue;
    if (request.scheduler.empty()) {
      request.scheduler = prefix->scheduler;
      request.line = number;
    }
    if (request.scheduler != prefix->scheduler) continue;
    const Option option = option_of(rest);
    if (request.scheduler == "slurm") take_slurm(request, option);
    if (request.scheduler == "pbs" || request.scheduler == "sge") take_pbs_or_sge(request, option);
    if (request.scheduler == "lsf") take_lsf(request, option);
  }
  return request;
}

std::string gpus_of(const Request& request) {
  if (!request.wants_gpus) return {};
  std::string text = request.are_gpus_total ? "" : std::to_string(request.nodes) + " x ";
  text += request.gpus > 0 ? std::to_string(request.gpus) : "an unknown number of";
  return text + " " + (request.gpu_type.empty() ? "GPU" : request.gpu_type);
}

}  // namespace fundable::jobs
