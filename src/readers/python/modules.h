// Whose module an import names: the standard library's, the project's own, or a library's.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/observation.h"

namespace fundable::py {

// `os` of `os.path`.
[[nodiscard]] std::string_view top_of(std::string_view path);
[[nodiscard]] bool is_standard(std::string_view path);

// The modules that a file can import from beside it.
class Modules {
 public:
  explicit Modules(const EvidenceFile& file) : file_(file) {}
  // Whether the import of `path` gives a module that lies in the project: in a folder that holds
  // the file and is no package itself, or in its `src`, as Python's search path has it.
  [[nodiscard]] bool is_own(std::string_view path);

 private:
  [[nodiscard]] bool lies_in_project(const std::string& name) const;
  [[nodiscard]] bool lies_in(const std::string& folder, const std::string& name) const;

  const EvidenceFile& file_;
  std::map<std::string, bool, std::less<>> known_;
};

}  // namespace fundable::py
