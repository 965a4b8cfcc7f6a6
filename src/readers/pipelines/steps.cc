// Steps as observations. Expressions of a pipeline (`${{ … }}`) are no literals, so an input that
// holds one is not told.
#include "readers/pipelines/steps.h"

#include "base/text.h"
#include "readers/file/file.h"

namespace fundable::pipelines {
namespace {

constexpr std::size_t kLongestDetails = 300;

bool is_literal(std::string_view text) {
  return !text.empty() && text.size() < 120 && text.find_first_of("$\n") == text.npos;
}

std::string literals_of(Node inputs) {
  std::string details;
  for (const Node input : inputs) {
    if (!input.is_scalar() || !is_literal(input.text())) continue;
    if (details.size() > kLongestDetails) break;
    if (!details.empty()) details += ' ';
    details += std::string(input.key()) + "=" + std::string(input.text());
  }
  return presentable(details, kLongestDetails);
}

}  // namespace

std::uint32_t first_line(Node scalar) {
  const bool is_block = scalar.text().contains('\n');
  return is_block ? std::max(scalar.line(), scalar.key_line()) + 1 : scalar.line();
}

void Steps::action(std::string_view name, Node inputs, std::uint32_t line) {
  const std::string text = host_ + ":" + presentable(name.substr(0, name.find('@')), 150);
  const std::string details = literals_of(inputs);
  if (!told_.insert(text + " " + details).second) return;
  Observation seen;
  seen.at = {file_.path, at_line(line), "uses " + text};
  seen.proof = Proof::kUsed;
  seen.platform = platform_;
  seen.marks.push_back({"action", text, details});
  reading_.observations.push_back(std::move(seen));
}

void Steps::script(std::string_view text, std::uint32_t line) {
  for (const shell::Command& one : shell::known_commands(text, line)) keep(one);
}

void Steps::script(Node text) {
  if (text.is_scalar()) script(text.text(), first_line(text));
}

void Steps::command(const shell::Words& words, std::uint32_t line) {
  for (const shell::Command& one : shell::known_commands(words, line)) keep(one);
}

void Steps::keep(const shell::Command& command) {
  const bool tells =
      command.purpose == shell::Purpose::kDeploys || command.purpose == shell::Purpose::kTrains;
  if (!tells || !told_.insert(command.text).second) return;
  reading_.observations.push_back(shell::observation_of(command, file_.path));
}

void Steps::skip(std::uint32_t line, std::string why) {
  reading_.skipped.push_back({at_line(line), std::move(why)});
}

}  // namespace fundable::pipelines
