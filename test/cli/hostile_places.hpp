#pragma once

/// Files that hold a hostile text wherever they may hold text.

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/text.hpp"

namespace eventarch::cli {

/// One code point as YAML and JSON write it between double quotes; a byte that is none stays.
inline std::string escaped_character(std::string_view character, std::string_view raw) {
  std::uint32_t value = static_cast<unsigned char>(raw.front());
  if (character.size() > 1) value &= 0xFFU >> (character.size() + 1);
  for (const char c : character.substr(std::min<std::size_t>(1, character.size()))) {
    value = (value << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  }
  if (character.empty()) return std::string(1, raw.front());
  if (value >= 0x10000) {
    const std::uint32_t rest = value - 0x10000;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
  }
  return fmt::format("\\u{:04x}", value);
}

/// The text between double quotes, in YAML and in JSON.
inline std::string quoted_text(std::string_view raw) {
  std::string out = "\"";
  while (!raw.empty()) {
    const std::size_t bytes = text::sequence_length(raw);
    out += escaped_character(raw.substr(0, bytes), raw);
    raw.remove_prefix(std::max<std::size_t>(1, bytes));
  }
  return out + "\"";
}

struct HostileDesign {
  std::string name;
  std::string text;
};

/// A valid design that holds the text as every name, and others that hold it where it is wrong.
inline std::vector<HostileDesign> hostile_designs(const std::string& raw) {
  const std::string value = quoted_text(raw);
  const std::string other = quoted_text(raw + "2");
  std::string line = raw;
  std::ranges::replace(line, '\n', ' ');
  const std::string head = "event_context:\n  use_case: pub_sub\n";
  const std::string requirements =
      "  requirements: {throughput: 1K msg/s, latency: 1 s, ordering: partition,\n"
      "                 delivery: exactly_once, retention: 7 days}\n";
  const std::string names = fmt::format(
      "  name: {0}\n  description: {0}\n  producers: [{0}]\n  consumers: [{0}, {1}]\n"
      "  messages: [{{type: {0}, key: {0}, payload: {{{0}: string, {1}: integer}}}}]\n"
      "  x-own: {{{0}: {0}}}\n",
      value, other);
  return {
      {"names", head + requirements + names},
      {"queue", "event_context:\n  use_case: work_queue\n" + requirements + names +
                    "  constraints: {allowed_brokers: [rabbitmq]}\n"},
      {"keys", fmt::format("{0}{1}  {2}: 1\n  workload: {{{2}: 1}}\n  decisions: {{{2}: {2}}}\n",
                           head, requirements, value)},
      {"values", fmt::format("event_context:\n  use_case: {0}\n  requirements: {{latency: {0}, "
                             "throughput: {0}}}\n  consumers: [{0}, {0}]\n  messages: [{{type: t, "
                             "payload: {{a: {0}}}}}]\n  constraints: {{allowed_brokers: [{0}]}}\n"
                             "  decisions: {{broker: {0}, partitions: {0}}}\n",
                             value)},
      {"reasons", fmt::format("{0}  # eventarch: ignore=exactly_once_complexity -- {2}\n{1}  # "
                              "eventarch: ignore={2} -- {2}\n  # eventarch: ignore=idle_consumers "
                              "until={2} -- x\n  # {2}\n",
                              head, requirements, line)},
      {"raw", head + "  " + raw + ": " + raw + "\n" + requirements},
      {"anchors", head + "  name: &" + raw + " *" + raw + " !" + raw + "\n" + requirements},
      {"outside", value + ": 1\n---\n" + value + "\n---\n[" + value + ", {" + value + ": 1}\n"},
  };
}

/// A log that is named by the text, as are its mode and all its sources.
inline std::string hostile_broker(const std::string& raw) {
  std::ifstream in(std::string(EVENTARCH_SOURCE_DIR) + "/src/catalogue/brokers/redpanda.yaml");
  std::ostringstream all;
  all << in.rdbuf();
  std::string text = all.str();
  const std::string value = quoted_text(raw);
  std::string head = fmt::format(
      "broker:\n  id: own\n  name: {0}\n  summary: {0}\n  version: {0}\n  checked: 2025-01-01\n"
      "  sources:\n",
      value);
  for (const std::string_view source : {"D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "K1"}) {
    head += fmt::format("    {}: {}\n", source, value);
  }
  text.replace(0, text.find("  # Facts"), head);
  const std::string_view mode = "      name: topic\n";
  text.replace(text.find(mode), mode.size(), fmt::format("      name: {}\n", value));
  return text;
}

inline std::vector<std::string> hostile_configurations(const std::string& raw) {
  const std::string value = quoted_text(raw);
  return {fmt::format("{0}: {0}\n", value),
          fmt::format("rules: {{{0}: {0}}}\n", value),
          fmt::format("rules: {{idle_consumers: {0}}}\n", value),
          fmt::format("brokers: [{0}]\n", value),
          fmt::format("brokers: {{{0}: {0}}}\n", value),
          fmt::format("catalogue: {0}\n", value),
          fmt::format("defaults: {{fail_on: {0}}}\n", value),
          fmt::format("defaults: {{{0}: 1}}\n", value),
          raw,
          "catalogue: " + raw};
}

inline std::vector<std::string> hostile_baselines(const std::string& raw) {
  const std::string value = quoted_text(raw);
  const std::string entry =
      "{{\"rule\": {}, \"file\": {}, \"document\": 1, \"pointer\": {}, \"ordinal\": 1}}\n";
  return {raw,
          value,
          fmt::format("{{{0}: {0}}}\n", value),
          fmt::format(fmt::runtime(entry), "\"hot_key\"", value, value),
          fmt::format(fmt::runtime(entry), value, "\"clean.yaml\"", value),
          "{\"schema_version\": " + value + "}\n"};
}

}  // namespace eventarch::cli
