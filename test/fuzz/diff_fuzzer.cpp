/// Comparing: two texts, parted by a line of three equals signs, give a comparison that every
/// format can carry; a text compared with itself has not changed.

#include "eventarch/diff.hpp"
#include "eventarch/report.hpp"
#include "written_text.hpp"

namespace eventarch::fuzz {
namespace {

/// A file name is input as well.
const std::string file_name = "a::error\x1b]0;\n##[b\xff\xe2\x80\xae|`.yaml";

void check_formats(const DiffReport& report) {
  check_inert(render_diff_text(report, {Color::off, Detail::verbose}));
  check_inert(render_diff_text(report, {Color::off, Detail::brief}));
  const auto json = check_json(render_diff_json(report));
  require(json["comparable"] == report.comparable, "JSON says whether there was a comparison");
  require(json["designs"].size() == report.designs.size(), "JSON holds every design");
  const std::string page = render_diff_markdown(report, Detail::verbose);
  check_inert(page);
  require(page.size() <= markdown_longest, "a page fits a comment");
}

void check_causes(const DiffReport& report) {
  for (const DesignDiff& design : report.designs) {
    require(design.before || design.after, "a design is on one side at least");
    for (const Change& change : design.changes) {
      require(change.rule != nullptr, "a change has a class");
      for (const std::size_t cause : change.causes) {
        require(cause < design.requirements.size(), "a cause is one of the requirements");
      }
    }
  }
}

void check_text(std::string_view text) {
  const auto [before, after] = halves(text);
  const SourceText old_source{file_name, std::string(before), "old\x1b"};
  const SourceText new_source{file_name + "2", std::string(after), "new`|"};
  const DiffReport report = diff_designs(old_source, new_source, built_in_catalogue());
  require(report.comparable !=
              (report.before.findings.has_errors() || report.after.findings.has_errors()),
          "what cannot be compared has an error that says why");
  check_findings(report.before.findings, before);
  check_findings(report.after.findings, after);
  check_causes(report);
  check_formats(report);
  const DiffReport same = diff_designs(old_source, old_source, built_in_catalogue());
  require(same.unchanged() || !same.comparable, "a text compared with itself has not changed");
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
