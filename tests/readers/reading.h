// Reading one sample with one reader, and what came of it, as texts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"

namespace fundable {

using Lines = std::vector<std::string>;

// The files beside a sample: path → text.
class SampleFiles final : public Surroundings {
 public:
  explicit SampleFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  std::vector<std::string> files_in(const std::string& folder) const override {
    std::vector<std::string> names;
    for (const auto& [path, unused] : files_) {
      const auto slash = path.rfind('/');
      const bool at_top = slash == std::string::npos;
      if ((at_top ? std::string() : path.substr(0, slash)) == folder) {
        names.push_back(at_top ? path : path.substr(slash + 1));
      }
    }
    return names;
  }
  std::optional<std::string> text_of(const std::string& path) const override {
    const auto found = files_.find(path);
    return found == files_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<std::string, std::string> files_;
};

// `line 3: pypi:torch (>=2)` for each mark of the channel.
inline Lines marks_of(const Result<Reading>& reading, std::string_view channel) {
  if (!reading) return {"error: " + to_string(reading.error())};
  Lines lines;
  for (const Observation& seen : reading->observations) {
    for (const Mark& mark : seen.marks) {
      if (mark.channel != channel) continue;
      const std::string details = mark.details.empty() ? "" : " (" + mark.details + ")";
      lines.push_back(seen.at.locator + ": " + mark.text + details);
    }
  }
  return lines;
}

// `line 3: why`.
inline Lines skipped_of(const Result<Reading>& reading) {
  if (!reading) return {"error: " + to_string(reading.error())};
  Lines lines;
  for (const Skipped& one : reading->skipped) lines.push_back(one.locator + ": " + one.why);
  return lines;
}

inline std::string error_of(const Result<Reading>& reading) {
  return reading ? "none" : reading.error().place + ": " + reading.error().says;
}

}  // namespace fundable
