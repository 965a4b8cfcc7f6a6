// Finds telling properties by their key at any depth, because providers nest them at will: the
// image of a container lies four levels deep in one resource and six in another.
#include "readers/infrastructure/telling.h"

#include <algorithm>

#include "base/text.h"

namespace fundable::infra {
namespace {

constexpr std::size_t kMostMarks = 100;  // of one declaration
constexpr std::size_t kMostDetails = 500;
constexpr std::size_t kMostSteps = 20'000;
constexpr std::size_t kLongestValue = 300;
constexpr std::size_t kLongestTag = 1000;

bool is_same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && lowered(a) == lowered(b);
}

class Teller {
 public:
  Teller(std::span<const Telling> tellings, std::vector<Mark>& marks)
      : tellings_(tellings), marks_(marks) {}

  void walk(const Literal& value) {
    for (const Member& member : value.members()) {
      if (++steps_ > kMostSteps) return;
      if (!member.key.empty()) look_at(member);
      walk(member.value);
    }
  }

 private:
  void look_at(const Member& member) {
    for (const Telling& telling : tellings_) {
      if (is_same_word(telling.key, member.key)) tell(telling, member.value);
    }
  }

  void tell(const Telling& telling, const Literal& value) {
    if (value.is(Literal::Kind::kList)) {
      for (const Member& element : value.members()) tell_text(telling, element.value.text());
      return;
    }
    const bool is_map = value.is(Literal::Kind::kMap);
    tell_text(telling, is_map ? value["name"].text() : value.text());
  }

  void tell_text(const Telling& telling, std::string_view text) {
    text = trimmed(text);
    if (text.empty() || text.size() > kLongestValue) return;
    if (telling.in_details) add_detail(marks_.front().details, telling.key, text);
    if (telling.channel.empty() || marks_.size() >= kMostMarks) return;
    Mark mark{std::string(telling.channel), presentable(text, kLongestValue), {}};
    const auto same = [&](const Mark& other) {
      return other.channel == mark.channel && other.text == mark.text;
    };
    if (std::ranges::none_of(marks_, same)) marks_.push_back(std::move(mark));
  }

  std::span<const Telling> tellings_;
  std::vector<Mark>& marks_;
  std::size_t steps_ = 0;
};

}  // namespace

void add_detail(std::string& details, std::string_view as, std::string_view value) {
  std::string pair(as);
  pair.append("=").append(trimmed(value.substr(0, kLongestTag)));
  pair = presentable(pair);
  const auto shown = [&](std::size_t at) {
    const bool starts = at == 0 || details[at - 1] == ' ';
    const std::size_t end = at + pair.size();
    return starts && (end == details.size() || details[end] == ' ');
  };
  const std::size_t at = details.find(pair);
  if (details.size() + pair.size() > kMostDetails || (at != details.npos && shown(at))) return;
  if (!details.empty()) details += ' ';
  details += pair;
}

void tell(const Literal& value, std::span<const Telling> tellings, std::vector<Mark>& marks) {
  Teller(tellings, marks).walk(value);
}

std::map<std::string, std::string> tags_of(const Literal& tags) {
  std::map<std::string, std::string> all;
  const auto add = [&](std::string_view key, const Literal& value) {
    if (key.empty() || !value.is_scalar() || all.size() >= kMostMarks) return;
    key = key.substr(0, kLongestTag);
    const std::string_view text = std::string_view(value.text()).substr(0, kLongestTag);
    const std::string pair = std::string(key) + '=' + std::string(text);
    // A secret by its key is hidden, whatever the value looks like.
    const bool secret = presentable(pair, 10 * kLongestTag).contains("[redacted]");
    all.emplace(presentable(key), secret ? "[redacted]" : presentable(text));
  };
  for (const Member& member : tags.members()) {
    if (tags.is(Literal::Kind::kMap)) add(member.key, member.value);
    const Literal key = member.value["Key"];
    if (key.is_scalar()) add(key.text(), member.value["Value"]);
  }
  return all;
}

}  // namespace fundable::infra
