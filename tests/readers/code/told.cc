#include "tests/readers/code/told.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fundable::code {
namespace {

std::string line_of(const Observation& seen) {
  std::string line = seen.at.locator;
  if (line.starts_with("line ")) line.erase(0, 5);
  for (const Mark& mark : seen.marks) {
    const bool first = &mark == &seen.marks.front();
    line += first ? " " : " | " + mark.channel + " ";
    line += mark.text;
    if (first && !mark.details.empty()) line += ' ' + mark.details;
  }
  if (seen.proof == Proof::kDeclared) line += " declared on " + seen.platform;
  return line;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

std::vector<std::string> told(const Reader& reader, const std::string& path,
                              std::string_view text) {
  const auto reading = reader.read({path, text}, Limits{});
  if (!reading) return {"error: " + reading.error().says};
  std::vector<std::string> lines;
  for (const Observation& seen : reading->observations) lines.push_back(line_of(seen));
  for (const Skipped& skipped : reading->skipped) lines.push_back("skipped: " + skipped.why);
  return lines;
}

std::vector<std::string> told_of(const Reader& reader, const std::string& path,
                                 std::string_view text, std::string_view part) {
  std::vector<std::string> lines = told(reader, path, text);
  std::erase_if(lines, [&](const std::string& line) { return !line.contains(part); });
  return lines;
}

void expect_withstands_hostile_text(const Reader& reader, const Pieces& pieces) {
  constexpr std::size_t kDeep = 20'000;
  const std::string& call = pieces.call;
  const std::string open = call.substr(0, call.find('(') + 1);
  const std::vector<std::string> bodies{
      repeated(open, kDeep),
      repeated(open, kDeep) + repeated(")", kDeep),
      call + repeated(".a()", kDeep),
      call + repeated(".a", kDeep),
      repeated("(", kDeep) + call + repeated(")", kDeep),
      repeated("{", kDeep) + call + repeated("}", kDeep),
      repeated("{a:", kDeep) + call,
      repeated("[", kDeep) + call,
      "a = " + repeated("a + ", kDeep) + call,
      "a = " + repeated("a || {a: ", kDeep) + call,
      "a = " + repeated("`${", kDeep) + call,
      repeated("\"", kDeep) + call,
      repeated("/*", kDeep) + call,
      repeated("<", kDeep) + call,
      repeated(call + ";\n", kDeep),
      open + "\"" + repeated("x", 4 << 20) + "\")",
      repeated(std::string("\0\xFF\x01", 3), kDeep) + call,
      repeated("function f() { class A { m() {", kDeep / 4) + call,
  };
  for (const std::string& body : bodies) {
    const std::string text = pieces.import + "\n" + body + "\n";
    const EvidenceFile file{pieces.path, text};
    (void)reader.recognises(file);
    const auto reading = reader.read(file, Limits{});
    if (!reading) {
      EXPECT_EQ(reading.error().kind, ErrorKind::kLimit) << body.substr(0, 60);
      EXPECT_EQ(reading.error().place, pieces.path);
    }
  }
}

}  // namespace fundable::code
