#include "tests/app/folder.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace fundable::end_to_end {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string name = fs::canonical(fs::temp_directory_path()) / "fundable-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  end_to_end::write(file, bytes);
  return file;
}

std::string bytes_of(const fs::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

void write(const fs::path& file, std::string_view bytes) {
  std::ofstream stream(file, std::ios::binary);
  stream << bytes;
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder));
  }
  std::ranges::sort(files);
  return files;
}

void copy_shuffled(const fs::path& from, const fs::path& to, unsigned order) {
  std::vector<fs::path> files = files_below(from);
  std::ranges::shuffle(files, std::mt19937(order));
  for (const fs::path& file : files) {
    fs::create_directories((to / file).parent_path());
    fs::copy_file(from / file, to / file, fs::copy_options::overwrite_existing);
  }
}

fs::path example(const std::string& name) { return fs::path(FUNDABLE_ROOT) / "examples" / name; }

}  // namespace fundable::end_to_end
