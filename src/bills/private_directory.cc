// POSIX finds a name that is free and makes the directory in one step.
#include "bills/private_directory.h"

#include <stdlib.h>

namespace fundable {

namespace fs = std::filesystem;

PrivateDirectory::PrivateDirectory(const fs::path& parent, const std::string& name) {
  std::error_code ignored;
  std::string path = (fs::absolute(parent, ignored) / (name + "XXXXXX")).string();
  if (mkdtemp(path.data()) != nullptr) path_ = path;
}

PrivateDirectory::~PrivateDirectory() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

bool PrivateDirectory::keep_as(const fs::path& name) {
  std::error_code failed;
  fs::rename(path_, name, failed);
  if (!failed) path_.clear();
  return !failed;
}

}  // namespace fundable
