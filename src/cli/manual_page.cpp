#include <fmt/format.h>

#include <string>
#include <string_view>

#include "cli/command_description.hpp"
#include "cli/help_texts.hpp"

namespace eventarch::cli {
namespace {

/// Text in which nothing is taken for a request or an escape. Flags keep their hyphens when they
/// are copied from the page.
std::string escaped(std::string_view text) {
  std::string out;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
    at_start = c == '\n';
  }
  return out;
}

/// "-f, --format FORMAT": what is typed in bold, what stands for something in italics.
std::string signature(const OptionDescription& option) {
  std::string out;
  for (const std::string& name : option.names) {
    if (!out.empty()) out += ", ";
    out += fmt::format("\\f{}{}\\fR", option.is_positional ? 'I' : 'B', escaped(name));
  }
  if (!option.value.empty()) out += fmt::format(" \\fI{}\\fR", escaped(option.value));
  return out;
}

std::string as_it_is(std::string_view text) { return ".nf\n" + escaped(text) + ".fi\n"; }

/// The block under "Examples:", without that line.
std::string_view examples(std::string_view command) {
  const std::string_view text = examples_of(command);
  return text.substr(text.find('\n') + 1);
}

std::string page_of(const CommandDescription& command) {
  std::string out = fmt::format(".SS {}\n\\fBeventarch\\fR {}\n.PP\n{}.\n", escaped(command.name),
                                escaped(usage_of(command.name)), escaped(command.about));
  for (const OptionDescription& option : command.options) {
    out += fmt::format(".TP\n{}\n{}\n", signature(option), escaped(option.about));
  }
  return out + ".PP\nExamples:\n.PP\n" + as_it_is(examples(command.name));
}

/// Everything that is no table.
constexpr std::string_view files_and_variables =
    ".SH ENVIRONMENT\n"
    ".TP\n\\fBNO_COLOR\\fR\nNo colours, unless \\fB\\-\\-color\\fR asks for them.\n"
    ".TP\n\\fBFORCE_COLOR\\fR\nColours even where standard output is no terminal; 0 counts for "
    "nothing.\n"
    ".TP\n\\fBTERM\\fR\nNo colours where it is dumb.\n"
    ".TP\n\\fBSOURCE_DATE_EPOCH\\fR\nThe moment, in seconds since 1970, at which suppressions are "
    "judged to have expired; without it, now.\n"
    ".TP\n\\fBGITHUB_WORKSPACE\\fR, \\fBCI_PROJECT_DIR\\fR\nThe root that paths in sarif, github "
    "and gitlab reports are relative to where no .git is found upwards.\n"
    ".SH FILES\n"
    ".TP\n\\fI*.eventarch.yaml\\fR, \\fI*.eventarch.yml\\fR\nDesign files, as are other YAML files "
    "with the root key event_context. One file may hold several documents.\n"
    ".TP\n\\fB.eventarch.yaml\\fR\nWhat a repository sets for its design files: the nearest one "
    "upwards from each file, no further than the root of the repository. Its keys: rules (levels "
    "by name: off, info, warning, error), defaults (fail_on), catalogue (a folder with broker "
    "files), brokers (ids that take part without being named). Unknown keys are refused.\n"
    ".TP\n\\fIBASELINE\\fR\nLines of JSON, one accepted finding each, written by "
    "\\fBcheck \\-\\-write\\-baseline\\fR. A finding is known by the names of its design, event "
    "types and consumer groups, so that it stays accepted where these change their order.\n"
    ".TP\n\\fB.gitignore\\fR\nWhat it names is passed over where folders are checked.\n";

constexpr std::string_view suppressions =
    ".SH SUPPRESSIONS\n"
    "A comment in a design file accepts findings, for \\fBcheck\\fR, \\fBdesign\\fR and "
    "\\fBsimulate\\fR alike:\n"
    ".PP\n.nf\n"
    "# eventarch: ignore=\\fIRULE\\fR[,\\fIRULE\\fR] [until=\\fIYYYY\\-MM\\-DD\\fR] \\-\\- "
    "\\fIREASON\\fR\n"
    ".fi\n.PP\n"
    "At the end of a line it speaks of what begins on that line, alone on a line of the next key "
    "or "
    "item with everything below it. The reason is required. After the day, in UTC, the finding "
    "counts again. Rules about the file format cannot be suppressed. A suppression that is "
    "unknown, unused in whole or in part, expired, misspelt or without a reason is a finding "
    "itself. Suppressed findings stay in the reports, marked; \\fBcheck \\-\\-no\\-ignores\\fR "
    "lets "
    "no comment count.\n";

}  // namespace

std::string manual_page() {
  std::string out =
      ".\\\" Written by the program from its table of commands.\n"
      ".TH EVENTARCH 1 \"\" \"eventarch\" \"User Commands\"\n"
      ".SH NAME\neventarch \\- design advisor for event\\-driven architecture\n"
      ".SH SYNOPSIS\n\\fBeventarch\\fR \\fICOMMAND\\fR ...\n"
      ".SH DESCRIPTION\n";
  out += escaped(about_program()) + "\n.SH OPTIONS\n";
  for (const OptionDescription& option : described_program().options) {
    out += fmt::format(".TP\n{}\n{}\n", signature(option), escaped(option.about));
  }
  out += ".SH COMMANDS\n";
  for (const Command& command : commands()) out += page_of(described(command));
  const std::string statuses = exit_statuses("");
  out += ".SH EXIT STATUS\n" + as_it_is(statuses.substr(statuses.find('\n') + 1));
  out += suppressions;
  out += files_and_variables;
  return out + ".SH EXAMPLES\n" + as_it_is(examples(""));
}

}  // namespace eventarch::cli
