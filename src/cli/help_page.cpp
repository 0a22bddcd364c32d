#include "cli/help_page.hpp"

#include <fmt/format.h>

#include "cli/help_texts.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

constexpr std::size_t width = 80;

std::string printed(const HelpRow& row) {
  constexpr std::size_t column = 30;
  std::string out;
  std::string head = fmt::format("  {:<{}}", row.left, column - 2);
  if (head.size() > column) {
    out += fmt::format("  {}\n", row.left);
    head = std::string(column, ' ');
  }
  for (const std::string& line : text::wrap(row.right, width - column)) {
    out += head + line + "\n";
    head = std::string(column, ' ');
  }
  return out;
}

std::string printed(const std::vector<HelpRow>& rows) {
  std::string out;
  for (const HelpRow& row : rows) out += printed(row);
  return out;
}

}  // namespace

std::string written(const HelpPage& page) {
  std::string about;
  for (const std::string& line : text::wrap(page.about, width)) about += line + "\n";
  const std::string commands =
      page.commands.empty() ? "" : "Commands:\n" + printed(page.commands) + "\n";
  return fmt::format("{}\n{}\nUsage: eventarch {}\n\n{}Flags and arguments:\n{}\n{}",
                     examples_of(page.command), about, usage_of(page.command), commands,
                     printed(page.flags), exit_statuses(page.command));
}

}  // namespace eventarch::cli
