// Four bit masks of 64 bytes each (quotes, separators, both kinds of line end) and arithmetic on
// them. Whether a byte is inside quotes is the parity of the quotes up to it. A quote at which that
// turns on must follow a separator, a line end or, doubled, another quote; one at which it turns
// off must be followed by one of these. Where that is broken, the text is no longer plain, and all
// masks before it are still right.
//
// SSE2 belongs to every x86-64; elsewhere the masks are made byte by byte.
#include "base/csv_index.h"

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace fundable {
namespace {

constexpr std::size_t kWord = 64;

struct Masks {
  std::uint64_t quotes = 0;
  std::uint64_t separators = 0;
  std::uint64_t feeds = 0;    // \n
  std::uint64_t returns = 0;  // \r
  std::uint64_t beyond_ascii = 0;
};

#ifdef __SSE2__
class Masker {
 public:
  explicit Masker(char separator) : separator_(_mm_set1_epi8(separator)) {}

  [[nodiscard]] Masks of(const char* bytes) const {
    Masks masks;
    for (unsigned at = 0; at < kWord; at += 16) {
      const __m128i piece = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
      masks.quotes |= where(piece, _mm_set1_epi8('"')) << at;
      masks.separators |= where(piece, separator_) << at;
      masks.feeds |= where(piece, _mm_set1_epi8('\n')) << at;
      masks.returns |= where(piece, _mm_set1_epi8('\r')) << at;
      masks.beyond_ascii |= high_bits(piece) << at;
    }
    return masks;
  }

 private:
  static std::uint64_t high_bits(__m128i piece) {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(piece));
  }
  static std::uint64_t where(__m128i piece, __m128i byte) {
    return high_bits(_mm_cmpeq_epi8(piece, byte));
  }

  __m128i separator_;
};
#else
class Masker {
 public:
  explicit Masker(char separator) : separator_(separator) {}

  [[nodiscard]] Masks of(const char* bytes) const {
    Masks masks;
    for (unsigned at = 0; at < kWord; ++at) {
      const std::uint64_t bit = std::uint64_t{1} << at;
      if (bytes[at] == '"') masks.quotes |= bit;
      if (bytes[at] == separator_) masks.separators |= bit;
      if (bytes[at] == '\n') masks.feeds |= bit;
      if (bytes[at] == '\r') masks.returns |= bit;
      if (static_cast<unsigned char>(bytes[at]) >= 0x80) masks.beyond_ascii |= bit;
    }
    return masks;
  }

 private:
  char separator_;
};
#endif

// In each bit the parity of the bits up to it.
std::uint64_t parities(std::uint64_t bits) {
  for (unsigned shift = 1; shift < kWord; shift *= 2) bits ^= bits << shift;
  return bits;
}

// Each bit moved to the next byte; `carry` is what comes out of one word and into the next.
std::uint64_t next_bytes(std::uint64_t bits, std::uint64_t& carry) {
  const std::uint64_t moved = (bits << 1) | carry;
  carry = bits >> (kWord - 1);
  return moved;
}

// What is known of the bytes before a word.
struct Carried {
  std::uint64_t inside = 0;         // all ones: a quote is open
  std::uint64_t may_open = 1;       // the byte before lets a quote open
  std::uint64_t after_closing = 0;  // it closes one
  std::uint64_t after_return = 0;
};

struct Word {
  std::uint64_t fields = 0;  // ends of fields, of records too
  std::uint64_t lines = 0;   // ends of records, the first byte of each
  std::uint64_t broken = 0;  // not plain from here on
};

Word word_of(const Masks& masks, Carried& carried) {
  const std::uint64_t inside =
      masks.quotes == 0 ? carried.inside : parities(masks.quotes) ^ carried.inside;
  const std::uint64_t opening = masks.quotes & inside;
  const std::uint64_t closing = masks.quotes & ~inside;
  const std::uint64_t ends = masks.separators | masks.feeds | masks.returns;
  const std::uint64_t may_open = next_bytes(ends | closing, carried.may_open);
  const std::uint64_t after_closing = next_bytes(closing, carried.after_closing);
  const std::uint64_t after_return = next_bytes(masks.returns, carried.after_return);
  carried.inside = std::uint64_t{0} - (inside >> (kWord - 1));
  const std::uint64_t lines = (masks.returns | (masks.feeds & ~after_return)) & ~inside;
  return {.fields = (masks.separators & ~inside) | lines,
          .lines = lines,
          .broken = (opening & ~may_open) | (after_closing & ~(ends | masks.quotes))};
}

// The bits below the first one that is set in `stop`.
std::uint64_t below(std::uint64_t stop) {
  return stop == 0 ? ~std::uint64_t{0} : (stop & -stop) - 1;
}

std::size_t last_bit(std::uint64_t bits) {
  return kWord - 1 - static_cast<std::size_t>(std::countl_zero(bits));
}

}  // namespace

void index_csv(std::string_view text, char separator, bool last, CsvIndex& index) {
  index.ends.clear();
  index.ends.reserve(text.size() / kWord + 1);
  index.size = 0;
  index.records = 0;
  const Masker masker(separator);
  Carried carried;
  std::uint64_t beyond_ascii = 0;
  bool plain = true;
  for (std::size_t at = 0; at < text.size() && plain; at += kWord) {
    const std::size_t left = text.size() - at;
    char rest[kWord] = {};
    if (left < kWord) std::memcpy(rest, text.data() + at, left);
    const Masks masks = masker.of(left < kWord ? rest : text.data() + at);
    Word word = word_of(masks, carried);
    beyond_ascii |= masks.beyond_ascii;
    // The zeros after the end of the text are no bytes of it.
    if (left < kWord) word.broken &= (std::uint64_t{1} << left) - 1;
    plain = word.broken == 0;
    word.lines &= below(word.broken);
    // A return at the very end may be half of a line end.
    if (left <= kWord && !last && text.back() == '\r') {
      word.lines &= ~(std::uint64_t{1} << (left - 1));
    }
    index.ends.push_back(word.fields & below(word.broken));
    index.records += static_cast<std::size_t>(std::popcount(word.lines));
    if (word.lines != 0) index.size = at + last_bit(word.lines) + 1;
  }
  if (index.size > 0 && index.size < text.size() && text[index.size - 1] == '\r' &&
      text[index.size] == '\n') {
    ++index.size;
  }
  if (last && plain && carried.inside == 0 && index.size < text.size()) {
    ++index.records;
    index.size = text.size();
  }
  index.ascii = beyond_ascii == 0;
}

}  // namespace fundable
