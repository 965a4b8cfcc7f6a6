// Loads data/technologies once for all tests, the files in the order of their names.
#include "tests/technologies/shipped.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "base/schema.h"
#include "base/text.h"

namespace fundable {

std::string bytes_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

const Vocabulary& shipped_vocabulary() {
  static const Vocabulary read = [] {
    const auto documents = parse_yaml(bytes_of(FUNDABLE_ROOT "/data/facts.yaml"));
    return *Vocabulary::read(documents->at(0).root());
  }();
  return read;
}

Result<> add(Catalogue& catalogue, std::string_view yaml) {
  const auto documents = parse_yaml(yaml);
  if (!documents) return std::unexpected(documents.error());
  return catalogue.add(documents->at(0).root(), shipped_vocabulary());
}

const Catalogue& shipped_catalogue() {
  static const Catalogue loaded = [] {
    Catalogue all;
    std::set<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(FUNDABLE_ROOT "/data/technologies")) {
      paths.insert(entry.path());
    }
    for (const auto& path : paths) {
      const auto added = add(all, bytes_of(path));
      EXPECT_TRUE(added) << to_string(in_file(added.error(), path.filename().string()));
    }
    return all;
  }();
  return loaded;
}

std::string matched(const Catalogue& in, std::span<const Mark> marks) {
  std::vector<std::string> found;
  for (const Technology* technology : in.match(marks)) found.push_back(technology->id);
  return joined(found, " ");
}

}  // namespace fundable
