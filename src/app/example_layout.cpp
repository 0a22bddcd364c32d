#include "app/example_layout.hpp"

#include <cstddef>
#include <vector>

#include "support/ascii.hpp"

namespace eventarch {
namespace {

constexpr std::size_t line_width = 72;

bool opens(char c) { return c == '{' || c == '['; }
bool closes(char c) { return c == '}' || c == ']'; }

/// The entries between the brackets of a collection.
std::vector<std::string_view> entries_of(std::string_view collection) {
  const std::string_view inside = collection.substr(1, collection.size() - 2);
  std::vector<std::string_view> entries;
  std::size_t depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (opens(inside[i])) ++depth;
    if (closes(inside[i])) --depth;
    if (inside[i] != ',' || depth != 0) continue;
    entries.push_back(ascii::trimmed(inside.substr(begin, i - begin)));
    begin = i + 1;
  }
  entries.push_back(ascii::trimmed(inside.substr(begin)));
  return entries;
}

bool is_collection(std::string_view text) {
  return text.size() > 2 && opens(text.front()) && closes(text.back());
}

void write_entries(std::string_view collection, std::size_t indent, std::string& out);

/// `key: value` or an item of a list; the first line is indented by the caller.
void write_entry(std::string_view entry, std::size_t indent, std::string& out) {
  const std::size_t colon = entry.find(": ");
  const std::string_view value = colon == std::string_view::npos
                                     ? std::string_view()
                                     : ascii::trimmed(entry.substr(colon + 2));
  if (indent + entry.size() <= line_width || !is_collection(value)) {
    out += entry;
    out += '\n';
    return;
  }
  out += entry.substr(0, colon + 1);
  out += '\n';
  write_entries(value, indent + 2, out);
}

void write_entries(std::string_view collection, std::size_t indent, std::string& out) {
  const bool is_list = collection.front() == '[';
  for (const std::string_view entry : entries_of(collection)) {
    out.append(indent, ' ');
    if (!is_list) {
      write_entry(entry, indent, out);
      continue;
    }
    out += "- ";
    out += entry;
    out += '\n';
  }
}

/// Brackets within quotes or a comment are not told apart: such a text stays as it is.
bool is_plain(std::string_view text) {
  return text.find_first_of("\"'#\n&*") == std::string_view::npos;
}

}  // namespace

std::string laid_out(std::string_view example) {
  constexpr std::string_view start = "event_context: ";
  if (!example.starts_with(start) || !is_plain(example)) return std::string(example);
  const std::string_view body = ascii::trimmed(example.substr(start.size()));
  std::size_t open = 0;
  std::size_t closed = 0;
  for (const char c : body) {
    if (opens(c)) ++open;
    if (closes(c)) ++closed;
  }
  if (!is_collection(body) || body.front() != '{' || open != closed) return std::string(example);
  std::string out = "event_context:\n";
  write_entries(body, 2, out);
  out.pop_back();
  return out;
}

}  // namespace eventarch
