#include "input/core_tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "support/text.hpp"

namespace eventarch::input {
namespace {

/// What `!!` stands for.
constexpr std::string_view yaml_prefix = "tag:yaml.org,2002:";

struct CoreName {
  std::string_view name;
  CoreTag tag;
  std::string_view expected;
};

// In the order of the enumeration.
constexpr std::array core_names{
    CoreName{"bool", CoreTag::boolean, "`true` or `false`"},
    CoreName{"float", CoreTag::floating, "a number"},
    CoreName{"int", CoreTag::integer, "a whole number"},
    CoreName{"map", CoreTag::mapping, "a mapping"},
    CoreName{"null", CoreTag::null, "`null` or nothing"},
    CoreName{"seq", CoreTag::sequence, "a list"},
    CoreName{"str", CoreTag::text, "text"},
};

/// Types that YAML 1.1 had and the core schema has not.
constexpr std::array<std::string_view, 8> former_names{"binary", "merge",     "omap",  "pairs",
                                                       "set",    "timestamp", "value", "yaml"};

bool has_type(const Node& node, CoreTag tag) {
  const ScalarType type = scalar_type(node);
  switch (tag) {
    case CoreTag::boolean: return type == ScalarType::boolean;
    case CoreTag::floating: return type == ScalarType::floating || type == ScalarType::integer;
    case CoreTag::integer: return type == ScalarType::integer;
    case CoreTag::null: return type == ScalarType::null;
    default: return false;
  }
}

}  // namespace

std::optional<CoreTag> core_tag(std::string_view name) {
  if (!name.starts_with(yaml_prefix)) return std::nullopt;
  const auto* found =
      std::ranges::find(core_names, name.substr(yaml_prefix.size()), &CoreName::name);
  return found == core_names.end() ? std::nullopt : std::optional(found->tag);
}

bool apply_tag(CoreTag tag, Node& node) {
  if (tag == CoreTag::mapping) return node.kind == NodeKind::mapping;
  if (tag == CoreTag::sequence) return node.kind == NodeKind::sequence;
  if (node.kind != NodeKind::scalar) return false;
  node.plain = tag != CoreTag::text;
  if (!node.plain) return true;
  if (!has_type(node, tag)) return false;
  if (tag == CoreTag::null) node.kind = NodeKind::null;
  return true;
}

std::string_view expected_by(CoreTag tag) {
  return core_names[static_cast<std::size_t>(tag)].expected;
}

RefusedTag refused_tag(std::string_view name, std::string_view written) {
  const std::string shown = text::quoted(written);
  if (!name.starts_with(yaml_prefix)) {
    return {fmt::format("the tag {} is an application's own, and asks for an object that a design "
                        "file cannot hold",
                        shown),
            "delete the tag"};
  }
  name.remove_prefix(yaml_prefix.size());
  if (std::ranges::find(former_names, name) != former_names.end()) {
    return {fmt::format("the tag {} is a type of YAML 1.1, which the core schema of YAML 1.2 does "
                        "not have",
                        shown),
            "delete the tag, and write the value as text"};
  }
  std::vector<std::string_view> names;
  names.reserve(core_names.size());
  for (const CoreName& one : core_names) names.push_back(one.name);
  const auto meant = text::closest(name, names);
  return {fmt::format("YAML has no tag {}", shown),
          meant ? fmt::format("did you mean `!!{}`?", *meant) : "delete the tag"};
}

}  // namespace eventarch::input
