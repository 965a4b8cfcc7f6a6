// What pipelines do, step by step. The readers of all pipeline formats tell it here.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "base/document.h"
#include "model/observation.h"
#include "readers/shell/command.h"

namespace fundable::pipelines {

// Collects the steps of one file, each text once.
class Steps {
 public:
  // `host` as marks carry it: github, gitlab, azure, cloudbuild. `platform`: where its own actions
  // run; may be empty.
  Steps(const EvidenceFile& file, std::string host, std::string platform = {})
      : file_(file), host_(std::move(host)), platform_(std::move(platform)) {}

  // A ready-made step, without its version, and its inputs as far as they are literal.
  void action(std::string_view name, Node inputs, std::uint32_t line);
  // The commands of a script that deploy or train. What a pipeline serves, it tests.
  void script(std::string_view text, std::uint32_t line);
  void script(Node text);
  // The same for the words of one command line.
  void command(const shell::Words& words, std::uint32_t line);
  void skip(std::uint32_t line, std::string why);

  [[nodiscard]] Reading reading() { return std::move(reading_); }

 private:
  void keep(const shell::Command& command);

  const EvidenceFile& file_;
  std::string host_;
  std::string platform_;
  std::set<std::string> told_;
  Reading reading_;
};

// The line at which a scalar's text starts: a block scalar's stands below its key.
[[nodiscard]] std::uint32_t first_line(Node scalar);

}  // namespace fundable::pipelines
