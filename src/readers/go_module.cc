// Reads go.mod: the modules that a Go program requires.
//
// Only what the program imports itself counts; `// indirect` marks what others bring along.
// Replacements and exclusions say nothing about use.
#include "base/text.h"
#include "readers/file/file.h"
#include "readers/packages/listing.h"

namespace fundable {
namespace {

using packages::Listing;

bool recognises(const EvidenceFile& head) { return file_name_of(head.path) == "go.mod"; }

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t"));
}

// `github.com/acme/lib v1.2.3 // indirect`.
void add_requirement(Listing& listing, std::string_view text, std::uint32_t line) {
  const std::string_view path = first_word(text);
  text.remove_prefix(path.size());
  text = trimmed(text);
  const std::string_view version = first_word(text);
  if (!version.starts_with('v')) {
    listing.skip(line, "no module with a version");
    return;
  }
  text.remove_prefix(version.size());
  if (trimmed(text).starts_with("//") && text.contains("indirect")) {
    listing.skip_indirect();
  } else {
    listing.add({path, line, version});
  }
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto checked = check_size(file, limits); !checked) return std::unexpected(checked.error());
  Listing listing(file, "go");
  bool is_module = false;
  std::string block;
  std::uint32_t number = 0;
  for (const std::string_view line : split(file.bytes, '\n')) {
    ++number;
    const std::string_view text = trimmed(line);
    const std::string_view verb = first_word(text);
    if (text.empty() || text.starts_with("//")) continue;
    if (!block.empty()) {
      if (text.starts_with(')')) {
        block.clear();
      } else if (block == "require") {
        add_requirement(listing, text, number);
      }
    } else if (trimmed(text.substr(verb.size())).starts_with('(')) {
      block = verb;
    } else if (verb == "require") {
      add_requirement(listing, trimmed(text.substr(verb.size())), number);
    }
    is_module = is_module || verb == "module";
  }
  if (!is_module) {
    return failure(ErrorKind::kInput, "no go.mod: it has no module line", file.path);
  }
  return listing.reading();
}

}  // namespace

extern const Reader go_module;
const Reader go_module{
    .name = "go_module",
    .reads = "Go modules, go.mod",
    .of_code = true,
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable
