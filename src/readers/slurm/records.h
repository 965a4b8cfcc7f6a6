// The lines of a Slurm accounting export as records of fields.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/observation.h"

namespace fundable::slurm {

// Lifetime: views into the export.
struct Record {
  std::size_t first_line = 0;  // 1-based
  std::size_t last_line = 0;
  std::vector<std::string_view> fields;  // as many as the header has
};

// What was left out, with at most twenty entries and one that counts the rest.
class Losses {
 public:
  void add(std::size_t line, std::string why);
  // Moves the entries to the end of `skipped`.
  void move_to(std::vector<Skipped>& skipped);

 private:
  std::vector<Skipped> entries_;
  std::size_t more_ = 0;
};

// Goes through an export whose first line is a header: `JobID|State|…`, or with another separator
// that starts with `|` (`sacct --delimiter='|#'`).
class Records {
 public:
  // Lifetime: both must outlive the records.
  Records(std::string_view bytes, Losses& losses);

  // The header's names; fewer than two where the text has no header of this form.
  [[nodiscard]] const std::vector<std::string_view>& header() const { return header_; }

  // Gives the next record; false at the end. A value that holds a line break tears its record
  // apart: the pieces are put together where that gives exactly the header's number of fields.
  [[nodiscard]] bool next(Record& record);

 private:
  struct Piece {
    std::size_t start = 0;
    std::size_t first_line = 0;
    std::size_t fields = 0;  // 0: there is none
  };
  bool next_line(std::size_t& start, std::string_view& line);
  void give_up(const Piece& piece);
  void fill(Record& record, std::size_t start, std::size_t end, std::size_t first_line) const;

  std::string_view bytes_;
  Losses& losses_;
  std::string_view separator_;
  std::vector<std::string_view> header_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
};

}  // namespace fundable::slurm
