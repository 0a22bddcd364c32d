#include "report/alike_entries.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace eventarch::report {
namespace {

constexpr std::string_view placeholder = "<group>";

using Names = std::set<std::string_view>;
/// Name and text with the placeholder.
using Shape = std::pair<std::string, std::string>;

struct Reading {
  std::string_view group;
  Shape shape;
};

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a name may begin or end there: at the ends, and beside what is neither letter nor digit.
bool is_edge(std::string_view text, std::size_t at) {
  if (at == 0 || at == text.size()) return true;
  return !is_of_name(text[at - 1]) || !is_of_name(text[at]);
}

/// The text with the placeholder where the group stands as a whole.
std::string with_placeholder(std::string_view text, std::string_view group) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find(group); at != std::string_view::npos;
       at = text.find(group, at + group.size())) {
    if (!is_edge(text, at) || !is_edge(text, at + group.size())) continue;
    out += text.substr(copied, at - copied);
    out += placeholder;
    copied = at + group.size();
  }
  return out += text.substr(copied);
}

/// The groups that stand in the name as a whole: "team" of "orders.team.dlq".
std::vector<std::string_view> groups_in(std::string_view name, const Names& groups) {
  constexpr std::size_t most_edges = 24;  // a name of more parts is shown as it is
  std::vector<std::size_t> edges;
  for (std::size_t at = 0; at <= name.size(); ++at) {
    if (is_edge(name, at)) edges.push_back(at);
    if (edges.size() > most_edges) return {};
  }
  std::vector<std::string_view> found;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    for (std::size_t k = i + 1; k < edges.size(); ++k) {
      const auto group = groups.find(name.substr(edges[i], edges[k] - edges[i]));
      if (group != groups.end()) found.push_back(*group);
    }
  }
  return found;
}

std::vector<Reading> readings_of(const ReportEntry& entry, const Names& groups) {
  std::vector<Reading> all;
  for (const std::string_view group : groups_in(entry.name, groups)) {
    all.push_back(
        {group, {with_placeholder(entry.name, group), with_placeholder(entry.text, group)}});
  }
  return all;
}

}  // namespace

std::vector<AlikeEntries> alike_entries(const std::vector<ReportEntry>& entries,
                                        const std::vector<ConsumerGroupConfig>& groups) {
  constexpr std::size_t least = 4;
  Names names;
  for (const ConsumerGroupConfig& group : groups) {
    if (!group.group.empty()) names.insert(group.group);
  }
  std::vector<std::vector<Reading>> readings;
  std::map<Shape, std::size_t> alike;
  for (const ReportEntry& entry : entries) {
    for (const Reading& reading : readings.emplace_back(readings_of(entry, names))) {
      ++alike[reading.shape];
    }
  }
  std::vector<AlikeEntries> out;
  std::map<Shape, std::size_t> places;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto best = std::ranges::max_element(
        readings[i], {}, [&](const Reading& reading) { return alike[reading.shape]; });
    if (best == readings[i].end() || alike[best->shape] < least) {
      out.push_back({entries[i], {}});
      continue;
    }
    const auto [place, is_first] = places.try_emplace(best->shape, out.size());
    if (is_first) out.push_back({{best->shape.first, best->shape.second}, {}});
    out[place->second].groups.push_back(best->group);
  }
  return out;
}

}  // namespace eventarch::report
