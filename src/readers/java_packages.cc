// Reads what Java and Kotlin projects need: pom.xml, build.gradle and build.gradle.kts, and
// Gradle's version catalogue (libs.versions.toml).
//
// A pom is XML and read as such. A Gradle build is a program; of it only lines count that begin
// with the name of a configuration and hand it literal coordinates. Platforms and
// dependencyManagement fix versions and ask for nothing.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/packages/listing.h"

namespace fundable {
namespace {

using packages::Listing;

bool is_gradle(std::string_view name) {
  return name.ends_with(".gradle") || name.ends_with(".gradle.kts");
}

// --- pom.xml ---

// The text with `${name}` replaced where the pom says its value; empty where it does not.
std::string resolved(std::string_view text, Node project) {
  if (!text.contains("${")) return std::string(text);
  if (!text.starts_with("${") || !text.ends_with('}')) return {};
  const std::string_view name = text.substr(2, text.size() - 3);
  if (name == "project.groupId") {
    const std::string_view own = project["groupId"].text();
    return std::string(own.empty() ? project["parent"]["groupId"].text() : own);
  }
  const std::string_view value = project["properties"][name].text();
  return value.contains("${") ? std::string() : std::string(value);
}

std::string_view group_of(std::string_view scope) {
  if (scope == "test") return "tests";
  return scope == "provided" || scope == "system" ? "compilation" : "";
}

void add_dependencies(Listing& listing, Node holder, Node project) {
  for (const Node one : holder["dependencies"]) {
    if (one.key() != "dependency") continue;
    const std::string group = resolved(trimmed(one["groupId"].text()), project);
    const std::string artifact = resolved(trimmed(one["artifactId"].text()), project);
    if (group.empty() || artifact.empty()) {
      listing.skip(one.line(), "its name is a property that the file does not hold");
      continue;
    }
    listing.add({group + ':' + artifact, one.line(), resolved(one["version"].text(), project),
                 group_of(trimmed(one["scope"].text()))});
  }
}

Result<Reading> read_pom(const EvidenceFile& file, const Limits& limits) {
  const auto document = xml_of(file, limits);
  if (!document) return std::unexpected(document.error());
  const Node project = document->root();
  if (project.key() != "project") {
    return failure(ErrorKind::kInput, "no pom: its root is no <project>", file.path + ":1:1");
  }
  Listing listing(file, "maven");
  add_dependencies(listing, project, project);
  for (const Node profile : project["profiles"]) add_dependencies(listing, profile, project);
  return listing.reading();
}

// --- Gradle ---

bool is_configuration(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kNames{
      "implementation",  "api",         "compile",
      "runtime",         "compileonly", "runtimeonly",
      "developmentonly", "kapt",        "annotationprocessor"};
  static constexpr std::array<std::string_view, 4> kEndings{"implementation", "api", "compileonly",
                                                            "runtimeonly"};
  const std::string name = lowered(word);
  return std::ranges::find(kNames, name) != kNames.end() ||
         std::ranges::any_of(kEndings, [&](auto ending) { return name.ends_with(ending); });
}

std::string_view group_of_configuration(std::string_view word) {
  const std::string name = lowered(word);
  if (name.contains("test")) return "tests";
  return name.contains("only") && !name.contains("runtime") ? "compilation" : "";
}

// The texts in quotes, as far as they stand on this line.
std::vector<std::string_view> quoted_in(std::string_view line) {
  std::vector<std::string_view> texts;
  for (std::size_t at = line.find_first_of("'\""); at != line.npos;) {
    const std::size_t end = line.find(line[at], at + 1);
    if (end == line.npos) break;
    texts.push_back(line.substr(at + 1, end - at - 1));
    at = line.find_first_of("'\"", end + 1);
  }
  return texts;
}

// `group:artifact:version`, without the version; empty where it is none.
std::string coordinates(std::string_view text) {
  const auto parts = split(text, ':');
  const auto is_name = [](std::string_view part) {
    return !part.empty() && part.find_first_of(" $/{}()") == part.npos;
  };
  if (parts.size() < 2 || parts.size() > 4 || !is_name(parts[0]) || !is_name(parts[1])) return {};
  return std::string(parts[0]) + ':' + std::string(parts[1]);
}

void add_line(Listing& listing, std::string_view text, std::uint32_t line) {
  const std::size_t end = text.find_first_of(" \t('\"");
  const std::string_view word = text.substr(0, end);
  if (end == text.npos || !is_configuration(word)) return;
  const std::string_view rest = text.substr(end);
  if (mentions(rest, "platform(")) return;
  const auto texts = quoted_in(rest);
  const bool by_name = rest.contains("group") && rest.contains("name") && texts.size() >= 2;
  const std::string name = by_name
                               ? coordinates(std::string(texts[0]) + ':' + std::string(texts[1]))
                           : texts.empty() ? std::string()
                                           : coordinates(texts[0]);
  if (!name.empty()) {
    const std::string_view version =
        by_name ? std::string_view() : texts[0].substr(std::min(texts[0].size(), name.size() + 1));
    listing.add({name, line, version, group_of_configuration(word)});
  } else if (rest.contains("libs.")) {
    listing.skip(line, "named in the version catalogue");
  }
}

Reading read_gradle(const EvidenceFile& file) {
  Listing listing(file, "maven");
  bool in_comment = false;
  std::uint32_t number = 0;
  for (const std::string_view line : split(file.bytes, '\n')) {
    ++number;
    const std::string_view text = trimmed(line);
    if (text.starts_with("/*")) in_comment = true;
    if (!in_comment && !text.starts_with("//")) add_line(listing, text, number);
    if (text.contains("*/")) in_comment = false;
  }
  return listing.reading();
}

// `[libraries] x = "g:a:1"`, `{module = "g:a"}`, `{group = "g", name = "a"}`.
Result<Reading> read_catalogue(const EvidenceFile& file, const Limits& limits) {
  const auto document = toml_of(file, limits);
  if (!document) return std::unexpected(document.error());
  Listing listing(file, "maven");
  for (const Node one : document->root()["libraries"]) {
    std::string name(one.is_map() ? one["module"].text() : one.text());
    if (name.empty()) {
      name = std::string(one["group"].text()) + ':' + std::string(one["name"].text());
    }
    const std::string known = coordinates(name);
    if (known.empty()) {
      listing.skip(one.key_line(), "names no library");
    } else {
      listing.add({known, one.key_line(), one["version"].text()});
    }
  }
  return listing.reading();
}

bool recognises(const EvidenceFile& head) {
  const std::string name = file_name_of(head.path);
  return name == "pom.xml" || name == "libs.versions.toml" ||
         (is_gradle(name) && name.starts_with("build."));
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  const std::string name = file_name_of(file.path);
  if (name.ends_with(".toml")) return read_catalogue(file, limits);
  return is_gradle(name) ? Result<Reading>(read_gradle(file)) : read_pom(file, limits);
}

}  // namespace

extern const Reader java_packages;
const Reader java_packages{
    .name = "java_packages",
    .reads = "Maven and Gradle: pom.xml, build.gradle, libs.versions.toml",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
