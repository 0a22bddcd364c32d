#include "check/fingerprint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>

#include "support/text.hpp"

namespace eventarch::check {
namespace {

/// Two hashes of 64 bits side by side. Not for secrets: nobody gains by a second finding that looks
/// like the first.
class Hash {
 public:
  /// With its length before it, so that no two lists of texts run into the same bytes.
  void add(std::string_view bytes) {
    add(bytes.size());
    for (const char c : bytes) byte(static_cast<unsigned char>(c));
  }

  void add(std::uint64_t number) {
    for (unsigned shift = 0; shift < 64; shift += 8) {
      byte(static_cast<unsigned char>((number >> shift) & 0xFFU));
    }
  }

  [[nodiscard]] std::string digits() const {
    return fmt::format("{:016x}{:016x}", mixed(first_ ^ (second_ >> 32U)),
                       mixed(second_ + (first_ << 32U)));
  }

 private:
  void byte(unsigned char value) {
    first_ = (first_ ^ value) * 0x100000001B3U;  // FNV-1a
    second_ = (second_ + value + 1) * 0x9E3779B97F4A7C15U;
    second_ ^= second_ >> 29U;
  }

  /// Every bit of the input moves every bit of the output.
  static std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 33U)) * 0xFF51AFD7ED558CCDU;
    value = (value ^ (value >> 33U)) * 0xC4CEB9FE1A85EC53U;
    return value ^ (value >> 33U);
  }

  std::uint64_t first_ = 0xCBF29CE484222325U;
  std::uint64_t second_ = 0x6C62272E07BB0142U;
};

std::string as_utf8(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = text::sequence_length(bytes.substr(at));
    if (length == 0) {
      out += fmt::format("\\x{{{:02x}}}", static_cast<unsigned char>(bytes[at++]));
    } else {
      out += bytes.substr(at, length);
      at += length;
    }
  }
  return out;
}

}  // namespace

std::string normalised_name(std::string_view name) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    const std::string_view part = name.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  return as_utf8(fmt::format("{}{}", name.starts_with('/') ? "/" : "", fmt::join(parts, "/")));
}

std::vector<BaselineEntry> identities(const CheckedFile& file) {
  const std::string name = normalised_name(file.name);
  std::map<std::tuple<std::string_view, std::uint32_t, std::string_view>, std::uint32_t> counts;
  std::vector<BaselineEntry> all;
  all.reserve(file.findings.size());
  for (const CheckFinding& finding : file.findings) {
    const std::string_view rule = finding.diagnostic.rule->name;
    const std::uint32_t ordinal = ++counts[{rule, finding.document, finding.pointer}];
    all.push_back({std::string(rule), name, finding.document, finding.pointer, ordinal});
  }
  return all;
}

std::string fingerprint(const BaselineEntry& identity) {
  Hash hash;
  hash.add(identity.rule);
  hash.add(identity.file);
  hash.add(identity.document);
  hash.add(identity.pointer);
  hash.add(identity.ordinal);
  return hash.digits();
}

}  // namespace eventarch::check
