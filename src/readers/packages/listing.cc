// A library that is always needed counts before the same one in a group, because a manifest names
// its groups last.
#include "readers/packages/listing.h"

#include "base/text.h"
#include "readers/file/file.h"

namespace fundable::packages {
namespace {

constexpr std::size_t kMostPackages = 5'000;  // of one file

}  // namespace

void Listing::add(const Package& package) {
  std::string name = presentable(package.name, 150);
  if (name.empty() || !told_.insert(lowered(name)).second) return;
  if (reading_.observations.size() >= kMostPackages) {
    ++untold_;
    return;
  }
  Observation seen;
  seen.proof = Proof::kListed;
  seen.at = {file_.path, at_line(package.line), "lists " + name};
  std::string details = presentable(package.asks, 100);
  if (!package.group.empty()) {
    const std::string group = presentable(package.group, 60);
    seen.at.says += " for " + group;
    details += (details.empty() ? "" : " ") + ("group=" + group);
  }
  seen.marks.push_back({"package", registry_ + ':' + name, std::move(details)});
  reading_.observations.push_back(std::move(seen));
}

void Listing::skip(std::uint32_t line, std::string why) {
  reading_.skipped.push_back({at_line(line), std::move(why)});
}

Reading Listing::reading() {
  if (indirect_ > 0) {
    reading_.skipped.push_back({"", counted(indirect_, "package") + " that others bring along"});
  }
  if (untold_ > 0) {
    reading_.skipped.push_back(
        {"", counted(untold_, "package") + " beyond the first " + std::to_string(kMostPackages)});
  }
  return std::move(reading_);
}

}  // namespace fundable::packages
