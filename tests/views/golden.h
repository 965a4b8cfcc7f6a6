// Golden files: what a view gave when somebody last looked at it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace fundable::views {

// Compares with tests/views/golden/NAME; FUNDABLE_REWRITE_GOLDENS=1 writes the file instead, and
// the difference is reviewed like any other.
inline void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(FUNDABLE_ROOT) + "/tests/views/golden/" + name;
  if (std::getenv("FUNDABLE_REWRITE_GOLDENS") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ostringstream golden;
  golden << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_EQ(golden.str(), text) << "golden file: " << path;
}

}  // namespace fundable::views
