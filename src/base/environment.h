// The environment's variables, as a function that main makes.
#pragma once

#include <functional>
#include <string>

namespace fundable {

// The value of a variable; empty where there is none.
using Environment = std::function<std::string(const std::string& name)>;

}  // namespace fundable
