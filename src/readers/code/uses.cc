// Only literals count: what a variable holds is not known without running the code, and a guess
// would name models that nobody uses. Literals pass through presentable(), so that a key handed to
// a constructor never shows.
#include "readers/code/uses.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "readers/code/construct.h"
#include "readers/code/sql.h"

namespace fundable::code {
namespace {

constexpr std::size_t kMostUses = 5'000;  // of one file
constexpr std::size_t kMostDetails = 500;
constexpr std::size_t kLongestLiteral = 200;

// Names of arguments under which libraries take a model.
constexpr std::array<std::string_view, 14> kModelNames{
    "model",           "model_name",
    "model_id",        "modelid",
    "modelname",       "engine",
    "deployment_name", "deploymentname",
    "deployment",      "azure_deployment",
    "foundationmodel", "foundation_model",
    "model_path",      "pretrained_model_name_or_path"};

bool names_model(std::string_view name) {
  return std::ranges::find(kModelNames, lowered(name)) != kModelNames.end();
}

// Names of arguments whose address is not called: the caller's own.
bool names_caller(std::string_view name) {
  const std::string low = lowered(name);
  return low.ends_with("referer") || low.ends_with("origin") || low.ends_with("origins");
}

// The host of a URL; empty where the text is none, the host is this machine, or the URL only names
// what a token is for, as Azure's scopes do.
std::string host_of(std::string_view text) {
  if (text.ends_with("/.default")) return {};
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos || scheme > 12) return {};
  std::string_view host = text.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const auto user = host.rfind('@'); user != std::string_view::npos)
    host = host.substr(user + 1);
  host = host.substr(0, host.find(':'));
  const bool plain = std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
  if (!plain || host.starts_with("127.") || host == "localhost" || host == "0.0.0.0") return {};
  return lowered(host);
}

// `"gpt-4o" temperature="0"`.
std::string details_of(std::span<const Argument> arguments) {
  std::string details;
  for (const Argument& argument : arguments) {
    if (argument.text.empty() || details.size() > kMostDetails) continue;
    if (!details.empty()) details += ' ';
    if (!argument.name.empty()) details += presentable(argument.name, kLongestLiteral) + '=';
    details += '"' + presentable(argument.text, kLongestLiteral) + '"';
  }
  // Once more as a whole: `api_key="…"` shows by its name that it is a secret.
  return presentable(details, 2 * kMostDetails);
}

void add_literals(std::span<const Argument> arguments, std::vector<Mark>& marks) {
  for (const Argument& argument : arguments) {
    if (argument.text.empty()) continue;
    if (const std::string host = host_of(argument.text); !host.empty()) {
      if (names_caller(argument.name)) continue;
      marks.push_back({"endpoint", presentable(host, kLongestLiteral), {}});
    } else if (names_model(argument.name)) {
      marks.push_back({"model", presentable(argument.text, kLongestLiteral), {}});
    }
  }
}

}  // namespace

bool has_address(std::span<const Argument> arguments) {
  return std::ranges::any_of(
      arguments, [](const Argument& argument) { return argument.text.contains("://"); });
}

Uses::Uses(const EvidenceFile& file, std::string language)
    : file_(file), language_(std::move(language)) {}

void Uses::import(std::string_view path, std::string locator) {
  Observation seen;
  seen.proof = Proof::kUsed;
  seen.marks = {{"code", language_ + ':' + presentable(path, kLongestLiteral), {}}};
  seen.at = {file_.path, std::move(locator), "imports " + presentable(path, kLongestLiteral)};
  add(std::move(seen));
}

void Uses::call(std::string_view path, std::span<const Argument> arguments, std::string locator) {
  Observation seen;
  seen.proof = Proof::kUsed;
  const std::string full = language_ + ':' + presentable(path, kLongestLiteral);
  std::string details = details_of(arguments);
  seen.at = {file_.path, std::move(locator),
             presentable("calls " + std::string(path) + '(' + details + ')', 300)};
  seen.marks = {{"code", full, std::move(details)}};
  if (auto construct = construct_of(full, arguments)) {
    seen.proof = Proof::kDeclared;
    seen.platform = std::move(construct->platform);
    construct->mark.details = seen.marks.front().details;
    if (!construct->mark.channel.empty()) seen.marks.push_back(std::move(construct->mark));
  }
  add_literals(arguments, seen.marks);
  add(std::move(seen));
}

void Uses::command(std::string_view line, std::string locator) {
  Observation seen;
  seen.proof = Proof::kUsed;
  seen.marks = {{"command", presentable(line, kLongestLiteral), {}}};
  seen.at = {file_.path, std::move(locator), "runs " + presentable(line, kLongestLiteral)};
  add(std::move(seen));
}

void Uses::statements(std::string_view text, std::uint32_t line) {
  for (const Statement& said : statements_in(text)) {
    Observation seen;
    seen.proof = Proof::kUsed;
    seen.marks = {{"sql", presentable(said.text, kLongestLiteral), {}}};
    seen.at = {file_.path, "line " + std::to_string(line + said.line - 1),
               "states " + presentable(said.text, kLongestLiteral)};
    add(std::move(seen));
  }
}

void Uses::package(std::string_view name, std::string locator) {
  Observation seen;
  seen.proof = Proof::kListed;
  seen.marks = {{"package", presentable(name, kLongestLiteral), {}}};
  seen.at = {file_.path, std::move(locator), "installs " + presentable(name, kLongestLiteral)};
  add(std::move(seen));
}

void Uses::skip(std::string locator, std::string why) {
  reading_.skipped.push_back({std::move(locator), std::move(why)});
}

void Uses::add(Observation seen) {
  const Mark& mark = seen.marks.front();
  const char proof = seen.proof == Proof::kDeclared ? 'd' : 'u';
  const std::string key = proof + mark.text + '\n' + mark.details;
  if (!told_.insert(key).second) return;
  if (reading_.observations.size() >= kMostUses) {
    ++untold_;
    return;
  }
  reading_.observations.push_back(std::move(seen));
}

Reading Uses::reading() {
  if (untold_ > 0) {
    skip("",
         counted(untold_, "use") + " of libraries beyond the first " + std::to_string(kMostUses));
  }
  return std::move(reading_);
}

}  // namespace fundable::code
