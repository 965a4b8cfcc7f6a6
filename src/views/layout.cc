// Sets text for a terminal.
//
// Everything is measured before colour is added, so escape codes never count. Widths are those of
// the Unicode standard in short: East Asian wide blocks and emoji take two columns, combining marks
// none. ASCII is made at the very end, character for character of the same width, so columns stay
// straight. A table that does not fit first cuts the columns that may be cut, then moves whole
// columns to a line below each row. None is left out: what people are not shown they do not miss.
#include "views/layout.h"

#include <algorithm>
#include <array>
#include <span>

namespace fundable {
namespace {

struct Character {
  std::string_view bytes;
  char32_t code = 0;
  [[nodiscard]] int width() const;
};

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array kCombining{Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD},
                                Range{0x0610, 0x061A}, Range{0x064B, 0x065F}, Range{0x0E34, 0x0E3A},
                                Range{0x200B, 0x200F}, Range{0x20D0, 0x20F0}, Range{0xFE00, 0xFE0F},
                                Range{0xFE20, 0xFE2F}};
constexpr std::array kWide{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};

bool in(std::span<const Range> ranges, char32_t code) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return code >= range.first && code <= range.last; });
}

int Character::width() const { return in(kCombining, code) ? 0 : in(kWide, code) ? 2 : 1; }

// The character at the start of valid UTF-8.
Character first_of(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  length = std::min(length, text.size());
  char32_t code = length == 1 ? lead : lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  return {text.substr(0, length), code};
}

// The longest start of the text that takes at most `width` columns.
std::string_view start_of(std::string_view text, int width) {
  std::size_t end = 0;
  while (end < text.size()) {
    const Character next = first_of(text.substr(end));
    width -= next.width();
    if (width < 0) break;
    end += next.bytes.size();
  }
  return text.substr(0, end);
}

std::string ascii(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Character next = first_of(text);
    text.remove_prefix(next.bytes.size());
    switch (next.code) {
      case U'…':
        out += '~';
        break;
      case U'–':
        out += '-';
        break;
      case U'·':
        out += '|';
        break;
      case U'→':
        out += '>';
        break;
      case U'✓':
        out += '+';
        break;
      case U'✗':
        out += 'x';
        break;
      default:
        if (next.code < 0x80) {
          out += next.bytes;
        } else {
          out.append(static_cast<std::size_t>(next.width()), '?');
        }
    }
  }
  return out;
}

const char* code_of(Tone tone) {
  switch (tone) {
    case Tone::kStrong:
      return "\x1b[1m";
    case Tone::kQuiet:
      return "\x1b[2m";
    case Tone::kGood:
      return "\x1b[32m";
    case Tone::kOpen:
      return "\x1b[33m";
    case Tone::kReview:
      return "\x1b[35m";
    case Tone::kBad:
      return "\x1b[31m";
    case Tone::kPlain:
      break;
  }
  return "";
}

std::string spaces(int count) {
  return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

constexpr int kGap = 2;  // before each column, so also the indentation of the table

// The widths of the columns that stay; 0 for those that go below. When no more can go, what may be
// cut is cut further than it asks for.
std::vector<int> fit(const std::vector<Column>& columns, std::vector<int> natural, int width) {
  constexpr int kLeast = 12;
  for (int going = 0;; ++going) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (going > 0 && columns[i].goes == going) natural[i] = 0;
    }
    const bool last =
        std::ranges::none_of(columns, [&](const Column& column) { return column.goes > going; });
    std::vector<int> widths = natural;
    int over = -width;
    for (const int each : widths) over += each == 0 ? 0 : each + kGap;
    for (std::size_t i = 0; i < columns.size() && over > 0; ++i) {
      const bool may_be_cut = columns[i].at_least < Column{}.at_least;
      const int least = last && may_be_cut ? kLeast : columns[i].at_least;
      const int cut = std::clamp(widths[i] - least, 0, over);
      widths[i] -= cut;
      over -= cut;
    }
    if (over <= 0 || last) return widths;
  }
}

}  // namespace

int width_of(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Character next = first_of(text);
    width += next.width();
    text.remove_prefix(next.bytes.size());
  }
  return width;
}

std::string cut_to(std::string_view text, int width) {
  if (width_of(text) <= width) return std::string(text);
  return std::string(start_of(text, width - 1)) + "…";
}

std::string cut_within(std::string_view text, int width) {
  const int all = width_of(text);
  if (all <= width) return std::string(text);
  const int tail = (width - 1) / 3;
  const std::string_view head = start_of(text, width - 1 - tail);
  // The head of what is too much is dropped; a wide character may take one column more with it.
  std::string_view rest = text;
  while (width_of(rest) > tail) rest.remove_prefix(first_of(rest).bytes.size());
  return std::string(head) + "…" + std::string(rest);
}

std::vector<std::string> wrapped(std::string_view text, int width) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!line.empty() && width_of(line) + 1 + width_of(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    while (width_of(word) > width) {
      const std::string_view start = start_of(word, std::max(width, 2));
      lines.emplace_back(start);
      word.remove_prefix(start.size());
    }
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

Tone tone_of(VerdictKind verdict) {
  switch (verdict) {
    case VerdictKind::kEligible:
      return Tone::kGood;
    case VerdictKind::kIneligible:
      return Tone::kQuiet;
    case VerdictKind::kReview:
      return Tone::kReview;
    case VerdictKind::kUndetermined:
      break;
  }
  return Tone::kOpen;
}

Page::Page(const TerminalStyle& style)
    : width_(std::max(style.width, 40)), colour_(style.colour), unicode_(style.unicode) {}

std::string Page::toned(std::string_view text, Tone tone) const {
  if (!colour_ || tone == Tone::kPlain || text.empty()) return std::string(text);
  return code_of(tone) + std::string(text) + "\x1b[0m";
}

void Page::line(std::string_view text) {
  text_ += text;
  text_ += '\n';
}

void Page::title(std::string_view text) {
  blank();
  for (const std::string& part : wrapped(text, width_ - kGap)) {
    line(spaces(kGap) + toned(part, Tone::kStrong));
  }
}

void Page::paragraph(std::string_view lead, std::string_view text, Tone tone, Tone lead_tone) {
  const int indentation = width_of(lead);
  const int room = std::min(width_, 110) - indentation;  // longer lines are hard to read
  std::string before = toned(lead, lead_tone);
  for (const std::string& part : wrapped(text, room)) {
    line(before + toned(part, tone));
    before = spaces(indentation);
  }
}

std::string Page::take() { return unicode_ ? std::move(text_) : ascii(text_); }

void set_table(Page& page, const std::vector<Column>& columns,
               std::vector<std::vector<Cell>> rows) {
  std::vector<Cell> titles;
  for (const Column& column : columns) titles.push_back({column.title, Tone::kQuiet});
  rows.insert(rows.begin(), std::move(titles));
  std::vector<int> natural(columns.size(), 1);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      natural[i] = std::max(natural[i], width_of(row[i].text));
    }
  }
  const std::vector<int> widths = fit(columns, natural, page.width());
  for (const auto& row : rows) {
    std::string line;
    std::string below;
    int owed = 0;  // spaces that only a further column makes worth writing
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (widths[i] == 0) {
        if (!row[i].text.empty()) below += (below.empty() ? "" : " · ") + row[i].text;
        continue;
      }
      const std::string text = cut_within(row[i].text, widths[i]);
      const int padding = widths[i] - width_of(text);
      owed += kGap + (columns[i].right ? padding : 0);
      if (!text.empty()) {
        line += spaces(owed) + page.toned(text, row[i].tone);
        owed = 0;
      }
      owed += columns[i].right ? 0 : padding;
    }
    page.line(line);
    if (!below.empty()) page.paragraph(spaces(2 * kGap), below, Tone::kQuiet);
  }
}

}  // namespace fundable
