// Text set for a terminal: widths, columns, wrapping, tone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "views/terminal.h"

namespace fundable {

// The columns that the text takes: two for a wide character, none for one that combines.
[[nodiscard]] int width_of(std::string_view text);
// The text in at most `width` columns; what is cut ends in `…`.
[[nodiscard]] std::string cut_to(std::string_view text, int width);
// The same for names: what is cut is in the middle, because names of one kind begin alike.
[[nodiscard]] std::string cut_within(std::string_view text, int width);
// Lines of at most `width` columns, broken at spaces, and within a word that is longer than a line.
// There is always one line, if only an empty one.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, int width);

// What a piece of text is, which colour then shows.
enum class Tone { kPlain, kStrong, kQuiet, kGood, kOpen, kReview, kBad };
[[nodiscard]] Tone tone_of(VerdictKind verdict);

// Gathers lines. Nothing is wider than the style's width, if that is 40 or more.
class Page {
 public:
  explicit Page(const TerminalStyle& style);

  [[nodiscard]] int width() const { return width_; }
  // The text in its tone; as it is where there is no colour.
  [[nodiscard]] std::string toned(std::string_view text, Tone tone) const;
  void blank() { text_ += '\n'; }
  // One line as it stands: its parts were made to fit.
  void line(std::string_view text);
  // A title, with a blank line before it.
  void title(std::string_view text);
  // A paragraph: `lead` before its first line, as many spaces before the others. Shape: the lead
  // begins with its indentation.
  void paragraph(std::string_view lead, std::string_view text, Tone tone = Tone::kPlain,
                 Tone lead_tone = Tone::kPlain);
  // All that was gathered, in ASCII where the style asks for it.
  [[nodiscard]] std::string take();

 private:
  int width_;
  bool colour_;
  bool unicode_;
  std::string text_;
};

struct Cell {
  std::string text;
  Tone tone = Tone::kPlain;
};

struct Column {
  std::string title;
  bool right = false;   // numbers
  int goes = 0;         // where the table is too wide, columns go below by this, 1 first; 0 stays
  int at_least = 1000;  // columns to which it may be cut; its natural width where that is less
};

// Sets rows in columns of the page's width: cuts what may be cut, then sets what still has no room
// below its row, a line of its own for all of it.
void set_table(Page& page, const std::vector<Column>& columns, std::vector<std::vector<Cell>> rows);

}  // namespace fundable
