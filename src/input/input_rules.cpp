#include "input/input_rules.hpp"

#include <array>

namespace eventarch::input {

constinit const Rule complex_key{
    .name = "complex_key",
    .summary = "A key that is itself a list or a mapping",
    .rationale = "Keys of a design file are words.",
    .flagged = "event_context: {[use_case, saga]: true}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = "YAML 1.2.2, section 3.2.1.1",
};

constinit const Rule content_after_document{
    .name = "content_after_document",
    .summary = "Text after the end of a document, without a `---` line between",
    .rationale = "Parsers drop such text unread, so a requirement would be lost in silence.",
    .flagged =
        "{event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 "
        "s}}}\nname: lost",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "name: kept}",
    .source = "YAML 1.2.2, section 9.2",
};

constinit const Rule control_character{
    .name = "control_character",
    .summary = "A control character, or another that YAML does not allow",
    .rationale =
        "YAML allows no control character but tab, line end and NEL, nor U+FFFE and U+FFFF; "
        "parsers and terminals do strange things with the others.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "name: a\x01z}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "name: az}",
    .source = "YAML 1.2.2, section 5.1",
};

constinit const Rule duplicate_anchor{
    .name = "duplicate_anchor",
    .summary = "The same anchor twice in one document",
    .rationale = "An alias means the last one before it, which is easily not the one meant.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, x-a: "
        "&a 1, x-b: &a 2}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, x-a: "
        "&a 1, x-b: &b 2}",
    .source = "YAML 1.2.2, section 7.1",
};

constinit const Rule duplicate_key{
    .name = "duplicate_key",
    .summary = "The same key twice in one mapping",
    .rationale = "Which of the two values counts differs from parser to parser.",
    .flagged =
        "event_context: {use_case: saga, use_case: cqrs, requirements: {throughput: 500 msg/s, "
        "latency: 1 s}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = "YAML 1.2.2, section 3.2.1.1",
};

constinit const Rule duplicate_name{
    .name = "duplicate_name",
    .summary = "The same name twice in one list",
    .rationale =
        "Each consumer is a consumer group and each producer a service: a second one of "
        "the same name is a slip, and would be counted twice.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "consumers: [a, a]}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "consumers: [a, b]}",
    .source = {},
};

constinit const Rule empty_document{
    .name = "empty_document",
    .summary = "A document that says nothing",
    .rationale = "There is nothing to design from.",
    .flagged = "# only a comment",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = {},
};

constinit const Rule empty_name{
    .name = "empty_name",
    .summary = "A name without a visible character",
    .rationale = "Names become topics, queues and consumer groups.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "consumers: ['']}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "consumers: [billing]}",
    .source = {},
};

constinit const Rule file_too_large{
    .name = "file_too_large",
    .summary = "A file over 1 MiB",
    .rationale = "A design is one page; reading megabytes would take seconds.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

constinit const Rule invalid_quantity{
    .name = "invalid_quantity",
    .summary = "A quantity that is not written as a number with its unit",
    .rationale = "A number without a unit could be two things, and is refused rather than guessed.",
    .flagged = "event_context: {use_case: saga, requirements: {throughput: fast}}",
    .accepted = "event_context: {use_case: saga, requirements: {throughput: 10K msg/s}}",
    .source = {},
};

constinit const Rule invalid_utf8{
    .name = "invalid_utf8",
    .summary = "Bytes that are not UTF-8",
    .rationale = "Text in an unknown encoding would be shown and compared wrongly.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "name: a\xFFz}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "name: az}",
    .source = "YAML 1.2.2, section 5.2",
};

constinit const Rule merge_key{
    .name = "merge_key",
    .summary = "A merge key (<<)",
    .rationale = "YAML 1.2 has no merge keys; parsers that know none take it for an ordinary key.",
    .flagged =
        "event_context: {<<: {use_case: saga}, requirements: {throughput: 500 msg/s, latency: 1 "
        "s}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = "YAML 1.2.2 (merge keys were a YAML 1.1 type)",
};

constinit const Rule nesting_too_deep{
    .name = "nesting_too_deep",
    .summary = "Lists and mappings nested deeper than 64, or a payload with more than 16 levels",
    .rationale =
        "No design needs it, and deep nesting exhausts stack and memory, also of those who "
        "read the schema.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

constinit const Rule quantity_out_of_range{
    .name = "quantity_out_of_range",
    .summary = "A quantity that is zero, too small or too large",
    .rationale = "Nothing can be sized for it.",
    .flagged = "event_context: {use_case: saga, requirements: {throughput: 0 msg/s}}",
    .accepted = "event_context: {use_case: saga, requirements: {throughput: 1 msg/s}}",
    .source = {},
};

constinit const Rule recursive_alias{
    .name = "recursive_alias",
    .summary = "An alias to a node that contains it",
    .rationale = "Such a document is an endless tree.",
    .flagged =
        "event_context: &x {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "x-self: *x}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = "YAML 1.2.2, section 7.1",
};

constinit const Rule required_field{
    .name = "required_field",
    .summary = "A required field is missing",
    .rationale = "The design depends on it and no default would be right for everyone.",
    .flagged = "event_context: {requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = {},
};

constinit const Rule scalar_too_long{
    .name = "scalar_too_long",
    .summary = "A value over 64 KiB",
    .rationale = "No value of a design file is that long.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

constinit const Rule too_few_items{
    .name = "too_few_items",
    .summary = "A list that needs at least one entry is empty",
    .rationale =
        "Leave the list out where nothing is known; an empty one says that nobody is "
        "there.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "consumers: []}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}, "
        "consumers: [billing]}",
    .source = {},
};

constinit const Rule too_many_nodes{
    .name = "too_many_nodes",
    .summary = "More than 10,000 nodes, aliases expanded",
    .rationale = "A few hundred bytes of aliases can stand for billions of nodes.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

constinit const Rule unknown_key{
    .name = "unknown_key",
    .summary = "A key that means nothing here",
    .rationale = "A misspelt key would be ignored, and with it a requirement.",
    .flagged = "event_context: {use_case: saga, requirements: {troughput: 10K msg/s}}",
    .accepted = "event_context: {use_case: saga, requirements: {throughput: 10K msg/s}}",
    .source = {},
};

constinit const Rule unknown_tag{
    .name = "unknown_tag",
    .summary = "A tag that is not of YAML's core schema",
    .rationale =
        "Such tags ask a program to build objects of its own; a design file holds text, numbers, "
        "truth values, lists and mappings. The core's own, such as `!!str` and `!!int`, are "
        "honoured.",
    .flagged =
        "event_context: {use_case: !ruby/object saga, requirements: {throughput: 500 msg/s, "
        "latency: 1 s}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = "YAML 1.2.2, sections 3.2.1.2 and 10.3",
};

constinit const Rule unknown_value{
    .name = "unknown_value",
    .summary = "A value outside the list of allowed ones",
    .rationale = "The field takes one of a few words.",
    .flagged =
        "event_context: {use_case: pubsub, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = {},
};

constinit const Rule unsupported_directive{
    .name = "unsupported_directive",
    .summary = "A YAML directive other than %YAML",
    .rationale = "Parsers eat a line that starts with % in silence.",
    .flagged =
        "%FOO bar\n---\nevent_context: {use_case: saga, requirements: {throughput: 500 msg/s, "
        "latency: 1 s}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = "YAML 1.2.2, section 6.8",
};

constinit const Rule unsupported_encoding{
    .name = "unsupported_encoding",
    .summary = "A file in UTF-16 or UTF-32, or with a byte order mark inside",
    .rationale = "Design files are UTF-8; a mark inside the text becomes part of a key, unseen.",
    .flagged = {},
    .accepted = {},
    .source = "YAML 1.2.2, section 5.2",
};

constinit const Rule wrong_type{
    .name = "wrong_type",
    .summary = "A value of the wrong type",
    .rationale = "A list where a word is expected, or a number where text is, is a slip.",
    .flagged =
        "event_context: {use_case: [saga], requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = {},
};

constinit const Rule yaml_syntax{
    .name = "yaml_syntax",
    .summary = "Text that is not YAML",
    .rationale = "Nothing can be read from it.",
    .flagged = "event_context: {use_case: saga",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s}}",
    .source = "YAML 1.2.2",
};

std::span<const Rule* const> input_rules() {
  static constexpr std::array all{
      &complex_key,
      &content_after_document,
      &control_character,
      &duplicate_anchor,
      &duplicate_key,
      &duplicate_name,
      &empty_document,
      &empty_name,
      &file_too_large,
      &invalid_quantity,
      &invalid_utf8,
      &merge_key,
      &nesting_too_deep,
      &quantity_out_of_range,
      &recursive_alias,
      &required_field,
      &scalar_too_long,
      &too_few_items,
      &too_many_nodes,
      &unknown_key,
      &unknown_tag,
      &unknown_value,
      &unsupported_directive,
      &unsupported_encoding,
      &wrong_type,
      &yaml_syntax,
  };
  return all;
}

}  // namespace eventarch::input
