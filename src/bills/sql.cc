#include "bills/sql.h"

namespace fundable {
namespace {

std::string quoted(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) out.append(c == mark ? 2 : 1, c);
  return out + mark;
}

}  // namespace

std::string quoted_identifier(std::string_view name) { return quoted(name, '"'); }
std::string quoted_text(std::string_view text) { return quoted(text, '\''); }

}  // namespace fundable
