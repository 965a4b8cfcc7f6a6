// Finds data from where the program itself lies, so that an installed one needs no settings.
#include "app/data_folder.h"

namespace fundable {

Result<std::string> data_folder(const Files& files, const std::string& chosen) {
  if (!chosen.empty()) return chosen;
  const auto program = files.resolve("/proc/self/exe");
  if (!program) return std::unexpected(program.error());
  const std::string folder = program->path.substr(0, program->path.rfind('/'));
  std::string tried;
  for (const char* place : {"/../share/fundable/data", "/../../data"}) {
    const auto data = files.resolve(folder + place);
    if (data && files.resolve(data->path + "/facts.yaml")) return data->path;
    tried += (tried.empty() ? "" : ", ") + folder + place;
  }
  return failure(ErrorKind::kMissing, "the program's data is not there; looked in " + tried, {},
                 "Install again, or set FUNDABLE_DATA to the data folder.");
}

}  // namespace fundable
