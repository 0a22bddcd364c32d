#pragma once

/// The gate: findings about design files as continuous integration needs them, with fingerprints,
/// suppressions, severities and fixes. Reads no file and no clock: the caller does.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/diagnostic.hpp"
#include "eventarch/suppression.hpp"

namespace eventarch {

/// How one rule is to be reported.
enum class RuleLevel : std::uint8_t { off, info, warning, error };

/// By rule name. Rules about the file format itself keep their severity: they cannot be turned off,
/// since nothing can be said of a file that cannot be read.
using RuleLevels = std::map<std::string, RuleLevel, std::less<>>;

/// What a repository or a command line sets for all files.
struct CheckSettings {
  RuleLevels levels;
  bool honour_suppressions = true;  ///< false: `--no-ignores`, for auditors
  Date today;                       ///< suppressions end `until` it
  /// The current folder as its repository names it, `services/shop/`; empty at the root and
  /// outside. Fingerprints take it in, so that they are the same from every folder.
  std::string folder;
};

/// A line of the source, for a snippet.
struct SourceLine {
  std::uint32_t number = 0;  ///< counts from 1
  std::string text;          ///< without its end; any bytes
};

/// A diagnostic with what machines need to follow it from run to run.
struct CheckFinding {
  Diagnostic diagnostic;       ///< with the severity that the settings give it
  std::uint32_t document = 1;  ///< counts from 1 in the file
  /// JSON pointer (RFC 6901) of the innermost value that the finding lies in; empty: the document.
  std::string pointer;
  /// The design that it is about by its name, else by its use case, else by nothing but its being a
  /// document: `name=orders`, `use_case=saga`, `document`; `/2` behind the second of its kind.
  std::string design;
  /// The pointer with the names of list items for their numbers, `.../messages/type=Paid/key`: it
  /// stays when they change their order. At most 1,000 bytes.
  std::string subject;
  /// 32 hexadecimal digits over rule, path, design, subject and ordinal among equals: neither
  /// places nor messages, so that it stays when text moves. Unique in a report.
  std::string fingerprint;
  std::uint32_t ordinal = 1;  ///< among findings of one rule about one subject
  std::optional<Suppressed> suppressed;
  std::vector<SourceLine> lines;  ///< those of the place and of the related places, by number
};

struct CheckedFile {
  std::string name;                    ///< as given to the program; may be hostile
  std::uint32_t documents = 1;         ///< designs in it
  std::vector<CheckFinding> findings;  ///< in the order of `reports_before`
};

/// A finding that was accepted once. Identified by what it is about, not by its hash alone.
struct BaselineEntry {
  std::string rule;
  std::string file;
  std::string design;  ///< as in CheckFinding, as are the following
  std::string subject;
  std::uint32_t ordinal = 1;

  friend auto operator<=>(const BaselineEntry&, const BaselineEntry&) = default;
};

struct CheckSummary {
  std::size_t files = 0;
  std::size_t designs = 0;
  std::size_t errors = 0;  ///< these three without what is suppressed
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t suppressed = 0;
};

/// Everything that one run found. Files are ordered by name, each once.
struct CheckReport {
  std::vector<CheckedFile> files;
  bool with_baseline = false;        ///< machine formats then say `new` or `unchanged`
  std::vector<BaselineEntry> stale;  ///< accepted once and not found any more in these files

  [[nodiscard]] CheckSummary summary() const;
};

/// Checks every document of a text. Never throws on account of the input; safe to call from several
/// threads at once.
[[nodiscard]] CheckedFile check_source(const SourceText& source, const Catalogue& catalogue,
                                       const CheckSettings& settings,
                                       const std::vector<Override>& overrides = {});

/// Advises as `advise` does, where a repository has its say: levels and the comments of the file
/// hold before it is decided whether there can be a design, so that the answer is that of the
/// check. What comments accept is told apart. Errors of the file format keep a design from being
/// made as ever.
///
/// Each advice is handed over as it is finished: a file may hold hundreds of documents, and the
/// advice on one of them takes a hundred times the room of its text.
void advise_each(const SourceText& source, const Catalogue& catalogue,
                 const CheckSettings& settings, const std::vector<Override>& overrides,
                 const DesignPreferences& preferences, const std::function<void(Advice)>& take);

/// False for errors of the file format: of a file that cannot be read nothing is known that a team
/// could have accepted. No comment, level or baseline passes over them.
[[nodiscard]] bool may_be_accepted(const Diagnostic& finding);

/// Marks what the baseline accepts, and lists what it accepts in vain.
void apply_baseline(const std::vector<BaselineEntry>& baseline, CheckReport& report);

/// What `read_baseline` finds.
extern const Rule broken_baseline;

/// The baseline that accepts everything in the report which may be accepted and no comment
/// suppresses: JSON lines, one entry each, sorted, so that version control merges them.
[[nodiscard]] std::string baseline_text(const CheckReport& report);

/// Reads such a text. Everything wrong with it is added to `findings`.
[[nodiscard]] std::optional<std::vector<BaselineEntry>> read_baseline(std::string_view file_name,
                                                                      std::string_view text,
                                                                      Findings& findings);

/// The text with every certain fix of the findings made; comments and formatting stay. Suppressed
/// findings and fixes that overlap an earlier one are left alone.
[[nodiscard]] std::string fixed_text(std::string_view text, const CheckedFile& checked);

/// Who reads a diff. A patch applies only where it has the bytes of the file; a terminal obeys
/// some.
enum class DiffReader : std::uint8_t {
  program,  ///< `patch -p1`, `git apply`: every line as it is in the file, odd names in quotes
  person,   ///< control characters but tabs, and marks that turn or hide text, are escapes
};

/// What changed, as `diff -u` writes it; empty where nothing did. A whole path is named from the
/// root, without its slash.
[[nodiscard]] std::string unified_diff(std::string_view name, std::string_view before,
                                       std::string_view after, DiffReader reader);

/// A rule as the program lists it.
[[nodiscard]] std::vector<const Rule*> all_rules();

}  // namespace eventarch
