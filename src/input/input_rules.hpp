#pragma once

/// Rules that the reader itself applies: whether the text is YAML, within the limits, and says what
/// a design file may say. Listed in the rule table with the others.

#include <span>

#include "eventarch/diagnostic.hpp"

namespace eventarch::input {

extern const Rule complex_key;
extern const Rule content_after_document;
extern const Rule control_character;
extern const Rule duplicate_anchor;
extern const Rule duplicate_key;
extern const Rule duplicate_name;
extern const Rule empty_document;
extern const Rule empty_name;
extern const Rule file_too_large;
extern const Rule invalid_quantity;
extern const Rule invalid_utf8;
extern const Rule merge_key;
extern const Rule nesting_too_deep;
extern const Rule quantity_out_of_range;
extern const Rule recursive_alias;
extern const Rule required_field;
extern const Rule scalar_too_long;
extern const Rule too_few_items;
extern const Rule too_many_documents;
extern const Rule too_many_nodes;
extern const Rule unknown_key;
extern const Rule unknown_tag;
extern const Rule unknown_value;
extern const Rule unsupported_directive;
extern const Rule unsupported_encoding;
extern const Rule wrong_type;
extern const Rule yaml_syntax;

/// All of the above, by name.
[[nodiscard]] std::span<const Rule* const> input_rules();

}  // namespace eventarch::input
