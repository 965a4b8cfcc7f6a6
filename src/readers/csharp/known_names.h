// Names of C# libraries that say nothing of where they come from.
#pragma once

#include <span>
#include <string_view>

namespace fundable::csharp_code {

struct KnownName {
  std::string_view name;
  std::string_view space;  // its namespace
  bool always = false;     // the build opens that namespace, no directive does
};
// The classes of that name, in any library.
[[nodiscard]] std::span<const KnownName> known_classes(std::string_view name);

// Extension methods, by how their names start.
struct KnownExtension {
  std::string_view starts;
  std::string_view space;            // has to be open, or a namespace below it
  std::string_view first_parameter;  // that it takes as a text; empty: not worth telling
  bool always = false;
};
[[nodiscard]] std::span<const KnownExtension> known_extensions();

// The name of the first parameter of a class or method that takes a model; empty for others.
[[nodiscard]] std::string_view model_parameter(std::string_view class_or_method);

// Whether .NET or ASP.NET itself has a class of that name.
[[nodiscard]] bool is_of_platform(std::string_view name);

// `Azure` of `new Azure.AI.OpenAI.AzureOpenAIClient()`, with no directive that shows it.
[[nodiscard]] bool is_root_of_libraries(std::string_view name);

}  // namespace fundable::csharp_code
