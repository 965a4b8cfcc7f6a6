// Runs a template as Helm would, within a budget of steps, bytes and depth.
//
// Every line of the result remembers the line of the template that wrote it, so that what is found
// in it can be shown in the file that people have. What a named template writes belongs to the line
// that calls it.
#include "readers/helm/render.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "readers/file/file.h"
#include "readers/helm/functions.h"

namespace fundable::helm {
namespace {

using infra::Literal;
using infra::Member;
using Kind = Literal::Kind;

constexpr std::size_t kMostSteps = 300'000;
constexpr std::size_t kMostBytes = 8u << 20;  // written, also into what is thrown away
constexpr std::size_t kMostDepth = 300;

// Text as it grows, with the lines that it is from.
class Output {
 public:
  // `line` moves on with the text where that is the template's own.
  void write(std::string_view text, std::uint32_t line, bool is_own) {
    while (!text.empty()) {
      if (starts_line_) lines_.push_back(line);
      const std::size_t end = text.find('\n');
      starts_line_ = end != text.npos;
      const std::string_view part = text.substr(0, starts_line_ ? end + 1 : text.size());
      text_ += part;
      text.remove_prefix(part.size());
      if (is_own) ++line;
    }
  }
  Rendered rendered() && { return {std::move(text_), std::move(lines_), {}}; }

 private:
  std::string text_;
  std::vector<std::uint32_t> lines_;
  bool starts_line_ = true;
};

// What a template knows at one place: the dot, and its variables, the last of a name first.
struct Scope {
  Literal dot;
  std::vector<std::pair<std::string, Literal>> variables;
};

Scope scope_of(const Literal& dot) { return {dot, {{"", dot}}}; }

enum class Flow : std::uint8_t { kOn, kBreak, kContinue };

class Renderer {
 public:
  explicit Renderer(const Definitions& definitions) : definitions_(definitions) {}

  Result<Rendered> render(const Steps& steps, const Literal& root) {
    Output output;
    Scope scope = scope_of(root);
    run(steps, scope, output);
    if (!spent_.empty()) return failure(ErrorKind::kLimit, spent_, std::to_string(line_));
    Rendered rendered = std::move(output).rendered();
    for (const auto& [why, place] : unknown_) {
      const std::string times = place.count == 1 ? "" : ", " + counted(place.count, "time");
      rendered.left_out.push_back({at_line(place.line), why + times});
    }
    return rendered;
  }

 private:
  struct Unknown {
    std::uint32_t line = 0;
    std::size_t count = 0;
  };

  // Goes one level down for as long as it lives.
  class Level {
   public:
    explicit Level(Renderer& renderer) : renderer_(renderer) {
      if (++renderer_.depth_ > kMostDepth) renderer_.spend_all("it nests without end");
      renderer_.spend(1);
    }
    ~Level() { --renderer_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Renderer& renderer_;
  };

  // --- Budget and what is not known ---

  void spend_all(std::string why) {
    if (spent_.empty()) spent_ = std::move(why);
  }
  void spend(std::size_t steps) {
    steps_ += steps;
    if (steps_ > kMostSteps) spend_all("it takes more than " + counted(kMostSteps, "step"));
  }
  void spend_on(const Literal& value) { spend(value.members().size() + value.text().size() / 100); }
  void write(Output& output, std::string_view text, std::uint32_t line, bool is_own) {
    bytes_ += text.size();
    if (bytes_ > kMostBytes) spend_all("it writes more than " + counted(kMostBytes, "byte"));
    if (spent_.empty()) output.write(text, line, is_own);
  }
  void leave_out(const std::string& why) {
    Unknown& place = unknown_[why];
    if (place.count++ == 0) place.line = line_;
  }

  // --- Steps ---

  Flow run(const Steps& steps, Scope& scope, Output& output) {
    const Level level(*this);
    const std::size_t known = scope.variables.size();
    Flow flow = Flow::kOn;
    for (const Step& step : steps) {
      if (!spent_.empty()) break;
      if (called_ == 0) line_ = step.line;
      flow = take(step, scope, output);
      if (flow != Flow::kOn) break;
    }
    scope.variables.resize(known);
    return flow;
  }

  Flow take(const Step& step, Scope& scope, Output& output) {
    spend(1);
    switch (step.kind) {
      case Step::Kind::kText:
        write(output, step.text, step.line, true);
        return Flow::kOn;
      case Step::Kind::kValue:
        write(output, written(value(step.expression, scope)), step.line, false);
        return Flow::kOn;
      case Step::Kind::kAssign:
        assign(step, value(step.expression, scope), scope);
        return Flow::kOn;
      case Step::Kind::kIf:
      case Step::Kind::kWith:
        return branch(step, scope, output);
      case Step::Kind::kRange:
        return loop(step, scope, output);
      case Step::Kind::kTemplate:
        write(output, called(step.text, value(step.expression, scope)).text(), step.line, false);
        return Flow::kOn;
      case Step::Kind::kBreak:
        return Flow::kBreak;
      case Step::Kind::kContinue:
        break;
    }
    return Flow::kContinue;
  }

  static void assign(const Step& step, const Literal& value, Scope& scope) {
    if (step.declares) {
      scope.variables.emplace_back(step.variables[0], value);
    } else {
      assign(step.variables[0], value, scope);
    }
  }

  static void assign(const std::string& name, const Literal& value, Scope& scope) {
    const auto found = std::ranges::find(scope.variables.rbegin(), scope.variables.rend(), name,
                                         &std::pair<std::string, Literal>::first);
    if (found != scope.variables.rend()) found->second = value;
  }

  Flow branch(const Step& step, Scope& scope, Output& output) {
    const Literal condition = value(step.expression, scope);
    const Literal truth = truth_of(condition);
    if (!truth.is_known()) leave_out("a condition that only a cluster or its user decides");
    const std::size_t known = scope.variables.size();
    if (!step.variables.empty()) assign(step, condition, scope);
    const bool moves_dot = step.kind == Step::Kind::kWith && truth.is_true();
    const Literal dot = moves_dot ? std::exchange(scope.dot, condition) : Literal();
    const Flow flow = run(truth.is_true() ? step.body : step.otherwise, scope, output);
    if (moves_dot) scope.dot = dot;
    scope.variables.resize(std::min(known, scope.variables.size()));
    return flow;
  }

  Flow loop(const Step& step, Scope& scope, Output& output) {
    const Literal over = value(step.expression, scope);
    if (!over.is_known()) leave_out("a loop over what only a cluster or its user knows");
    std::vector<Member> members(over.members().begin(), over.members().end());
    if (members.empty()) return run(step.otherwise, scope, output);
    const bool is_map = over.is(Kind::kMap);
    if (is_map) std::ranges::stable_sort(members, {}, &Member::key);
    const std::size_t known = scope.variables.size();
    const Literal dot = scope.dot;
    for (std::size_t i = 0; i < members.size() && spent_.empty(); ++i) {
      scope.dot = members[i].value;
      const Literal key =
          is_map ? Literal::text(members[i].key) : Literal::number(std::to_string(i));
      const auto& names = step.variables;
      if (names.size() == 2) scope.variables.emplace_back(names[0], key);
      if (!names.empty()) scope.variables.emplace_back(names.back(), members[i].value);
      const Flow flow = run(step.body, scope, output);
      scope.variables.resize(known);
      if (flow == Flow::kBreak) break;
    }
    scope.dot = dot;
    return Flow::kOn;
  }

  // --- Values ---

  Literal value(const Expression& expression, Scope& scope) {
    const Level level(*this);
    if (!spent_.empty()) return {};
    switch (expression.kind) {
      case Expression::Kind::kLiteral:
        return expression.value;
      case Expression::Kind::kDot:
        return scope.dot;
      case Expression::Kind::kVariable:
        return variable(expression.name, scope);
      case Expression::Kind::kFields:
        return fields(expression, scope);
      case Expression::Kind::kCall:
        return call(expression, scope);
      case Expression::Kind::kMethod:
        break;
    }
    leave_out("what `" + presentable(expression.name, 40) + "` gives");
    return {};
  }

  static Literal variable(const std::string& name, const Scope& scope) {
    for (auto held = scope.variables.rbegin(); held != scope.variables.rend(); ++held) {
      if (held->first == name) return held->second;
    }
    return {};
  }

  Literal fields(const Expression& expression, Scope& scope) {
    Literal found = value(expression.parts[0], scope);
    for (const std::string& field : expression.fields) {
      spend(1 + found.members().size() / 100);
      found = field_of(found, field);
    }
    return found;
  }

  Literal call(const Expression& expression, Scope& scope) {
    std::vector<Literal> arguments;
    for (const Expression& part : expression.parts) {
      arguments.push_back(value(part, scope));
      spend_on(arguments.back());
    }
    spend(cost_of(expression.name));
    if (!spent_.empty()) return {};
    const std::string& name = expression.name;
    if (name == "include" && !arguments.empty()) {
      return called(arguments[0].text(), arguments.size() > 1 ? arguments[1] : Literal::null());
    }
    if (name == "tpl" && arguments.size() == 2) return template_text(arguments[0], arguments[1]);
    const Function function = function_of(name);
    if (function == nullptr) {
      leave_out("what `" + presentable(name, 40) + "` gives");
      return {};
    }
    const Literal result = function(arguments);
    spend_on(result);
    // A map is changed for all who hold it; only for the variable that does is that followed.
    if (name == "set" && expression.parts[0].kind == Expression::Kind::kVariable) {
      assign(expression.parts[0].name, result, scope);
    }
    return result;
  }

  Literal called(const std::string& name, const Literal& dot) {
    const auto found = definitions_.find(name);
    if (found != definitions_.end()) return inner(found->second, dot);
    if (is_file(name)) return {};
    leave_out("the template " + presentable(name, 80) + ", which is not in the chart");
    return {};
  }

  // Whole files are only included for their checksum.
  static bool is_file(std::string_view name) {
    return name.ends_with(".yaml") || name.ends_with(".yml");
  }

  Literal template_text(const Literal& text, const Literal& dot) {
    if (!text.is_known()) return {};
    if (!text.text().contains("{{")) return text;
    spend(1 + text.text().size());
    Definitions defined;
    const auto steps = parse_template(text.text(), defined);
    if (steps) return inner(*steps, dot);
    leave_out("a value that is no template");
    return {};
  }

  Literal inner(const Steps& steps, const Literal& dot) {
    Output output;
    Scope scope = scope_of(dot);
    ++called_;
    run(steps, scope, output);
    --called_;
    return Literal::text(std::move(output).rendered().text);
  }

  const Definitions& definitions_;
  std::size_t depth_ = 0;
  std::size_t steps_ = 0;
  std::size_t bytes_ = 0;
  std::size_t called_ = 0;  // named templates that are being written
  std::uint32_t line_ = 1;  // of the template itself
  std::string spent_;       // why it has to stop; empty as long as it does not
  std::map<std::string, Unknown> unknown_;
};

}  // namespace

Result<Rendered> render(const Steps& steps, const Definitions& definitions, const Literal& root) {
  return Renderer(definitions).render(steps, root);
}

}  // namespace fundable::helm
