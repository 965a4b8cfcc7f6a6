// Reads compressed files with zlib, which checks the sum over their data.
//
// A spreadsheet that saves "Unicode text" writes UTF-16 with a byte order mark; without the mark it
// is not recognised. Unpaired surrogates become U+FFFD.
#include "base/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

namespace fundable {
namespace {

constexpr std::string_view kGzip = "\x1F\x8B";

enum class Encoding : std::uint8_t { kUnknown, kUtf8, kUtf16Little, kUtf16Big };

// What the byte order mark says, and how long it is.
std::pair<Encoding, std::size_t> encoding_of(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) return {Encoding::kUtf8, 3};
  if (head.starts_with("\xFF\xFE")) return {Encoding::kUtf16Little, 2};
  if (head.starts_with("\xFE\xFF")) return {Encoding::kUtf16Big, 2};
  return {Encoding::kUtf8, 0};
}

void append_utf8(std::uint32_t character, std::string& out) {
  const auto tail = [&](unsigned shift) {
    out.push_back(static_cast<char>(0x80 | ((character >> shift) & 0x3F)));
  };
  if (character < 0x80) {
    out.push_back(static_cast<char>(character));
  } else if (character < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (character >> 6)));
    tail(0);
  } else if (character < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (character >> 12)));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | (character >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

// Appends the whole characters of `bytes` to `out`; returns how many bytes they took.
std::size_t append_utf16(std::string_view bytes, bool big, std::string& out) {
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return big ? first * 256u + second : second * 256u + first;
  };
  std::size_t at = 0;
  while (at + 2 <= bytes.size()) {
    const std::uint32_t high = unit(at);
    const bool pair = high >= 0xD800 && high < 0xDC00;
    if (pair && at + 4 > bytes.size()) break;
    const std::uint32_t low = pair ? unit(at + 2) : 0;
    if (pair && low >= 0xDC00 && low < 0xE000) {
      append_utf8(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), out);
      at += 4;
    } else {
      append_utf8(high >= 0xD800 && high < 0xE000 ? 0xFFFD : high, out);
      at += 2;
    }
  }
  return at;
}

// Appends about `wanted` bytes; false where the compressed data ends in damage. In small steps,
// because zlib gives nothing of the step in which it meets the damage.
bool append_inflated(gzFile file, std::size_t wanted, std::string& out) {
  constexpr std::size_t kStep = std::size_t{16} << 10;
  for (std::size_t done = 0; done < wanted; done += kStep) {
    const std::size_t before = out.size();
    out.resize(before + kStep);
    const int count = gzread(file, out.data() + before, kStep);
    out.resize(before + static_cast<std::size_t>(std::max(count, 0)));
    int status = Z_OK;
    gzerror(file, &status);
    if (count < 0 || status == Z_BUF_ERROR || status == Z_DATA_ERROR) return false;
    if (count == 0) return true;
  }
  return true;
}

}  // namespace

struct ByteSource::State {
  gzFile compressed = nullptr;
  int plain = -1;
  std::string_view memory;  // what of it is still to come, where there is no file
  std::size_t size = 0;     // of the file or of what was in memory
  std::size_t taken = 0;    // of a plain file
  Encoding encoding = Encoding::kUnknown;
  std::string raw;  // read, but not decoded yet

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (compressed != nullptr) gzclose(compressed);
    if (plain >= 0) ::close(plain);
  }

  // Appends about `wanted` bytes as they are; false where compressed data ends in damage.
  bool append(std::size_t wanted, std::string& out) {
    if (compressed != nullptr) return append_inflated(compressed, wanted, out);
    if (plain >= 0) return append_plain(wanted, out);
    const std::string_view piece = memory.substr(0, wanted);
    memory.remove_prefix(piece.size());
    out += piece;
    return true;
  }

  // A file that cannot be read on is one that is cut off.
  bool append_plain(std::size_t wanted, std::string& out) {
    const std::size_t before = out.size();
    out.resize(before + wanted);
    ssize_t count = 0;
    do {
      count = ::read(plain, out.data() + before, wanted);
    } while (count < 0 && errno == EINTR);
    const auto read = static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    out.resize(before + read);
    taken += read;
    return count >= 0;
  }

  [[nodiscard]] std::size_t used() const {
    if (compressed != nullptr) {
      return static_cast<std::size_t>(std::max<z_off_t>(gzoffset(compressed), 0));
    }
    return plain >= 0 ? taken : size - memory.size();
  }

  // Moves what is in `raw` to `out`, as UTF-8.
  void decode(std::string& out) {
    if (encoding == Encoding::kUnknown) {
      const auto [found, mark] = encoding_of(raw);
      encoding = found;
      raw.erase(0, mark);
    }
    if (encoding == Encoding::kUtf8) {
      out += raw;
      raw.clear();
    } else {
      raw.erase(0, append_utf16(raw, encoding == Encoding::kUtf16Big, out));
    }
  }
};

ByteSource::ByteSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<ByteSource> ByteSource::open(const std::string& path) {
  auto state = std::make_unique<State>();
  // A pipe that has taken the file's place would be waited for.
  const int number = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat status{};
  const bool regular = number >= 0 && ::fstat(number, &status) == 0 && S_ISREG(status.st_mode);
  std::array<char, kGzip.size()> head{};
  const bool packed = regular &&
                      ::pread(number, head.data(), head.size(), 0) == ssize_t{head.size()} &&
                      std::string_view(head.data(), head.size()) == kGzip;
  if (packed) {
    state->compressed = gzdopen(number, "rb");
  } else if (regular) {
    state->plain = number;
  }
  if (state->compressed == nullptr && state->plain < 0) {
    if (number >= 0) ::close(number);
    return failure(ErrorKind::kSystem, "the file cannot be opened");
  }
  state->size = static_cast<std::size_t>(status.st_size);
  // No more than this is lost before damage in compressed data.
  if (packed) gzbuffer(state->compressed, 8 * 1024);
  return ByteSource(std::move(state));
}

ByteSource ByteSource::of(std::string_view bytes) {
  auto state = std::make_unique<State>();
  state->memory = bytes;
  state->size = bytes.size();
  return ByteSource(std::move(state));
}

Result<> ByteSource::read(std::size_t wanted, std::string& out) {
  State& state = *state_;
  std::string& into = state.encoding == Encoding::kUtf8 ? out : state.raw;
  const bool whole = state.append(wanted, into);
  state.decode(out);
  if (!whole)
    return failure(ErrorKind::kInput, state.compressed == nullptr
                                          ? "the file cannot be read on"
                                          : "the compressed data is broken or cut off");
  return {};
}

double ByteSource::share_read() const {
  if (state_->size == 0) return 0;
  return std::min(1.0, static_cast<double>(state_->used()) / static_cast<double>(state_->size));
}

std::string text_of_head(std::string_view head) {
  const auto [encoding, mark] = encoding_of(head);
  head.remove_prefix(mark);
  if (encoding == Encoding::kUtf8) return std::string(head);
  std::string text;
  append_utf16(head, encoding == Encoding::kUtf16Big, text);
  return text;
}

}  // namespace fundable
