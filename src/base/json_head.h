// What stands first in a JSON text, found without parsing it: enough to tell formats apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fundable {

// The keys of a JSON text up to the first object that closes a list's first element or the text's
// end. Damage ends the search; what was found until then counts.
// Lifetime: the text must outlive it.
class JsonHead {
 public:
  // Looks at no more than `kMostBytes` of `text`, and into nothing deeper than `kDeepest`.
  explicit JsonHead(std::string_view text);

  // Whether the text starts with `[` or `{`.
  [[nodiscard]] bool is_json() const { return is_list_ || !keys_.empty(); }
  [[nodiscard]] bool is_list() const { return is_list_; }
  // Whether the key stands there; `a/b` is the key b of the object under a. Lists add nothing to a
  // path, and only their first element is looked into.
  [[nodiscard]] bool has(std::string_view path) const;
  // The text under a key, as written between its quotes; empty where it is none.
  [[nodiscard]] std::string_view text(std::string_view path) const;
  // The first key; empty where there is none.
  [[nodiscard]] std::string_view first() const;

  struct Key {
    std::string path;
    std::string_view text;
  };
  // Order: that of the text.
  [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }

  static constexpr std::size_t kMostBytes = 16 << 10;
  static constexpr std::size_t kMostKeys = 200;
  static constexpr std::size_t kDeepest = 5;

 private:
  void search(std::string_view text);

  bool is_list_ = false;
  std::vector<Key> keys_;
};

}  // namespace fundable
