// Latin-1 is what spreadsheets write that do not write UTF-8; every byte means something in it.
#include "base/csv_field.h"

#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace fundable {
namespace {

bool is_ascii(std::string_view text) {
  std::uint64_t bits = 0;
  for (; text.size() >= sizeof bits; text.remove_prefix(sizeof bits)) {
    std::uint64_t piece = 0;
    std::memcpy(&piece, text.data(), sizeof piece);
    bits |= piece;
  }
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  return (bits & 0x8080808080808080) == 0;
}

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  while (at < text.size()) {
    const unsigned lead = byte(at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || length > text.size() - at) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xC0) != 0x80) return false;
    }
    const unsigned second = byte(at + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) ||
        (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)) {
      return false;
    }
    at += length;
  }
  return true;
}

std::string from_latin1(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(c);
    } else {
      out.push_back(static_cast<char>(0xC0 | (byte >> 6)));
      out.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
    }
  }
  return out;
}

}  // namespace

std::string_view csv_field(char* bytes, std::size_t size, bool escaped,
                           std::deque<std::string>& recoded) {
  if (escaped) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size; ++i) {
      bytes[kept++] = bytes[i];
      if (bytes[i] == '"') ++i;
    }
    size = kept;
  }
  const std::string_view text(bytes, size);
  return is_ascii(text) || is_utf8(text) ? text : recoded.emplace_back(from_latin1(text));
}

std::string wrong_number_of_fields(std::size_t fields, std::size_t header) {
  return "the row has " + counted(fields, "field") + ", the header " + std::to_string(header);
}

}  // namespace fundable
