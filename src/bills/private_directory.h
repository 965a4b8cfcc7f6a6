// A directory that nobody else has, gone at the end with all that is in it.
#pragma once

#include <filesystem>
#include <string>

namespace fundable {

class PrivateDirectory {
 public:
  // Makes one in `parent`, whose name starts with `name` and which only this user can enter.
  PrivateDirectory(const std::filesystem::path& parent, const std::string& name);
  PrivateDirectory(const PrivateDirectory&) = delete;
  PrivateDirectory& operator=(const PrivateDirectory&) = delete;
  ~PrivateDirectory();

  // Absolute; empty where none could be made.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  // Gives it another name, under which it stays. False where something of that name is there that
  // cannot be replaced: then it goes at the end, as before.
  [[nodiscard]] bool keep_as(const std::filesystem::path& name);

 private:
  std::filesystem::path path_;
};

}  // namespace fundable
