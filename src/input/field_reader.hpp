#pragma once

/// Turns the nodes of fields into typed values, by the field table. Every problem becomes a finding
/// at its place; what can be read is read.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "eventarch/context.hpp"
#include "input/document.hpp"
#include "input/field_table.hpp"
#include "input/quantity.hpp"
#include "input/quantity_slips.hpp"

namespace eventarch::input {

/// Keys of the user's own start with this; nothing reads them.
inline constexpr std::string_view own_prefix = "x-";

/// The readers that the rows of the field table call; each leaves its target unset where the node
/// does not fit.
class FieldReader {
 public:
  FieldReader(const Document& document, Findings& findings)
      : document_(document), findings_(findings) {}

  /// Reads the node of a field; `field` must outlive the call.
  void read_field(const Field& field, const Node& node, Declaration& declaration);

  template <class E>
  requires std::is_enum_v<E>
  void read(const Node& node, Declared<E>& target) {
    if (const auto index = choice(node)) {
      target = Given<E>{static_cast<E>(*index), std::string(node.text), node.where};
    }
  }
  void read(const Node& node, Declared<std::string>& target);
  void read(const Node& node, Declared<bool>& target);
  void read(const Node& node, Declared<MessageRate>& target);
  void read(const Node& node, Declared<Duration>& target);
  void read(const Node& node, Declared<ByteSize>& target);
  void read(const Node& node, Declared<ByteRate>& target);
  void read(const Node& node, Declared<Share>& target);
  void read(const Node& node, Declared<Factor>& target);
  void read(const Node& node, Declared<Count>& target);
  void read(const Node& node, std::vector<Given<std::string>>& target);
  void read(const Node& node, std::vector<MessageType>& target);

 private:
  [[nodiscard]] std::optional<std::size_t> choice(const Node& node);
  /// Where it does not fit, that is told, with the example or what else helps.
  [[nodiscard]] bool expect(const Node& node, bool fits, std::string_view expected,
                            std::string_view example);
  void report_no_choice(const Node& node, std::string_view allowed);
  void report_no_truth(const Node& node);
  [[nodiscard]] std::string help_for_nothing() const;
  [[nodiscard]] static bool is_name(const Node& node);
  void report_no_name(const Node& node, std::string_view what);
  void read_message(const Node& node, MessageType& message);
  void read_payload(const Node& node, std::vector<PayloadField>& fields, std::size_t depth);
  [[nodiscard]] bool read_payload_name(const Node& key, const std::vector<PayloadField>& earlier,
                                       PayloadField& field);
  void read_payload_type(const Node& node, PayloadField& field, std::size_t depth);
  void read_payload_list(const Node& node, PayloadField& field, std::size_t depth);
  void read_payload_object(const Node& node, PayloadField& field, std::size_t depth);
  void read_payload_word(const Node& node, PayloadField& field);
  void read_payload_enum(const Node& node, PayloadField& field);
  /// `meant`: what the field would take in its place, where that can be told.
  void report_quantity(const Node& node, QuantityFault fault, const QuantityForm& form,
                       const std::optional<MendedQuantity>& meant);
  template <class T, class Parse>
  void quantity(const Node& node, const QuantityForm& form, Parse parse, Declared<T>& target);

  const Document& document_;
  Findings& findings_;
  const Field* field_ = nullptr;
};

/// "a, b, c"
[[nodiscard]] std::string joined(std::span<const std::string_view> words);

/// "latency: 5ms" for the plain word "latency:5ms", where the name is one of `known`.
[[nodiscard]] std::optional<std::string> key_with_blank(const Node& word,
                                                        std::span<const std::string_view> known);

/// The mapping that a key stands in.
struct Home {
  const Document& document;
  const Node& mapping;
};

/// Adds `unknown_key` for a key that is none of `known`. Where the key that was probably meant
/// stands in the mapping already, both places are told.
Diagnostic& report_unknown_key(const Node& key, std::span<const std::string_view> known,
                               std::string_view where, const Home& home, Findings& findings);

/// The edit that puts `text` in the place of a scalar, in the quotes that it has; none where it has
/// several lines or escapes, or where an alias may stand for it.
[[nodiscard]] std::vector<Edit> replacement(const Node& scalar, std::string_view text);

/// The same without its quotes.
[[nodiscard]] std::vector<Edit> bare_replacement(const Node& scalar, std::string_view text);

}  // namespace eventarch::input
