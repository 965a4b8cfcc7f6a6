// What the names of one file stand for while it is read from top to bottom, block by block.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "readers/code/uses.h"

namespace fundable::code {

// What a name or an expression stands for, as far as the code says it.
struct Meaning {
  enum class Kind : std::uint8_t {
    kUnknown,
    kModule,  // `path` is a library as a whole
    kMember,  // a function, class or value of a library
    kObject,  // what a call of it made: its methods are the library's, too
    kMethod,  // something reached through such an object; what its call gives is not known
    kText,    // a literal
    kRecord,  // an object of the code's own, with its literals
  };
  Kind kind = Kind::kUnknown;
  std::string path;  // as Uses takes it
  std::string text;
  std::vector<Argument> literals;

  [[nodiscard]] bool known() const { return kind != Kind::kUnknown; }
  [[nodiscard]] bool in_library() const { return kind >= Kind::kModule && kind <= Kind::kMethod; }
  // The literal of that name in a record; empty where there is none.
  [[nodiscard]] std::string_view literal(std::string_view name) const;
};

[[nodiscard]] Meaning text_meaning(std::string text);
// `name` of something: a member of a module, a method of an object, a literal of a record.
[[nodiscard]] Meaning member_of(const Meaning& owner, std::string_view name);

// Names with nested blocks: a name that an inner block declares hides the outer one until the block
// ends. Every step takes constant time, however deep blocks are nested.
class Scopes {
 public:
  // A block that ends at this byte of the file.
  void enter(std::uint32_t end);
  // Leaves the blocks that end at or before this byte.
  void leave_before(std::uint32_t at);

  // Declares a name in the innermost block; with an unknown meaning it hides what it stood for.
  void declare(std::string_view name, Meaning meaning);
  // Gives a name that may be declared further out a new meaning; else declares it for the file.
  void assign(std::string_view name, Meaning meaning);
  // Null where the name stands for nothing known.
  [[nodiscard]] const Meaning* find(std::string_view name) const;

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  struct Block {
    std::uint32_t end;
    std::size_t first;  // of its declarations
  };

  std::unordered_map<std::string, std::vector<Meaning>, Hash, std::equal_to<>> meanings_;
  std::vector<Block> blocks_;
  std::vector<std::string> declared_;  // in blocks, in order
  std::size_t count_ = 0;
};

}  // namespace fundable::code
