// Lines of requirements, one at a time.
//
// A name is what stands before the first sign of a version, extra, marker or address; where a line
// goes on with other words it is prose, not a requirement. An address without a name is named after
// its repository, as nearly all Python projects are.
#include "readers/packages/python.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "readers/file/file.h"

namespace fundable::packages {
namespace {

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

// `https://github.com/acme/lib.git@v1#egg=lib` → `lib`; `…/lib-1.0-py3-none-any.whl` → `lib`.
std::string_view name_in_address(std::string_view address) {
  if (const auto egg = address.find("egg="); egg != address.npos) {
    address.remove_prefix(egg + 4);
    return address.substr(0, std::ranges::find_if_not(address, is_name_char) - address.begin());
  }
  address = address.substr(0, address.find_first_of("#?; "));
  if (address.ends_with(".whl") || address.ends_with(".tar.gz")) {
    address.remove_prefix(address.rfind('/') + 1);
    const std::size_t version = address.find_first_of("-");
    return address.substr(0, version);
  }
  const std::size_t host = address.find("://");
  const std::size_t tag = address.rfind('@');
  if (tag != address.npos && tag > address.rfind('/')) address = address.substr(0, tag);
  if (address.ends_with(".git")) address.remove_suffix(4);
  const std::size_t slash = address.rfind('/');
  return host == address.npos || slash <= host + 2 ? std::string_view() : address.substr(slash + 1);
}

bool is_address(std::string_view text) {
  return text.find("://") != text.npos && text.find("://") < text.find_first_of(" @;\"'");
}

// The text without the comment that ends it; in pip one starts a line or stands behind a space.
std::string_view without_comment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != line.npos; at = line.find('#', at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  }
  return line;
}

bool is_local_path(std::string_view text) { return text.starts_with('.') || text.starts_with('/'); }

std::string_view comment_of(std::string_view line) {
  return trimmed(line.substr(without_comment(line).size()));
}

// `-e x` and `--editable=x` ask for x; other options ask for nothing.
std::optional<std::string_view> without_options(std::string_view text) {
  for (const std::string_view option : {"-e", "--editable"}) {
    if (!text.starts_with(option) || text.size() == option.size()) continue;
    const char next = text[option.size()];
    if (next == ' ' || next == '=') return trimmed(text.substr(option.size() + 1));
  }
  if (text.starts_with('-')) return std::nullopt;
  return text.substr(0, text.find(" --"));
}

std::string_view group_by_name(std::string_view path) {
  const std::string name = file_name_of(path);
  for (const std::string_view word : {"dev", "test", "doc", "lint", "style", "ci."}) {
    if (name.find(word) != name.npos) return "development";
  }
  return {};
}

// One line of a requirements file, with those that continue it and the comments that follow it.
struct Entry {
  std::string text;
  std::string comments;
  std::uint32_t line = 0;
};

std::vector<Entry> entries_of(std::string_view bytes) {
  std::vector<Entry> entries;
  std::uint32_t number = 0;
  bool goes_on = false;
  for (std::string_view line : split(bytes, '\n')) {
    ++number;
    const std::string_view comment = comment_of(line);
    std::string_view text = trimmed(without_comment(line));
    const bool continues = goes_on;
    goes_on = text.ends_with('\\');
    if (goes_on) text = trimmed(text.substr(0, text.size() - 1));
    if (continues || text.empty()) {
      if (entries.empty()) continue;
      if (!text.empty()) entries.back().text += ' ' + std::string(text);
      if (!comment.empty()) entries.back().comments += std::string(comment) + ' ';
      continue;
    }
    entries.push_back({std::string(text), std::string(comment) + ' ', number});
  }
  return entries;
}

// pip-compile says of each package which other, or which manifest, asked for it.
bool is_brought_along(const Entry& entry) {
  const std::string& said = entry.comments;
  const auto says = [&](std::string_view part) { return said.find(part) != said.npos; };
  return says("via") && !says("-r ") && !says(".toml") && !says("setup.") && !says("(");
}

}  // namespace

std::string normal_name(std::string_view name) {
  std::string normal;
  for (const char c : lowered(name)) {
    const bool joins = c == '-' || c == '_' || c == '.';
    if (!joins) {
      normal += c;
    } else if (!normal.ends_with('-')) {
      normal += '-';
    }
  }
  return normal;
}

std::optional<Requirement> requirement_of(std::string_view text) {
  text = trimmed(text);
  if (is_address(text)) {
    const std::string_view name = name_in_address(text);
    if (name.empty()) return std::nullopt;
    return Requirement{normal_name(name), "from an address"};
  }
  const auto end = std::ranges::find_if_not(text, is_name_char);
  const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  std::string_view rest = trimmed(text.substr(name.size()));
  const bool is_path = name.empty() || name[0] == '.' || rest.starts_with('/');
  if (is_path || name[0] == '-' || name.back() == '-' || name.back() == '.') return std::nullopt;
  if (name.ends_with(".whl") || name.ends_with(".txt")) return std::nullopt;
  if (!rest.empty() && !std::string_view("[<>=!~;@(,").contains(rest[0])) return std::nullopt;
  if (rest.starts_with('@')) return Requirement{normal_name(name), "from an address"};
  rest = trimmed(rest.substr(0, rest.find(';')));
  return Requirement{normal_name(name), std::string(rest)};
}

Result<Reading> read_requirements(const EvidenceFile& file) {
  Listing listing(file, "pypi");
  const bool is_compiled = file.bytes.substr(0, 2'000).contains("autogenerated by pip-compile") ||
                           file.bytes.substr(0, 2'000).contains("autogenerated by uv");
  bool any = false;
  bool any_entry = false;
  for (const Entry& entry : entries_of(file.bytes)) {
    any_entry = true;
    const auto text = without_options(entry.text);
    any = any || !text;
    if (!text) continue;
    const auto requirement = requirement_of(*text);
    const bool is_local = is_local_path(*text);
    any = any || requirement || is_local;
    if (is_local) {
      listing.skip(entry.line, "is part of the same project");
    } else if (!requirement) {
      listing.skip(entry.line, "names no package");
    } else if (is_compiled && is_brought_along(entry)) {
      listing.skip_indirect();
    } else {
      listing.add({requirement->name, entry.line, requirement->asks, group_by_name(file.path)});
    }
  }
  if (any_entry && !any) {
    return failure(ErrorKind::kInput, "no line of it is a requirement", file.path);
  }
  return listing.reading();
}

Reading read_setup_cfg(const EvidenceFile& file) {
  Listing listing(file, "pypi");
  std::string section;
  std::string key;
  std::uint32_t number = 0;
  for (std::string_view line : split(file.bytes, '\n')) {
    ++number;
    const bool is_indented = line.starts_with(' ') || line.starts_with('\t');
    std::string_view text = trimmed(without_comment(line));
    if (text.empty()) continue;
    if (text.starts_with('[') && !is_indented) {
      section = text;
      key.clear();
      continue;
    }
    if (!is_indented) {
      const std::size_t sign = text.find_first_of("=:");
      key = trimmed(text.substr(0, sign));
      text = sign == text.npos ? std::string_view() : trimmed(text.substr(sign + 1));
    }
    const bool is_extra = section == "[options.extras_require]";
    if (!is_extra && (section != "[options]" || key != "install_requires")) continue;
    if (text.empty() || text.starts_with('%')) continue;
    const auto requirement = requirement_of(text);
    const std::string group = is_extra ? "extra " + key : std::string();
    if (requirement) listing.add({requirement->name, number, requirement->asks, group});
  }
  return listing.reading();
}

}  // namespace fundable::packages
