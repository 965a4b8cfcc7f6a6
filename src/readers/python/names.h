// The names of one Python file: its scopes, what binds a name in them, and where it uses what may
// come from a library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/syntax.h"

namespace fundable::py {

using ScopeId = std::uint32_t;
constexpr ScopeId kModuleScope = 0;

// What an expression stands for, as far as the file itself says it.
struct Meaning {
  enum class Kind : std::uint8_t {
    kUnknown,
    kMember,    // a module, or something in it: `path`
    kObject,    // what a call of a member gave: `path` is the member's
    kMethod,    // something reached through such an object
    kText,      // a literal: `text`
    kInstance,  // the file's own class, or an object of it: `own`
    kFunction,  // the file's own function: `own`
  };
  Kind kind = Kind::kUnknown;
  std::string path;
  std::string text;
  ScopeId own = kModuleScope;

  [[nodiscard]] bool is(Kind wanted) const { return kind == wanted; }
  [[nodiscard]] bool known() const { return kind != Kind::kUnknown; }
};

enum class ScopeKind : std::uint8_t { kModule, kClass, kFunction, kComprehension };

// How far a meaning has been worked out; what is met again while busy depends on itself.
enum class State : std::uint8_t { kOpen, kBusy, kDone };

struct Scope {
  ScopeKind kind = ScopeKind::kModule;
  ScopeId parent = kModuleScope;
  std::string_view receiver;                 // of a method: `self`
  std::vector<std::string_view> parameters;  // of a function, in order
  SyntaxNode gives;                          // the annotation of what a function gives
  std::vector<SyntaxNode> returns;           // the first few
  SyntaxNode base;                           // the first base of a class
  Meaning given;                             // by a call of a function
  State state = State::kOpen;                // of `given`
};

// One way in which a name gets what it stands for. `meaning` where that is known at once, else the
// expression or annotation that says it.
struct Binding {
  std::uint32_t from = 0;  // the byte from which on it holds
  ScopeId scope = kModuleScope;
  SyntaxNode value;
  SyntaxNode annotation;
  Meaning meaning;
  State state = State::kOpen;  // of `meaning`
};

// Something that the file does with a name.
struct Use {
  enum class Kind : std::uint8_t {
    kImport,
    kCall,       // `node` is a call
    kReference,  // `node` is a decorator's or base's name
    kSetting,    // `node` is an assignment to an attribute
    kCommand,    // `node` is a list that starts with a program that starts others
    kStatement,  // `node` is a string with a statement of SQL
  };
  Kind kind = Kind::kCall;
  ScopeId scope = kModuleScope;
  SyntaxNode node;
  std::string path;  // of an import
};

class Names {
 public:
  struct Entry {
    std::vector<Binding> bindings;  // by `from`
    Meaning settled;                // as other scopes see it
    State state = State::kOpen;     // of `settled`
  };

  Names() : scopes_(1) {}

  ScopeId open(Scope scope);
  [[nodiscard]] Scope& scope(ScopeId id) { return scopes_[id]; }
  [[nodiscard]] const Scope& scope(ScopeId id) const { return scopes_[id]; }

  void bind(ScopeId scope, std::string_view name, Binding binding);
  // `global name` and `nonlocal name`: from here on the scope's name is that of another scope.
  void redirect(ScopeId scope, std::string_view name, ScopeId to);
  [[nodiscard]] bool is_bound(ScopeId scope, std::string_view name) const;
  // Null where that scope does not bind the name.
  [[nodiscard]] Entry* find(ScopeId scope, std::string_view name);

  void use(Use use);
  [[nodiscard]] const std::vector<Use>& uses() const { return uses_; }
  // True where the file holds more names and uses than are kept.
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  struct Key {
    ScopeId scope;
    std::string_view name;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return std::hash<std::string_view>()(key.name) ^ (key.scope * 0x9E3779B97F4A7C15U);
    }
  };

  std::vector<Scope> scopes_;
  std::unordered_map<Key, Entry, Hash> entries_;
  std::unordered_map<Key, ScopeId, Hash> redirected_;
  std::vector<Use> uses_;
  std::size_t bindings_ = 0;
  bool is_cut_ = false;
};

}  // namespace fundable::py
