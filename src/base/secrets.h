// Secrets in text from evidence.
#pragma once

#include <string>
#include <string_view>

namespace fundable {

// The text with `[redacted]` where a secret stands: keys and tokens by the shapes that vendors
// publish, values whose name says that they are one (`password=`, `"AccountKey": `, `--token `),
// credentials in a URL, blocks of private keys. Doing it twice changes nothing.
[[nodiscard]] std::string without_secrets(std::string_view text);

}  // namespace fundable
