// tree-sitter behind handles of our own; the only file that knows its header.
//
// Its parsers recover from any error, so what is left to guard is cost: budgets proportional to the
// length of the text end what is made to be slow, one of steps, counted by the parser's own
// progress callback, one of the memory that it asks for. Not time, so that the answer is the same
// on every machine. A step costs more the deeper the text nests, so brackets are counted before; a
// count that takes those in strings for brackets is good enough for a bound that no code comes
// near.
#include "base/syntax.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <cstdlib>
#include <string>

extern "C" {
const TSLanguage* tree_sitter_bicep();
const TSLanguage* tree_sitter_c_sharp();
const TSLanguage* tree_sitter_go();
const TSLanguage* tree_sitter_hcl();
const TSLanguage* tree_sitter_java();
const TSLanguage* tree_sitter_javascript();
const TSLanguage* tree_sitter_python();
const TSLanguage* tree_sitter_tsx();
const TSLanguage* tree_sitter_typescript();
}

namespace fundable {
namespace {

constexpr std::size_t kMostBytes = 4u << 20;
// The callback comes about every hundred steps of the parser. Of 15,600 files of public
// repositories none needed more than one call for 30 bytes, nor more than 300 bytes for a byte.
constexpr std::size_t kCallsAtLeast = 5'000;
constexpr std::size_t kBytesPerCall = 4;
constexpr std::size_t kAllocatedAtLeast = 16u << 20;
constexpr std::size_t kAllocatedPerByte = 1'000;
constexpr std::size_t kMostOpen = 5'000;
// Ordinary code is looked at once or twice.
constexpr std::size_t kPiece = 512;
constexpr std::size_t kPiecesAtLeast = 100'000;
constexpr std::size_t kTimesRead = 100;

const TSLanguage* grammar(Language language) {
  switch (language) {
    case Language::kBicep:
      return tree_sitter_bicep();
    case Language::kCSharp:
      return tree_sitter_c_sharp();
    case Language::kGo:
      return tree_sitter_go();
    case Language::kHcl:
      return tree_sitter_hcl();
    case Language::kJava:
      return tree_sitter_java();
    case Language::kJavaScript:
      return tree_sitter_javascript();
    case Language::kPython:
      return tree_sitter_python();
    case Language::kTsx:
      return tree_sitter_tsx();
    case Language::kTypeScript:
      return tree_sitter_typescript();
  }
  return nullptr;
}

// What the parser asked for on this thread, in bytes: it builds its trees anew with each step of a
// recovery, so that this tells of work that steps do not count.
thread_local std::size_t allocated = 0;

void* fail_without(void* memory) {
  if (memory == nullptr) std::abort();  // as tree-sitter itself does
  return memory;
}

void* counted_malloc(std::size_t size) {
  allocated += size;
  return fail_without(std::malloc(size));
}

void* counted_calloc(std::size_t count, std::size_t size) {
  allocated += count * size;
  return fail_without(std::calloc(count, size));
}

void* counted_realloc(void* memory, std::size_t size) {
  allocated += size;
  return fail_without(std::realloc(memory, size));
}

void count_allocations() {
  static const bool kDone = [] {
    ts_set_allocator(counted_malloc, counted_calloc, counted_realloc, std::free);
    return true;
  }();
  (void)kDone;
  allocated = 0;
}

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

struct Budget {
  std::string_view text;
  std::size_t calls_left;
  std::size_t pieces_left;
  std::size_t most_allocated;
};

// Gives the text piece by piece: where a scanner looks ahead to the end of it at every token, as
// Bicep's does for a quote that never closes, that is counted. A spent budget looks like the end.
const char* read_text(void* payload, std::uint32_t at, TSPoint, std::uint32_t* length) {
  auto* budget = static_cast<Budget*>(payload);
  if (at >= budget->text.size() || budget->pieces_left == 0) {
    *length = 0;
    return "";
  }
  --budget->pieces_left;
  *length = static_cast<std::uint32_t>(std::min(budget->text.size() - at, kPiece));
  return budget->text.data() + at;
}

bool nests_too_deep(std::string_view text) {
  std::size_t open = 0;
  for (const char c : text) {
    if (c == '(' || c == '[' || c == '{') {
      if (++open > kMostOpen) return true;
    } else if ((c == ')' || c == ']' || c == '}') && open > 0) {
      --open;
    }
  }
  return false;
}

bool is_over_budget(TSParseState* state) {
  auto* budget = static_cast<Budget*>(state->payload);
  return budget->pieces_left == 0 || budget->calls_left == 0 || --budget->calls_left == 0 ||
         allocated > budget->most_allocated;
}

}  // namespace

// Turns tree-sitter's node into ours and back.
struct SyntaxHandle {
  static TSNode raw(const SyntaxNode& node) {
    TSNode raw;
    std::ranges::copy(node.context_, raw.context);
    raw.id = node.id_;
    raw.tree = static_cast<const TSTree*>(node.tree_);
    return raw;
  }
  static SyntaxNode node(TSNode raw, const std::string_view* text) {
    SyntaxNode node;
    if (ts_node_is_null(raw)) return node;
    std::ranges::copy(raw.context, node.context_);
    node.id_ = raw.id;
    node.tree_ = raw.tree;
    node.text_ = text;
    return node;
  }
  static SyntaxTree tree(std::string_view text, TSTree* raw);
};

std::string_view SyntaxNode::type() const {
  return exists() ? ts_node_type(SyntaxHandle::raw(*this)) : std::string_view();
}

std::uint32_t SyntaxNode::begin() const {
  return exists() ? ts_node_start_byte(SyntaxHandle::raw(*this)) : 0;
}

std::uint32_t SyntaxNode::end() const {
  return exists() ? ts_node_end_byte(SyntaxHandle::raw(*this)) : 0;
}

std::string_view SyntaxNode::text() const {
  return exists() ? text_->substr(begin(), end() - begin()) : std::string_view();
}

std::uint32_t SyntaxNode::line() const {
  return exists() ? ts_node_start_point(SyntaxHandle::raw(*this)).row + 1 : 0;
}

SyntaxNode SyntaxNode::field(std::string_view name) const {
  if (!exists()) return {};
  return SyntaxHandle::node(ts_node_child_by_field_name(SyntaxHandle::raw(*this), name.data(),
                                                        static_cast<std::uint32_t>(name.size())),
                            text_);
}

std::vector<SyntaxNode> SyntaxNode::fields(std::string_view name) const {
  std::vector<SyntaxNode> all;
  if (!exists()) return all;
  TSTreeCursor cursor = ts_tree_cursor_new(SyntaxHandle::raw(*this));
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more && all.size() < kMostChildren;
       more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    const char* field = ts_tree_cursor_current_field_name(&cursor);
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    if (field != nullptr && field == name && ts_node_is_named(node)) {
      all.push_back(SyntaxHandle::node(node, text_));
    }
  }
  ts_tree_cursor_delete(&cursor);
  return all;
}

std::vector<SyntaxNode> SyntaxNode::children() const {
  std::vector<SyntaxNode> all;
  if (!exists()) return all;
  TSTreeCursor cursor = ts_tree_cursor_new(SyntaxHandle::raw(*this));
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more && all.size() < kMostChildren;
       more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    if (ts_node_is_named(node)) all.push_back(SyntaxHandle::node(node, text_));
  }
  ts_tree_cursor_delete(&cursor);
  return all;
}

SyntaxNode SyntaxNode::child(std::string_view type) const {
  for (const SyntaxNode node : children()) {
    if (node.is(type)) return node;
  }
  return {};
}

SyntaxNode SyntaxNode::parent() const {
  return exists() ? SyntaxHandle::node(ts_node_parent(SyntaxHandle::raw(*this)), text_)
                  : SyntaxNode();
}

struct SyntaxTree::State {
  std::string_view text;
  std::unique_ptr<TSTree, TreeDeleter> tree;
};

SyntaxTree SyntaxHandle::tree(std::string_view text, TSTree* raw) {
  auto state = std::make_unique<SyntaxTree::State>();
  state->text = text;
  state->tree.reset(raw);
  return SyntaxTree(std::move(state));
}

SyntaxTree::SyntaxTree(std::unique_ptr<State> state) : state_(std::move(state)) {}
SyntaxTree::SyntaxTree(SyntaxTree&&) noexcept = default;
SyntaxTree& SyntaxTree::operator=(SyntaxTree&&) noexcept = default;
SyntaxTree::~SyntaxTree() = default;

SyntaxNode SyntaxTree::root() const {
  return SyntaxHandle::node(ts_tree_root_node(state_->tree.get()), &state_->text);
}

void SyntaxTree::visit(const std::function<bool(SyntaxNode)>& enter) const {
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(state_->tree.get()));
  for (bool going = true; going;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const bool inside = !ts_node_is_named(node) || enter(SyntaxHandle::node(node, &state_->text));
    if (inside && ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (ts_tree_cursor_goto_parent(&cursor)) continue;
      going = false;
      break;
    }
  }
  ts_tree_cursor_delete(&cursor);
}

Result<SyntaxTree> parse_syntax(Language language, std::string_view text, const Limits& limits) {
  const std::size_t most = std::min(limits.bytes, kMostBytes);
  if (text.size() > most) {
    return failure(ErrorKind::kLimit, "the code is longer than " + std::to_string(most) + " bytes");
  }
  if (nests_too_deep(text)) {
    return failure(ErrorKind::kLimit,
                   "the code nests deeper than " + std::to_string(kMostOpen) + " brackets");
  }
  count_allocations();
  const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  if (!ts_parser_set_language(parser.get(), grammar(language))) {
    return failure(ErrorKind::kSystem, "this grammar does not fit tree-sitter's runtime");
  }
  Budget budget{text, kCallsAtLeast + text.size() / kBytesPerCall,
                kPiecesAtLeast + text.size() / kPiece * kTimesRead,
                kAllocatedAtLeast + text.size() * kAllocatedPerByte};
  const TSInput input{&budget, read_text, TSInputEncodingUTF8, nullptr};
  const TSParseOptions options{&budget, is_over_budget};
  TSTree* tree = ts_parser_parse_with_options(parser.get(), nullptr, input, options);
  if (tree != nullptr && budget.pieces_left == 0) {
    ts_tree_delete(tree);
    tree = nullptr;
  }
  if (tree == nullptr) {
    return failure(ErrorKind::kLimit, "the code takes more steps to parse than code of its length");
  }
  return SyntaxHandle::tree(text, tree);
}

}  // namespace fundable
