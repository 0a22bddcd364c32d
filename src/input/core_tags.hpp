#pragma once

/// The tags that YAML itself gives a meaning: those of the core schema of YAML 1.2, section 10.3.
/// They may stand before a value of their kind. All others ask a program for objects of its own.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "input/document.hpp"

namespace eventarch::input {

enum class CoreTag : std::uint8_t { boolean, floating, integer, mapping, null, sequence, text };

/// The core tag of that full name, `tag:yaml.org,2002:int` for `!!int`; empty for any other.
[[nodiscard]] std::optional<CoreTag> core_tag(std::string_view name);

/// Gives the node the type of the tag, whatever its quotes say, as YAML does; false where its kind
/// or its text is of no such type.
[[nodiscard]] bool apply_tag(CoreTag tag, Node& node);

/// "a whole number": what a value with this tag must be.
[[nodiscard]] std::string_view expected_by(CoreTag tag);

/// Why a tag that is none of the core's means nothing here, and what to do.
struct RefusedTag {
  std::string message;
  std::string help;
};
/// `written` is the tag as the file has it.
[[nodiscard]] RefusedTag refused_tag(std::string_view name, std::string_view written);

}  // namespace eventarch::input
