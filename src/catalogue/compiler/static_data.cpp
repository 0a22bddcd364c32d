#include "catalogue/compiler/static_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace eventarch::catalogue {
namespace {

bool needs_escape(char c) { return c == '"' || c == '\\' || c < ' ' || c == '\x7f'; }

/// A string_view literal; three octal digits, so that no digit behind an escape joins it.
std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (needs_escape(c)) {
      out += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "\"sv";
}

std::string literal(const std::optional<double>& number) {
  if (!number) return "std::nullopt";
  return std::isinf(*number) ? "std::numeric_limits<double>::infinity()"
                             : fmt::format("{:.17g}", *number);
}

std::string identifier(std::string_view prefix, const Broker& broker) {
  std::string out(prefix);
  for (const char c : broker.id) out += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
  return out;
}

class Writer {
 public:
  explicit Writer(const Broker& broker) : broker_(broker) {}

  std::string definitions() {
    const std::string modes = modes_text();
    const std::string original = original_text();
    const std::string sources = sources_text();
    // The lists were collected meanwhile; they stand first, since the others refer to them.
    return lists_ + sources + original + modes;
  }

  std::string entry() const {
    return fmt::format(
        "      Broker{{.id = {}, .name = {}, .summary = {}, .version = {}, .checked = {}, .offered "
        "= "
        "{}, .sources = {}, .original = {}, .modes = {}, .storage = nullptr}},\n",
        literal(broker_.id), literal(broker_.name), literal(broker_.summary),
        literal(broker_.version), literal(broker_.checked),
        broker_.offered == Offer::always ? "Offer::always" : "Offer::by_name",
        table("sources_", broker_.sources.size()), table("original_", broker_.original.size()),
        table("modes_", broker_.modes.size()));
  }

 private:
  std::string table(std::string_view prefix, std::size_t size) const {
    return size == 0 ? "{}" : identifier(prefix, broker_);
  }

  /// The name of a list with this content; lists that many facts share are written once.
  std::string list(std::span<const std::string_view> items) {
    if (items.empty()) return "{}";
    std::string content;
    for (const std::string_view item : items) content += literal(item) + ", ";
    const auto known = std::ranges::find(contents_, content);
    const auto index = static_cast<std::size_t>(known - contents_.begin());
    std::string name = fmt::format("{}_{}", identifier("cited_", broker_), index);
    if (known == contents_.end()) {
      lists_ += fmt::format("constexpr std::string_view {}[] = {{{}}};\n", name, content);
      contents_.push_back(std::move(content));
    }
    return name;
  }

  std::string sources_text() const {
    if (broker_.sources.empty()) return {};
    std::string out =
        fmt::format("constexpr CatalogueSource {}[] = {{\n", identifier("sources_", broker_));
    for (const CatalogueSource& source : broker_.sources) {
      out += fmt::format("    {{{}, {}}},\n", literal(source.id), literal(source.title));
    }
    return out + "};\n";
  }

  std::string original_text() {
    if (broker_.original.empty()) return {};
    std::string out =
        fmt::format("constexpr OriginalClaim {}[] = {{\n", identifier("original_", broker_));
    for (const OriginalClaim& claim : broker_.original) {
      out += fmt::format("    {{{}, {}, {}, {}, {}}},\n", literal(claim.attribute),
                         literal(claim.claim), literal(claim.verdict), literal(claim.finding),
                         list(claim.sources));
    }
    return out + "};\n";
  }

  std::string modes_text() {
    if (broker_.modes.empty()) return {};
    std::string out = fmt::format("constexpr Mode {}[] = {{\n", identifier("modes_", broker_));
    for (const Mode& mode : broker_.modes) {
      out += fmt::format("    Mode{{{}, {}, {}, {{{{\n", literal(mode.id), literal(mode.name),
                         literal(mode.summary));
      for (const Fact& fact : mode.facts) {
        out += fmt::format("        Fact{{{}, {}, {{{}U}}, {}, {}, {}, {}}},\n", literal(fact.text),
                           literal(fact.number), fact.words.bits, literal(fact.conditions),
                           list(fact.sources), literal(fact.estimate), literal(fact.checked));
      }
      out += "    }}},\n";
    }
    return out + "};\n";
  }

  const Broker& broker_;
  std::vector<std::string> contents_;
  std::string lists_;
};

}  // namespace

std::string static_data(std::span<const Broker> brokers) {
  std::string definitions;
  std::string entries;
  for (const Broker& broker : brokers) {
    Writer writer(broker);
    definitions += writer.definitions();
    entries += writer.entry();
  }
  return fmt::format(
      "// Generated from the broker files of the catalogue.\n"
      "#include <limits>\n\n"
      "#include \"eventarch/catalogue.hpp\"\n\n"
      "namespace eventarch {{\n"
      "namespace {{\n\n"
      "using namespace std::string_view_literals;\n\n"
      "{}\n"
      "}}  // namespace\n\n"
      "const Catalogue& built_in_catalogue() {{\n"
      "  static const Catalogue catalogue{{{{\n"
      "{}"
      "  }}}};\n"
      "  return catalogue;\n"
      "}}\n\n"
      "}}  // namespace eventarch\n",
      definitions, entries);
}

}  // namespace eventarch::catalogue
