// What a package manifest lists, as observations. Every ecosystem's reader tells it here.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "model/observation.h"

namespace fundable::packages {

// One library of a manifest.
struct Package {
  std::string_view name;
  std::uint32_t line = 0;
  std::string_view asks{};   // version and extras as written: `[gpu]>=1.2`
  std::string_view group{};  // `development`, `extra gpu`; empty: always needed
};

// Collects the libraries of one file: one observation each, where it first stands.
class Listing {
 public:
  // `registry` as marks carry it: pypi, npm, maven, nuget, go.
  Listing(const EvidenceFile& file, std::string registry)
      : file_(file), registry_(std::move(registry)) {}

  void add(const Package& package);
  void skip(std::uint32_t line, std::string why);
  // Counts what is not the project's own choice: what other libraries bring.
  void skip_indirect() { ++indirect_; }
  // Everything told so far, in order.
  [[nodiscard]] Reading reading();

 private:
  const EvidenceFile& file_;
  std::string registry_;
  std::set<std::string> told_;
  std::size_t untold_ = 0;
  std::size_t indirect_ = 0;
  Reading reading_;
};

}  // namespace fundable::packages
