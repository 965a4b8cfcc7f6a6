// Makes a tree of a template's pieces, by recursive descent with a bound on its depth.
//
// `a | f b` is the call `f b a`, so that pipes are gone after this.
#include "readers/helm/template.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "readers/helm/tokens.h"

namespace fundable::helm {
namespace {

using infra::Literal;
using TokenKind = Token::Kind;

// Blocks, parentheses and pipes, one in the other.
constexpr std::size_t kMostDepth = 100;

std::unexpected<Error> broken(std::string why, std::uint32_t line) {
  return failure(ErrorKind::kInput, std::move(why), std::to_string(line));
}

std::unexpected<Error> too_deep(std::uint32_t line) {
  return failure(ErrorKind::kLimit, "nested deeper than " + std::to_string(kMostDepth),
                 std::to_string(line));
}

// Reads the expression in an action.
class ExpressionParser {
 public:
  ExpressionParser(std::span<const Token> tokens, std::uint32_t line)
      : tokens_(tokens), line_(line) {}

  Result<Expression> all() {
    auto expression = pipeline(0);
    if (expression && at_ < tokens_.size()) {
      return broken("`" + tokens_[at_].text + "` stands where nothing can", line_);
    }
    return expression;
  }

 private:
  [[nodiscard]] bool is_sign(std::string_view sign) const {
    return at_ < tokens_.size() && tokens_[at_].kind == TokenKind::kSign &&
           tokens_[at_].text == sign;
  }

  Result<Expression> pipeline(std::size_t depth) {
    auto value = command(depth);
    for (std::size_t pipes = 0; value && is_sign("|"); ++pipes) {
      if (depth + pipes > kMostDepth) return too_deep(line_);
      ++at_;
      auto next = command(depth);
      if (!next) return next;
      // Only functions take what is piped; anything else is left to Helm to refuse.
      if (next->kind != Expression::Kind::kCall) make_method(*next);
      next->parts.push_back(*std::move(value));
      value = std::move(next);
    }
    return value;
  }

  Result<Expression> command(std::size_t depth) {
    if (depth > kMostDepth) return too_deep(line_);
    const bool starts_call = at_ < tokens_.size() && is_function(tokens_[at_]);
    auto head = operand(depth);
    if (!head) return head;
    while (at_ < tokens_.size() && !is_sign("|") && !is_sign(")")) {
      auto argument = operand(depth);
      if (!argument) return argument;
      if (!starts_call) make_method(*head);
      head->parts.push_back(*std::move(argument));
    }
    return head;
  }

  static void make_method(Expression& value) {
    value.kind = Expression::Kind::kMethod;
    if (!value.fields.empty()) value.name = value.fields.back();
  }

  static bool is_function(const Token& token) {
    return token.kind == TokenKind::kName && token.text != "true" && token.text != "false" &&
           token.text != "nil";
  }

  Result<Expression> operand(std::size_t depth) {
    if (at_ >= tokens_.size()) return broken("an action ends too early", line_);
    Expression found;
    const Token& token = tokens_[at_++];
    if (token.kind == TokenKind::kSign) {
      if (token.text != "(") return broken("`" + token.text + "` is no value", line_);
      auto inner = pipeline(depth + 1);
      if (!inner) return inner;
      if (!is_sign(")")) return broken("a parenthesis does not close", line_);
      ++at_;
      found = *std::move(inner);
    } else if (token.kind == TokenKind::kField) {
      found.kind = Expression::Kind::kDot;
      if (!token.text.empty()) found = fields_of(std::move(found), token.text);
    } else if (token.kind == TokenKind::kVariable) {
      found.kind = Expression::Kind::kVariable;
      found.name = token.text;
    } else if (is_function(token)) {
      found.kind = Expression::Kind::kCall;
      found.name = token.text;
      return found;
    } else {
      found.value = literal(token);
    }
    while (at_ < tokens_.size() && tokens_[at_].kind == TokenKind::kField && tokens_[at_].joined) {
      found = fields_of(std::move(found), tokens_[at_++].text);
    }
    return found;
  }

  static Expression fields_of(Expression base, const std::string& field) {
    if (base.kind != Expression::Kind::kFields) {
      Expression fields;
      fields.kind = Expression::Kind::kFields;
      fields.parts.push_back(std::move(base));
      base = std::move(fields);
    }
    base.fields.push_back(field);
    return base;
  }

  static Literal literal(const Token& token) {
    if (token.kind == TokenKind::kText) return Literal::text(token.text);
    if (token.kind == TokenKind::kNumber) return Literal::number(token.text);
    return token.text == "nil" ? Literal::null() : Literal::truth(token.text == "true");
  }

  std::span<const Token> tokens_;
  std::uint32_t line_;
  std::size_t at_ = 0;
};

// Reads blocks of pieces.
class BlockParser {
 public:
  BlockParser(std::span<const Piece> pieces, Definitions& definitions)
      : pieces_(pieces), definitions_(definitions) {}

  Result<Steps> all() {
    auto steps = block(0);
    if (steps && at_ < pieces_.size()) {
      return broken("`" + pieces_[at_].tokens[0].text + "` without what it ends", here());
    }
    return steps;
  }

 private:
  [[nodiscard]] std::uint32_t here() const {
    return at_ < pieces_.size() ? pieces_[at_].line : pieces_.empty() ? 1 : pieces_.back().line;
  }

  static bool begins_with(const Piece& piece, std::string_view word) {
    return piece.is_action && !piece.tokens.empty() && piece.tokens[0].kind == TokenKind::kName &&
           piece.tokens[0].text == word;
  }

  // Up to an `end` or `else`, which stays.
  Result<Steps> block(std::size_t depth) {
    if (depth > kMostDepth) return too_deep(here());
    Steps steps;
    for (; at_ < pieces_.size();) {
      const Piece& piece = pieces_[at_];
      if (begins_with(piece, "end") || begins_with(piece, "else")) break;
      ++at_;
      if (piece.is_action && piece.tokens.empty()) continue;
      if (!piece.is_action) {
        steps.push_back({.line = piece.line, .text = std::string(piece.text)});
      } else if (auto added = add_action(piece, piece.tokens, depth, steps); !added) {
        return std::unexpected(added.error());
      }
    }
    return steps;
  }

  Result<> add_action(const Piece& piece, std::span<const Token> tokens, std::size_t depth,
                      Steps& steps) {
    Step step{.kind = Step::Kind::kValue, .line = piece.line};
    const std::string_view word =
        tokens[0].kind == TokenKind::kName ? std::string_view(tokens[0].text) : "";
    if (word == "define" || word == "block") return add_definition(piece, tokens, depth, steps);
    if (word == "template") return add_call(step, tokens, steps);
    if (word == "break" || word == "continue") {
      step.kind = word == "break" ? Step::Kind::kBreak : Step::Kind::kContinue;
      steps.push_back(std::move(step));
      return {};
    }
    const bool is_block = word == "if" || word == "with" || word == "range";
    if (is_block) {
      step.kind = word == "if"     ? Step::Kind::kIf
                  : word == "with" ? Step::Kind::kWith
                                   : Step::Kind::kRange;
      tokens = tokens.subspan(1);
    }
    take_variables(step, tokens);
    if (!is_block && !step.variables.empty()) step.kind = Step::Kind::kAssign;
    auto expression = ExpressionParser(tokens, piece.line).all();
    if (!expression) return std::unexpected(expression.error());
    step.expression = *std::move(expression);
    if (is_block) {
      if (auto filled = fill(step, depth); !filled) return filled;
    }
    steps.push_back(std::move(step));
    return {};
  }

  // `$a :=`, `$a, $b :=`, `$a =`.
  static void take_variables(Step& step, std::span<const Token>& tokens) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at + 1 < tokens.size(); at += 2) {
      if (tokens[at].kind != TokenKind::kVariable) return;
      names.push_back(tokens[at].text);
      const Token& sign = tokens[at + 1];
      if (sign.kind != TokenKind::kSign) return;
      if (sign.text == ",") continue;
      if (sign.text != ":=" && sign.text != "=") return;
      step.variables = std::move(names);
      step.declares = sign.text == ":=";
      tokens = tokens.subspan(at + 2);
      return;
    }
  }

  // The body of a block, its `else` and its `end`.
  Result<> fill(Step& step, std::size_t depth) {
    auto body = block(depth + 1);
    if (!body) return std::unexpected(body.error());
    step.body = *std::move(body);
    if (at_ >= pieces_.size()) return broken("a block has no end", step.line);
    const Piece& piece = pieces_[at_++];
    if (begins_with(piece, "end")) return {};
    const auto tokens = std::span<const Token>(piece.tokens).subspan(1);
    if (!tokens.empty()) {  // `else if`: a block of its own, with the same end
      if (depth + 1 > kMostDepth) return too_deep(piece.line);
      return add_action(piece, tokens, depth + 1, step.otherwise);
    }
    auto otherwise = block(depth + 1);
    if (!otherwise) return std::unexpected(otherwise.error());
    step.otherwise = *std::move(otherwise);
    return end_of(step.line);
  }

  Result<> end_of(std::uint32_t line) {
    if (at_ >= pieces_.size()) return broken("a block has no end", line);
    if (!begins_with(pieces_[at_++], "end")) return broken("a block has two `else`", line);
    return {};
  }

  Result<> add_definition(const Piece& piece, std::span<const Token> tokens, std::size_t depth,
                          Steps& steps) {
    if (tokens.size() < 2 || tokens[1].kind != TokenKind::kText) {
      return broken("a definition has no name", piece.line);
    }
    auto body = block(depth + 1);
    if (!body) return std::unexpected(body.error());
    if (auto end = end_of(piece.line); !end) return end;
    definitions_.insert_or_assign(tokens[1].text, *std::move(body));
    if (tokens[0].text == "define") return {};
    return add_call({.kind = Step::Kind::kValue, .line = piece.line}, tokens, steps);
  }

  static Result<> add_call(Step step, std::span<const Token> tokens, Steps& steps) {
    if (tokens.size() < 2 || tokens[1].kind != TokenKind::kText) {
      return broken("a template is called without its name", step.line);
    }
    step.kind = Step::Kind::kTemplate;
    step.text = tokens[1].text;
    step.expression.value = Literal::null();
    if (tokens.size() > 2) {
      auto expression = ExpressionParser(tokens.subspan(2), step.line).all();
      if (!expression) return std::unexpected(expression.error());
      step.expression = *std::move(expression);
    }
    steps.push_back(std::move(step));
    return {};
  }

  std::span<const Piece> pieces_;
  Definitions& definitions_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Steps> parse_template(std::string_view text, Definitions& definitions) {
  const auto pieces = pieces_of(text);
  if (!pieces) return std::unexpected(pieces.error());
  return BlockParser(*pieces, definitions).all();
}

}  // namespace fundable::helm
