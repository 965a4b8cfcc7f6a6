// What the parsers of delimited text share: how a field's bytes become its text.
#pragma once

#include <deque>
#include <string>
#include <string_view>

namespace fundable {

// The text of a field of `size` bytes, without the quotes around it: doubled quotes become one, in
// place, where it is `escaped`; what is not UTF-8 is taken as Latin-1.
// Lifetime: as long as the bytes, and as `recoded`, which holds texts that are not in the bytes.
[[nodiscard]] std::string_view csv_field(char* bytes, std::size_t size, bool escaped,
                                         std::deque<std::string>& recoded);

// Why a record is lost that has another number of fields than the header.
[[nodiscard]] std::string wrong_number_of_fields(std::size_t fields, std::size_t header);

}  // namespace fundable
