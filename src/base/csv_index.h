// Where fields and records of plain delimited text end, found 64 bytes at a time.
//
// Plain is text whose quotes stand around whole fields only, doubled within. There a quote opens a
// field exactly where an even number of quotes stands before it, so records need no parsing to be
// told apart. What is not plain is left to CsvRecords (base/csv.h), which says what a record is.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace fundable {

struct CsvIndex {
  // A bit for each byte, the lowest first: a separator or the first byte of a line end, outside
  // quotes.
  std::vector<std::uint64_t> ends;
  std::size_t size = 0;     // bytes of the whole records, with their line ends
  std::size_t records = 0;  // empty lines count
  bool ascii = false;       // all of the text that was looked at
};

// Finds the whole records at the start of `text`, which starts where a record does; those after the
// first quote that is not plain are left out. The last record is whole without a line end where
// `last`: nothing follows the text.
void index_csv(std::string_view text, char separator, bool last, CsvIndex& index);

}  // namespace fundable
